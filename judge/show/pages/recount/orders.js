// Places and points (§3.26, §3.27), and the verbs that fold the orders of judges (§3.28 to §3.34).

/** Gives places to the submissions of each group. */
function rank(names, step, verb, table) {
  const better = step.better ?? table.better;
  if (better === null) throw new Unknown("rank without a direction");
  const by = listed(step.by);
  const { breakers, lasts } = tiesOf(step.ties, ["higher", "lower", "criterion"], ["share", "refuse"]);
  const told = breakers.map((breaker) => comparedByCell(names, breaker, table));
  const made = makeTable(table.dimensions, "lower", table.codes, step.round === undefined ? by : null);
  for (const [name, cell] of table.cells) made.cells.set(name, cell);
  for (const { cells } of names.setting.grouped(table, ["submission"], by).groups) {
    const values = cells.filter(({ value }) => isNumber(value));
    let blocks = gathered(values, ({ value }) => value, better, step.gap);
    told.forEach((tell, at) => {
      blocks = eachBlock(blocks, (block, ahead) =>
        block.length > 1 && holds(breakers[at], ahead, block.length) ? tell(block) : [block],
      );
    });
    eachBlock(blocks, (block, ahead) => {
      const last = lasts.find((one) => holds(one, ahead, block.length));
      if (block.length > 1 && last?.last === "refuse") throw new Refused("a tie that the rule refuses");
      return [block];
    });
    for (const { block, place } of numbered(blocks, step.numbering)) {
      for (const { key } of block) setCell(made, key, place);
    }
  }
  return made;
}

/** Returns what parts a block of cells by what is looked up for each of them. */
function comparedByCell(names, breaker, table) {
  const { other, better } =
    breaker.criterion === undefined ? comparedTable(names, breaker, table) : criterionTable(names, breaker, table);
  const find = names.setting.finder(table.dimensions, other);
  return (block) => partedBy(block, ({ key }) => find(key), better, breaker.missing === "last");
}

function comparedTable(names, breaker, table) {
  const better = breaker.higher === undefined ? "lower" : "higher";
  const name = breaker[better];
  if (breaker.where === undefined) return { other: names.operand(name, table.dimensions), better };
  return { other: names.setting.chosen(names.table(name), breaker.where), better };
}

/** Returns the mean marks on a criterion: the judge's own where the table has judges, else of all, or of a panel. */
function criterionTable(names, breaker, table) {
  const marks = criterionMarks(names, breaker);
  const folded = marks.dimensions.filter((name) => name === "judge" && !table.dimensions.includes(name));
  const by = table.dimensions.filter((name) => folded.length > 0 && names.setting.field("judge", name) !== undefined);
  return { other: meansOf(names, marks, folded, by), better: senseOfCriterion(names, breaker.criterion) };
}

function points(names, step, verb, table) {
  const list = step.points.map(numberOf);
  const beyond = numberOf(step.beyond ?? "0");
  const at = (place) => list[place - 1] ?? beyond;
  const made = makeTable(table.dimensions, "higher", table.codes);
  for (const [name, cell] of table.cells) made.cells.set(name, cell);
  if (step.ties === "averaged") {
    if (table.placed === null) throw new Refused("nothing says who is equal");
    for (const { cells } of names.setting.grouped(table, ["submission"], table.placed).groups) {
      const values = cells.filter(({ value }) => isNumber(value));
      eachBlock(
        gathered(values, ({ value }) => value, "lower"),
        (block, ahead) => {
          const share = mean(block.map((_, number) => at(ahead + number + 1)));
          for (const { key } of block) setCell(made, key, share);
          return [block];
        },
      );
    }
    return made;
  }
  for (const { key, value } of table.cells.values()) {
    if (!isNumber(value)) continue;
    if (value.bottom !== 1n || value.top < 1n) throw new Refused("no place");
    setCell(made, key, at(Number(value.top)));
  }
  return made;
}

