// What a name of the rule stands for (§2.3): a step, a fact, an earlier round, or one of its steps.

/** The names of one round, growing step by step. */
class Names {
  constructor(setting, earlier) {
    this.setting = setting;
    this.steps = new Map();
    this.earlier = new Map(earlier);
    this.senses = new Map();
    const before = setting.round.entrants;
    for (const [name, table] of before === null ? [] : earlier) {
      if (name === before || name.startsWith(`${before}.`)) {
        this.earlier.set(`before${name.slice(before.length)}`, table);
      }
    }
    this.facts = new Map();
  }

  /** Returns the tables that a name may stand for. */
  candidates(name) {
    if (name === "marks" && !this.steps.has(name)) throw new Unknown("marks that are not here");
    const found = [this.steps.get(name), this.earlierTable(name)].filter((table) => table !== undefined);
    const { facts } = this.setting.round;
    let own = facts.filter((fact) => fact.name === name);
    const dot = name.lastIndexOf(".");
    if (own.length === 0 && dot >= 0) {
      const [kind, rest] = [name.slice(0, dot).split(","), name.slice(dot + 1)];
      own = facts.filter((fact) => fact.name === rest && sameNames(fact.dimensions, kind));
    }
    return [...found, ...own.map((fact) => this.factTable(fact))];
  }

  /** Returns the one table that a name stands for; a fact that nobody has is a table without cells. */
  table(name) {
    return this.oneOf(name, this.candidates(name));
  }

  oneOf(name, found) {
    if (found.length > 1) throw new Unknown(`name ${name}, which could be several things`);
    return found[0] ?? makeTable(["submission"]);
  }

  /** Returns the table that the cells of another one look up; as weights, a bare name belongs to what is folded. */
  operand(name, dimensions, folded = null) {
    const every = this.candidates(name);
    const own = folded === null ? [] : every.filter((table) => sameNames(table.dimensions, folded));
    const usable = (own.length > 0 ? own : every).filter((table) =>
      table.dimensions.every((one) => this.setting.reaches(dimensions, one)),
    );
    if (every.length > 0 && usable.length === 0) throw new Refused("too fine");
    return this.oneOf(name, usable);
  }

  /** Returns a table of an earlier round without the cells of those who are not in this one. */
  earlierTable(name) {
    const table = this.earlier.get(name);
    if (table === undefined || this.steps.has(name)) return undefined;
    const here = table.dimensions.map((dimension) => this.setting.order[dimension]);
    const made = makeTable(table.dimensions, table.better);
    for (const [known, cell] of table.cells) {
      if (cell.key.every((part, at) => here[at] === undefined || here[at].has(part))) made.cells.set(known, cell);
    }
    return made;
  }

  /** Returns a fact as a table of numbers, of those who take part. */
  factTable(fact) {
    if (!this.facts.has(fact)) {
      const made = makeTable(fact.dimensions);
      const known = fact.dimensions.map((dimension) => this.setting.order[dimension]);
      for (const [name, text] of fact.texts) {
        const key = fact.dimensions.length === 0 ? [] : name.split(SEPARATOR);
        if (key.every((part, at) => known[at] === undefined || known[at].has(part))) {
          made.cells.set(name, { key, value: numberOf(text) });
        }
      }
      this.facts.set(fact, made);
    }
    return this.facts.get(fact);
  }

  /** Tells a number in the rule from a name. */
  isName(text) {
    if (asNumber(text) === null) return true;
    if (this.candidates(text).length > 0) throw new Unknown(`name ${text}, which reads as a number`);
    return false;
  }

  /** Returns what gives each cell of a table its operand; `missing` stands for one that is not there (§4.4). */
  operandOf(what, table, missing = undefined) {
    if (!this.isName(what)) {
      const number = numberOf(what);
      return () => number;
    }
    const find = this.setting.finder(table.dimensions, this.operand(what, table.dimensions));
    return (key) => {
      const found = find(key);
      if (isNumber(found)) return found;
      if (missing === undefined) throw new Refused("an operand is not there");
      return numberOf(missing);
    };
  }
}
