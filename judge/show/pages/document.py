"""A page as HTML: its templates, the policy that lets nothing in from outside, and data for those who read by program."""

import base64
import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

if TYPE_CHECKING:
    from jinja2 import Environment

_QUOTED = re.compile(r"`([^`]*)`")

CHUNK = 1 << 16
"""A page is handed on in pieces of about so many characters."""


@cache
def environment() -> "Environment":
    """Return the templates; every value is escaped, and one that is not there is a bug."""
    from jinja2 import Environment, PackageLoader, StrictUndefined  # heavy: only where a page is made

    made = Environment(
        loader=PackageLoader("judge.show.pages"), autoescape=True, undefined=StrictUndefined, finalize=_legible,
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True,
    )  # fmt: skip
    made.filters["quoted"] = quoted
    return made


def quoted(text: str) -> Markup | str:
    """Return a sentence with what stands between backticks as code."""
    if "`" not in text:
        return text
    return Markup(_QUOTED.sub(r"<code>\1</code>", str(escape(_legible(text)))))


def _legible(value: object) -> object:
    """Return a text without characters that HTML forbids; they can stand in titles, which people write."""
    if isinstance(value, Markup) or not isinstance(value, str) or value.isprintable():
        return value
    return "".join("\ufffd" if _forbidden(each) else each for each in value)


def _forbidden(character: str) -> bool:
    kind = unicodedata.category(character)
    point = ord(character)
    return (
        (kind == "Cc" and character not in "\t\n")
        or kind == "Cs"
        or point & 0xFFFE == 0xFFFE
        or 0xFDD0 <= point <= 0xFDEF
    )


@cache
def asset(name: str) -> Markup:
    """Return a style sheet or script as it stands in the page."""
    return Markup(files("judge.show.pages").joinpath("assets", name).read_text("utf-8"))


@cache
def policy(styles: tuple[str, ...], scripts: tuple[str, ...]) -> str:
    """Return a policy under which exactly these run, and nothing is loaded, sent or framed."""
    parts = ["default-src 'none'", "base-uri 'none'", "form-action 'none'"]
    parts += [f"style-src {' '.join(map(_source, styles))}"]
    parts += [f"script-src {' '.join(map(_source, scripts))}"] if scripts else []
    return "; ".join(parts)


def _source(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def block(data: object) -> Markup:
    """Return data as JSON that may stand inside a script element."""
    return Markup(_closed(json.dumps(data, ensure_ascii=False, sort_keys=True)))


def lines_block(lines: Iterable[str]) -> Iterator[Markup]:
    """Yield lines as a JSON array of texts, one after the other."""
    yield Markup("[")
    for at, line in enumerate(lines):
        yield Markup((",\n" if at else "\n") + _closed(json.dumps(line, ensure_ascii=False)))
    yield Markup("\n]")


def _closed(text: str) -> str:
    """Return JSON that cannot end the element, begin a comment in it, or hold half a character."""
    safe = text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return (
        "".join(f"\\u{ord(each):04x}" if 0xD800 <= ord(each) < 0xE000 else each for each in safe)
        if not _whole(safe)
        else safe
    )


def _whole(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def rendered(template: str, values: Mapping[str, object]) -> Iterator[bytes]:
    """Yield a page in pieces, each made when it is asked for."""
    pieces, size = [], 0
    for piece in environment().get_template(template).generate(values):
        pieces.append(piece)
        size += len(piece)
        if size >= CHUNK:
            yield "".join(pieces).encode()
            pieces, size = [], 0
    yield "".join(pieces).encode()
