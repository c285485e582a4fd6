// What is said to have come out, held beside what comes out here: the first number that differs ends it.

/** Thrown at the first difference. */
class Different extends Error {
  constructor(first) {
    super("different");
    this.first = first;
  }
}

/** What was compared so far, what is not known, and the round that is being compared. */
class Report {
  constructor() {
    this.checked = [];
    this.unknown = new Set();
    this.round = null;
  }

  check(what, count, more = {}) {
    this.checked.push({ round: this.round, what, count, ...more });
  }

  /** Ends it if two texts differ; null is a text that is not there. */
  same(published, recounted, where) {
    const [one, other] = [published ?? null, recounted ?? null];
    if (one !== other) this.differ({ ...where, published: one, recounted: other });
  }

  differ(first) {
    throw new Different({ round: this.round, submission: null, ...first });
  }

  /** Does something, or notes what it does not know and returns the other thing. */
  attempt(doing, otherwise) {
    try {
      return doing();
    } catch (problem) {
      if (!(problem instanceof Unknown)) throw problem;
      this.unknown.add(problem.message);
      return otherwise();
    }
  }

  /** Does something; what the data do not allow is a difference, for a result was published. */
  refusing(doing, where) {
    try {
      return doing();
    } catch (problem) {
      if (!(problem instanceof Refused)) throw problem;
      return this.differ({ ...where, published: null, recounted: null, why: problem.message });
    }
  }
}

const asText = (value) => (value === undefined ? null : isNumber(value) ? spelled(value) : value);
const stateText = (text) => (typeof text === "string" ? text : text.state);

/** Returns the cells of a published table, each with its key and its text. */
function publishedCells(step) {
  return step.cells.flatMap(({ submission, cells }) =>
    cells.map((cell) => ({
      key: submission === undefined ? cell.slice(0, -1) : [submission, ...cell.slice(0, -1)],
      text: stateText(lastOf(cell)),
      isState: typeof lastOf(cell) !== "string",
    })),
  );
}

/** Returns a published table as it stands, for what is built on a step that is not known. */
function asPublished(step) {
  const made = makeTable(step.dimensions, null, [], []);
  for (const { key, text, isState } of publishedCells(step)) setCell(made, key, isState ? text : numberOf(text));
  return made;
}

/** Compares a step's table, cell by cell in the published order. */
function compareStep(report, step, { verb, name }, table) {
  const cells = publishedCells(step);
  const at = table.dimensions.map((name) => step.dimensions.indexOf(name));
  const where = { what: "step", step: step.step, verb, name };
  report.same(step.verb, verb, where);
  report.same(step.name, name, where);
  report.same(byNames(step.dimensions), byNames(table.dimensions), { ...where, what: "dimensions" });
  const submission = step.dimensions.indexOf("submission");
  const seen = new Set();
  for (const { key, text } of cells) {
    const known = joined(at.map((number) => key[number]));
    seen.add(known);
    const found = asText(table.cells.get(known)?.value);
    if (found !== text) report.same(text, found, { ...where, submission: key[submission], key });
  }
  for (const [name, { key, value }] of table.cells) {
    const own = step.dimensions.map((dimension) => key[table.dimensions.indexOf(dimension)]);
    if (!seen.has(name)) report.same(null, asText(value), { ...where, submission: own[submission], key: own });
  }
  compareCounts(report, step, table, where);
  report.check("step", cells.length, { step: step.step, verb, name });
}

/** Compares what every round of a count came to; a number that another count of the step has is zero here. */
function compareCounts(report, step, table, where) {
  for (const { submission, key, numbers } of step.counts) {
    const own = Object.fromEntries(step.dimensions.map((name, at) => [name, [submission, ...key][at]]));
    const told = table.told?.get(joined(table.dimensions.map((name) => own[name]))) ?? {};
    for (const name of new Set([...Object.keys(numbers), ...Object.keys(told)])) {
      report.same(numbers[name], asText(told[name] ?? ZERO), { ...where, submission, key: [submission, ...key, name] });
    }
  }
  const counted = [...(table.told?.values() ?? [])].length;
  report.same(String(step.counts.length), String(counted), where);
}

const byNames = (names) => [...names].sort(byText).join(", ");

/** Compares pairs of a submission and a text: the published ones first, then those that only came out here. */
function compareBySubmission(report, where, published, recounted) {
  const [told, found] = [new Map(published), new Map(recounted)];
  for (const [submission, text] of published) report.same(text, found.get(submission), { ...where, submission });
  for (const [submission, text] of found) {
    if (!told.has(submission)) report.same(null, text, { ...where, submission });
  }
}

// -- places -----------------------------------------------------------------------------------------------------------

