// Ballots counted in rounds (§3.35, §3.36): the last goes out, a surplus passes on, each ballot to whom it names next.

/** Gives places by an instant run-off, or by the single transferable vote; the table keeps what every round came to. */
function countInRounds(ballots, everybody, step, names, table) {
  const count = new Count(ballots, everybody, step, partersOfEquals(names, step, table));
  const places = count.places();
  table.told = new Map([...(table.told ?? []), ...count.told]);
  return places;
}

/** Returns the tie-breaks of a count, and tells whether those who are left equal go out together. */
function partersOfEquals(names, step, table) {
  const { breakers, lasts } = tiesOf(step.ties, ["higher", "lower", "criterion"], ["share", "refuse"]);
  const told = breakers.map((breaker) => comparedByCell(names, breaker, table));
  const keyed = (some) => some.map((name) => ({ name, key: name.split(SEPARATOR) }));
  const parts = told.map((part) => (block) => part(keyed(block)).map((cells) => cells.map(({ name }) => name)));
  return { parts, shares: lasts.some(({ last }) => last === "share") };
}

class Count {
  constructor(ballots, everybody, step, { parts, shares }) {
    Object.assign(this, { everybody, step, parts, shares });
    this.seats = countOf(step.seats ?? "1");
    this.hopeful = [...everybody];
    this.elected = [];
    this.out = [];
    this.surpluses = [];
    this.passedOn = new Set();
    this.past = [];
    this.lost = ZERO;
    this.told = new Map(everybody.map((one) => [one, { "elected in": ZERO, "out in": ZERO }]));
    const papers = ballots.map(({ order, weight }) => ({
      order: readable(order, step),
      weight,
      worth: ONE,
      holder: null,
    }));
    this.papers = papers.flatMap((paper) => this.handedOn(paper, ONE));
    this.quota = this.quotaOf(sum(this.papers.filter(({ holder }) => holder !== null).map(worthOf)));
  }

  quotaOf(votes) {
    const kind = this.step.quota ?? "droop";
    const exact = divide(votes, whole(this.seats + (kind.endsWith("droop") ? 1 : 0)));
    if (kind.startsWith("exact")) return exact;
    return whole(floored(exact) + (kind === "droop" ? 1n : 0n));
  }

  get isVote() {
    return this.step.stv !== undefined;
  }

  /** Keeps a number of each for this round. */
  tell(what, numbers) {
    for (const [one, number] of numbers) this.told.get(one)[`${what} ${this.past.length}`] = number;
  }

  /** Keeps that some were elected, or went out, in this round. */
  tellIn(what, some) {
    for (const one of some) this.told.get(one)[what] = whole(this.past.length);
  }

  get open() {
    return this.seats - this.elected.flat().length;
  }

  /** Returns a share of a ballot's value, cut to so many decimals where the rule says so. */
  cut(share, paper, pieces = 1) {
    const kept = this.step.cut === undefined ? share : rounded(share, countOf(this.step.cut), "cut");
    const rest = multiply(subtract(share, kept), whole(pieces));
    this.lost = add(this.lost, multiply(rest, paper.weight));
    return kept;
  }

  /** Returns the papers into which one passes: to the next whom it names and who is still in. */
  handedOn(paper, share) {
    const passed = equal(share, ONE) ? paper.worth : this.cut(multiply(paper.worth, share), paper);
    const there = [...paper.order].filter(([one]) => this.hopeful.includes(one));
    if (there.length === 0) return [{ ...paper, holder: null, worth: passed }];
    const first = least(there.map(([, place]) => place));
    const next = there.filter(([, place]) => equal(place, first)).map(([one]) => one);
    const worth = next.length === 1 ? passed : this.cut(divide(passed, whole(next.length)), paper, next.length);
    return next.map((holder) => ({ ...paper, holder, worth }));
  }

  handOn(holders, share = ONE) {
    this.papers = this.papers.flatMap((paper) =>
      holders.includes(paper.holder) ? this.handedOn(paper, share) : [paper],
    );
  }

  /** Returns what everybody has in this round. */
  counted() {
    const found = new Map(this.everybody.map((one) => [one, this.passedOn.has(one) ? this.quota : ZERO]));
    for (const paper of this.papers) {
      if (paper.holder !== null) found.set(paper.holder, add(found.get(paper.holder), worthOf(paper)));
    }
    return found;
  }

  /** Returns some in blocks, the most first: by this round, the rounds before it, then the tie-breaks. */
  ordered(some) {
    const latestFirst = [...this.past].reverse();
    const compare = (one, other) =>
      latestFirst.map((round) => compared(round.get(other), round.get(one))).find((apart) => apart !== 0) ?? 0;
    const blocks = runsOf([...some].sort(compare), (one, other) => compare(one, other) === 0);
    return this.parts.reduce(
      (parted, part) => parted.flatMap((block) => (block.length > 1 ? part(block) : [block])),
      blocks,
    );
  }

