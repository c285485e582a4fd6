"use strict";
(() => {
  const box = document.querySelector(".recount");
  const words = JSON.parse(document.getElementById("recount-words").textContent);
  const say = (name, parts = {}) =>
    (words[name] ?? name).replace(/\{(\w+)\}/g, (whole, part) => String(parts[part] ?? whole));
  const textOf = (cell) => (cell?.textContent ?? "").trim();

  // -- exact numbers as the page shows them ---------------------------------------------------------------------------

  const numberOf = (text) => {
    const [top, bottom = "1"] = text.split("/");
    const [whole, rest = ""] = top.split(".");
    return { top: BigInt(whole + rest), bottom: BigInt(bottom) * 10n ** BigInt(rest.length) };
  };
  /** Returns a number with so many decimals, halves away from nought, marked where it is not all of it. */
  const shown = ({ top, bottom }, decimals) => {
    const scaled = (top < 0n ? -top : top) * 10n ** BigInt(decimals);
    const round = (2n * scaled + bottom) / (2n * bottom);
    const digits = String(round).padStart(decimals + 1, "0");
    const sign = top < 0n && round > 0n ? "-" : "";
    const cut = digits.length - decimals;
    return `${scaled % bottom ? "≈" : ""}${sign}${digits.slice(0, cut)}${decimals ? "." : ""}${digits.slice(cut)}`;
  };
  const agrees = (text, exact) => text === shown(numberOf(exact), (/\.(\d+)$/.exec(text)?.[1] ?? "").length);
  const mean = (numbers) => {
    const bottom = numbers.reduce((all, one) => all * one.bottom, 1n);
    const top = numbers.reduce((all, one) => all + one.top * (bottom / one.bottom), 0n);
    return `${top}/${bottom * BigInt(numbers.length)}`;
  };

  // -- what the page shows, held beside the trail ---------------------------------------------------------------------

  class Difference extends Error {
    constructor(what, submission, published, recounted) {
      super("different");
      this.found = { what, submission, published, recounted };
    }
  }
  const counted = { places: 0, scores: 0, marks: 0, outcomes: 0, values: 0 };
  const hold = (what, submission, cell, wanted, fits = (text) => text === wanted) => {
    if (!fits(textOf(cell))) throw new Difference(what, submission, textOf(cell), wanted);
    counted[what] += 1;
  };
  const place = (line) => (line.shared ? "=" : "") + line.place;

  function holdRankings(lines) {
    const places = lines.filter((line) => line.entry === "place");
    const raw = new Map(lines.filter((line) => line.entry === "raw place").map((line) => [rowKey(line.track, line.submission), line]));
    const left = new Map(places.map((line) => [rowKey(line.track, line.submission), line]));
    for (const table of document.querySelectorAll("table.ranking")) {
      for (const row of table.querySelectorAll("tbody tr:not(.cut)")) {
        const submission = textOf(row.querySelector(".c"));
        const key = rowKey(table.dataset.track, submission);
        const line = left.get(key);
        if (!line) throw new Difference("places", submission, textOf(row.querySelector(".p")), null);
        left.delete(key);
        holdRow(row, submission, line, raw.get(key));
      }
    }
    for (const line of left.values()) throw new Difference("places", line.submission, null, place(line));
    holdHeads(places);
  }
  const rowKey = (track, submission) => JSON.stringify([track || "", submission]);

  function holdRow(row, submission, line, raw) {
    hold("places", submission, row.querySelector(".p"), place(line));
    hold("scores", submission, row.querySelector(".s"), line.score, (text) => agrees(text, line.score));
    const [rawPlace, rawScore] = row.querySelectorAll(".r");
    if (!rawPlace || !raw) return;
    hold("places", submission, rawPlace, place(raw));
    hold("scores", submission, rawScore, raw.score, (text) => agrees(text, raw.score));
  }

  /** Holds what stands in large letters on top, and the head of each story, against the ranking. */
  function holdHeads(places) {
    for (const winner of document.querySelectorAll("[data-winner]")) {
      const line = places.find((each) => each.submission === winner.dataset.winner && (each.track ?? "") === winner.dataset.track);
      if (line?.place !== places.find((each) => (each.track ?? "") === winner.dataset.track).place) {
        throw new Difference("places", winner.dataset.winner, "1", line ? place(line) : null);
      }
      hold("scores", line.submission, winner.querySelector(".won"), line.score, (text) => agrees(text, line.score));
    }
    const first = new Map([...places].reverse().map((line) => [line.submission, line]));
    for (const story of document.querySelectorAll("details.story")) {
      const line = first.get(story.dataset.submission);
      if (!line) continue;
      hold("places", line.submission, story.querySelector("summary .p"), place(line));
      hold("scores", line.submission, story.querySelector("summary .s"), line.score, (text) => agrees(text, line.score));
    }
  }

  function holdMarks(lines) {
    const given = new Map();
    for (const line of lines.filter((each) => each.entry === "ballot")) {
      for (const [criterion, mark] of Object.entries(line.marks)) {
        if (typeof mark === "string") given.set(JSON.stringify([line.submission, line.judge, criterion]), mark);
      }
    }
    for (const story of document.querySelectorAll("[data-submission]")) {
      const submission = story.dataset.submission;
      const judges = [...story.querySelectorAll("table.reached thead [data-judge]")].map(textOf);
      for (const row of story.querySelectorAll("table.reached tbody tr")) {
        const criterion = textOf(row.querySelector("th .id"));
        const shownMarks = [...row.querySelectorAll("td.m")];
        const own = judges.map((judge) => given.get(JSON.stringify([submission, judge, criterion])));
        shownMarks.forEach((cell, at) => {
          if (own[at] === undefined || cell.classList.contains("aside")) return;
          hold("marks", submission, cell, own[at]);
        });
      }
    }
  }

  function holdValues(lines) {
    const table = document.querySelector("[data-source]");
    if (!table) return;
    const step = Number(table.dataset.source);
    const worked = new Map();
    for (const line of lines.filter((each) => each.entry === "cells" && each.step === step)) {
      for (const [criterion, value] of line.cells) worked.set(JSON.stringify([line.submission, criterion]), value);
    }
    for (const story of document.querySelectorAll("[data-submission]")) {
      for (const row of story.querySelectorAll("table.reached tbody tr")) {
        const criterion = textOf(row.querySelector("th .id"));
        const marks = [...row.querySelectorAll("td.m:not(.aside)")].map((cell) => numberOf(textOf(cell)));
        const exact = step ? worked.get(JSON.stringify([story.dataset.submission, criterion])) : marks.length ? mean(marks) : null;
        if (typeof exact !== "string") continue;
        hold("values", story.dataset.submission, row.querySelector(".v"), exact, (text) => agrees(text, exact));
      }
    }
  }

  function holdOutcomes(lines) {
    const outcomes = lines.filter((line) => line.entry === "outcome");
    outcomes.forEach((line, at) => {
      const wanted = new Set([...line.taken, ...(line.wildcards ?? [])]);
      const rows = [...document.querySelectorAll(`table.ranking [data-o="${at}"]`)].map((span) => textOf(span.closest("tr").querySelector(".c")));
      for (const submission of rows) {
        if (!wanted.has(submission)) throw new Difference("outcomes", submission, line.outcome, null);
        counted.outcomes += 1;
      }
      const here = new Set(rows);
      const ranked = new Set([...document.querySelectorAll("table.ranking tbody .c")].map(textOf));
      for (const submission of wanted) {
        if (ranked.has(submission) && !here.has(submission)) throw new Difference("outcomes", submission, null, line.outcome);
      }
    });
  }

  function holdPage(lines) {
    const round = lines[0].round;
    const own = lines.filter((line) => line.round === round);
    holdRankings(own);
    holdMarks(own);
    holdValues(own);
    holdOutcomes(own);
  }

  // -- the answer -----------------------------------------------------------------------------------------------------

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

  function recount() {
    const lines = JSON.parse(document.getElementById("trail").textContent).map((text) => JSON.parse(text));
    const found = judgeRecount(lines);
    if (found.answer === "different") return answer("different", say("different"), [differing(found.first)]);
    try {
      holdPage(lines);
    } catch (problem) {
      if (!(problem instanceof Difference)) throw problem;
      return answer("different", say("different-page"), [differing(problem.found)]);
    }
    const checked = found.checked.map((each) => say("checked", { what: whatOf(each), count: each.count }));
    checked.push(say("checked-page", counted));
    if (found.answer === "same") return answer("same", say("same"), checked);
    const unknown = found.unknown.map((each) => say("unknown-one", { what: each }));
    return answer("unknown", say("unknown"), [...unknown, ...checked]);
  }

  box.hidden = false;
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
})();
