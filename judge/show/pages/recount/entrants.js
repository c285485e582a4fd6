// Who takes part (§7.1, §8.8): those whom the round before took, and who pass the gates before the first step.

const FIELD_KEYS = ["name", "field", ...BOUNDS, "is", "one_of", "before", "last_of", "first_of"];
const QUESTION_KEYS = ["name", "question", "yes", "of"];
const YES = ["yes", "sí", "si", "oui", "true", "1"];

/** States that people give; they are taken as they stand. */
const DECIDED = ["withdrawn", "disqualified"];

/** Returns those who take no part, each with the state; `taken` are those whom the round before took, or null. */
function leftOutOf(setting, taken) {
  const { round } = setting;
  const found = new Map();
  for (const one of round.submissions) {
    const state = round.leftOut.get(one);
    if (DECIDED.includes(state)) found.set(one, state);
    else if (taken !== null && !taken.has(one)) found.set(one, "not an entrant");
    else if (state === "calibration") found.set(one, state);
  }
  const present = round.submissions.filter((one) => !found.has(one));
  for (const gate of round.gates.filter((one) => !isAfterSteps(one))) {
    for (const one of refusedBy(setting, gate, present)) found.set(one, "ineligible");
  }
  return found;
}

/** Returns those of the present who do not pass a gate, and whom no decision lets through. */
function refusedBy(setting, gate, present) {
  const { round } = setting;
  const keys = gate.question === undefined ? FIELD_KEYS : QUESTION_KEYS;
  const strange = Object.keys(gate).find((key) => !keys.includes(key));
  if (strange !== undefined) throw new Unknown(`eligibility.${strange}`);
  const texts = textsOf(setting, gate);
  const later = laterOf(setting, gate, texts, present);
  return present.filter((one) => {
    if (isWaived(round, gate, one)) return false;
    const own = texts.get(one) ?? [];
    if (own.length === 0) throw new Refused("a fact is not there");
    return later.has(one) || !(gate.question === undefined ? keepsTo(gate, own[0]) : answersYes(gate, own));
  });
}

/** Returns by submission the texts that a gate reads: one, or the answers of judges that count. */
function textsOf({ round }, gate) {
  const fits = ({ name, dimensions }) =>
    name === (gate.question ?? gate.field) &&
    dimensions.includes("submission") &&
    dimensions.length <= (gate.question === undefined ? 1 : 2);
  const [fact] = round.facts.filter(fits).sort((one, other) => other.dimensions.length - one.dimensions.length);
  if (fact === undefined) throw new Unknown(`eligibility by ${gate.question ?? gate.field}`);
  const asides = new Set(round.asides.map(({ submission, judge }) => joined([submission, judge])));
  const [at, judge] = ["submission", "judge"].map((name) => fact.dimensions.indexOf(name));
  const found = new Map();
  for (const [name, text] of fact.texts) {
    const key = name.split(SEPARATOR);
    const away = round.panel !== null && !round.panel.includes(key[judge]);
    if (judge >= 0 && (away || asides.has(joined([key[at], key[judge]])))) continue;
    found.set(key[at], [...(found.get(key[at]) ?? []), text]);
  }
  return found;
}

const asDate = (text) => text.replace(" ", "T");

function keepsTo(gate, text) {
  const bounds = BOUNDS.filter((key) => key in gate);
  if (!bounds.every((key) => meets(key, numberOf(text), gate[key]))) return false;
  if (gate.is !== undefined && text !== gate.is) return false;
  if (gate.one_of !== undefined && !listed(gate.one_of).includes(text)) return false;
  return gate.before === undefined || asDate(text) < asDate(gate.before);
}

function answersYes(gate, answers) {
  const yes = answers.filter((answer) => YES.includes(answer.trim().toLowerCase())).length;
  return yes >= countOf(gate.yes);
}

/** Returns those who give way to another entry with the same text in a field: only the last, or the first, counts. */
function laterOf(setting, gate, texts, present) {
  const field = gate.last_of ?? gate.first_of;
  if (field === undefined) return new Set();
  const groups = setting.field("submission", field);
  if (groups === undefined) throw new Unknown(`eligibility by ${field}`);
  const sign = gate.last_of === undefined ? 1 : -1;
  const kept = new Map();
  const dated = present.filter((one) => texts.has(one));
  for (const one of dated) {
    const known = kept.get(groups.get(one));
    const date = (other) => asDate(texts.get(other)[0]);
    if (known === undefined || sign * byText(date(one), date(known)) < 0) kept.set(groups.get(one), one);
  }
  return new Set(dated.filter((one) => kept.get(groups.get(one)) !== one));
}
