// The first table of a round (§4.5, §7.6): the marks that judges gave, those that lack, and those that do not count.

/** Returns the marks of those who take part; in a rubric with one criterion they are not keyed by it. */
function givenMarks(setting) {
  const { round } = setting;
  if (round.ballot === "pairs") return answersOnPairs(setting);
  if (round.ballot !== null) throw new Unknown(`ballot = ${round.ballot}`);
  const given = givenCells(setting);
  const criteria = round.criteria.filter((criterion) => criterion.derived === undefined);
  const senses = [...new Set(criteria.map((criterion) => criterion.scale.better))];
  const better = criteria.length === 0 ? round.better : senses.length === 1 ? senses[0] : null;
  const dimensions = OWN.slice(0, round.criteria.length === 1 ? 2 : 3);
  const table = makeTable(dimensions, better, round.codes);
  for (const { key, value } of [...given.cells.values()].sort(byCell(setting))) {
    setCell(table, key.slice(0, dimensions.length), value);
  }
  return table;
}

function byCell(setting) {
  const compare = setting.byKey(OWN);
  return (one, other) => compare(one.key, other.key);
}

/** Returns every cell by submission, judge and criterion. */
function givenCells(setting) {
  const table = makeTable(OWN);
  const known = (key) => key.every((part, at) => setting.order[OWN[at]].has(part));
  const declared = declaredIn(setting.round);
  const ballots = new Set();
  for (const { submission, judge, marks } of setting.round.ballots) {
    for (const criterion of Object.keys(marks)) declared(submission, judge, criterion);
    for (const [criterion, mark] of Object.entries(marks)) {
      const key = [submission, judge, criterion];
      if (!known(key)) continue;
      if (table.cells.has(joined(key))) throw new Refused("a mark that is there twice");
      ballots.add(joined([submission, judge]));
      setCell(table, key, typeof mark === "string" ? numberOf(mark) : mark.state);
    }
  }
  const asides = asidesOf(setting);
  setApart(setting, table, asides);
  if (setting.round.assigned !== null) unasked(setting, table, asides);
  expected(setting, table, ballots, asides);
  return table;
}

/** Returns what refuses a mark of somebody, or for something, that is nowhere in the round: it would be lost. */
function declaredIn({ submissions, judges, criteria }) {
  const known = [new Set(submissions), new Set(judges.map(({ id }) => id)), new Set(criteria.map(({ id }) => id))];
  return (submission, judge, criterion = null) => {
    const isJudge = known[1].size === 0 || known[1].has(judge);
    const isThere = known[0].has(submission) && isJudge && (criterion === null || known[2].has(criterion));
    if (!isThere) throw new Refused("a mark that belongs nowhere");
  };
}

/** Returns by ballot the state for which it does not count; of several the first. */
function asidesOf({ round, order }) {
  const asides = new Map();
  for (const { submission, judge, state } of round.asides) {
    const ballot = joined([submission, judge]);
    if (!order.submission.has(submission) || !order.judge.has(judge)) continue;
    const known = asides.get(ballot);
    if (known === undefined || ASIDE.indexOf(state) < ASIDE.indexOf(known)) asides.set(ballot, state);
  }
  return asides;
}

function setApart(setting, table, asides) {
  for (const [ballot, state] of asides) {
    const [submission, judge] = ballot.split(SEPARATOR);
    const appointed = appointedTo(setting, judge);
    for (const criterion of setting.members.criterion) {
      const key = [submission, judge, criterion];
      if (appointed.has(criterion) || table.cells.has(joined(key))) setCell(table, key, state);
    }
  }
}

/** Sets ballots apart that nobody was asked for. */
function unasked({ round }, table, asides) {
  for (const { key } of [...table.cells.values()]) {
    const ballot = joined(key.slice(0, 2));
    if (!round.assigned.has(ballot) && !asides.has(ballot)) setCell(table, key, "not assigned");
  }
}

/** Adds each mark that is expected and not there. */
function expected(setting, table, ballots, asides) {
  const { round, order } = setting;
  const expects = round.score.expects ?? (round.assigned === null ? "ballots" : "assigned");
  if (expects === "marks") return;
  const wanted = wantedBy(setting, expects);
  for (const ballot of asked(setting, expects, ballots)) {
    const [submission, judge] = ballot.split(SEPARATOR);
    const strange = round.assigned !== null && !round.assigned.has(ballot) && ballots.has(ballot);
    if (asides.has(ballot) || strange || !order.submission.has(submission) || !order.judge.has(judge)) continue;
    for (const criterion of appointedTo(setting, judge)) {
      const key = [submission, judge, criterion];
      if (wanted(submission, criterion) && !table.cells.has(joined(key))) setCell(table, key, "missing");
    }
  }
}

/** Returns the ballots of which marks are expected. */
function asked({ round, members }, expects, ballots) {
  if (expects === "all") return members.submission.flatMap((one) => members.judge.map((judge) => joined([one, judge])));
  return expects === "assigned" && round.assigned !== null ? round.assigned : ballots;
}

/** Returns whether a submission is expected to have marks on a criterion: all, or those for which it has a fact. */
function wantedBy({ round }, expects) {
  if (["ballots", "assigned", "all"].includes(expects)) return () => true;
  const dimensions = round.criteria.length === 1 ? ["submission"] : ["submission", "criterion"];
  const fact = round.facts.find((one) => one.name === expects && sameNames(one.dimensions, dimensions));
  if (fact === undefined) throw new Unknown(`expects ${expects}`);
  const key = (submission, criterion) => ({ submission, criterion });
  return (...cell) => fact.texts.has(joined(fact.dimensions.map((name) => key(...cell)[name])));
}

/** Returns the criteria that a judge is expected to mark. */
function appointedTo({ round }, judge) {
  const declared = round.judges.find((one) => one.id === judge)?.criteria ?? null;
  const marked = round.criteria.filter((one) => one.derived === undefined).map((one) => one.id);
  return new Set(marked.filter((one) => declared === null || declared.includes(one)));
}

/** Returns the marks together with the derived ones, each a table by submission and judge. */
function withDerived(marks, derived) {
  const alike = derived.every(({ table }) => table.better === marks.better);
  const made = makeTable(marks.dimensions, alike ? marks.better : null, marks.codes);
  for (const { key, value } of marks.cells.values()) setCell(made, key, value);
  for (const { criterion, table } of derived) {
    const at = ["submission", "judge"].map((name) => table.dimensions.indexOf(name));
    for (const { key, value } of table.cells.values()) setCell(made, [key[at[0]], key[at[1]], criterion], value);
  }
  return made;
}
