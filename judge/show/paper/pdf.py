"""A paper as a tagged PDF (PDF/UA-1), set by typst with the fonts that come with it, so that its bytes are the same everywhere."""

import json
import re
from collections.abc import Mapping
from functools import cache
from types import ModuleType

import attrs

from judge.show.paper.blocks import Block, Items, Pairs, Paper, Quotes, Sheet, colon, fit

BOX = "□"
LACKING = {
    "en": f"{BOX} stands for a letter that the fonts of this file do not have.",
    "es": f"{BOX} sustituye a una letra que las fuentes de este archivo no tienen.",
    "fr": f"{BOX} remplace une lettre que les polices de ce fichier n'ont pas.",
}
"""What stands below a paper in which letters had to be replaced."""

MISSING = "PDFs are set by typst, which is not installed: pip install 'judge[pdf]'"

_LONG = re.compile(r"[^\s\u200b]{67,}")
_LONG_IN_CELL = re.compile(r"[^\s\u200b]{25,}")
_PLAIN = re.compile("[\n\x20-\x7e\xa0-\xff\u0100-\u017f]")
_WIDEST = 44
_SHORT = 14
_UNDRAWN = re.compile(r'the text `"(.*?)"` could not be displayed', re.DOTALL)
_JOINER = "\u200d"
_CODE = re.compile(r"\\u\{([0-9a-f]+)\}")

_PAGE = """\
#let paper = json(bytes(sys.inputs.paper))
#set document(title: paper.title, author: (), date: none)
#set page(paper: "a4", margin: (x: 22mm, top: 22mm, bottom: 24mm), footer: context align(center, text(size: 8.5pt,
  counter(page).display("1 / 1", both: true))))
#set text(lang: paper.language, size: 10.5pt, font: "Libertinus Serif", hyphenate: true)
#set par(leading: 0.62em, spacing: 0.9em)
#show heading: set block(above: 1.4em, below: 0.7em)
#show heading: set text(hyphenate: false)
#show heading.where(level: 2): set text(size: 12.5pt)
#let cell(at, body, right) = if at in right { align(end, body) } else { body }
#let sheet(it) = {
  if it.caption != "" { par(emph(it.caption)) }
  table(
    columns: it.widths.map(width => if width == 0 { auto } else { width * 1fr }), inset: (x: 4pt, y: 4pt), stroke: (x: none, y: 0.4pt),
    table.header(..it.headers.enumerate().map(((at, text)) => cell(at, strong(text), it.right))),
    ..it.rows.map(row => row.enumerate().map(((at, text)) => cell(at, text, it.right))).flatten(),
  )
}
#let written(it) = {
  if it.kind == "heading" { heading(level: 2, it.text) }
  else if it.kind == "words" { par(if it.strong { strong(it.text) } else { it.text }) }
  else if it.kind == "notice" { block(stroke: 1.2pt, inset: 8pt, width: 100%, strong(it.text)) }
  else if it.kind == "items" { list(..it.items) }
  else if it.kind == "pairs" { terms(separator: it.colon, ..it.pairs.map(((name, text)) => terms.item(name, text))) }
  else if it.kind == "quotes" { for text in it.texts { pad(left: 8pt, quote(block: true, text)) } }
  else { sheet(it) }
}
#heading(level: 1, paper.title)
#for line in paper.lines { par(line) }
#for it in paper.blocks { written(it) }
#if "lacking" in paper { par(emph(paper.lacking)) }
"""


class NotInstalled(Exception):
    """typst is not there; the text says how to get it."""

    def __init__(self) -> None:
        super().__init__(MISSING)


def pdf(paper: Paper) -> bytes:
    """Return a paper as PDF.

    Raises:
        NotInstalled: if typst is not there.
    """
    data = {
        "title": _text(paper.title), "lines": list(map(_text, paper.lines)), "language": paper.language,
        "blocks": [_block(block, colon(paper.language)) for block in paper.blocks],
    }  # fmt: skip
    return typeset(_PAGE, "paper", data, LACKING[paper.language])


