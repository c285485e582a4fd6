// The verbs that fold a dimension away (§3.1 to §3.6, §3.20), and what a cell without a number counts as (§4.1).

/** Returns the cells of a group that count, as numbers, or the state of the group where none does (§4.3). */
function countedCells(step, verb, cells, { codes }) {
  const usual = verb === "sum" || verb === "product" ? "refuse" : "left out";
  if (cells.some(({ value }) => codes.includes(value))) throw new Refused("a code meets a fold");
  const policies = new Map([["missing", step.missing ?? usual], ...ASIDE.map((state) => [state, step.aside ?? usual])]);
  if (cells.some(({ value }) => policies.get(value) === "refuse")) throw new Refused("a mark without a number");
  if (cells.some(({ value }) => value === "unranked")) return "unranked";
  let counted = cells.filter(({ value }) => isNumber(value));
  for (const states of [["missing"], ASIDE]) {
    const number = standingFor(policies.get(states[0]), counted);
    const without = number === null ? [] : cells.filter(({ value }) => states.includes(value));
    counted = [...counted, ...without.map(({ key }) => ({ key, value: number }))];
  }
  if (counted.length > 0) return counted;
  return ["missing", ...ASIDE, "disqualified"].find((state) => cells.some(({ value }) => value === state));
}

/** Returns the number that stands for a cell without one, or null where it is left out. */
function standingFor(policy, counted) {
  if (policy === "left out" || policy === "refuse") return null;
  if (policy !== "mean") return numberOf(policy);
  return counted.length > 0 ? mean(numbersOf(counted)) : null;
}

function fold(names, step, verb, table) {
  const folded = listed(step[verb]);
  const { dimensions, groups } = names.setting.grouped(table, folded, listed(step.by));
  const made = makeTable(dimensions, verb === "count" ? "higher" : table.better);
  const value = FOLDS[verb](names, step, table, folded);
  for (const { key, cells } of groups) {
    const counted = countedCells(step, verb, cells, names.setting.round);
    setCell(made, key, typeof counted === "string" ? counted : value(counted, dimensions, key));
  }
  return made;
}

/** By verb, what makes the number of a group from its cells. */
const FOLDS = {
  mean: weightedMean,
  sum: weightedSum,
  product: () => (cells) => numbersOf(cells).reduce(multiply, ONE),
  median: (names, step) => (cells) => middleOf(numbersOf(cells), step.middle),
  best: (names, step, table) => (cells) => extreme(numbersOf(cells), table.better === "higher"),
  worst: (names, step, table) => (cells) => extreme(numbersOf(cells), table.better !== "higher"),
  count: (names, step, table) => {
    const met = conditionsOf(names, step, table);
    return (cells) => whole(cells.filter(met).length);
  },
};

const extreme = (numbers, highest) => (highest ? most(numbers) : least(numbers));

function middleOf(numbers, middle) {
  const sorted = ascending(numbers);
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  return middle === "low" ? low : middle === "high" ? high : divide(add(low, high), whole(2));
}

/** By condition, whether a comparison meets it. */
const MEETS = {
  above: (sign) => sign > 0,
  below: (sign) => sign < 0,
  at_least: (sign) => sign >= 0,
  at_most: (sign) => sign <= 0,
  equal: (sign) => sign === 0,
};

function conditionsOf(names, step, table) {
  const given = Object.keys(MEETS).filter((condition) => condition in step);
  const tests = given.map((condition) => {
    const bound = names.operandOf(step[condition], table);
    return ({ key, value }) => MEETS[condition](compared(value, bound(key)));
  });
  return (cell) => tests.every((test) => test(cell));
}

// -- weights ----------------------------------------------------------------------------------------------------------

/** Returns the table of a step's weights: of a name, or as the step lists them by member. */
function weightTable(names, step, table, folded) {
  if (typeof step.weights === "string") return names.operand(step.weights, table.dimensions, folded);
  const made = makeTable([folded[0]]);
  for (const [member, weight] of Object.entries(step.weights)) setCell(made, [member], numberOf(weight));
  return made;
}

function weightOf(names, step, table, folded) {
  const find = names.setting.finder(table.dimensions, weightTable(names, step, table, folded));
  return (key) => {
    const found = find(key);
    if (!isNumber(found)) throw new Refused("a weight is not there");
    return found;
  };
}

function weightedTotal(cells, weight) {
  return sum(cells.map(({ key, value }) => multiply(value, weight(key))));
}

function weightedMean(names, step, table, folded) {
  if (step.weights === undefined) return (cells) => mean(numbersOf(cells));
  const weight = weightOf(names, step, table, folded);
  return (cells) => divide(weightedTotal(cells, weight), sum(cells.map(({ key }) => weight(key))));
}

function weightedSum(names, step, table, folded) {
  if (step.weights === undefined) return (cells) => sum(numbersOf(cells));
  const weight = weightOf(names, step, table, folded);
  const divisor = divisorOf(names, step, table, folded);
  return (cells, dimensions, key) => divide(weightedTotal(cells, weight), divisor(dimensions, key));
}

/** Returns what a weighted sum is divided by (§3.2): 100, all parts of the group, or 1. */
function divisorOf(names, step, table, folded) {
  const { weights } = names.setting.round;
  const shares = typeof step.weights !== "string" || /(^|\.)weight$/.test(step.weights);
  if (!shares || weights === "coefficients") return () => ONE;
  if (weights === "percent") return () => HUNDRED;
  const all = weightTable(names, step, table, folded);
  return (dimensions, key) => {
    const readers = dimensions.map((name) => names.setting.reader(all.dimensions, name));
    const own = ({ key: member }) => readers.every((read, at) => [undefined, key[at]].includes(read(member)));
    return sum(numbersOf([...all.cells.values()].filter(own)));
  };
}
