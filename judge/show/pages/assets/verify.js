// The button: what comes out of the trail, its digest, and the page held beside both.

/** Holds the digest of the trail against each place where the page names it, for people and for programs. */
function holdDigest(digest) {
  const where = say("digest");
  const facts = [...document.querySelectorAll("dl.facts > div")].filter((each) => textOf(each.querySelector("dt")) === where);
  const [fact] = parts(where, facts, 1);
  const [foot] = parts(where, document.querySelectorAll("footer code"), 1);
  const told = JSON.parse(document.querySelector('script[type="application/ld+json"]').textContent).identifier;
  for (const text of [textOf(fact.querySelector("dd")), textOf(foot), told.replace(/^sha256:/, "")]) {
    if (text !== digest) throw new Difference("digest", say("trail"), text, digest);
  }
}

function holdPage(lines, marks) {
  titles.clear();
  scoreTexts.clear();
  const own = lines.filter((line) => line.round === lines[0].round);
  holdRankings(own);
  holdOutcomes(own);
  holdTies(own);
  holdWithout(own);
  holdStories(own, marks);
}

// -- the answer -------------------------------------------------------------------------------------------------------

const line = (kind, text) => Object.assign(document.createElement(kind), { textContent: text });
/** Returns an item of the list; what stands between backticks is the rule's own word, as in its file. */
const quoting = (text) => {
  const item = line("li", "");
  item.append(...text.split("`").map((part, at) => (at % 2 ? line("code", part) : part)));
  return item;
};
function answer(kind, head, items) {
  const room = document.getElementById("recounted");
  const list = document.createElement("ul");
  list.append(...items.map(quoting));
  const told = line("p", head);
  told.className = kind;
  room.replaceChildren(told, ...(items.length ? [list] : []));
}
const value = (text) => (text === null || text === undefined ? say("nothing") : String(text));
const named = (name) => (words[`what ${name}`] ? say(`what ${name}`) : name);
const whatOf = ({ what, step, verb, name }) =>
  `${named(what)}${step ? ` ${step} (\`${verb}\`${name ? `, \`${name}\`` : ""})` : name ? ` ${name}` : ""}`;
const differing = (found) =>
  say("differs", {
    what: whatOf(found),
    submission: found.submission ?? (found.key ?? []).join(", "),
    published: value(found.published),
    recounted: value(found.recounted),
  });

/** Returns the first part of the page that is not what comes out of the trail, or null. */
function firstOnPage(lines, digest, marks) {
  try {
    holdDigest(digest);
    holdPage(lines, marks);
  } catch (problem) {
    if (!(problem instanceof Difference)) throw problem;
    return problem.found;
  }
  return null;
}

function recount() {
  const texts = JSON.parse(document.getElementById("trail").textContent);
  const digest = judgeRecount.digest(texts);
  const lines = texts.map((text) => JSON.parse(text));
  const told = say("digest-is", { digest });
  const found = judgeRecount(lines);
  if (found.answer === "different") return answer("different", say("different"), [differing(found.first), told]);
  const other = firstOnPage(lines, digest, found.marks);
  if (other) return answer("different", say("different-page"), [differing(other), told]);
  const checked = found.checked.map((each) => say("checked", { what: whatOf(each), count: each.count }));
  const items = [told, say("not-looked-at"), ...checked, say("checked-page", counted)];
  if (found.answer === "same") return answer("same", say("same"), items);
  const unknown = found.unknown.map((each) => say("unknown-one", { what: each }));
  return answer("unknown", say("unknown"), [...unknown, ...items]);
}

document.querySelector(".recount").hidden = false;
document.getElementById("recount").addEventListener("click", () => {
  answer("", say("counting"), []);
  setTimeout(() => {
    try {
      for (const each of Object.keys(counted)) counted[each] = 0;
      recount();
    } catch (problem) {
      answer("different", say("unreadable"), [String(problem.message ?? problem)]);
    }
  }, 30);
});
