// The tie-break `placements`: rules 10 and 11 of the Skating System, one place after the other (§6.3).

function byPlacements(names, breaker) {
  const dances = valuesBySubmission(names.setting.chosen(names.table(breaker.placements), breaker.where));
  const marks = breaker.then === undefined ? null : valuesBySubmission(names.table(breaker.then));
  return (block, ahead) => {
    const lacking = block.filter((one) => !dances.has(one));
    const placed = (some) => placeByPlace(some, ahead.length + 1, placesOf(dances), marks && placesOf(marks));
    return { values: null, blocks: placed, lacking };
  };
}

const placesOf = (found) => (one) => [...(found.get(one)?.values() ?? [])];

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

/** Returns those who compete for a place in blocks: who takes it, then those who compete for the next ones. */
function placeByPlace(block, place, dances, marks) {
  if (block.length < 2) return block.length > 0 ? [block] : [];
  const first = foremost(block, (one) => tallyUpTo(dances(one), place));
  const winner = first.length === 1 || marks === null ? first : overall(first, place, marks);
  const others = first.filter((one) => !winner.includes(one));
  const rest = block.filter((one) => !first.includes(one));
  return [
    winner,
    ...placeByPlace(others, place + winner.length, dances, marks),
    ...placeByPlace(rest, place + first.length, dances, marks),
  ];
}

/** Returns who is ahead when all marks count as one dance: the first place that more than half of them reach. */
function overall(block, place, marks) {
  const ends = block.flatMap(marks).map((mark) => Number(-floored(negate(mark))));
  let first = block;
  for (const level of [...new Set([place, ...ends.filter((end) => end > place)])].sort((one, other) => one - other)) {
    const tally = (one) => tallyUpTo(marks(one), level);
    const enough = first.filter((one) => 2n * tally(one).there.top > BigInt(marks(one).length));
    if (enough.length > 0) first = foremost(enough, tally);
    if (first.length === 1) break;
  }
  return first;
}
