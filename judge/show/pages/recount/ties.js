// Blocks of equals (§6.2, §6.5), and the tie-breaks that part them (§6.3).

/** Returns a sorted list cut wherever one is not like the one before it. */
function runsOf(sorted, alike) {
  const runs = [];
  sorted.forEach((one, at) => {
    if (at > 0 && alike(sorted[at - 1], one)) lastOf(runs).push(one);
    else runs.push([one]);
  });
  return runs;
}

/** Returns blocks of equals, the best first; whoever is less than the gap behind the one above is equal to it. */
function gathered(some, value, better, gap = "0") {
  const sign = better === "higher" ? -1 : 1;
  const sorted = [...some].sort((one, other) => sign * compared(value(one), value(other)));
  const nearer = numberOf(gap);
  return runsOf(sorted, (one, other) => {
    const apart = subtract(value(one), value(other));
    return apart.top === 0n || compared(apart.top < 0n ? negate(apart) : apart, nearer) < 0;
  });
}

/** Returns all parts of blocks; `part` is given each block with how many stand above it. */
function eachBlock(blocks, part, above = 0) {
  let ahead = above;
  return blocks.flatMap((block) => {
    const parts = part(block, ahead);
    ahead += block.length;
    return parts;
  });
}

/** Returns blocks with their places. */
function numbered(blocks, numbering = "1-2-2-4") {
  const found = [];
  eachBlock(blocks, (block, ahead) => {
    const places = { "1-2-2-4": whole(ahead + 1), "1-2-3-4": whole(ahead + 1), "1-2-2-3": whole(found.length + 1) };
    places.average = add(whole(ahead), ratio(BigInt(block.length + 1), 2n));
    if (!has(places, numbering)) throw new Unknown(`numbering = ${numbering}`);
    found.push({ block, place: places[numbering] });
    return [block];
  });
  return found;
}

const BREAKERS = ["higher", "lower", "criterion", "count_back", "head_to_head", "placements", "covers"];
const BREAKER_KEYS = ["where", "missing", "places", "better", "then", ...BREAKERS];

/** Returns the tie-breaks of a list, and what follows when they run out; whatever is not known is said. */
function tiesOf(ties, kinds, words) {
  const [breakers, lasts] = [[], []];
  for (const one of listed(ties)) {
    const item = typeof one === "string" ? { last: one } : one;
    if (item.last !== undefined) lasts.push(item);
    else breakers.push({ ...item, kind: BREAKERS.find((kind) => kind in item) });
    const keys = item.last === undefined ? BREAKER_KEYS : ["last", "places"];
    const strange = Object.keys(item).find((key) => !keys.includes(key));
    if (strange !== undefined) throw new Unknown(`ties.${strange}`);
  }
  const word = lasts.map(({ last }) => last).find((last) => !words.includes(last));
  if (word !== undefined) throw new Unknown(`ties = ${word}`);
  const odd = breakers.find((breaker) => !kinds.includes(breaker.kind));
  if (odd !== undefined) throw new Unknown(`ties.${odd.kind ?? "without a kind"}`);
  return { breakers, lasts };
}

/** Tells whether a block with so many above it holds one of the places that something is limited to. */
function holds({ places }, ahead, size) {
  if (places === undefined) return true;
  const numbers = listed(places).map(countOf);
  return numbers.some((place) => place > ahead && place <= ahead + size);
}

/** Returns a block parted by a value of each; those without one come last, or keep the block whole. */
function partedBy(block, value, better, behind) {
  const known = new Map(block.map((one) => [one, value(one)]));
  const there = block.filter((one) => isNumber(known.get(one)));
  const without = block.filter((one) => !isNumber(known.get(one)));
  if (without.length > 0 && !behind) return [block];
  return [...gathered(there, (one) => known.get(one), better), ...(without.length > 0 ? [without] : [])];
}

// -- the tie-breaks of [rank] -----------------------------------------------------------------------------------------

/**
 * Returns what parts a block of submissions, given who is ahead of it: the blocks, and what was compared (`values`, and
 * of each pair how many are for the one and the other, `duels`), or `passed` where somebody has no value.
 */
function parterOf(names, breaker) {
  const behind = breaker.missing === "last";
  const part = PARTERS[breaker.kind](names, breaker);
  return (block, ahead) => {
    const found = part(block, ahead);
    const { values, duels = [], lacking = block.filter((one) => values.get(one) === undefined) } = found;
    if (lacking.length > 0 && !behind) return { blocks: [block], values, duels, passed: true };
    const there = found.blocks(block.filter((one) => !lacking.includes(one)));
    return { blocks: lacking.length > 0 ? [...there, lacking] : there, values, duels, passed: false };
  };
}

const PARTERS = {
  higher: (names, breaker) => byNumber(names, breaker, "higher"),
  lower: (names, breaker) => byNumber(names, breaker, "lower"),
  criterion: byCriterion,
  count_back: byList,
  head_to_head: byDuels,
  placements: byPlacements,
  covers: byCover,
};

