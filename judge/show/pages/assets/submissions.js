// Who has no place, and of each submission its places, its marks and what it has on each criterion.

const stateOf = (state) => words[`state ${state}`] ?? state;
/** Holds a state with its reason; of the reason, which people may have written, the numbers. */
function holdReason(line, element) {
  const told = textOf(element);
  const wrong = textOf(element?.querySelector("strong")) !== stateOf(line.state);
  if (wrong || numbersIn(told) !== numbersIn(`${stateOf(line.state)} ${line.reason}`)) {
    throw new Difference("unranked", line.submission, told || null, `${line.state}: ${line.reason}`);
  }
}

function holdWithout(own) {
  const unranked = kept(own, "unranked");
  const room = section("without", "without", unranked.length);
  if (!room) return;
  const [table] = parts(say("without"), room.querySelectorAll("table"), 1);
  const rows = parts(say("without"), table.querySelectorAll("tbody tr"), unranked.length);
  unranked.forEach((line, at) => {
    hold("left", line.submission, rows[at].querySelector(".c"), line.submission);
    holdTitle(line.submission, rows[at].querySelector("bdi"));
    holdReason(line, rows[at].cells[2]);
  });
}

const MOST_IN_ONE = 2000;
const MOST_JUDGES = 12;
function holdStories(own, given) {
  const places = kept(own, "place");
  const left = new Map(kept(own, "unranked").map((line) => [line.submission, line]));
  const names = [...new Set([...places.map((line) => line.submission), ...left.keys()])];
  const apart = names.length > MOST_IN_ONE;
  const room = section("scores", "every-score", !apart);
  if (apart) return;
  const stories = parts(say("every-score"), room.querySelectorAll("details.story"), names.length);
  const marks = given && new Marks(own, given);
  names.forEach((submission, at) => {
    const standings = places.filter((line) => line.submission === submission);
    holdHead(stories[at], submission, standings[0], left.get(submission));
    holdFacts(stories[at], standings, own);
    // Marks that the recount could not make out are told among what it does not know.
    marks?.hold(stories[at], submission);
  });
}

function holdHead(story, submission, line, unranked) {
  const head = story.querySelector("summary");
  if (story.dataset.submission !== submission || textOf(head.querySelector(".id")) !== submission) {
    throw new Difference("order", say("every-score"), textOf(head.querySelector(".id")), submission);
  }
  holdTitle(submission, head.querySelector("bdi"));
  hold("places", submission, head.querySelector(".p"), line ? place(line) : "–");
  const [what, wanted, fits] = line
    ? ["scores", line.score, (text) => agrees(text, line.score)]
    : ["left", stateOf(unranked.state), undefined];
  hold(what, submission, head.querySelector(".s"), wanted, fits);
  if (!line) holdReason(unranked, story.querySelector(".why"));
}

/** Returns a number as it is: a decimal if it ends, else a fraction with its decimals beside it. */
const exactly = (text) => (text.includes("/") ? `${text} (${brief(numberOf(text))})` : text);
/** Holds the sentences that tell the places of a submission, each among how many. */
function holdFacts(story, standings, own) {
  const told = [...story.querySelectorAll(".told > p:not(.why, .legend)")];
  const rankings = byTrack(kept(own, "place"));
  standings.forEach((line, at) => {
    const track = line.track ?? "";
    const raw = kept(own, "raw place").find((each) => each.submission === line.submission && (each.track ?? "") === track);
    const said = [
      say(track ? "place-in" : "place-of", { place: place(line), all: rankings.get(track).length, track }),
      say("score-is", { score: exactly(line.score) }),
      ...(raw ? [say("raw-is", { place: place(raw), score: exactly(raw.score) })] : []),
    ].join(say("semicolon"));
    if (!same(textOf(told[at]), said)) throw new Difference("places", line.submission, textOf(told[at]) || null, said);
  });
}

