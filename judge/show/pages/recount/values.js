// The verbs that change or take out values (§3.7 to §3.17, §3.21 to §3.24), and the weighted sum of tables (§3.18).

const TURNS = { higher: "lower", lower: "higher" };

const turnedRound = (better) => TURNS[better] ?? null;

/** By verb, what it makes of a value and its operand. */
const CALCULATIONS = {
  plus: add,
  minus: subtract,
  times: multiply,
  divide,
  percent: (value, operand) => divide(multiply(HUNDRED, value), operand),
  floor: (value, operand) => most([value, operand]),
  cap: (value, operand) => least([value, operand]),
};

function calculate(names, step, verb, table) {
  const operand = names.operandOf(step[verb], table, step.missing);
  const made = withNumbers(table, (value, key) => CALCULATIONS[verb](value, operand(key)));
  if (!["times", "divide", "percent"].includes(verb)) return made;
  const signs = [...table.cells.values()].filter(({ value }) => isNumber(value)).map(({ key }) => operand(key).top);
  if (signs.some((sign) => sign < 0n)) made.better = signs.some((sign) => sign > 0n) ? null : turnedRound(made.better);
  return made;
}

function clip(names, step, verb, table) {
  const [far, middle] = [names.operandOf(step.clip, table, step.missing), names.operandOf(step.around, table)];
  return withNumbers(table, (value, key) => {
    const [low, high] = [subtract(middle(key), far(key)), add(middle(key), far(key))];
    const moved = least([most([value, low]), high]);
    return step.outside === "left out" && !equal(moved, value) ? undefined : moved;
  });
}

function convert(names, step, verb, table) {
  const pairs = step.convert.map((pair) => pair.map(numberOf)).sort(([one], [other]) => compared(one, other));
  const gives = [...(step.below === undefined ? [] : [numberOf(step.below)]), ...pairs.map(([, points]) => points)];
  const made = withNumbers(table, (value) => pointsFor(step, pairs, value));
  const rises = gives.every((points, at) => at === 0 || compared(gives[at - 1], points) <= 0);
  const falls = gives.every((points, at) => at === 0 || compared(gives[at - 1], points) >= 0);
  if (!rises) made.better = falls ? turnedRound(made.better) : null;
  return made;
}

/** Returns the points of the last threshold that a value reaches, or those on the line to the next one. */
function pointsFor(step, pairs, value) {
  const reached = pairs.filter(([start]) => compared(start, value) <= 0).length;
  if (reached === 0) {
    if (step.below === undefined) throw new Refused("a value below the thresholds");
    return numberOf(step.below);
  }
  const [start, points] = pairs[reached - 1];
  if (step.between !== "line" || reached === pairs.length) return points;
  const [end, then] = pairs[reached];
  return add(points, multiply(subtract(then, points), divide(subtract(value, start), subtract(end, start))));
}

// -- taken out --------------------------------------------------------------------------------------------------------

/** Takes out the highest and lowest of each group, or all others; of equal values the last id goes first. */
function trim(names, step, verb, table) {
  const [high, low] = [countOf(step.highest ?? "0"), countOf(step.lowest ?? "0")];
  const needed = step.min === undefined ? high + low + (verb === "drop" ? 1 : 0) : countOf(step.min);
  const byId = names.setting.byKey(table.dimensions);
  const became = new Map();
  for (const { cells } of names.setting.grouped(table, listed(step[verb]), listed(step.by)).groups) {
    const ordered = cells.filter(({ value }) => isNumber(value)).sort((one, other) => byId(one.key, other.key));
    if (ordered.length === 0) continue;
    if (ordered.length < needed) {
      if (!["keep", "unranked"].includes(step.too_few)) throw new Refused("too few values");
      if (step.too_few === "unranked") cells.forEach((cell) => became.set(cell, "unranked"));
      continue;
    }
    const gone = verb === "drop" ? dropped(ordered, high, low) : notKept(ordered, high, low);
    gone.forEach((cell) => became.set(cell, undefined));
  }
  return withValues(table, (cell) => (became.has(cell) ? became.get(cell) : cell.value));
}

function dropped(ordered, high, low) {
  const lastFirst = [...ordered].reverse();
  const gone = lastFirst.sort((one, other) => compared(other.value, one.value)).slice(0, high);
  const left = [...ordered].reverse().filter((cell) => !gone.includes(cell));
  return [...gone, ...left.sort((one, other) => compared(one.value, other.value)).slice(0, low)];
}

function notKept(ordered, high, low) {
  const best = [...ordered].sort((one, other) => compared(other.value, one.value)).slice(0, high);
  const last = [...ordered].sort((one, other) => compared(one.value, other.value)).slice(0, low);
  const kept = new Set([...best, ...last]);
  return ordered.filter((cell) => !kept.has(cell));
}

// -- states and codes -------------------------------------------------------------------------------------------------

