// The tie-break `placements`: rules 10 and 11 of the Skating System, one place after the other (§6.3).

function byPlacements(names, breaker) {
  const dances = placesOf(names.setting.chosen(names.table(breaker.placements), breaker.where));
  const marks = breaker.then === undefined ? null : placesOf(names.table(breaker.then));
  return (block, ahead) => {
    const lacking = block.filter((one) => dances(one).length === 0);
    const isPassed = lacking.length > 0 && breaker.missing !== "last";
    const there = block.filter((one) => !lacking.includes(one));
    const values = new Map(isPassed ? there.map((one) => [one, dances(one)]) : []);
    const blocks = (some) => placeByPlace(some, ahead.length + 1, { dances, marks, values });
    return { values, blocks, lacking };
  };
}

/** Returns what gives all places of a submission in a table. */
function placesOf(table) {
  const found = valuesBySubmission(table);
  return (one) => [...(found.get(one)?.values() ?? [])];
}

/** Returns how many of some places are that good or better, and their sum. */
function tallyUpTo(places, level) {
  const counted = places.filter((place) => compared(place, whole(level)) <= 0);
  return { there: whole(counted.length), total: sum(counted) };
}

/** Returns those of a block with the most such places, and of these the ones with the lowest sum. */
function foremost(block, tally) {
  const there = most(block.map((one) => tally(one).there));
  const enough = block.filter((one) => equal(tally(one).there, there));
  const total = least(enough.map((one) => tally(one).total));
  return enough.filter((one) => equal(tally(one).total, total));
}

/**
 * Returns those who compete for a place in blocks: who takes it, then those who compete for the next ones. In `values`
 * stands what was compared for the last place that each competed for.
 */
function placeByPlace(block, place, sheet) {
  if (block.length < 2) return block.length > 0 ? [block] : [];
  const tally = (one) => tallyUpTo(sheet.dances(one), place);
  for (const one of block) sheet.values.set(one, [whole(place), tally(one).there, tally(one).total]);
  const first = foremost(block, tally);
  const winner = first.length === 1 || sheet.marks === null ? first : overall(first, place, sheet);
  const others = first.filter((one) => !winner.includes(one));
  const rest = block.filter((one) => !first.includes(one));
  return [
    winner,
    ...placeByPlace(others, place + winner.length, sheet),
    ...placeByPlace(rest, place + first.length, sheet),
  ];
}

/** Returns who is ahead when all marks count as one dance: the first place that more than half of them reach. */
function overall(block, place, { marks, values }) {
  const ends = block.flatMap(marks).map((mark) => Number(-floored(negate(mark))));
  const levels = [...new Set([place, ...ends.filter((end) => end > place)])].sort((one, other) => one - other);
  const upTo = (level) => (one) => tallyUpTo(marks(one), level);
  let [first, last] = [block, place];
  for (const level of levels) {
    const enough = first.filter((one) => 2n * upTo(level)(one).there.top > BigInt(marks(one).length));
    if (enough.length > 0) first = foremost(enough, upTo(level));
    last = level;
    if (first.length === 1) break;
  }
  for (const one of block) {
    const { there, total } = upTo(last)(one);
    values.set(one, [...values.get(one), whole(last), there, total]);
  }
  return first;
}
