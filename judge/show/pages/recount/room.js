// Going down the order of one outcome: who is taken so far, who may still be, what is left of seats, groups and money.

class Going {
  constructor(names, rule, run) {
    Object.assign(this, { names, rule, run, taken: [], tied: [], met: 0, closed: new Set() });
    this.waiting = new Map();
    this.ties = rule.ties ?? "refuse";
    this.stops = rule.short === "stop" || rule.short === "part";
    this.seats = this.offered();
    this.limit = this.seats;
    this.money = rule.budget === undefined ? null : numberOf(rule.budget);
    this.given = new Map();
    this.full = false;
    this.most = [...this.groupsOf("at_most"), ...this.groupsOf("cost_at_most", true)];
    this.least = this.groupsOf("at_least");
    this.used = new Map();
    for (const group of this.most) {
      this.used.set(group, sum(run.spent.map(({ one, cost }) => this.needs(group, one, cost))));
    }
    this.least.forEach((group) => this.used.set(group, ZERO));
    this.open = run.order.flatMap(({ block, place }) => block.filter((one) => !this.isBarred(one, place)));
  }

  /** Returns how many there is room for, or null. */
  offered() {
    const { rule, run } = this;
    const seats = run.seats ?? (rule.seats === undefined ? null : countOf(rule.seats));
    const share = rule.share === undefined ? null : partOf(rule.share, run.ranked, rule.rounded ?? "down");
    const limits = [seats, share].filter((limit) => limit !== null);
    if (limits.length === 0) return null;
    const own = new Set(run.order.flatMap(({ block }) => block));
    const included = new Set(run.included.filter((one) => own.has(one)));
    return Math.max(0, Math.min(...limits) - included.size);
  }

  /** Returns the groups of a quota: each value of a field, or the one value that is named. */
  groupsOf(key, paid = false) {
    return Object.entries(this.rule[key] ?? {}).flatMap(([name, number]) =>
      this.membersOf(name).map((group) => ({ ...group, number: numberOf(number), paid })),
    );
  }

  membersOf(name) {
    const { setting } = this.names;
    const texts = setting.field("submission", name);
    if (texts === undefined) {
      const [, , field = "", member] = /^((.*)\.)?([^.]*)$/s.exec(name);
      return [{ texts: this.textsWith(member, field), member }];
    }
    const own = setting.members.submission.map((one) => texts.get(one)).filter((text) => text !== undefined);
    return [...new Set(own)].sort(byText).map((member) => ({ texts, member }));
  }

  /** Returns the texts of the one field of which a text is a value. */
  textsWith(member, field) {
    const own = this.names.setting.round.facts.filter(({ dimensions }) => sameNames(dimensions, ["submission"]));
    const named = own.filter(({ name }) => field === "" || field === name);
    const owners = named.filter(({ texts }) => [...texts.values()].includes(member));
    if (owners.length !== 1) throw new Unknown(`outcome group ${member}`);
    return owners[0].texts;
  }

  /** Goes down the whole order and returns what came out. */
  down() {
    for (const { block, place } of this.run.order) this.meet(block, place);
    const waiting = [];
    for (const block of this.waiting.values()) {
      if (waiting.length < countOf(this.rule.waiting ?? "0")) {
        const number = String(waiting.length + 1);
        waiting.push(...block.map((one) => [one, number]));
      }
    }
    const { seats, taken, tied, money } = this;
    const isTaken = new Set(taken);
    const passed = this.run.order.flatMap(({ block }) => block.filter((one) => !isTaken.has(one)));
    return { name: this.run.name, seats, taken, passed, tied, waiting, left: money };
  }

  /** Takes or passes over a block of equals. */
  meet(names, place) {
    this.met += 1;
    let able = names.filter((one) => !this.isBarred(one, place));
    if (this.limit !== null && this.taken.length >= this.limit) this.full = true;
    if (this.full) {
      this.pass(able, true);
      return;
    }
    able = able.filter((one) => this.hasRoom(one));
    const alone = able.length === 1;
    able = able.filter((one) => this.isPayable(one, alone));
    if (able.length === 0) return;
    if (this.ties === "chair" && !this.hasRoomForAll(able)) {
      this.tied.push(...able);
      const stopped = this.full;
      this.full = false;
      for (const one of orderedByChair(this.names.setting.round, able)) this.meet([one], place);
      this.full = this.full || stopped;
      return;
    }
    for (const group of this.most) able = this.contested(group, able);
    if (able.length > 0) this.settle(able);
  }

  /** Takes all of a block, or decides a tie at the cut. */
  settle(able) {
    if (this.hasRoomForAll(able)) {
      this.take(able);
      return;
    }
    this.tied.push(...able);
    if (this.ties === "in") {
      this.take(able);
      this.limit = Math.max(this.limit ?? 0, this.taken.length + this.owedTo(this.least, [], []));
    } else {
      if (this.ties === "refuse") throw new Refused("a tie at the cut");
      this.pass(able, true);
      this.full = true;
    }
  }