/** Returns the values of each submission in a table by submission and perhaps one dimension more, by its key there. */
function valuesBySubmission(table) {
  const at = table.dimensions.indexOf("submission");
  const found = new Map();
  for (const { key, value } of table.cells.values()) {
    if (!isNumber(value)) continue;
    if (!found.has(key[at])) found.set(key[at], new Map());
    found.get(key[at]).set(joined(key.filter((_, number) => number !== at)), value);
  }
  return found;
}

function byNumber(names, breaker, better) {
  return bySubmission(names.setting.chosen(names.table(breaker[better]), breaker.where), better);
}

function bySubmission(table, better) {
  const found = valuesBySubmission(table);
  return (block) => {
    const values = new Map(block.map((one) => [one, found.get(one)?.values().next().value]));
    return { values, blocks: (some) => gathered(some, (one) => values.get(one), better) };
  };
}

function criterionMarks(names, breaker) {
  const marks = names.setting.chosen(names.table("marks"), breaker.where);
  return names.setting.chosen(marks, marks.dimensions.includes("criterion") ? { criterion: breaker.criterion } : {});
}

function senseOfCriterion(names, id) {
  const own = names.setting.round.criteria.find((criterion) => criterion.id === id);
  return names.senses.get(id) ?? own?.scale.better ?? "higher";
}

/** Returns the mean of the numbers of each group of a table. */
function meansOf(names, table, folded, by = []) {
  const { dimensions, groups } = names.setting.grouped(table, folded, by);
  const made = makeTable(dimensions);
  for (const { key, cells } of groups) {
    const numbers = numbersOf(cells);
    if (numbers.length > 0) setCell(made, key, mean(numbers));
  }
  return made;
}

function byCriterion(names, breaker) {
  const marks = criterionMarks(names, breaker);
  const folded = marks.dimensions.filter((name) => name !== "submission");
  return bySubmission(meansOf(names, marks, folded), senseOfCriterion(names, breaker.criterion));
}

/** Returns the table of a tie-break by lists, and whether higher values are better there. */
function listsOf(names, breaker) {
  const table = names.setting.chosen(names.table(breaker[breaker.kind]), breaker.where);
  const better = breaker.better ?? table.better;
  if (better === null) throw new Unknown(`ties.${breaker.kind} without a direction`);
  return { found: valuesBySubmission(table), better };
}

/** Compares lists number by number; one that runs out is behind one that goes on. */
function compareLists(one, other, sign) {
  for (let at = 0; at < Math.min(one.length, other.length); at += 1) {
    const apart = sign * compared(one[at], other[at]);
    if (apart !== 0) return apart;
  }
  return other.length - one.length;
}

function byList(names, breaker) {
  const { found, better } = listsOf(names, breaker);
  const sign = better === "higher" ? -1 : 1;
  return (block) => {
    const sorted = (own) => own && [...own.values()].sort((one, other) => sign * compared(one, other));
    const values = new Map(block.map((one) => [one, sorted(found.get(one))]));
    const compare = (one, other) => compareLists(values.get(one), values.get(other), sign);
    return { values, blocks: (some) => runsOf([...some].sort(compare), (one, other) => compare(one, other) === 0) };
  };
}

function byDuels(names, breaker) {
  const { found, better } = listsOf(names, breaker);
  const sign = better === "higher" ? 1 : -1;
  const won = (one, other) => {
    const both = [...found.get(one)].filter(([key]) => found.get(other).has(key));
    const signs = both.map(([key, value]) => sign * compared(value, found.get(other).get(key)));
    const [ahead, behind] = [signs.filter((s) => s > 0).length, signs.filter((s) => s < 0).length];
    return { share: ratio(ahead > behind ? 2n : ahead < behind ? 0n : 1n, 2n), ahead, behind };
  };
  return (block) => {
    const there = block.filter((one) => found.has(one));
    const total = (one) => sum(there.filter((other) => other !== one).map((other) => won(one, other).share));
    const values = new Map(there.map((one) => [one, total(one)]));
    const duels = there.flatMap((one, at) =>
      there.slice(at + 1).map((other) => [one, other, won(one, other).ahead, won(one, other).behind]),
    );
    return { values, duels, blocks: (some) => gathered(some, (one) => values.get(one), "higher") };
  };
}

/** Parts those who cover what nobody above covers from the others: by a field, or by numbers that are not zero. */
function byCover(names, breaker) {
  const texts = names.setting.field("submission", breaker.covers);
  const byField = (one) => (texts.has(one) ? [texts.get(one)] : []);
  const found = texts === undefined ? coversByNumber(names, breaker) : byField;
  return (block, ahead) => {
    const above = new Set(ahead.flatMap(found));
    const values = new Map(block.map((one) => [one, found(one).some((topic) => !above.has(topic)) ? ONE : ZERO]));
    return { values, blocks: (some) => gathered(some, (one) => values.get(one), "higher") };
  };
}

function coversByNumber(names, breaker) {
  const table = names.setting.chosen(names.table(breaker.covers), breaker.where);
  const found = valuesBySubmission(table);
  return (one) => [...(found.get(one) ?? [])].filter(([, value]) => value.top !== 0n).map(([topic]) => topic);
}
