// Tables (§1): cells with a number or the word of a state, each with a key in every dimension; and looking up by key.

const OWN = ["submission", "judge", "criterion"];
const ASIDE = ["recused", "conflict", "void", "late", "not assigned"];
const SEPARATOR = "\u0000";

const joined = (key) => key.join(SEPARATOR);
const listed = (names) => (names === undefined ? [] : Array.isArray(names) ? names : [names]);

/** Compares texts by their characters, whatever the locale. */
function byText(one, other) {
  const [a, b] = [[...one], [...other]];
  for (let at = 0; at < Math.min(a.length, b.length); at += 1) {
    if (a[at] !== b[at]) return a[at].codePointAt(0) - b[at].codePointAt(0);
  }
  return a.length - b.length;
}

/**
 * A table: `cells` by their joined key, each `{ key, value }`; `better` is "higher", "lower" or null; `codes` are those
 * that may still stand in a cell; `placed` are the fields by which a step gave places, or null.
 */
function makeTable(dimensions, better = null, codes = [], placed = null) {
  return { dimensions, better, codes, placed, cells: new Map() };
}

function setCell(table, key, value) {
  table.cells.set(joined(key), { key, value });
}

/** Returns the table with other values: `change` is given each cell, and returns undefined to take it out. */
function withValues(table, change) {
  const made = makeTable(table.dimensions, table.better, table.codes, table.placed);
  for (const [name, cell] of table.cells) {
    const value = change(cell);
    if (value !== undefined) made.cells.set(name, value === cell.value ? cell : { key: cell.key, value });
  }
  return made;
}

const withNumbers = (table, change) =>
  withValues(table, (cell) => (isNumber(cell.value) ? change(cell.value, cell.key) : cell.value));

const numbersOf = (cells) => cells.map((cell) => cell.value).filter(isNumber);

/** What a round's tables are keyed by: the members of its dimensions in their order, and the fields of these. */
class Setting {
  constructor(round, before) {
    const ballots = [...new Set(round.ballots.map((ballot) => ballot.judge))].sort(byText);
    const judges = round.judges.length > 0 ? round.judges.map((judge) => judge.id) : ballots;
    this.round = round;
    this.members = {
      submission: round.submissions.filter((one) => !round.leftOut.has(one)),
      judge: judges.filter((one) => round.panel === null || round.panel.includes(one)),
      criterion: round.criteria.map((criterion) => criterion.id),
      round: before,
    };
    this.order = {};
    for (const [name, some] of Object.entries(this.members)) {
      this.order[name] = new Map(some.map((member, at) => [member, at]));
    }
    this.fields = new Map();
  }

  /** Returns the text of each member in a field of a dimension, or undefined where it has no such field. */
  field(dimension, name) {
    const known = joined([dimension, name]);
    if (!this.fields.has(known)) {
      const own = (fact) => fact.name === name && fact.dimensions.length === 1 && fact.dimensions[0] === dimension;
      this.fields.set(known, this.round.facts.find(own)?.texts);
    }
    return this.fields.get(known);
  }

  /** Returns the dimension of which a name is a field, or undefined. */
  owner(dimensions, name) {
    return dimensions.find((dimension) => this.field(dimension, name) !== undefined);
  }

  reaches(dimensions, name) {
    return dimensions.includes(name) || this.owner(dimensions, name) !== undefined;
  }

  /** Returns what reads from a key its part in another dimension: its own, or the field of one; undefined if none. */
  reader(dimensions, name) {
    const at = dimensions.indexOf(name);
    if (at >= 0) return (key) => key[at];
    const owner = this.owner(dimensions, name);
    if (owner === undefined) return () => undefined;
    const [from, texts] = [dimensions.indexOf(owner), this.field(owner, name)];
    return (key) => texts.get(key[from]);
  }

  /** Returns what finds for a key the value of another table, keyed no finer; undefined if that has none. */
  finder(dimensions, other) {
    const readers = other.dimensions.map((name) => this.reader(dimensions, name));
    return (key) => other.cells.get(joined(readers.map((read) => read(key))))?.value;
  }

  /** Compares two keys of a table in the order of their dimensions' members. */
  byKey(dimensions) {
    return (one, other) => {
      for (let at = 0; at < dimensions.length; at += 1) {
        if (one[at] === other[at]) continue;
        const order = this.order[dimensions[at]];
        if (order === undefined) return byText(one[at], other[at]);
        return order.get(one[at]) - order.get(other[at]);
      }
      return 0;
    };
  }

  /** Returns only some cells: one text slices a dimension, a list keeps it, a field only chooses (§2.2). */
  chosen(table, where = {}) {
    const fieldsFirst = Object.keys(where).sort(
      (one, other) => table.dimensions.includes(one) - table.dimensions.includes(other),
    );
    return fieldsFirst.reduce((kept, name) => this.chosenBy(kept, name, where[name]), table);
  }

  chosenBy(table, name, wanted) {
    const read = this.reader(table.dimensions, name);
    const at = Array.isArray(wanted) ? -1 : table.dimensions.indexOf(name);
    const without = (parts) => parts.filter((_, number) => number !== at);
    const made = makeTable(without(table.dimensions), table.better, table.codes);
    for (const { key, value } of table.cells.values()) {
      if (listed(wanted).includes(read(key))) setCell(made, without(key), value);
    }
    return made;
  }

  /** Returns the cells by group (§1.4): those that agree on all other dimensions, and on the fields `by`. */
  grouped(table, folded, by = []) {
    const kept = table.dimensions.filter((name) => !folded.includes(name));
    const dimensions = [...kept, ...by.filter((name) => !kept.includes(name))];
    const readers = dimensions.map((name) => this.reader(table.dimensions, name));
    const groups = new Map();
    for (const cell of table.cells.values()) {
      const key = readers.map((read) => read(cell.key));
      if (key.includes(undefined)) throw new Refused("a field is not there");
      const name = joined(key);
      if (!groups.has(name)) groups.set(name, { key, cells: [] });
      groups.get(name).cells.push(cell);
    }
    return { dimensions, groups: [...groups.values()] };
  }
}
