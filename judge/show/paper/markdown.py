"""A paper as Markdown."""

import re
from collections.abc import Iterator

from judge.show.paper.blocks import Block, Heading, Items, Notice, Pairs, Paper, Quotes, Sheet, Words, colon, fit

_SPECIAL = re.compile(r"[\\`*_\[\]<>|~&]")
_START = re.compile(r"^(\s*)([#+=\-]|\d+(?=[.)](?:\s|$)))", re.MULTILINE)


def markdown(paper: Paper) -> str:
    """Return a paper as Markdown; no text in it is read as markup."""
    parts = [f"# {_line(paper.title)}", *map(_line, paper.lines)]
    parts += [text for block in paper.blocks for text in _block(block, colon(paper.language))]
    return "\n\n".join(parts) + "\n"


def _block(block: Block, colon_: str) -> Iterator[str]:
    match block:
        case Heading(text):
            yield f"## {_line(text)}"
        case Words(text, strong):
            yield f"**{_line(text)}**" if strong else _line(text)
        case Notice(text):
            yield f"> **{_line(text)}**"
        case Items(items):
            yield "\n".join(f"- {_line(item)}" for item in items)
        case Pairs(pairs):
            yield "\n".join(f"- **{_line(name)}**{colon_}{_line(text)}" for name, text in pairs)
        case Sheet():
            yield f"*{_line(block.caption)}*"
            yield _table(block)
        case Quotes(texts):
            yield from (_quote(text) for text in texts)


def _table(sheet: Sheet) -> str:
    rules = ["---:" if at in sheet.right else "---" for at in range(len(sheet.headers))]
    rows = [list(map(_line, sheet.headers)), rules, *(list(map(_line, row)) for row in sheet.rows)]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _quote(text: str) -> str:
    lines = _escaped(text.strip()).split("\n")
    return "\n".join(f"> {line}".rstrip() + ("  " if line else "") for line in lines).rstrip()


def _line(text: str) -> str:
    return " ".join(_escaped(text).split())


def _escaped(text: str) -> str:
    return _START.sub(_behind, _SPECIAL.sub(r"\\\g<0>", fit(text)))


def _behind(found: re.Match[str]) -> str:
    return f"{found[1]}{found[2]}\\" if found[2].isdecimal() else f"{found[1]}\\{found[2]}"