/** Compares places, or raw places: the scores of all, then their places, then whether these are shared. */
function comparePlaces(report, what, lines, rankingsHere, scores) {
  const tracks = new Set([...lines.map(({ track = "" }) => track), ...rankingsHere.map(({ track }) => track)]);
  for (const track of tracks) {
    const own = lines.filter((line) => (line.track ?? "") === track);
    const placed = rankingsHere.find((one) => one.track === track)?.placed ?? [];
    const where = track === "" ? {} : { track };
    const both = (name, text, textHere) => {
      const published = own.map((line) => [line.submission, text(line)]);
      const here = placed.flatMap((run) => run.block.map((one) => [one, textHere(one, run)]));
      compareBySubmission(report, { ...where, what: name }, published, here);
    };
    const score = what === "place" ? "score" : "raw score";
    const shared = (is) => (is ? "shared" : "not shared");
    both(
      score,
      (line) => line.score,
      (one) => asText(scores.get(one)),
    );
    both(
      what,
      (line) => line.place,
      (one, { place }) => spelled(place),
    );
    both(
      what,
      (line) => shared(line.shared),
      (one, { block }) => shared(block.length > 1),
    );
  }
  report.check(what, lines.length);
}

/** Returns published places as rankings, for what is built on places that cannot be made here. */
function placesAsPublished(lines) {
  const tracks = [...new Set(lines.map(({ track = "" }) => track))];
  return (tracks.length > 0 ? tracks : [""]).map((track) => {
    const own = lines.filter((line) => (line.track ?? "") === track);
    const runs = runsOf(own, (one, other) => one.shared && other.shared && one.place === other.place);
    const placed = runs.map((run) => ({ block: run.map((line) => line.submission), place: numberOf(run[0].place) }));
    return { track, placed, ties: [] };
  });
}

// -- ties -------------------------------------------------------------------------------------------------------------

const orderText = (blocks) => blocks.map((block) => [...block].sort(byText).join(" = ")).join(" > ");

function compareTies(report, lines, rankingsHere) {
  const found = rankingsHere.flatMap(({ track, ties }) => ties.map((tie) => ({ track, ...tie })));
  for (let at = 0; at < Math.max(lines.length, found.length); at += 1) compareTie(report, lines[at], found[at]);
  report.check("tie", lines.length);
}

function compareTie(report, line, tie) {
  const where = { what: "tie", submission: (line ?? tie).submissions[0] };
  report.same(line && orderText([line.submissions]), tie && orderText([tie.submissions]), where);
  report.same(line.track ?? "", tie.track, where);
  report.same(line.score, spelled(tie.score), where);
  report.same(line.steps.length, tie.steps.length, where);
  line.steps.forEach((step, number) =>
    compareBreak(report, step, tie.steps[number], { ...where, breaker: number + 1 }),
  );
  report.same(orderText(line.order), orderText(tie.order), where);
  report.same(line.end, tie.end, where);
  compareBySubmission(report, { what: "lot" }, Object.entries(line.draws), tie.draws);
}

/** Compares one tie-break on one block: what was compared, and the blocks that it made. */
function compareBreak(report, step, found, where) {
  for (const submission of found.block) {
    const value = found.values.get(submission);
    const here = Array.isArray(value) ? value.map(spelled).join(", ") : asText(value);
    report.same([step.values[submission]].flat().join(", ") || null, here, { ...where, submission });
  }
  const duels = (pairs = []) => pairs.map((pair) => pair.join(" ")).join(", ");
  report.same(duels(step.duels), duels(found.duels), where);
  report.same(step.passed === null ? "used" : "passed over", found.passed ? "passed over" : "used", where);
  report.same(orderText(step.blocks), orderText(found.blocks), where);
}

// -- outcomes ---------------------------------------------------------------------------------------------------------

function compareOutcome(report, line, run, wildcards, rule) {
  const where = { what: "outcome", name: line?.outcome ?? run.name };
  report.same(line?.outcome, run?.name, where);
  report.same(line.seats, run.seats, where);
  report.same(line.minimum, rule.minimum, where);
  report.same(line.award, rule.award, where);
  const named = (word, some = []) => some.map((one) => [one, word]);
  const onList = (pairs = []) => pairs.map(([one, number]) => [one, `waiting list: ${number}`]);
  compareBySubmission(report, where, named("taken", line.taken), named("taken", run.taken));
  const passed = line.passed.map(([one]) => one);
  compareBySubmission(report, where, named("passed over", passed), named("passed over", run.passed));
  compareBySubmission(report, where, named("tied at the cut", line.tied), named("tied at the cut", run.tied));
  compareBySubmission(report, where, onList(line.waiting), onList(run.waiting));
  report.same(line.left, run.left === null ? null : spelled(run.left), where);
  compareBySubmission(report, where, named("wildcard", line.wildcards), named("wildcard", wildcards));
  report.check("outcome", line.taken.length, { name: line.outcome });
}
