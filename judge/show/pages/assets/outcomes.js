// Outcomes: what stands beside the rows, where a cut runs, and the card of each one.

const CUT = "below the cut";
const givesOf = (line) => line.award || line.outcome;
/** Returns the ranking of an outcome that each of several has; its name ends with it. */
const trackOf = (line, own) =>
  [...byTrack(kept(own, "place")).keys()].find((track) => track && line.outcome.endsWith(`: ${track}`)) ?? "";

/** Returns, by submission, the text that an outcome puts beside its row, and whether it gives anything. */
function givenBy(line) {
  const name = givesOf(line);
  const found = new Map();
  if (line.terms?.length || line.notes?.length || line.waiting?.length) {
    const why = line.passed.filter(([, clause]) => clause !== CUT);
    why.forEach(([one, clause]) => found.set(one, { fits: sentence("not", { name: line.outcome, why: null }), why: clause }));
  }
  const after = (text) => `${literally(name)}\\s*${literally(say("colon"))}\\s*${text}`;
  (line.waiting ?? []).forEach(([one, n]) => found.set(one, { fits: after(sentence("waiting", { n })) }));
  line.taken.forEach((one) => found.set(one, { fits: literally(name), takes: true }));
  (line.notes ?? []).forEach(([one, clause]) => found.set(one, { fits: after(".*"), why: clause, takes: true }));
  (line.wildcards ?? []).forEach((one) =>
    found.set(one, { fits: `${literally(name)}\\s*\\(${sentence("wildcard")}\\)`, takes: true }),
  );
  return found;
}

/** Holds what every row has from each outcome: as many texts, in their order, each what it should be. */
function holdChips(rows, lines, own) {
  const outcomes = kept(own, "outcome").map((line) => ({ line, track: trackOf(line, own), given: givenBy(line) }));
  if (!outcomes.length) return;
  rows.forEach((row, at) => {
    const { submission, track } = lines[at];
    const mine = outcomes.map((each, number) => ({ ...each, number })).filter((each) => each.track === (track ?? ""));
    const wanted = mine.filter(({ given }) => given.has(submission));
    const cell = row.querySelector(".o");
    const chips = [...cell.children];
    wanted.forEach(({ line, given, number }, chip) => {
      const { fits, why, takes } = given.get(submission);
      const text = textOf(chips[chip]);
      const marked = (chips[chip]?.dataset.o ?? null) === (takes ? String(number) : null);
      const wrong = !chips[chip] || !marked || !reads(text, fits) || chips[chip].hidden || (!row.hidden && !seen(chips[chip]));
      const numbers = why !== undefined && numbersIn(text) !== numbersIn(`${givesOf({ ...line, award: takes ? line.award : "" })} ${why}`);
      if (wrong || numbers) throw new Difference("outcomes", submission, text || null, takes ? givesOf(line) : `${line.outcome}, ${why ?? ""}`);
      counted.outcomes += 1;
    });
    const whole = chips.slice(0, wanted.length).map((chip) => chip.textContent).join(" ");
    if (!same(textOf(cell), whole)) throw new Difference("outcomes", submission, textOf(cell), whole || null);
  });
}

/** Returns who is first below the cut and by how much, or null: of those passed over, whose score is no better. */
function missedBy(line, own) {
  const rows = kept(own, "place").filter((each) => (each.track ?? "") === trackOf(line, own));
  const worth = new Map(rows.map((each) => [each.submission, numberOf(each.score)]));
  const taken = line.taken.filter((one) => worth.has(one)).map((one) => worth.get(one));
  if (line.seats === null || !taken.length || line.award) return null;
  const down = minus(worth.get(rows[0].submission), worth.get(rows[rows.length - 1].submission)).top >= 0n;
  const behind = (one, other) => (down ? minus(one, other) : minus(other, one));
  const least = taken.reduce((one, other) => (behind(one, other).top > 0n ? other : one));
  const below = line.passed.filter(([one]) => worth.has(one) && behind(least, worth.get(one)).top >= 0n);
  if (!below.length) return null;
  const [submission, clause] = below[0];
  return { submission, clause, by: brief(behind(least, worth.get(submission))) };
}

