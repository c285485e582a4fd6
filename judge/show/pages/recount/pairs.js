// The first table of a round of pairs (§4.8): of each answer the marks of both submissions, keyed by the pair besides.

function answersOnPairs(setting) {
  const { round, order } = setting;
  const table = makeTable(["submission", "judge", "pair"], round.criteria[0].scale.better, round.codes);
  const asides = asidesOf(setting);
  const declared = declaredIn(round);
  for (const { submission, judge, marks } of round.ballots) {
    for (const [pair, mark] of Object.entries(marks)) {
      const both = pair.split(" ~ ").map((name) => name.replace(/~~/g, "~"));
      [submission, ...both].forEach((one) => declared(one, judge));
      if (!order.judge.has(judge) || !both.every((one) => order.submission.has(one))) continue;
      if (table.cells.has(joined([submission, judge, pair]))) throw new Refused("a mark that is there twice");
      const value = typeof mark === "string" ? numberOf(mark) : mark.state;
      setCell(table, [submission, judge, pair], isNumber(value) ? counting(round, asides, both, judge, value) : value);
    }
  }
  return table;
}

/** Returns the mark, or the state for which the answer does not count, whichever of the two the reason is about. */
function counting(round, asides, both, judge, value) {
  const ballots = both.map((one) => joined([one, judge]));
  const apart = ballots.map((ballot) => asides.get(ballot));
  const strange = (ballot) => round.assigned !== null && !round.assigned.has(ballot) && !asides.has(ballot);
  return ASIDE.find((state) => apart.includes(state)) ?? (ballots.some(strange) ? "not assigned" : value);
}