const NOBODY = "not assigned";
class Marks {
  /** Takes the marks that the recount began with: what is set aside or missing is among them, by its state. */
  constructor(own, marks) {
    this.given = new Map();
    for (const each of marks.filter(({ state }) => state !== NOBODY)) {
      this.given.set(each.submission, [...(this.given.get(each.submission) ?? []), each]);
    }
    this.worked = new Map();
    const sources = kept(own, "step").filter(({ dimensions }) => [...dimensions].sort().join() === "criterion,submission");
    this.rules = sources.length > 0;
    const numbers = new Set(sources.map(({ step }) => step));
    for (const line of kept(own, "cells").filter(({ step }) => numbers.has(step))) {
      for (const [criterion, value] of line.cells) this.note(line.submission, criterion, line.step, value);
    }
  }

  /** A rule may go section by section: what counts is the first step that works on a criterion. */
  note(submission, criterion, step, value) {
    const known = this.worked.get(criterion) ?? { step, values: new Map() };
    this.worked.set(criterion, known);
    if (known.step === step) known.values.set(submission, value);
  }

  hold(story, submission) {
    const given = this.given.get(submission) ?? [];
    const [table] = parts(submission, story.querySelectorAll("table"), given.length ? 1 : 0);
    if (!table) return;
    const judges = [...new Set(given.map(({ judge }) => judge))];
    const heads = [...table.querySelectorAll("thead [data-judge]")].map(textOf);
    const apart = judges.length <= MOST_JUDGES;
    if (inOrder(heads) !== inOrder(apart ? judges : [])) throw new Difference("marks", submission, heads.join(", "), judges.join(", "));
    const criteria = [...new Set(given.map(({ criterion }) => criterion))];
    const rows = parts(submission, table.querySelectorAll("tbody tr"), criteria.length);
    for (const row of rows) {
      const criterion = textOf(row.querySelector("th .id"));
      if (!criteria.includes(criterion)) throw new Difference("marks", submission, criterion, criteria.join(", "));
      criteria.splice(criteria.indexOf(criterion), 1);
      const here = given.filter((each) => each.criterion === criterion);
      if (apart) this.holdEach(row, `${submission}, ${criterion}`, heads, here);
      else this.holdTogether(row, `${submission}, ${criterion}`, here);
      this.holdValue(row, submission, criterion, here);
    }
  }

  /** Holds each mark under its judge, of pairs one for each; what does not count stands there in a word. */
  holdEach(row, where, judges, here) {
    const cells = parts(where, row.querySelectorAll("td.m"), judges.length);
    judges.forEach((judge, at) => {
      const own = here.filter((each) => each.judge === judge);
      const marks = own.filter(({ mark }) => mark !== null).map(({ mark }) => mark);
      const told = marks.length ? inOrder(marks) : stateOf(own[0]?.state ?? "");
      const aside = cells[at].classList.contains("aside");
      if (aside === marks.length > 0) throw new Difference("marks", `${where}, ${judge}`, textOf(cells[at]), told);
      hold("marks", `${where}, ${judge}`, cells[at], told, (text) => (marks.length ? inOrder(text.split(", ")) : text) === told);
    });
  }

  /** Holds how often each mark was given, where judges are too many for a column each. */
  holdTogether(row, where, here) {
    const often = new Map();
    for (const { mark } of here) if (mark !== null) often.set(mark, (often.get(mark) ?? 0) + 1);
    const wanted = inOrder([...often].map(([mark, times]) => `${mark} × ${times}`));
    hold("marks", where, row.cells[2], wanted, (text) => inOrder(text.split(", ")) === wanted);
  }

  holdValue(row, submission, criterion, here) {
    const marks = here.filter(({ mark }) => mark !== null).map(({ mark }) => numberOf(mark));
    const exact = this.rules ? this.worked.get(criterion)?.values.get(submission) : marks.length ? mean(marks) : null;
    const [wanted, fits] = typeof exact === "string" ? [exact, (text) => agrees(text, exact)] : ["–", undefined];
    hold("values", `${submission}, ${criterion}`, row.querySelector(".v"), wanted, fits);
  }
}
