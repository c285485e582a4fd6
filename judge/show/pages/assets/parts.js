// The parts of the page, and its sentences, held beside what comes out of the trail.

const words = JSON.parse(document.getElementById("recount-words").textContent);
const say = (name, parts = {}) =>
  (words[name] ?? name).replace(/\{(\w+)\}/g, (whole, part) => String(parts[part] ?? whole));
const textOf = (cell) => (cell?.textContent ?? "").trim();

class Difference extends Error {
  constructor(what, submission, published, recounted) {
    super("different");
    this.found = { what, submission, published, recounted };
  }
}
const counted = { places: 0, scores: 0, marks: 0, values: 0, outcomes: 0, ties: 0, left: 0 };
const hold = (what, submission, cell, wanted, fits = (text) => text === wanted) => {
  if (!fits(textOf(cell))) throw new Difference(what, submission, cell ? textOf(cell) : null, wanted);
  counted[what] += 1;
};

/** Returns a text that people wrote without what the page leaves away or draws as something else. */
const tidy = (text) => String(text).replace(/`/g, "").replace(/[\s\p{C}\ufffd]+/gu, " ").trim();
const same = (one, other) => tidy(one) === tidy(other);
const literally = (text) => tidy(text).replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
/** Returns what finds a sentence of the page with its parts filled in; a part that is null may be anything. */
const sentence = (name, parts = {}) =>
  words[name]
    .split(/(\{\w+\})/)
    .map((piece) => (piece[0] === "{" ? parts[piece.slice(1, -1)] : piece))
    .map((piece) => (piece === null ? ".*" : literally(piece)))
    .join("\\s*");
const reads = (text, ...patterns) => new RegExp(`^${patterns.join("\\s*")}$`, "u").test(tidy(text));
/** Returns a number of things in words; in French nought is one thing, too. */
const count = (name, number) => {
  const [one, several] = words[name].split("|");
  const single = number === 1 || (number === 0 && document.documentElement.lang === "fr");
  return (single ? one : several).replace("{n}", number);
};
const listed = (names) =>
  names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} ${say("and")} ${names[names.length - 1]}`;
const numbersIn = (text) => (text.match(/\d+(\.\d+)?/g) ?? []).sort().join(" ");

/** Whether nothing around an element, nor itself, is hidden; what a reader can fold out is not. */
const seen = (element) => {
  for (let each = element; each instanceof Element; each = each.parentElement) {
    const style = getComputedStyle(each);
    if (each.hidden || style.display === "none" || style.visibility !== "visible" || style.opacity === "0") return false;
  }
  return true;
};
/** Returns exactly so many parts of the page, all of them in sight, or says which are missing, hidden or too many. */
function parts(where, found, wanted) {
  const all = [...found];
  if (all.length !== wanted) throw new Difference("parts", where, all.length, wanted);
  const hidden = all.filter((each) => !seen(each));
  if (hidden.length) throw new Difference("parts", where, all.length - hidden.length, wanted);
  return all;
}
/** Returns the section of a heading where there should be one, else null. */
function section(id, title, wanted) {
  return parts(say(title), document.querySelectorAll(`section[aria-labelledby="${id}"]`), wanted ? 1 : 0)[0] ?? null;
}

const kept = (own, entry) => own.filter((line) => line.entry === entry);
const rowKey = (track, submission) => JSON.stringify([track || "", submission]);
const place = (line) => (line.shared ? "=" : "") + line.place;
/** Returns the lines by their rankings, each in its order. */
function byTrack(lines) {
  const found = new Map();
  for (const line of lines) found.set(line.track ?? "", [...(found.get(line.track ?? "") ?? []), line]);
  return found;
}

/** The title of each submission as the ranking shows it: all other parts must use the same. */
const titles = new Map();
function holdTitle(submission, element) {
  if (!titles.has(submission)) titles.set(submission, textOf(element));
  const title = titles.get(submission);
  if (textOf(element) !== title) throw new Difference("title", submission, textOf(element), title);
}