// -- orders folded ----------------------------------------------------------------------------------------------------

/** Folds the orders of each group of judges: by the verb, a number for each submission. */
function foldOrders(names, step, verb, table) {
  if (verb === "placements" && table.better === "higher") throw new Refused("no places");
  const folded = listed(step[verb]);
  const { dimensions, groups } = names.setting.grouped(table, folded, listed(step.by));
  const scores = verb === "copeland" || verb === "borda";
  const made = makeTable(dimensions, scores ? "higher" : "lower", [], scores || step.round !== undefined ? null : []);
  for (const contest of contestsOf(names, step, verb, table, groups, dimensions, made)) {
    const ballots = [...contest.values()].filter(({ order }) => order.size > 0);
    const everybody = [...new Set(ballots.flatMap(({ order }) => [...order.keys()]))].sort(byText);
    if (step.unplaced === "behind") ballots.forEach((ballot) => placeBehind(ballot, everybody));
    const found = METHODS[verb](ballots, everybody, step, names, made);
    for (const [name, number] of found) setCell(made, name.split(SEPARATOR), number);
  }
  return made;
}

/** Returns, by group of submissions, each judge's order: lower is ahead. Groups without a value get their state. */
function contestsOf(names, step, verb, table, groups, dimensions, made) {
  const apart = dimensions.map((name, at) => at).filter((at) => dimensions[at] !== "submission");
  const judge = listed(step[verb]).map((name) => table.dimensions.indexOf(name));
  const weight = step.weights === undefined ? () => ONE : weightOf(names, step, table, listed(step[verb]));
  const contests = new Map();
  for (const { key, cells } of groups) {
    const counted = countedCells(step, verb, cells, names.setting.round);
    if (typeof counted === "string") {
      setCell(made, key, counted);
      continue;
    }
    const rest = joined(apart.map((at) => key[at]));
    if (!contests.has(rest)) contests.set(rest, new Map());
    const numbers = new Map(counted.map((cell) => [joined(cell.key), cell.value]));
    for (const cell of cells) {
      const ballot = ballotOf(contests.get(rest), joined(judge.map((at) => cell.key[at])));
      const number = numbers.get(joined(cell.key));
      if (number !== undefined) {
        ballot.weight = ballot.weight ?? weight(cell.key);
        ballot.order.set(joined(key), table.better === "lower" ? number : negate(number));
      } else if (ASIDE.includes(cell.value)) ballot.aside.add(joined(key));
    }
  }
  return contests.values();
}

function ballotOf(contest, judge) {
  if (!contest.has(judge)) contest.set(judge, { order: new Map(), aside: new Set(), weight: null });
  return contest.get(judge);
}

/** Puts those whom a ballot does not place behind all that it does, unless it was set aside for them. */
function placeBehind({ order, aside }, everybody) {
  const lowest = most([...order.values()]);
  const last = most([whole(order.size), whole(-floored(negate(lowest)))]);
  for (const one of everybody) {
    if (!order.has(one) && !aside.has(one)) order.set(one, add(last, ONE));
  }
}

/** Returns how many ballots put one ahead of another, and how many behind. */
function duel(ballots, one, other) {
  let [ahead, behind, both] = [ZERO, ZERO, false];
  for (const { order, weight } of ballots) {
    if (!order.has(one) || !order.has(other)) continue;
    const sign = compared(order.get(one), order.get(other));
    both = both || weight.top > 0n;
    if (sign < 0) ahead = add(ahead, weight);
    if (sign > 0) behind = add(behind, weight);
  }
  return { ahead, behind, both };
}

/** By verb, what makes numbers of ballots. */
// prettier-ignore
const METHODS = {
  copeland, borda, placements, schulze, kemeny, ranked_pairs: rankedPairs, majority_judgment: majorityJudgment,
  irv: countInRounds, stv: countInRounds,
};