function fill(names, step, verb, table) {
  const states = listed(step.fill);
  const given = fillingOf(names, step, table, states);
  const made = withValues(table, (cell) => (states.includes(cell.value) ? given(cell) : cell.value));
  made.codes = table.codes.filter((code) => !states.includes(code));
  return made;
}

/** Returns what a cell with one of the states becomes: undefined where it is left out. */
function fillingOf(names, step, table, states) {
  if (step.with === "left out") return () => undefined;
  if (has(FILLINGS, step.with)) return ofGroup(names, step, table, states);
  if (!names.isName(step.with)) return () => numberOf(step.with);
  const find = names.setting.finder(table.dimensions, names.operand(step.with, table.dimensions));
  return ({ key, value }) => [find(key)].find(isNumber) ?? value;
}

const FILLINGS = { mean, median: middleOf, lowest: least, highest: most };

function ofGroup(names, step, table, states) {
  const found = new Map();
  for (const { cells } of names.setting.grouped(table, listed(step.over), listed(step.by)).groups) {
    const numbers = numbersOf(cells);
    const without = numbers.length === 0 ? [] : cells.filter(({ value }) => states.includes(value));
    without.forEach((cell) => found.set(cell, FILLINGS[step.with](numbers)));
  }
  return (cell) => found.get(cell) ?? cell.value;
}

function confirm(names, step, verb, table) {
  const codes = listed(step.codes);
  const share = step.share === undefined ? ratio(1n, 2n) : numberOf(step.share);
  const becomes = (what) => (what === "left out" ? undefined : numberOf(what));
  const changed = new Map();
  for (const { cells } of names.setting.grouped(table, listed(step.confirm), listed(step.by)).groups) {
    const counted = cells.filter(({ value }) => isNumber(value) || names.setting.round.codes.includes(value));
    const marked = counted.filter(({ value }) => codes.includes(value));
    const confirmed = compared(whole(marked.length), multiply(share, whole(counted.length))) > 0;
    for (const cell of confirmed ? counted : marked) changed.set(cell, becomes(confirmed ? step.then : step.otherwise));
  }
  const made = withValues(table, (cell) => (changed.has(cell) ? changed.get(cell) : cell.value));
  made.codes = table.codes.filter((code) => !codes.includes(code));
  return made;
}

function remove(names, step, verb, table) {
  const codes = listed(step.codes);
  const at = table.dimensions.indexOf("submission");
  const cells = [...table.cells.values()];
  const gone = new Set(cells.filter(({ value }) => codes.includes(value)).map(({ key }) => key[at]));
  const made = withValues(table, ({ key, value }) => (gone.has(key[at]) ? "disqualified" : value));
  made.codes = table.codes.filter((code) => !codes.includes(code));
  return made;
}

// -- several tables ---------------------------------------------------------------------------------------------------

const STRONGEST_FIRST = ["unranked", "missing", ...ASIDE];

/** Adds up several tables by weight; the cells are those of the steps among them, or of all. */
function weigh(names, step) {
  const parts = byDottedName(step.weigh).map(([name, weight]) => ({ name, weight, table: names.table(name) }));
  const steps = parts.filter(({ name }) => names.steps.has(name));
  const own = (steps.length > 0 ? steps : parts).map(({ table }) => table);
  const { dimensions } = parts[0].table;
  const finders = new Map(parts.map(({ table }) => [table, names.setting.finder(dimensions, table)]));
  const made = makeTable(dimensions, parts.map(({ table }) => table.better).find((better) => better !== null) ?? null);
  for (const table of own) {
    const at = dimensions.map((name) => table.dimensions.indexOf(name));
    for (const cell of table.cells.values()) {
      const key = at.map((number) => cell.key[number]);
      const found = own.map((one) => finders.get(one)(key)).filter((value) => value !== undefined);
      setCell(made, key, stateOf(step, found) ?? weighed(step, parts, finders, key));
    }
  }
  return made;
}

/** Returns the state of a cell that has no sum, or null. */
function stateOf(step, found) {
  const states = found.filter((value) => !isNumber(value));
  const all = states.length === found.length;
  if (states.length === 0 || (step.missing !== undefined && !all && !states.includes("unranked"))) return null;
  return STRONGEST_FIRST.find((state) => states.includes(state)) ?? states[0];
}

function weighed(step, parts, finders, key) {
  return sum(
    parts.map(({ weight, table }) => {
      const found = finders.get(table)(key);
      if (!isNumber(found) && step.missing === undefined) throw new Refused("a value is not there");
      return multiply(numberOf(weight), isNumber(found) ? found : numberOf(step.missing));
    }),
  );
}

/** Returns a table of names, and of tables of names, as pairs: `before.technical`. */
function byDottedName(table, above = "") {
  return Object.entries(table).flatMap(([name, value]) =>
    typeof value === "string" ? [[above + name, value]] : byDottedName(value, `${above}${name}.`),
  );
}
