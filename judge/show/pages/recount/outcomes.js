// What follows from the places (§8): each outcome goes down an order of blocks, and asks of each whether there is room.

const OUTCOME_WORDS = {
  ties: ["in", "out", "refuse", "chair"],
  rounded: ["down", "up", "nearest"],
  order: ["ranking", "none"],
  proportion: ["largest remainder"],
  remainders: ["refuse", "larger", "smaller"],
  short: ["skip", "stop", "part"],
};

// prettier-ignore
const OUTCOME_KEYS = [
  "name", "seats", "minimum", "places", "share", "including", "award", "of", "where", "better", "by", "after",
  "at_most", "at_least", "cost_at_most", "counting", "budget", "cost", "waiting", ...Object.keys(OUTCOME_WORDS),
];

function knownOutcome(rule) {
  for (const [key, value] of Object.entries(rule)) {
    if (!OUTCOME_KEYS.includes(key)) throw new Unknown(`outcome.${key}`);
    if (has(OUTCOME_WORDS, key) && !OUTCOME_WORDS[key].includes(value)) {
      throw new Unknown(`outcome.${key} = ${value}`);
    }
  }
}

/**
 * Returns what one outcome gives, by run: `{ name, seats, taken, passed, tied, waiting, left }`.
 * `above` are the outcomes before it, by name: whom each took, with the costs, and whom it passes on as gone.
 */
function settleOutcome(names, rule, name, rankingsHere, better, above) {
  knownOutcome(rule);
  const gone = above.get(rule.after)?.gone ?? new Set();
  const spent = listed(rule.counting).flatMap((one) => above.get(one).spent);
  const included = listed(rule.including).flatMap((one) => above.get(one).spent.map(({ one: taken }) => taken));
  const runs = rankingsHere.flatMap(({ track, placed, scores }) =>
    runsOfOutcome(names, rule, name, placed, scores, better).map((run) => {
      const called = track === "" ? run.name : `${run.name}: ${track}`;
      return { ...run, gone, spent, included, name: called };
    }),
  );
  const settledRuns = runs.map((run) => new Going(names, rule, run).down());
  const taken = settledRuns.flatMap((run) => run.taken);
  const costs = runs[0]?.costs ?? new Map();
  above.set(rule.name ?? name, {
    gone: new Set([...gone, ...taken]),
    spent: [...new Set(taken)].map((one) => ({ one, cost: costs.get(one) ?? ZERO })),
  });
  return settledRuns;
}

/** Returns the orders that an outcome goes down: the ranking or a table, whole or for each value of a field. */
function runsOfOutcome(names, rule, name, placed, scores, better) {
  const { setting } = names;
  const isField = (key) => setting.field("submission", key) !== undefined;
  const where = Object.entries(rule.where ?? {});
  const fields = where.filter(([key]) => isField(key) && !sliceOf(names, rule, key));
  const slices = Object.fromEntries(where.filter(([key]) => !fields.some(([field]) => field === key)));
  const going =
    rule.of === undefined
      ? { order: placed, values: scores, sense: better, lacking: [] }
      : ofTable(setting.chosen(names.table(rule.of), slices), rule, scores);
  const barred = new Set(going.lacking);
  for (const [field, wanted] of fields) {
    const texts = setting.field("submission", field);
    for (const one of scores.keys()) if (!listed(wanted).includes(texts.get(one))) barred.add(one);
  }
  const run = { ...going, name, barred, ranked: scores.size, costs: costsOf(names, rule) };
  return rule.by === undefined ? [run] : proportioned(rule, byField(setting, rule.by, run));
}

/** Tells whether a key of `where` is a dimension of the table that an outcome goes down. */
function sliceOf(names, rule, key) {
  return rule.of !== undefined && key !== "submission" && names.table(rule.of).dimensions.includes(key);
}

function ofTable(table, rule, scores) {
  const at = table.dimensions.indexOf("submission");
  const values = new Map();
  for (const { key, value } of table.cells.values()) {
    if (isNumber(value) && scores.has(key[at])) values.set(key[at], value);
  }
  const sense = rule.better ?? table.better;
  if (sense === null) throw new Unknown("an outcome without a direction");
  const some = [...values.keys()].sort(byText);
  const lacking = [...scores.keys()].filter((one) => !values.has(one));
  const blocks = [...gathered(some, (one) => values.get(one), sense), ...lacking.map((one) => [one])];
  return { order: numbered(blocks), values, sense, lacking };
}

function costsOf(names, rule) {
  const costs = new Map();
  if (rule.cost === undefined) return costs;
  const find = names.setting.finder(["submission"], names.operand(rule.cost, ["submission"]));
  for (const one of names.setting.members.submission) {
    const cost = find([one]);
    if (isNumber(cost)) costs.set(one, cost);
  }
  return costs;
}

/** Returns a run for each value of a field, with places of its own. */
function byField(setting, by, run) {
  const texts = setting.field("submission", by);
  const tracks = [...new Set(setting.members.submission.map((one) => texts.get(one)))].sort(byText);
  return tracks.map((track) => {
    const own = run.order.map(({ block }) => block.filter((one) => texts.get(one) === track));
    const order = numbered(own.filter((block) => block.length > 0));
    const ranked = order.reduce((total, { block }) => total + block.length, 0);
    return { ...run, name: `${run.name}: ${track}`, order, ranked };
  });
}

/** Shares the seats out among runs: the whole part of each, then one by one to the largest remainders (§8.4). */
function proportioned(rule, runs) {
  if (rule.proportion === undefined) return runs;
  const seats = countOf(rule.seats);
  const total = runs.reduce((before, { ranked }) => before + ranked, 0);
  if (seats >= total) return runs.map((run) => ({ ...run, seats: run.ranked }));
  const shares = runs.map(({ ranked }) => Math.floor((seats * ranked) / total));
  const left = seats - shares.reduce((one, other) => one + other, 0);
  const size = { larger: -1, smaller: 1 }[rule.remainders] ?? 0;
  const compare = (one, other) =>
    ((seats * runs[other].ranked) % total) - ((seats * runs[one].ranked) % total) ||
    size * (runs[one].ranked - runs[other].ranked);
  const order = runs.map((_, at) => at).sort(compare);
  if (left > 0 && compare(order[left - 1], order[left]) === 0) throw new Refused("equal remainders");
  order.slice(0, left).forEach((at) => (shares[at] += 1));
  return runs.map((run, at) => ({ ...run, seats: shares[at] }));
}

/** Returns how many a share is of those ranked. */
function partOf(share, ranked, rule) {
  const [upper, lower = "100"] = share
    .replace("%", "")
    .split("/")
    .map((part) => part.trim());
  const exact = multiply(divide(numberOf(upper), numberOf(lower)), whole(ranked));
  const { top, bottom } = exact;
  const ways = { down: top / bottom, up: (top + bottom - 1n) / bottom, nearest: (2n * top + bottom) / (2n * bottom) };
  return Number(ways[rule]);
}