def typeset(page: str, name: str, data: Mapping[str, object], lacking: str = "") -> bytes:
    """Return a page of typst as PDF.

    Args:
        page: in typst's language.
        name: under which it reads the data, so that no text of anybody is read as typst.
        data: texts, numbers and lists of them.
        lacking: what the data says under this name where letters had to be replaced.

    Raises:
        NotInstalled: if typst is not there.
    """
    plain = json.dumps(data, ensure_ascii=False, sort_keys=True).replace("\ufeff", "")  # no letter, and not allowed
    drawn = _fit(plain)
    while True:
        told = {**json.loads(drawn), "lacking": lacking} if lacking and drawn != plain else json.loads(drawn)
        try:
            return _compiled(page, {name: json.dumps(told, ensure_ascii=False, sort_keys=True)})
        except _typst().TypstError as error:
            fewer = _without(drawn, str(error))
            if fewer == drawn:
                raise
            drawn = fewer


def _without(text: str, error: str) -> str:
    """Return a text with a box in the place of letters that no font draws together, such as a box and an accent on it."""
    found = _UNDRAWN.search(error)
    if found is None:
        return text
    cluster = _CODE.sub(lambda code: chr(int(code[1], 16)), found[1])
    return text.replace(cluster, BOX) if cluster != BOX else text.replace(_JOINER, "")


def _fit(text: str) -> str:
    """Return a text with a box in the place of each letter that no font here has."""
    letters = {each for each in set(text) if not _PLAIN.fullmatch(each) and not _drawn(each)}
    return text.translate({ord(each): BOX for each in letters}) if letters else text


@cache
def _drawn(letter: str) -> bool:
    """Whether one of the fonts has a letter."""
    try:
        _compiled('#set document(title: "t")\n#sys.inputs.letter', {"letter": letter})
    except _typst().TypstError:
        return False
    return True


def _typst() -> ModuleType:
    try:
        import typst  # an extra, and only where a PDF is written
    except ImportError as error:
        raise NotInstalled from error
    return typst


def _compiled(page: str, inputs: Mapping[str, str]) -> bytes:
    compiled = _typst().compile(
        page.encode(),
        format="pdf",
        sys_inputs=dict(inputs),
        pdf_standards="ua-1",
        ignore_system_fonts=True,
        timestamp=0,
    )
    return bytes(compiled)


def _block(block: Block, colon_: str) -> dict[str, object]:
    """Return a block as data, with places to break long words at."""
    kind = type(block).__name__.lower()
    match block:
        case Items(items):
            return {"kind": kind, "items": list(map(_text, items))}
        case Pairs(pairs):
            return {"kind": kind, "colon": colon_, "pairs": [[_text(name), _text(text)] for name, text in pairs]}
        case Quotes(texts):
            return {"kind": kind, "texts": list(map(_text, texts))}
        case Sheet():
            rows = [list(map(_cell, row)) for row in block.rows]
            headers = [
                _cell(text).replace(" ", "\n" if at in block.right else " ") for at, text in enumerate(block.headers)
            ]
            return {
                "kind": kind, "caption": _text(block.caption), "headers": headers, "rows": rows,
                "right": list(block.right), "widths": _widths([headers, *rows], block.right),
            }  # fmt: skip
    return {"kind": kind} | {
        key: _text(value) if isinstance(value, str) else value for key, value in attrs.asdict(block).items()
    }


def _widths(rows: list[list[str]], right: tuple[int, ...]) -> list[int]:
    """Return the widths of columns in proportion, by their longest text within a bound; 0 for what needs no more than its text."""
    longest = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [0 if at in right or length <= _SHORT else min(_WIDEST, length) for at, length in enumerate(longest)]


def _text(text: str) -> str:
    return _LONG.sub(_broken, fit(text))


def _cell(text: str) -> str:
    return _LONG_IN_CELL.sub(_broken, fit(text))


def _broken(found: re.Match[str]) -> str:
    """Return a long word with a place to break it after every twelve letters."""
    word = found[0]
    return "\u200b".join(word[at : at + 12] for at in range(0, len(word), 12))