  take(able) {
    for (const one of able) {
      const cost = this.paidTo(one);
      for (const group of this.used.keys()) {
        this.used.set(group, add(this.used.get(group), this.needs(group, one, this.run.costs.get(one))));
      }
      if (this.money !== null) this.money = subtract(this.money, cost);
    }
    this.taken.push(...able);
    this.open = this.open.filter((one) => !able.includes(one));
  }

  pass(able, atTheCut) {
    this.open = this.open.filter((one) => !able.includes(one));
    if (atTheCut && able.length > 0) this.waiting.set(this.met, [...(this.waiting.get(this.met) ?? []), ...able]);
  }

  // -- one alone ------------------------------------------------------------------------------------------------------

  /** Tells whether one is passed over whoever else is taken. */
  isBarred(one, place) {
    const { rule, run } = this;
    if (run.gone.has(one) || run.barred.has(one)) return true;
    const sign = run.sense === "higher" ? 1 : -1;
    if (rule.minimum !== undefined && sign * compared(run.values.get(one), numberOf(rule.minimum)) < 0) return true;
    return rule.places !== undefined && compared(place, numberOf(rule.places)) > 0;
  }

  /** Tells whether the groups of one have room, and a seat is left that is not owed to others. */
  hasRoom(one) {
    if (this.most.some((group) => this.isOf(group, one) && (this.closed.has(group) || this.exceeds(group, [one])))) {
      this.pass([one], false);
      return false;
    }
    const others = this.least.filter((group) => !this.isOf(group, one));
    if (this.limit === null || this.limit - this.taken.length - this.owedTo(others, [one], []) >= 1) return true;
    this.pass([one], true);
    return false;
  }

  /** Tells whether the money suffices for one; where nobody below is taken then, equals stand or fall together. */
  isPayable(one, alone) {
    if (this.money === null || compared(this.costOf(one), this.money) <= 0 || (this.stops && !alone)) return true;
    if (this.stops) this.full = true;
    if (this.rule.short === "part" && this.money.top !== 0n) {
      this.given.set(one, this.money);
      return true;
    }
    this.pass([one], false);
    return false;
  }

  costOf(one) {
    const cost = this.run.costs.get(one);
    if (cost === undefined) throw new Refused("a cost is not there");
    return cost;
  }

  paidTo(one) {
    return this.money === null ? ZERO : (this.given.get(one) ?? this.costOf(one));
  }

  // -- all of a block -------------------------------------------------------------------------------------------------

  hasRoomForAll(able) {
    if (this.most.some((group) => this.exceeds(group, able))) return false;
    if (this.limit !== null && able.length > 1) {
      if (this.taken.length + able.length + this.owedTo(this.least, able, able) > this.limit) return false;
    }
    return this.money === null || compared(sum(able.map((one) => this.paidTo(one))), this.money) <= 0;
  }

  /** Returns those of equals who do not compete for the last places of a group. */
  contested(group, able) {
    const own = able.filter((one) => this.isOf(group, one));
    if (own.length === 0 || !this.exceeds(group, own)) return able;
    if (this.ties !== "out" && this.ties !== "chair") throw new Refused("a tie for the last places of a group");
    this.tied.push(...own);
    this.pass(own, false);
    this.closed.add(group);
    return able.filter((one) => !own.includes(one));
  }

  // -- groups ---------------------------------------------------------------------------------------------------------

  isOf({ texts, member }, one) {
    return texts.get(one) === member;
  }

  needs(group, one, cost) {
    return this.isOf(group, one) ? (group.paid ? cost : ONE) : ZERO;
  }

  exceeds(group, some) {
    const own = some.filter((one) => this.isOf(group, one));
    const asked = sum(own.map((one) => (group.paid ? this.costOf(one) : ONE)));
    return own.length > 0 && compared(asked, subtract(group.number, this.used.get(group))) > 0;
  }

  /** Returns the seats owed to groups, as far as those below can fill them one after the other (§8.5). */
  owedTo(groups, gone, besides) {
    return groups.reduce((total, group) => total + this.owed(group, gone, besides), 0);
  }

  owed(group, gone, besides) {
    const there = whole(besides.filter((one) => this.isOf(group, one)).length);
    const free = subtract(subtract(group.number, this.used.get(group)), there);
    const filled = [];
    for (const one of this.open) {
      if (compared(whole(filled.length), free) >= 0) break;
      if (gone.includes(one) || !this.isOf(group, one)) continue;
      if (this.isCrowded([...besides, ...filled, one])) continue;
      if (this.isDear([...besides, ...filled], one)) {
        if (this.stops) break;
        continue;
      }
      filled.push(one);
    }
    return filled.length;
  }

  /** Tells whether a group of the last of some has no room for all its own among them. */
  isCrowded(some) {
    const own = this.most.filter((group) => this.isOf(group, lastOf(some)));
    return own.some((group) => this.closed.has(group) || this.exceeds(group, some));
  }

  /** Tells whether the money does not suffice for one once others are paid. */
  isDear(before, one) {
    if (this.money === null) return false;
    const left = subtract(this.money, sum(before.map((other) => this.paidTo(other))));
    const cost = this.paidTo(one);
    if (this.rule.short === "part") return left.top <= 0n && cost.top > 0n;
    return compared(cost, left) > 0;
  }
}
