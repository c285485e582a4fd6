// The steps of a rule (§2): which verbs and keys are known here, and the tables that they make.

const EVERY_STEP = ["of", "where", "as", "round", "half", "missing", "aside"];

/** By verb that is known, its own keys. */
// prettier-ignore
const KNOWN = {
  mean: ["by", "weights"], sum: ["by", "weights"], product: ["by"], median: ["by", "middle"], best: ["by"],
  worst: ["by"],
  count: ["by", "above", "below", "at_least", "at_most", "equal"],
  drop: ["by", "highest", "lowest", "min", "too_few"], keep: ["by", "highest", "lowest", "min", "too_few"],
  clip: ["around", "outside"], floor: [], cap: [], plus: [], minus: [], times: [], divide: [], percent: [], round: [],
  convert: ["between", "below"], fill: ["by", "with", "over"], confirm: ["by", "codes", "then", "otherwise", "share"],
  remove: ["by", "codes"],
  standardise: ["by", "method", "deviation", "onto", "digits", "min", "too_few", "no_spread"], weigh: [],
  rank: ["by", "better", "ties", "numbering", "gap"], points: ["beyond", "ties"],
  copeland: ["by", "unplaced", "weights"], borda: ["by", "unplaced", "weights"],
  placements: ["by", "unplaced", "weights", "majority"], schulze: ["by", "unplaced", "weights"],
  ranked_pairs: ["by", "unplaced", "weights"], kemeny: ["by", "unplaced", "weights"],
  majority_judgment: ["by", "weights"], irv: ["by", "weights", "eliminate", "ties", "level"],
  stv: ["by", "weights", "eliminate", "ties", "level", "seats", "quota", "elected", "surplus", "cut"],
};

/** By key that is a word, the words that are known. */
// prettier-ignore
const WORDS = {
  half: ["up", "even", "down", "cut"], middle: ["low", "high"], outside: ["left out"], between: ["step", "line"],
  method: ["z", "centre", "range", "percentile", "midrank"], deviation: ["population", "sample"], unplaced: ["behind"],
  eliminate: ["one", "hopeless"], level: ["split", "skip", "stop"], elected: ["reach", "exceed"],
  quota: ["droop", "hare", "exact droop", "exact hare"], surplus: ["first", "last"],
};

/** By verb, what makes its table. */
// prettier-ignore
const VERBS = {
  clip, convert, fill, confirm, remove, standardise, weigh, rank, points,
  drop: trim, keep: trim, round: (names, step, verb, table) => table,
};
for (const verb of Object.keys(FOLDS)) VERBS[verb] = (names, step, name, table) => fold(names, step, name, table);
for (const verb of Object.keys(CALCULATIONS)) VERBS[verb] = calculate;
for (const verb of Object.keys(METHODS)) VERBS[verb] = foldOrders;

/** Returns the verb of a step, where `round` may stand beside it as a key; what is not known is said. */
function verbOf(step, published) {
  const others = Object.keys(step).filter((key) => !EVERY_STEP.includes(key));
  const verb = others.length === 0 ? "round" : others.find((key) => has(KNOWN, key));
  if (verb === undefined || !has(step, verb)) {
    throw new Unknown(others.includes(published) ? published : (others[0] ?? "a step without a verb"));
  }
  if (["rank", "remove"].includes(verb) && step[verb] !== "submission") throw new Unknown(`${verb} = ${step[verb]}`);
  for (const [key, value] of Object.entries(step)) {
    if (![verb, ...EVERY_STEP, ...KNOWN[verb]].includes(key)) throw new Unknown(`${verb}.${key}`);
    if (has(WORDS, key) && !WORDS[key].includes(value)) throw new Unknown(`${verb}.${key} = ${value}`);
  }
  return verb;
}

/** Returns the table that a step makes of the last one. */
function run(names, step, verb, last) {
  const source = verb === "weigh" ? null : names.setting.chosen(sourceOf(names, step, last), step.where);
  const made = VERBS[verb](names, step, verb, source);
  if (step.round === undefined) return made;
  const decimals = countOf(step.round);
  const places = withNumbers(made, (value) => rounded(value, decimals, step.half ?? "up"));
  return made === source ? places : Object.assign(places, { told: made.told });
}

function sourceOf(names, step, last) {
  if (step.of === undefined) {
    if (last === null) throw new Unknown("marks that are not here");
    return last;
  }
  const every = listed(step.of);
  return every.length === 1 ? names.table(every[0]) : sideBySide(names, every);
}

/** Returns the tables of several earlier rounds as one, with the dimension `round` (§7.5). */
function sideBySide(names, every) {
  const tables = every.map((name) => names.table(name));
  const senses = new Set(tables.map((table) => table.better));
  const made = makeTable([...tables[0].dimensions, "round"], senses.size === 1 ? tables[0].better : null);
  every.forEach((name, at) => {
    const first = name.split(".")[0];
    const round = first === "before" ? names.setting.round.entrants : first;
    for (const { key, value } of tables[at].cells.values()) setCell(made, [...key, round], value);
  });
  return made;
}

/** Returns every step of a round in order, each with its derived criterion, or null. */
function stepsOf(round) {
  const derived = round.criteria.flatMap(({ id, derived: steps }) =>
    (steps ?? []).map((step) => ({ criterion: id, step })),
  );
  const declared = round.score.steps ?? (round.criteria.length > 0 ? usualSteps(round) : []);
  return [...derived, ...[...declared, ...round.ownSteps].map((step) => ({ criterion: null, step }))];
}

/** Returns the steps of a rule that has none (§3.19). */
function usualSteps(round) {
  if (round.ballot === "pairs") return [{ schulze: ["judge", "pair"] }];
  const weights = round.criteria[0].weight === null ? {} : { weights: "weight" };
  const steps = [{ mean: "criterion", ...weights }, { mean: "judge" }];
  return round.criteria.length > 1 ? steps : steps.slice(1);
}
