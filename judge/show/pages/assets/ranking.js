// The rankings: every row in its place, with what stands in it, and the box on top.

/** Before a reader sorts: the rows in the order of the page, and those that were not in sight. */
const rowsAsMade = new Map();
for (const table of document.querySelectorAll("table.ranking")) rowsAsMade.set(table, [...(table.tBodies[0]?.rows ?? [])]);
const hiddenAsMade = new Set([...rowsAsMade.values()].flat().filter((row) => row.hidden));

/** By what a score is exactly, how the ranking shows it. */
const scoreTexts = new Map();

function holdRankings(own) {
  const rankings = byTrack(kept(own, "place"));
  const room = section("ranking", "ranking", true);
  const tables = parts(say("ranking"), document.querySelectorAll("table.ranking"), rankings.size);
  parts(say("ranking"), room.querySelectorAll("table"), rankings.size);
  const columns = columnsOf(own);
  const raw = new Map(kept(own, "raw place").map((line) => [rowKey(line.track, line.submission), line]));
  [...rankings].forEach(([track, lines], at) => {
    const caption = tables[at].querySelector("caption");
    if (track && !reads(textOf(caption), sentence("ranking-of", { track }))) {
      throw new Difference("parts", say("ranking"), textOf(caption), track);
    }
    holdColumns([...tables[at].tHead.rows[0].cells], columns, say("ranking"));
    const rows = (rowsAsMade.get(tables[at]) ?? []).filter((row) => !row.classList.contains("cut"));
    holdOrder(rows, lines);
    rows.forEach((row, number) => holdRow(row, lines[number], raw, columns));
    holdChips(rows, lines, own);
    holdDecided(rows, track, own);
    holdCuts(tables[at], track, lines, own);
  });
  holdFirsts(rankings);
}

const columnsOf = (own) => [
  "p", "t", "c", "s",
  ...(kept(own, "raw place").length ? ["r", "r"] : []),
  ...(kept(own, "outcome").length ? ["o"] : []),
  ...(kept(own, "tie").length ? ["d"] : []),
];
function holdColumns(cells, columns, where) {
  const wrong = cells.length !== columns.length || columns.some((name, at) => !cells[at].classList.contains(name));
  if (wrong) throw new Difference("parts", where, cells.map((cell) => cell.className).join(", "), columns.join(", "));
}

/** Holds that the rows are those of the ranking, and in its order. */
function holdOrder(rows, lines) {
  const idOf = (row) => textOf(row.querySelector(".c"));
  const left = new Map(lines.map((line) => [line.submission, line]));
  for (const row of rows) {
    if (!left.delete(idOf(row))) throw new Difference("places", idOf(row), textOf(row.querySelector(".p")), null);
  }
  for (const line of left.values()) throw new Difference("places", line.submission, null, place(line));
  rows.forEach((row, at) => {
    if (idOf(row) !== lines[at].submission) throw new Difference("order", at + 1, idOf(row), lines[at].submission);
  });
}

function holdRow(row, line, raws, columns) {
  const submission = line.submission;
  holdColumns([...row.cells], columns, submission);
  // A row that the reader filtered away is hidden; one that was made so, or by other means, is not the reader's doing.
  const away = hiddenAsMade.has(row) || (!row.hidden && getComputedStyle(row).display === "none");
  const cells = [...row.cells].filter((cell) => !cell.matches(".o, .d"));
  const blind = (cell) => cell.hidden || (!row.hidden && !seen(cell));
  if (away || cells.some(blind)) throw new Difference("places", submission, null, place(line));
  hold("places", submission, row.querySelector(".p"), place(line));
  hold("scores", submission, row.querySelector(".s"), line.score, (text) => agrees(text, line.score));
  scoreTexts.set(line.score, textOf(row.querySelector(".s")));
  holdTitle(submission, row.querySelector(".t bdi"));
  const raw = raws.get(rowKey(line.track, submission));
  const [rawPlace, rawScore] = row.querySelectorAll(".r");
  if (!rawPlace) return;
  hold("places", submission, rawPlace, raw ? place(raw) : "");
  hold("scores", submission, rawScore, raw?.score ?? "", (text) => (raw ? agrees(text, raw.score) : text === ""));
}

/** Holds what stands in large letters on top: up to three who have the first place of each ranking. */
function holdFirsts(rankings) {
  const boxes = parts(say("first"), document.querySelectorAll(".first"), rankings.size);
  [...rankings.values()].forEach((lines, at) => {
    const first = lines.filter((line) => line.place === lines[0].place);
    const winners = parts(say("first"), boxes[at].querySelectorAll(".winner"), Math.min(first.length, 3));
    winners.forEach((winner, number) => {
      const line = first[number];
      const wrong = winner.dataset.winner !== line.submission || !same(winner.dataset.track ?? "", line.track ?? "");
      if (wrong) throw new Difference("places", winner.dataset.winner ?? say("first"), "1", line.submission);
      holdTitle(line.submission, winner.querySelector("bdi"));
      hold("scores", line.submission, winner.querySelector(".won"), line.score, (text) => agrees(text, line.score));
    });
    const said = [say(first.length > 1 ? "first-shared" : "first"), ...(lines[0].track ? [`· ${lines[0].track}`] : [])];
    const laurel = boxes[at].querySelector(".laurel");
    if (!same(textOf(laurel), said.join(" "))) throw new Difference("places", say("first"), textOf(laurel), said.join(" "));
  });
}
