"use strict";
(() => {
  const root = document.documentElement;
  root.classList.add("js");
  const tables = [...document.querySelectorAll("table.ranking")];
  const rowsOf = (table) => [...table.tBodies[0].rows].filter((row) => !row.classList.contains("cut"));
  document.querySelectorAll(".tools").forEach((tools) => (tools.hidden = false));

  // Numbers are compared as they are written, digit by digit: no score is made a float, not even for looking.
  const digits = (text) => {
    const found = /(-?)(\d+)(?:\.(\d+))?/.exec(text);
    return found ? { minus: found[1] !== "", whole: found[2].replace(/^0+(?=\d)/, ""), rest: found[3] ?? "" } : null;
  };
  const sign = (one, other) => (one < other ? -1 : one > other ? 1 : 0);
  const size = (one, other) =>
    one.whole.length - other.whole.length || sign(one.whole, other.whole) || sign(one.rest.padEnd(99, "0"), other.rest.padEnd(99, "0"));
  const byNumber = (a, b) => {
    if (!a || !b) return Number(!a) - Number(!b);
    if (a.minus !== b.minus) return a.minus ? -1 : 1;
    return a.minus ? size(b, a) : size(a, b);
  };
  const collator = new Intl.Collator(root.lang, { numeric: true });
  const byText = (one, other) => Number(one === "") - Number(other === "") || collator.compare(one, other);
  /** By what a column holds: what is compared of its text, and how; the order is that of the places. */
  const KINDS = { number: [digits, byNumber], text: [(text) => text, byText] };

  for (const table of tables) {
    const body = table.tBodies[0];
    const asMade = [...body.rows];
    const place = new Map(asMade.map((row, at) => [row, at]));
    const headers = [...table.tHead.rows[0].cells];
    const sort = (header, column) => {
      const down = header.getAttribute("aria-sort") === "ascending";
      headers.forEach((other) => other.removeAttribute("aria-sort"));
      header.setAttribute("aria-sort", down ? "descending" : "ascending");
      const whole = header.dataset.key === "order" && !down;
      const [key, compare] = KINDS[header.dataset.key] ?? [];
      const keys = new Map(key ? asMade.map((row) => [row, key(row.cells[column]?.textContent.trim() ?? "")]) : []);
      const rows = rowsOf(table).sort((one, other) => {
        const found = compare ? compare(keys.get(one), keys.get(other)) : place.get(one) - place.get(other);
        return (down ? -found : found) || place.get(one) - place.get(other);
      });
      asMade.filter((row) => row.classList.contains("cut")).forEach((row) => (row.dataset.away = whole ? "" : "sorted"));
      body.append(...(whole ? asMade : rows));
      show();
    };
    headers.forEach((header, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...header.childNodes);
      button.title = table.dataset.sort.replace("{column}", () => button.textContent);
      header.append(button);
      button.addEventListener("click", () => sort(header, column));
    });
    if (headers[0].dataset.key === "order") headers[0].setAttribute("aria-sort", "ascending");
  }

  const search = document.getElementById("search");
  const filter = document.getElementById("filter");
  const matching = document.getElementById("matching");
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const given = (row) => [...row.querySelectorAll("[data-o]")].map((each) => each.dataset.o);
  const texts = new Map();
  const textOf = (row) => texts.get(row) ?? texts.set(row, plain(row.textContent)).get(row);
  const wanted = (row, word) => {
    const outcome = filter?.value ?? "";
    if (outcome === "-" && given(row).length) return false;
    if (outcome && outcome !== "-" && !given(row).includes(outcome)) return false;
    return textOf(row).includes(word);
  };
  function show() {
    if (!search) return;
    const all = tables.flatMap(rowsOf);
    const word = plain(search.value.trim());
    const limited = word !== "" || Boolean(filter?.value);
    all.forEach((row) => (row.hidden = limited && !wanted(row, word)));
    document.querySelectorAll("tr.cut").forEach((row) => (row.hidden = limited || row.dataset.away === "sorted"));
    const count = all.filter((row) => !row.hidden).length;
    matching.textContent = limited ? matching.dataset.words.replace("{n}", count).replace("{all}", all.length) : "";
  }
  let soon = 0;
  search?.addEventListener("input", () => {
    clearTimeout(soon);
    soon = setTimeout(show, tables.length && rowsOf(tables[0]).length > 2000 ? 250 : 0);
  });
  filter?.addEventListener("change", show);

  const stories = [...document.querySelectorAll("details.story")];
  document.querySelectorAll("[data-open]").forEach((button) =>
    button.addEventListener("click", () => stories.forEach((each) => (each.open = button.dataset.open === "true"))),
  );
  const reveal = () => {
    const found = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const closed = found && found.closest("details");
    if (!closed) return;
    closed.open = true;
    closed.scrollIntoView();
  };
  addEventListener("hashchange", reveal);
  reveal();

  const opened = [];
  addEventListener("beforeprint", () => {
    for (const each of document.querySelectorAll("details:not([open])")) {
      each.open = true;
      opened.push(each);
    }
  });
  addEventListener("afterprint", () => opened.splice(0).forEach((each) => (each.open = false)));
})();