function copeland(ballots, everybody) {
  const half = ratio(1n, 2n);
  const scores = new Map(everybody.map((one) => [one, ZERO]));
  const gain = (one, number) => scores.set(one, add(scores.get(one), number));
  everybody.forEach((one, at) => {
    for (const other of everybody.slice(at + 1)) {
      const { ahead, behind, both } = duel(ballots, one, other);
      const sign = compared(ahead, behind);
      if (sign > 0) gain(one, ONE);
      else if (sign < 0) gain(other, ONE);
      else if (both) [one, other].forEach((level) => gain(level, half));
    }
  });
  return scores;
}

function borda(ballots, everybody) {
  const scores = new Map(everybody.map((one) => [one, ZERO]));
  for (const { order, weight } of ballots) {
    const cells = [...order].map(([one, value]) => ({ one, value }));
    eachBlock(
      gathered(cells, ({ value }) => value, "lower"),
      (block, ahead) => {
        const behind = cells.length - ahead - block.length;
        const beaten = ratio(BigInt(2 * behind + block.length - 1), 2n);
        for (const { one } of block) scores.set(one, add(scores.get(one), multiply(weight, beaten)));
        return [block];
      },
    );
  }
  return scores;
}

/** Gives places by a majority of placings: to whom it comes first, then by more of them, then by their lower sum. */
function placements(ballots, everybody, step) {
  const placings = new Map(everybody.map((one) => [one, placingsOf(ballots, one)]));
  const last = Math.max(1, ...[...placings.values()].flat().map(({ upTo }) => upTo));
  const reached = new Map();
  for (const one of everybody) {
    const at = majorityAt(ballots, one, placings.get(one), step) ?? last + 1;
    reached.set(at, [...(reached.get(at) ?? []), one]);
  }
  const places = new Map();
  for (const at of [...reached.keys()].sort((one, other) => one - other)) {
    for (const block of settled(reached.get(at), Math.min(at, last), last, placings)) {
      const place = whole(places.size + 1);
      block.forEach((one) => places.set(one, place));
    }
  }
  return places;
}

/** Returns one's placings, each with the whole place up to which it counts. */
function placingsOf(ballots, one) {
  const own = ballots.filter(({ order }) => order.has(one));
  const placings = own.map(({ order, weight }) => ({ place: order.get(one), weight }));
  return placings.map((placing) => ({ ...placing, upTo: Number(-floored(negate(placing.place))) }));
}

/** Returns the first place that a majority puts one in or better, or undefined. */
function majorityAt(ballots, one, placings, step) {
  const could = sum(ballots.filter(({ aside }) => !aside.has(one)).map(({ weight }) => weight));
  const enough = (there) =>
    step.majority === undefined
      ? compared(multiply(whole(2), there), could) > 0
      : compared(there, numberOf(step.majority)) >= 0;
  const levels = [...new Set([1, ...placings.map(({ upTo }) => Math.max(upTo, 1))])].sort((a, b) => a - b);
  return levels.find((level) => enough(tallyAt(placings, level).there));
}

function tallyAt(placings, level) {
  const counted = placings.filter(({ upTo }) => upTo <= level);
  return {
    there: sum(counted.map(({ weight }) => weight)),
    total: sum(counted.map(({ place, weight }) => multiply(place, weight))),
  };
}

/** Returns equals in blocks: by more placings up to a place, then their lower sum, then the same one place further. */
function settled(block, level, last, placings) {
  if (block.length === 1 || level > last) return [block];
  const tallies = new Map(block.map((one) => [one, tallyAt(placings.get(one), level)]));
  const compare = (one, other) => {
    const [a, b] = [tallies.get(one), tallies.get(other)];
    return compared(b.there, a.there) || compared(a.total, b.total);
  };
  const parts = runsOf([...block].sort(compare), (one, other) => compare(one, other) === 0);
  return parts.flatMap((part) => settled(part, level + 1, last, placings));
}
