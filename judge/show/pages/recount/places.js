// Who has a place and which (§4.2, §4.6, §6, §8.8): gates, the quorum, and equals with what parts them.

const RANK_KEYS = ["of", "by", "better", "gap", "ties", "numbering"];
const BOUNDS = ["below", "above", "at_least", "at_most"];

/** Returns those without a place, each with the state. */
function unrankedOf(names, given, scores) {
  const { round, members } = names.setting;
  const found = new Map(round.leftOut);
  const quorum = countOf(round.score.quorum ?? "0");
  const lacking = given === null && round.criteria.length > 0;
  if (quorum > 0 && lacking) throw new Unknown("a quorum of marks that are not here");
  const counted = quorum > 0 && given !== null ? ballotsOf(given) : null;
  for (const one of members.submission) {
    const score = scores.get(one) ?? "missing";
    if (!isNumber(score)) found.set(one, score);
    else if (counted !== null && (counted.get(one)?.size ?? 0) < quorum) found.set(one, "quorum");
  }
  for (const one of decisionsOf(round, "guest").flatMap(({ submissions }) => submissions)) {
    if (isNumber(scores.get(one)) && !found.has(one)) found.set(one, "guest");
  }
  const placed = members.submission.filter((one) => !found.has(one));
  for (const one of failing(names, placed)) found.set(one, "ineligible");
  return found;
}

/** Returns by submission the judges who gave it a mark that counts. */
function ballotsOf(given) {
  const found = new Map();
  for (const { key, value } of given.cells.values()) {
    if (isNumber(value)) found.set(key[0], (found.get(key[0]) ?? new Set()).add(key[1]));
  }
  return found;
}

/** Returns who does not pass a gate after the steps. */
function failing(names, placed) {
  const { round } = names.setting;
  return round.gates.filter(isAfterSteps).flatMap((gate) => {
    const strange = Object.keys(gate).find((key) => !["name", "of", "where", ...BOUNDS].includes(key));
    if (strange !== undefined) throw new Unknown(`eligibility.${strange}`);
    const table = names.setting.chosen(names.table(gate.of), gate.where);
    const cells = [...table.cells.values()];
    const at = table.dimensions.indexOf("submission");
    const keeps = (value) => isNumber(value) && BOUNDS.every((key) => !(key in gate) || meets(key, value, gate[key]));
    const there = new Set(cells.map(({ key }) => key[at]));
    const failed = new Set(cells.filter(({ value }) => !keeps(value)).map(({ key }) => key[at]));
    return placed.filter((one) => (!there.has(one) || failed.has(one)) && !isWaived(round, gate, one));
  });
}

const isAfterSteps = (gate) => gate.field === undefined && gate.question === undefined;
const meets = (key, value, bound) => MEETS[key](compared(value, numberOf(bound)));

/** Tells whether a decision lets somebody through a gate, named by its name or else by what it reads. */
function isWaived(round, gate, one) {
  const reads = (other) => other.field ?? other.question ?? other.of;
  return decisionsOf(round, "waive").some(({ about, submissions }) => {
    const named = round.gates.filter((other) => other.name === about);
    const fit = named.length > 0 ? named : round.gates.filter((other) => reads(other) === about);
    return submissions[0] === one && fit.includes(gate);
  });
}

// -- the ranking ------------------------------------------------------------------------------------------------------

/** Returns the rankings, one for each value of a field where there are several: places, and ties. */
function rankings(names, scores, better, plainly = false) {
  const { rank } = names.setting.round;
  const strange = Object.keys(rank).find((key) => !RANK_KEYS.includes(key));
  if (strange !== undefined) throw new Unknown(`rank.${strange}`);
  const rule = plainly ? { by: rank.by } : rank;
  const tracks = rule.by === undefined ? [{ track: "", names: [...scores.keys()] }] : tracksOf(names.setting, rule.by);
  return tracks.map(({ track, names: some }) => {
    const own = some.filter((one) => scores.has(one)).sort(byText);
    return { track, ...ranking(names, rule, own, scores, better) };
  });
}

function tracksOf(setting, by) {
  const texts = setting.field("submission", by);
  if (texts === undefined) throw new Refused("a field is not there");
  const found = new Map();
  for (const one of setting.members.submission) {
    for (const track of new Set((texts.get(one) ?? "").split(";").map((part) => part.trim()))) {
      if (track !== "") found.set(track, [...(found.get(track) ?? []), one]);
    }
  }
  return [...found.keys()].sort(byText).map((track) => ({ track, names: found.get(track) }));
}

function ranking(names, rule, some, scores, better) {
  const score = (one) => scores.get(one);
  const { breakers, lasts } = tiesOf(rule.ties, BREAKERS, ["share", "refuse", "chair", "lot"]);
  const parters = breakers.map((breaker) => ({ breaker, part: parterOf(names, breaker) }));
  const [blocks, ties] = [[], []];
  for (const equals of gathered(some, score, better, rule.gap)) {
    if (equals.length === 1) {
      blocks.push(equals);
      continue;
    }
    const tie = brokenTie(names, equals, blocks, parters, lasts);
    ties.push({ ...tie, score: better === "higher" ? most(equals.map(score)) : least(equals.map(score)) });
    blocks.push(...tie.order);
  }
  return { placed: numbered(blocks, rule.numbering), ties };
}

/** Returns equals with what parted them: every application of a tie-break, the order, and how it ended (§6.4). */
function brokenTie(names, submissions, above, parters, lasts) {
  const sorted = [...submissions].sort(byText);
  const ahead = above.flat();
  const steps = [];
  let blocks = [sorted];
  for (const { breaker, part } of parters) {
    const parted = [];
    for (const block of blocks) {
      const over = [...ahead, ...parted.flat()];
      if (block.length === 1 || !holds(breaker, over.length, block.length)) {
        parted.push(block);
        continue;
      }
      steps.push({ block, ...part(block, over) });
      parted.push(...lastOf(steps).blocks);
    }
    blocks = parted;
  }
  const ends = { draws: new Map(), end: "parted" };
  const order = eachBlock(blocks, (block, over) => ended(names, block, over, lasts, ends), ahead.length);
  return { submissions: sorted, steps, order, ...ends };
}

/** Returns what becomes of a block that no tie-break parts; how it ended is noted in `ends`. */
function ended({ setting: { round } }, block, over, lasts, ends) {
  if (block.length === 1) return [block];
  const { last } = lasts.find((one) => holds(one, over, block.length)) ?? { last: "share" };
  if (last === "refuse") throw new Refused("a tie that the rule refuses");
  if (last === "share") {
    if (ends.end === "parted") ends.end = "shared";
    return [block];
  }
  if (last === "lot") {
    const drawn = new Map(block.map((one) => [one, sha256(`${round.seed ?? ""}/${round.id}/${one}`)]));
    drawn.forEach((digest, one) => ends.draws.set(one, digest));
    ends.end = "lot";
    return [...block].sort((one, other) => (drawn.get(one) < drawn.get(other) ? -1 : 1)).map((one) => [one]);
  }
  if (ends.end !== "lot") ends.end = "chair";
  return orderedByChair(round, block).map((one) => [one]);
}

/** Returns equals in the order that a decision gives them. */
function orderedByChair(round, block) {
  const orders = decisionsOf(round, "order").map(({ submissions }) => submissions);
  const fitting = orders.filter((order) => block.every((one) => order.includes(one)));
  const said = fitting.map((order) => order.filter((one) => block.includes(one)));
  if (said.length === 0 || new Set(said.map(joined)).size > 1) throw new Refused("an order of the chair is not there");
  return said[0];
}
