// The recount of a published result from its marks: a second reading of docs/rules.md, apart from the first one.

/** Counts one round again and compares it; `done` are the rounds before it, by their id. */
function recountRound(report, round, done) {
  report.round = round.id;
  const setting = new Setting(round, [...done.keys()]);
  compareInputs(report, round);
  compareEntrants(report, setting, done);
  const earlier = [...done.values()].flatMap(({ tables }) => tables);
  const names = new Names(setting, earlier);
  const given = report.attempt(
    () => (round.criteria.length > 0 ? report.refusing(() => givenMarks(setting), { what: "mark" }) : null),
    () => null,
  );
  const last = recountSteps(report, names, given);
  const { rank } = round;
  const table = rank.of === undefined ? last : names.table(rank.of);
  const better = rank.better ?? table.better;
  const scores = new Map([...table.cells.values()].map(({ key, value }) => [key[0], value]));
  const placed = recountPlaces(report, names, { given, scores, better });
  const taken = recountOutcomes(report, names, placed, better);
  const steps = [...names.steps].map(([name, own]) => [`${round.id}.${name}`, own]);
  const marks = marksOf(setting, names.steps.get("marks"));
  done.set(round.id, { tables: [[round.id, { ...table, better }], ...steps], taken, marks });
}

/** Returns each mark that the steps begin with, or the word of its state; null where they could not be counted. */
function marksOf({ members }, table) {
  if (table === undefined) return members.criterion.length > 0 ? null : [];
  if (!table.dimensions.includes("judge")) return [];
  const at = OWN.map((name) => table.dimensions.indexOf(name));
  return [...table.cells.values()].map(({ key, value }) => {
    const [submission, judge, criterion = members.criterion[0]] = at.map((where) => key[where]);
    const counts = isNumber(value);
    return { submission, judge, criterion, mark: counts ? spelled(value) : null, state: counts ? "" : value };
  });
}

/** Holds the weight and the fields of each criterion beside the facts that the steps read. */
function compareInputs(report, round) {
  let count = 0;
  const facts = round.facts.filter(({ dimensions }) => sameNames(dimensions, ["criterion"]));
  for (const { name, texts } of facts) {
    for (const { id, weight, fields } of round.criteria) {
      const declared = name === "weight" ? weight : fields[name];
      if (declared === undefined || (declared === null && !texts.has(id))) continue;
      report.same(declared, texts.get(id), { what: "weight", name, key: [id] });
      count += 1;
    }
  }
  if (count > 0) report.check("weight", count);
}

function compareEntrants(report, setting, done) {
  const { round } = setting;
  const before = round.entrants === null ? null : done.get(round.entrants);
  const found = report.attempt(
    () => report.refusing(() => leftOutOf(setting, entrantsFrom(before)), { what: "left out" }),
    () => null,
  );
  if (found === null) return;
  compareBySubmission(report, { what: "left out" }, [...round.leftOut], found);
  if (round.leftOut.size > 0 || round.gates.length > 0) report.check("left out", round.leftOut.size);
}

function entrantsFrom(before) {
  if (before === undefined) throw new Unknown("entrants of a round that is not here");
  return before === null ? null : before.taken;
}

/** Runs the steps one after the other, each compared with what was published; returns the last table. */
function recountSteps(report, names, given, plainly = false) {
  const { round } = names.setting;
  if (given !== null) names.steps.set("marks", given);
  let last = given;
  let criterion = null;
  const derived = [];
  const steps = stepsOf(round);
  report.same(String(round.published.steps.length), String(steps.length), { what: "step" });
  steps.forEach(({ criterion: own, step }, at) => {
    if (own !== criterion) {
      if (criterion !== null) derived.push(derivedFrom(names, criterion, last));
      last = own === null && given !== null ? withDerived(given, derived) : given;
      if (last !== null) names.steps.set("marks", last);
      criterion = own;
    }
    last = recountStep(report, names, { step, number: at + 1, last, plainly });
    if (step.as !== undefined) names.steps.set(step.as, last);
  });
  return last;
}

function derivedFrom(names, criterion, table) {
  if (table.better !== null) names.senses.set(criterion, table.better);
  return { criterion, table };
}

function recountStep(report, names, { step, number, last, plainly }) {
  const published = names.setting.round.published.steps.find((one) => one.step === number);
  const where = { what: "step", step: number, verb: published?.verb, name: step.as ?? null };
  report.same(published && String(number), String(number), where);
  return report.attempt(
    () => {
      const verb = verbOf(step, published.verb);
      if (plainly && verb === "standardise") return names.setting.chosen(sourceOf(names, step, last), step.where);
      const made = report.refusing(() => run(names, step, verb, last), where);
      if (!plainly) compareStep(report, published, { verb, name: where.name }, made);
      return made;
    },
    () => {
      if (plainly) throw new Unknown(published.verb);
      report.check("step", 0, { step: number, verb: published.verb, name: published.name, taken: true });
      return asPublished(published);
    },
  );
}