/** Holds the lines between rows: where each cut runs, of which outcome, and who is next. */
function holdCuts(table, track, lines, own) {
  const wanted = [];
  for (const line of kept(own, "outcome").filter((each) => trackOf(each, own) === track && !each.award)) {
    const last = Math.max(...lines.map(({ submission }, at) => (line.taken.includes(submission) ? at : -1)));
    const below = new Set(line.passed.filter(([, clause]) => clause === CUT).map(([one]) => one));
    const whole = last >= 0 && last < lines.length - 1 && !lines.slice(0, last).some(({ submission }) => below.has(submission));
    if (whole) wanted.push({ after: last, line, missed: missedBy(line, own) });
  }
  wanted.sort((one, other) => one.after - other.after);
  let above = -1;
  const rows = (rowsAsMade.get(table) ?? []).flatMap((row) => {
    if (!row.classList.contains("cut")) above += 1;
    return row.classList.contains("cut") ? [{ after: above, text: textOf(row) }] : [];
  });
  wanted.forEach(({ after, line, missed }, at) => {
    const next = missed ? [sentence("semicolon"), sentence("cut-next", { title: titles.get(missed.submission), by: missed.by })] : [];
    const fits = rows[at]?.after === after && reads(rows[at].text, sentence("cut", { name: line.outcome }), ...next);
    if (!fits) throw new Difference("cut", line.outcome, rows[at]?.text, missed ? `${missed.submission}, ${missed.by}` : null);
  });
  if (rows.length > wanted.length) throw new Difference("cut", rows[wanted.length].text, rows.length, wanted.length);
}

/** Holds the card of each outcome: its name, its limits, whom it names in which place, who just missed it, what is left. */
function holdOutcomes(own) {
  const outcomes = kept(own, "outcome");
  const room = section("outcomes", "outcomes", outcomes.length);
  if (!room) return;
  const cards = parts(say("outcomes"), room.querySelectorAll(".card"), outcomes.length);
  outcomes.forEach((line, at) => holdCard(cards[at], line, trackOf(line, own), own));
}

function holdCard(card, line, track, own) {
  const name = givesOf(line);
  const heading = `${name}${track && !name.includes(track) ? ` (${track})` : ""}${line.award ? ` ${line.outcome}` : ""}`;
  const wrong = (shownHere, wanted) => new Difference("outcomes", line.outcome, shownHere || null, wanted);
  const [title] = parts(line.outcome, card.querySelectorAll("h3"), 1);
  if (!same(textOf(title), heading)) throw wrong(textOf(title), heading);
  const limits = textOf(parts(line.outcome, card.querySelectorAll(".limits"), 1)[0]);
  const wanted = [count("taken", line.taken.length)];
  if (line.seats !== null) wanted.push(count("seats", line.seats));
  if (line.minimum !== null) wanted.push(say("minimum", { n: line.minimum }));
  const terms = line.terms ?? [];
  if (!reads(limits, literally(wanted.join(" · ")), ...terms.map(() => "· .+"))) throw wrong(limits, wanted.join(" · "));
  if (numbersIn(limits) !== numbersIn([...wanted, ...terms].join(" "))) throw wrong(limits, [...wanted, ...terms].join(" · "));
  holdNamed(card, line, track, own);
  holdBelow(card, line, own);
}

const MOST_NAMED = 50;
function holdNamed(card, line, track, own) {
  const places = new Map(kept(own, "place").map((each) => [rowKey(each.track, each.submission), each]));
  const taken = line.taken.slice(0, MOST_NAMED);
  const items = parts(line.outcome, card.querySelectorAll("ul.named > li"), taken.length);
  taken.forEach((submission, at) => {
    const own = places.get(rowKey(track, submission));
    hold("outcomes", line.outcome, items[at].querySelector(".id"), submission);
    holdTitle(submission, items[at].querySelector("bdi"));
    hold("places", submission, items[at].querySelector(".at"), own ? place(own) : "");
  });
}

/** Holds the sentences below: who just missed it, and the lines whose numbers follow from the trail. */
function holdBelow(card, line, own) {
  const missed = missedBy(line, own);
  const parting = missed && missed.clause !== CUT ? [".*"] : [];
  const more = line.taken.length - MOST_NAMED;
  const tied = line.tied.length && !line.decided?.length;
  const side = line.tied.every((one) => line.taken.includes(one)) ? "tied-in" : "tied-out";
  const fits = [
    ...(more > 0 ? [[sentence("more", { n: more })]] : []),
    ...(missed ? [[sentence("missed", { title: titles.get(missed.submission), by: missed.by }), ...parting]] : []),
    ...(line.left ? [[sentence("money", { n: line.left })]] : []),
    ...(line.lacks ?? []).map(() => [sentence("lack", { text: null })]),
    ...(tied ? [[sentence(side, { names: listed(line.tied) })]] : []),
  ];
  const told = [...card.querySelectorAll("p:not(.limits)")];
  const chosen = told.slice(fits.length);
  fits.forEach((patterns, at) => {
    const right = told[at] && seen(told[at]) && reads(textOf(told[at]), ...patterns);
    if (!right) throw new Difference("outcomes", line.outcome, textOf(told[at]) || null, missed ? `${missed.submission}, ${missed.by}` : line.left ?? listed(line.tied));
  });
  // What people decided stands last: as many sentences as there may be of them, with their reasons in words.
  const known = [sentence("chair", { order: null }), sentence("wildcards", { order: null })];
  const other = chosen.find((each) => !known.some((fit) => reads(textOf(each), fit)));
  if (other) throw new Difference("outcomes", line.outcome, textOf(other), null);
}