  /** Returns those who together, with the open surpluses, have less than the next one above them. */
  hopeless(now) {
    const low = [...this.hopeful].sort((one, other) => compared(now.get(one), now.get(other)) || byText(one, other));
    let together = sum(this.surpluses.map((one) => subtract(now.get(one), this.quota)));
    let found = 0;
    for (let count = 1; count <= Math.min(low.length - this.open, low.length - 1); count += 1) {
      together = add(together, now.get(low[count - 1]));
      if (compared(together, now.get(low[count])) < 0) found = count;
    }
    return low.slice(0, found);
  }

  /** Counts round after round and returns the places. */
  places() {
    while (this.hopeful.length > 0) this.round();
    const rounds = whole(this.past.length);
    for (const told of this.told.values()) Object.assign(told, { rounds }, this.isVote ? { quota: this.quota } : {});
    const places = new Map();
    for (const block of [...this.elected, ...this.out]) {
      const place = whole(places.size + 1);
      block.forEach((one) => places.set(one, place));
    }
    return places;
  }

  round() {
    const now = this.counted();
    this.past.push(now);
    this.tell("round", now);
    const exhausted = sum(this.papers.filter(({ holder }) => holder === null).map(worthOf));
    this.tell("exhausted in", new Map(this.everybody.map((one) => [one, exhausted])));
    if (this.step.cut !== undefined) this.tell("cut off in", new Map(this.everybody.map((one) => [one, this.lost])));
    const isFull = this.elect(now);
    const spare = this.hopeful.length - this.open;
    if (isFull || this.open === 0 || spare <= 0 || (spare === 1 && this.surpluses.length === 0)) return this.finish();
    const last = this.step.surplus === "last";
    const hopeless = this.surpluses.length === 0 || last ? this.hopeless(now) : [];
    if (this.surpluses.length > 0 && hopeless.length === 0) return this.passSurplus(now);
    return this.eliminate(now, hopeless);
  }

  /** Elects those who have the quota; returns whether more have it at once than there are seats. */
  elect(now) {
    const exceed = (this.step.elected ?? (this.step.quota === "exact droop" ? "exceed" : "reach")) === "exceed";
    const reaches = (one) => now.get(one).top !== 0n && compared(now.get(one), this.quota) >= (exceed ? 1 : 0);
    const there = this.isVote ? this.hopeful.filter(reaches) : [];
    let isFull = false;
    for (const block of this.ordered(there)) {
      isFull = isFull || block.length > this.open;
      if (isFull) continue;
      this.elected.push(block);
      this.tellIn("elected in", block);
      this.hopeful = this.hopeful.filter((one) => !block.includes(one));
      this.surpluses.push(...block.filter((one) => compared(now.get(one), this.quota) > 0));
    }
    return isFull;
  }

  /** Passes the largest surplus on: every ballot with the same share of its value. */
  passSurplus(now) {
    const [one] = [...this.ordered(this.surpluses)[0]].sort(byText);
    this.surpluses = this.surpluses.filter((other) => other !== one);
    const share = divide(subtract(now.get(one), this.quota), now.get(one));
    this.tell("passed on in", new Map([[one, share]]));
    this.handOn([one], share);
    this.passedOn.add(one);
  }

  /** Lets the last go out, or all who are without hope; equals only together where it makes no difference. */
  eliminate(now, hopeless) {
    const last = lastOf(this.ordered(this.hopeful));
    const together = this.step.eliminate === "hopeless" && hopeless.length > 0;
    if (!together && last.length > 1) {
      const few = this.hopeful.length - last.length < this.open;
      const harmless = now.get(last[0]).top === 0n || last.every((one) => hopeless.includes(one));
      if (!this.shares && (few || !harmless)) throw new Refused("a tie for elimination");
      if (few) return this.finish();
    }
    const blocks = together ? this.ordered(hopeless) : [last];
    this.out.unshift(...blocks);
    this.tellIn("out in", blocks.flat());
    this.hopeful = this.hopeful.filter((one) => !blocks.flat().includes(one));
    return this.handOn(blocks.flat());
  }

  /** Gives the seats that are left to those who are left, by what they have. */
  finish() {
    const blocks = this.ordered(this.hopeful);
    while (blocks.length > 0 && blocks[0].length <= this.open) {
      this.tellIn("elected in", blocks[0]);
      this.elected.push(blocks.shift());
    }
    this.out.unshift(...blocks);
    this.hopeful = [];
  }
}

const worthOf = ({ weight, worth }) => multiply(weight, worth);

/** Returns a ballot without the places that several share, or up to there, as the step says. */
function readable(order, step) {
  const places = [...order.values()];
  const shared = places.filter((place) => places.filter((other) => equal(other, place)).length > 1);
  if (shared.length === 0 || !["skip", "stop"].includes(step.level)) return order;
  const reads = (place) =>
    step.level === "skip" ? !shared.some((other) => equal(other, place)) : compared(place, least(shared)) < 0;
  return new Map([...order].filter(([, place]) => reads(place)));
}
