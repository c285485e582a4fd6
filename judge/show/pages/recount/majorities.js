// Verbs that fold orders by majorities and by middle grades (§3.31 to §3.34). Ballots are `{ order, aside, weight }`.

/** Returns places: those behind nobody, then those behind nobody who is left, and so on. */
function layered(everybody, isAhead) {
  const places = new Map();
  let left = everybody;
  while (left.length > 0) {
    const first = left.filter((one) => !left.some((other) => other !== one && isAhead(other, one)));
    const place = whole(places.size + 1);
    first.forEach((one) => places.set(one, place));
    left = left.filter((one) => !places.has(one));
  }
  return places;
}

/** Returns each majority: who is ahead of whom, how many ballots are for it, and how many against. */
function majoritiesOf(ballots, everybody) {
  return everybody.flatMap((one, at) =>
    everybody.slice(at + 1).flatMap((other) => {
      const { ahead, behind } = duel(ballots, one, other);
      const sign = compared(ahead, behind);
      if (sign === 0) return [];
      const [winner, loser] = sign > 0 ? [one, other] : [other, one];
      return [{ winner, loser, for: most([ahead, behind]), against: least([ahead, behind]) }];
    }),
  );
}

/** Gives places by the strongest chains of majorities; a chain is as strong as its weakest link. */
function schulze(ballots, everybody) {
  const links = majoritiesOf(ballots, everybody);
  const levels = [...new Set(ascending(links.map((link) => link.for)).map(spelled))];
  const number = new Map(everybody.map((one, at) => [one, at]));
  const chains = everybody.map(() => new Uint32Array(everybody.length));
  for (const link of links) {
    chains[number.get(link.winner)][number.get(link.loser)] = levels.indexOf(spelled(link.for)) + 1;
  }
  chains.forEach((onwards, between) => {
    for (const own of chains) {
      for (let end = 0; end < own.length; end += 1) {
        own[end] = Math.max(own[end], Math.min(own[between], onwards[end]));
      }
    }
  });
  return layered(everybody, (one, other) => {
    const [a, b] = [number.get(one), number.get(other)];
    return chains[a][b] > chains[b][a];
  });
}

/** Gives places by the strongest majorities that close no circle with those that are kept, or among their equals. */
function rankedPairs(ballots, everybody) {
  const compare = (one, other) => compared(other.for, one.for) || compared(one.against, other.against);
  const links = majoritiesOf(ballots, everybody).sort(compare);
  const kept = new Map(everybody.map((one) => [one, []]));
  for (const alike of runsOf(links, (one, other) => compare(one, other) === 0)) {
    const known = new Map(everybody.map((one) => [one, [...kept.get(one)]]));
    alike.forEach(({ winner, loser }) => known.get(winner).push(loser));
    const open = alike.filter(({ winner, loser }) => !reachedFrom(known, loser).has(winner));
    open.forEach(({ winner, loser }) => kept.get(winner).push(loser));
  }
  return layered(everybody, (one, other) => kept.get(one).includes(other));
}

/** Returns everybody to whom a chain of links leads. */
function reachedFrom(links, start) {
  const found = new Set();
  const waiting = [start];
  while (waiting.length > 0) {
    for (const next of links.get(waiting.pop())) {
      if (!found.has(next)) waiting.push(next);
      found.add(next);
    }
  }
  return found;
}

/** Gives places by the middle grade, then by the middle of what is left without it; lower is ahead here. */
function majorityJudgment(ballots, everybody) {
  const grades = new Map(everybody.map((one) => [one, middlesOf(gradesOf(ballots, one))]));
  const compare = (one, other) => compareLists(grades.get(one), grades.get(other), 1);
  const blocks = runsOf([...everybody].sort(compare), (one, other) => compare(one, other) === 0);
  return new Map(numbered(blocks).flatMap(({ block, place }) => block.map((one) => [one, place])));
}

function gradesOf(ballots, one) {
  const own = ballots.filter(({ order }) => order.has(one));
  if (own.some(({ weight }) => weight.bottom !== 1n)) throw new Refused("part of a ballot has no middle");
  return ascending(own.flatMap(({ order, weight }) => new Array(Number(weight.top)).fill(order.get(one))));
}

/** Returns the middle of sorted grades, of two the worse one, then that of the others, until none is left. */
function middlesOf(sorted) {
  const left = [...sorted];
  return sorted.map(() => left.splice(left.length >> 1, 1)[0]);
}

const MOST_ORDERED = 12;

/** Gives places by what all orders with the fewest disagreements say: who is ahead in every one of them. */
function kemeny(ballots, everybody) {
  if (everybody.length > MOST_ORDERED) throw new Refused("more than every order can be weighed of");
  const against = everybody.map((one) => everybody.map((other) => duel(ballots, one, other).behind));
  const costs = costsOfNext(against, everybody.length);
  const behind = aheadInSome(costs, everybody.length);
  const number = new Map(everybody.map((one, at) => [one, at]));
  return layered(everybody, (one, other) => !behind[number.get(one)].has(number.get(other)));
}

/** Returns who is in a set, which is a number with a bit for each. */
function membersOf(set, count) {
  return Array.from({ length: count }, (_, at) => at).filter((at) => set & (1 << at));
}

/** Returns for every set of those who stand first what it costs to put each of the others next. */
function costsOfNext(against, count) {
  return Array.from({ length: 1 << count }, (_, set) => {
    const first = membersOf(set, count);
    const others = membersOf(~set, count);
    return others.map((next) => ({ next, after: set | (1 << next), cost: sum(first.map((at) => against[at][next])) }));
  });
}

/** Returns for each those who stand ahead of it in one of the best orders or more. */
function aheadInSome(costs, count) {
  const all = (1 << count) - 1;
  const lower = (known, found) => (known === undefined || compared(found, known) < 0 ? found : known);
  const [begun, ended] = [[ZERO], []];
  costs.forEach((steps, set) => {
    for (const { after, cost } of steps) begun[after] = lower(begun[after], add(begun[set], cost));
  });
  ended[all] = ZERO;
  for (let set = all - 1; set >= 0; set -= 1) {
    for (const { after, cost } of costs[set]) ended[set] = lower(ended[set], add(cost, ended[after]));
  }
  const ahead = Array.from({ length: count }, () => new Set());
  costs.forEach((steps, set) => {
    for (const { next, after, cost } of steps) {
      const best = equal(add(add(begun[set], cost), ended[after]), begun[all]);
      if (best) membersOf(set, count).forEach((at) => ahead[next].add(at));
    }
  });
  return ahead;
}
