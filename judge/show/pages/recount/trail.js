// The lines of a trail (docs/trail.md) as rounds: what went in, the rule, and what is said to come out.

const FORMAT = 1;
const LANGUAGE = 1;

/** Entries that say nothing to be counted again: cautions and digests. */
const PASSED_OVER = ["result", "input", "caution", "end"];

function emptyRound(id) {
  // prettier-ignore
  return {
    id, entrants: null, seed: null, panel: null, ballot: null, weights: "parts", better: null, codes: [],
    criteria: [], judges: [], submissions: [], leftOut: new Map(), asides: [], assigned: null, decisions: [], facts: [],
    ballots: [], score: {}, ownSteps: [], rank: {}, outcomes: [], gates: [],
    clauses: new Set(),
    published: { steps: [], places: [], raw: [], unranked: [], ties: [], outcomes: [] },
  };
}

/** By entry, what a line adds to its round. */
const ENTRIES = {
  round: readRound,
  scale: (round, line) =>
    Object.assign(round, { weights: line.weights, better: line.value.better, codes: line.value.codes }),
  criterion: (round, line) => round.criteria.push(line.value),
  rule: (round, line) => readClause(round, line.clause, line.value),
  judge: (round, line) => round.judges.push({ id: line.judge, criteria: line.criteria }),
  submission: (round, line) => round.submissions.push(line.submission),
  "left out": (round, line) => round.leftOut.set(line.submission, line.state),
  aside: (round, line) => round.asides.push(line),
  assigned: (round, line) => {
    round.assigned = (round.assigned ?? new Set()).add(joined([line.submission, line.judge]));
  },
  decision: (round, line) => round.decisions.push(line),
  fact: readFact,
  ballot: (round, line) => round.ballots.push(line),
  step: (round, line) => round.published.steps.push({ ...line, cells: [], counts: [] }),
  cells: (round, line) => stepOf(round, line).cells.push(line),
  count: (round, line) => stepOf(round, line).counts.push(line),
  place: (round, line) => round.published.places.push(line),
  "raw place": (round, line) => round.published.raw.push(line),
  unranked: (round, line) => round.published.unranked.push(line),
  tie: (round, line) => round.published.ties.push(line),
  outcome: (round, line) => round.published.outcomes.push(line),
};

/** Returns the rounds of a trail, those that the last one builds on first. */
function readTrail(lines) {
  const [first] = lines;
  if (first.entry !== "result") throw new Unknown("lines that do not begin with a result");
  if (first.format !== FORMAT) throw new Unknown(`format ${first.format}`);
  if (first.language !== LANGUAGE) throw new Unknown(`language ${first.language}`);
  const rounds = new Map();
  for (const line of lines) {
    if (PASSED_OVER.includes(line.entry)) continue;
    if (!has(ENTRIES, line.entry)) throw new Unknown(`entry ${line.entry}`);
    if (!rounds.has(line.round)) rounds.set(line.round, emptyRound(line.round));
    ENTRIES[line.entry](rounds.get(line.round), line);
  }
  return [...rounds.values()];
}

const ROUND_KEYS = ["entry", "round", "rubric", "entrants", "seed", "panel", "ballot"];

function readRound(round, line) {
  const strange = Object.keys(line).find((key) => !ROUND_KEYS.includes(key));
  if (strange !== undefined) throw new Unknown(`round.${strange}`);
  const { entrants, seed, panel, ballot = null } = line;
  Object.assign(round, { entrants, seed, panel, ballot });
}

const SCORE_KEYS = ["expects", "quorum"];

/** Sets one line of the rule: `score.steps 2`, `rank.gap`, `outcome 1.where.region`. */
function readClause(round, clause, value) {
  if (round.clauses.has(clause)) throw new Unknown(`clause ${clause} that is there twice`);
  round.clauses.add(clause);
  const [, head, number, , path = ""] = /^(\w+)(?: (\d+))?(\.(.*))?$/s.exec(clause);
  const steps = /^(steps|ties) (\d+)$/.exec(path);
  if (head === "score" && steps) within(round.score, "steps", [])[steps[2] - 1] = value;
  else if (head === "score" && SCORE_KEYS.includes(path)) round.score[path] = value;
  else if (head === "steps") round.ownSteps[number - 1] = value;
  else if (head === "rank" && steps) within(round.rank, "ties", [])[steps[2] - 1] = value;
  else if (head === "rank") round.rank[path] = value;
  else if (head === "outcome") setAt(within(round.outcomes, number - 1, {}), path, value);
  else if (head === "eligibility") setAt(within(round.gates, number - 1, {}), path, value);
  else if (head !== "facts") throw new Unknown(`clause ${clause}`);
}

/** Returns what a table or list holds at a key, which is the first time something empty. */
function within(table, key, empty) {
  if (!has(table, key)) table[key] = empty;
  return table[key];
}

/** Sets a key of a table, or of a table in it; what follows the first dot is one name, dots and all. */
function setAt(table, path, value) {
  const dot = path.indexOf(".");
  if (dot < 0) table[path] = value;
  else within(table, path.slice(0, dot), {})[path.slice(dot + 1)] = value;
}

const stepOf = (round, line) => round.published.steps.find((step) => step.step === line.step);

function readFact(round, line) {
  const dimensions = Object.keys(line.key);
  let fact = round.facts.find((one) => one.name === line.fact && sameNames(one.dimensions, dimensions));
  if (fact === undefined) {
    fact = { name: line.fact, dimensions, texts: new Map() };
    round.facts.push(fact);
  }
  const key = joined(fact.dimensions.map((name) => line.key[name]));
  if (fact.texts.has(key)) throw new Unknown(`fact ${line.fact} that is there twice`);
  fact.texts.set(key, line.value);
}

const sameNames = (some, others) => some.length === others.length && some.every((name) => others.includes(name));

/** Returns what people decided of one kind, each with what it is about. */
function decisionsOf(round, kind) {
  return round.decisions
    .filter((one) => one.clause === kind || one.clause.startsWith(`${kind} `))
    .map((one) => ({ about: one.clause.slice(kind.length + 1), submissions: one.submissions }));
}