/** Compares scores, those without a place, places and ties; returns the rankings with their scores. */
function recountPlaces(report, names, { given, scores, better }) {
  const { published } = names.setting.round;
  const unranked = report.attempt(
    () => report.refusing(() => unrankedOf(names, given, scores), { what: "unranked" }),
    () => new Map(published.unranked.map((line) => [line.submission, line.state])),
  );
  const numbers = new Map([...scores].filter(([one, score]) => isNumber(score) && !unranked.has(one)));
  const states = published.unranked.map((line) => [line.submission, line.state]);
  compareBySubmission(report, { what: "unranked" }, states, unranked);
  if (published.unranked.length > 0) report.check("unranked", published.unranked.length);
  const ranked = report.attempt(
    () => {
      if (better === null) throw new Unknown("a ranking without a direction");
      const found = report.refusing(() => rankings(names, numbers, better), { what: "place" });
      comparePlaces(report, "place", published.places, found, numbers);
      compareTies(report, published.ties, found);
      return found;
    },
    () => placesAsPublished(published.places),
  );
  report.attempt(
    () => recountRaw(report, names, given, numbers, better),
    () => null,
  );
  const of = ({ placed }) => new Map(placed.flatMap(({ block }) => block).map((one) => [one, numbers.get(one)]));
  return ranked.map((one) => ({ ...one, scores: of(one) }));
}

/** Compares the places that the rule gives if no step standardises (§3.25); there are none where it gives none. */
function recountRaw(report, names, given, numbers, better) {
  const { published } = names.setting.round;
  const adjusts = published.steps.some(({ verb }) => verb === "standardise");
  if (!adjusts && published.raw.length === 0) return;
  const scores = adjusts ? rawScores(report, names, given, numbers) : null;
  const found = scores === null ? [] : rankings(names, scores, better, true);
  comparePlaces(report, "raw place", published.raw, found, scores);
}

/** Returns the scores if no step standardises, or null where the rule cannot do without. */
function rawScores(report, names, given, numbers) {
  const { rank } = names.setting.round;
  const plain = new Names(names.setting, names.earlier);
  try {
    const last = recountSteps(report, plain, given, true);
    const table = rank.of === undefined ? last : plain.table(rank.of);
    const cells = [...table.cells.values()].filter(({ key, value }) => isNumber(value) && numbers.has(key[0]));
    return new Map(cells.map(({ key, value }) => [key[0], value]));
  } catch (problem) {
    if (!(problem instanceof Different) || problem.first.why === undefined) throw problem;
    return null;
  }
}

/** Compares the outcomes; returns whom those that give no award let through. */
function recountOutcomes(report, names, rankingsHere, better) {
  const { round } = names.setting;
  const lines = [...round.published.outcomes];
  const through = new Set();
  const above = new Map();
  const some = rankingsHere.filter(({ placed }) => placed.length > 0);
  const from = some.length > 0 ? some : [{ track: "", placed: [], scores: new Map() }];
  round.outcomes.forEach((rule, at) => {
    const name = rule.name ?? `outcome ${at + 1}`;
    report.attempt(
      () => {
        const runs = report.refusing(() => settleOutcome(names, rule, name, from, better, above), {
          what: "outcome",
          name,
        });
        for (const run of runs) {
          const wild = wildcardsOf(round, run.name);
          compareOutcome(report, lines.shift(), run, wild, rule);
          if (rule.award === undefined) [...run.taken, ...wild].forEach((one) => through.add(one));
        }
      },
      () => outcomeAsPublished(lines, rule, name, through, above),
    );
  });
  report.same(lines[0]?.outcome, null, { what: "outcome", name: lines[0]?.outcome });
  return through;
}

function outcomeAsPublished(lines, rule, name, through, above) {
  const taken = [];
  while (lines.length > 0 && (lines[0].outcome === name || lines[0].outcome.startsWith(`${name}: `))) {
    const line = lines.shift();
    taken.push(...line.taken);
    if (rule.award === undefined) [...line.taken, ...(line.wildcards ?? [])].forEach((one) => through.add(one));
  }
  const gone = new Set([...(above.get(rule.after)?.gone ?? []), ...taken]);
  above.set(name, { gone, spent: taken.map((one) => ({ one, cost: ZERO })) });
}

/** Returns whom people took beside the order: by the outcome that they named, or the only one there is. */
function wildcardsOf(round, name) {
  const known = round.published.outcomes.map(({ outcome }) => outcome);
  return decisionsOf(round, "wildcard")
    .filter(({ about }) => (about || (known.length === 1 ? known[0] : "")) === name)
    .flatMap(({ submissions }) => submissions);
}

/**
 * Counts a published result again from its marks, and says whether the same comes out.
 *
 * @param lines the lines of a trail (docs/trail.md), each parsed.
 * @returns {answer, checked, first, unknown, marks}: `answer` is "same", "different" or "unknown"; `checked` lists what
 * was compared, each `{round, what, count}`, and of a step its number, verb and name, and `taken` if its table is the
 * published one; `first` is the first number that differs, `{round, what, submission, published, recounted}`, or null;
 * `unknown` lists the verbs, keys and words that are not known here. What is not known is never called the same;
 * `marks` are those that the steps of this round begin with, `{submission, judge, criterion, mark, state}`, or null
 * where they could not be counted.
 */
function judgeRecount(lines) {
  const report = new Report();
  const done = new Map();
  let first = null;
  try {
    for (const round of readTrail(lines)) recountRound(report, round, done);
  } catch (problem) {
    if (problem instanceof Different) first = problem.first;
    else report.unknown.add(problem instanceof Unknown ? problem.message : "lines that cannot be read");
  }
  const unknown = [...report.unknown];
  const answer = first !== null ? "different" : unknown.length > 0 ? "unknown" : "same";
  const marks = done.get(lines[0]?.round)?.marks ?? null;
  return { answer, checked: report.checked, first, unknown, marks };
}

/** Returns the digest of a result: of the lines of its trail, as texts, each ended by a line feed. */
judgeRecount.digest = (texts) => sha256(texts.map((text) => `${text}\n`).join(""));

judgeRecount.knows = { verbs: KNOWN, steps: EVERY_STEP, rank: RANK_KEYS, ties: BREAKERS, outcomes: OUTCOME_KEYS };
