// Ties: who was equal, what each tie-break compared, and how it ended.

const parted = (blocks) => blocks.map((block) => block.join(" = ")).join(` ${say("before")} `);
const comparedText = (value) =>
  value === null ? say("no-value") : [value].flat().map((each) => brief(numberOf(each))).join(" ");
const inOrder = (texts) => [...texts].sort().join(", ");

/** Holds what the ranking says beside the place of each one of a tie. */
function holdDecided(rows, track, own) {
  const ties = kept(own, "tie").filter((tie) => (tie.track ?? "") === track);
  if (!kept(own, "tie").length) return;
  for (const row of rows) {
    const submission = textOf(row.querySelector(".c"));
    const tie = ties.filter((each) => each.submissions.includes(submission)).pop();
    const told = textOf(row.querySelector(".d"));
    const fits = tie ? decidedOf(tie, submission).join(`\\s*${sentence("semicolon")}\\s*`) : "";
    if (!reads(told, fits)) throw new Difference("tie", submission, told || null, tie ? parted(tie.order) : null);
  }
}

function decidedOf(tie, submission) {
  const parting = tie.steps.filter((step) => step.blocks.length > 1 && Object.hasOwn(step.values, submission)).pop();
  const shared = tie.order.some((block) => block.length > 1 && block.includes(submission));
  const value = parting && literally(comparedText(parting.values[submission]));
  return [
    ...(parting ? [`.+${literally(say("colon"))}\\s*${value}`] : []),
    ...(tie.end === "lot" && Object.hasOwn(tie.draws, submission) ? [sentence("lot")] : []),
    ...(!shared && (tie.decided ?? []).flat().includes(submission) ? [sentence("the-chair")] : []),
    ...(shared ? [sentence("shared")] : []),
  ];
}

function holdTies(own) {
  const ties = kept(own, "tie");
  const room = section("ties", "ties", ties.length);
  if (!room) return;
  const cards = parts(say("ties"), room.querySelectorAll(".card"), ties.length);
  ties.forEach((tie, at) => holdTie(cards[at], tie));
}

function holdTie(card, tie) {
  const score = scoreTexts.get(tie.score) ?? brief(numberOf(tie.score));
  const heading = textOf(card.querySelector("h3"));
  const where = tie.submissions.join(", ");
  if (!reads(heading, sentence("tie", { score }), ...(tie.track ? [literally(`· ${tie.track}`)] : []))) {
    throw new Difference("tie", where, heading, score);
  }
  const named = parts(say("ties"), card.querySelectorAll("ul.named > li"), tie.submissions.length);
  tie.submissions.forEach((submission, at) => {
    if (textOf(named[at].querySelector(".id")) !== submission) throw new Difference("tie", where, textOf(named[at]), submission);
    holdTitle(submission, named[at].querySelector("bdi"));
  });
  const wanted = [...tie.steps.map(holdsStep), ...holdsEnd(tie)];
  const lines = parts(say("ties"), card.querySelectorAll("ol > li"), wanted.length);
  wanted.forEach(({ fits, said }, at) => {
    if (!fits(textOf(lines[at]))) throw new Difference("tie", where, textOf(lines[at]), said);
    counted.ties += 1;
  });
}

/** Returns whether a sentence tells a tie-break with these numbers; what it is called stands in words. */
function holdsStep(step) {
  const values = Object.entries(step.values).map(([name, value]) => `${name} ${comparedText(value)}`);
  const duels = (step.duels ?? []).map(([one, other, ahead, behind]) => `${one} ${ahead}:${behind} ${other}`).join(", ");
  const name = step.passed ? "tie-passed" : step.blocks.length === 1 ? "tie-same" : "tie-parts";
  const order = parted(step.blocks);
  const said = `${name === "tie-parts" ? `${order} ` : ""}(${values.join(", ")}${duels ? say("semicolon") + duels : ""})`;
  const fits = (text) => {
    const [given, told = ""] = text.slice(text.lastIndexOf("(") + 1, text.lastIndexOf(")")).split(say("semicolon"));
    const right = inOrder(given.split(", ")) === inOrder(values.join(", ").split(", ")) && told === duels;
    const numbers = numbersIn(text) === numbersIn(`${step.by} ${step.passed ?? ""} ${said}`);
    return right && numbers && reads(text, sentence(name, { breaker: null, why: null, order, values: null }));
  };
  return { fits, said };
}

function holdsEnd(tie) {
  const draws = Object.entries(tie.draws).map(([name, digest]) => `${name} ${digest.slice(0, 12)}…`);
  const lot = (text) => reads(text, sentence("tie-lot", { draws: null })) && draws.every((draw) => text.includes(draw));
  const chair = (order) => (text) => reads(text, sentence("chair", { order: null })) && text.includes(order);
  return [
    ...(tie.end === "lot" ? [{ fits: lot, said: draws.join(", ") }] : []),
    ...(tie.decided ?? []).map((names) => parted(names.map((name) => [name]))).map((said) => ({ fits: chair(said), said })),
    ...tie.order.filter((block) => block.length > 1).map((block) => ({
      fits: (text) => reads(text, sentence("tie-shared", { names: listed(block) })),
      said: parted([block]),
    })),
  ];
}
