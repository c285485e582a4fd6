"""The lines of a TOML file: on which line each key and each element stands.

tomli tells positions for syntax errors only, so this scanner walks over a text once and builds the same tree as tomli
does, with lines instead of values. It reads everything that is valid TOML; where a text is not, it stops.
"""

import contextlib
import re

import attrs
import tomli

MOST_DEPTH = 60

_SPACE = re.compile(r"[ \t]*+")
_BLANK = re.compile(r"(?:[ \t\r\n]++|#[^\n]*+)*+")
_STRING = re.compile(
    r'"""(?:\\.|[^"\\]++|"{1,2}(?!"))*+"{3,5}'
    r"|'''(?:[^']++|'{1,2}(?!'))*+'{3,5}"
    r'|"(?:[^"\\\n]++|\\.)*+"'
    r"|'[^'\n]*+'",
    re.DOTALL,
)
_PART = re.compile(r"""[A-Za-z0-9_-]++|"(?:[^"\\\n]++|\\.)*+"|'[^'\n]*+'""")
_BARE = re.compile(r"[^,\[\]{}#\n\"'=]++")


class Lost(Exception):
    """The text is no valid TOML from here on."""


class TooDeep(Exception):
    """A value is nested too deeply; the argument is its line."""


@attrs.define
class Spot:
    """Where a value stands, and what stands in it.

    Attributes:
        line: from 1.
        inner: spots by key of a table, a list of the spots of an array, or None for a scalar.
    """

    line: int
    inner: "dict[str, Spot] | list[Spot] | None" = None


def locate(text: str) -> Spot:
    """Return the spots of all values of a TOML text, up to where it stops being valid.

    Raises:
        TooDeep: if tables and lists stand in each other more than ``MOST_DEPTH`` levels deep.
    """
    scanner = _Scanner(text)
    with contextlib.suppress(Lost, tomli.TOMLDecodeError):
        scanner.document()
    return scanner.root


class _Scanner:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.root = Spot(1, {})
        self._line, self._counted = 1, 0

    def document(self) -> None:
        table = self.root
        while self.skip(_BLANK) < len(self.text):
            if self.text[self.at] == "[":
                table = self.header()
            else:
                self.assign(table, 1)

    def header(self) -> Spot:
        line = self.line()
        double = self.text.startswith("[[", self.at)
        self.at += 2 if double else 1
        parts = self.key()
        self.expect("]]" if double else "]")
        outer = _down(self.root, parts[:-1], line)
        return _array(outer, parts[-1], line) if double else _down(outer, parts[-1:], line)

    def assign(self, table: Spot, depth: int) -> None:
        line = self.line()
        parts = self.key()
        self.expect("=")
        self.skip(_SPACE)
        outer = _down(table, parts[:-1], line)
        spot = Spot(line)
        _inside(outer)[parts[-1]] = spot
        spot.inner = self.value(depth + len(parts))

    def key(self) -> list[str]:
        parts = []
        while True:
            self.skip(_SPACE)
            parts.append(_unquoted(self.take(_PART)))
            self.skip(_SPACE)
            if not self.text.startswith(".", self.at):
                break
            self.at += 1
        if len(parts) > MOST_DEPTH:
            raise TooDeep(self.line())
        return parts

    def value(self, depth: int) -> "dict[str, Spot] | list[Spot] | None":
        if depth > MOST_DEPTH:
            raise TooDeep(self.line())
        first = self.text[self.at : self.at + 1]
        if first == "[":
            return self.array(depth)
        if first == "{":
            return self.inline(depth)
        self.take(_STRING if first in ("'", '"') else _BARE)
        return None

    def array(self, depth: int) -> list[Spot]:
        self.at += 1
        spots: list[Spot] = []
        while self.skip(_BLANK) < len(self.text) and self.text[self.at] != "]":
            spot = Spot(self.line())
            spots.append(spot)
            spot.inner = self.value(depth + 1)
            self.comma("]")
        self.expect("]")
        return spots

    def inline(self, depth: int) -> dict[str, Spot]:
        self.at += 1
        table = Spot(self.line(), {})
        while self.skip(_BLANK) < len(self.text) and self.text[self.at] != "}":
            self.assign(table, depth)
            self.comma("}")
        self.expect("}")
        return _inside(table)

    def comma(self, end: str) -> None:
        self.skip(_BLANK)
        if not self.text.startswith(end, self.at):
            self.expect(",")

    def skip(self, pattern: re.Pattern[str]) -> int:
        found = pattern.match(self.text, self.at)
        self.at = found.end() if found else self.at
        return self.at

    def take(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self.text, self.at)
        if found is None:
            raise Lost
        self.at = found.end()
        return found.group()

    def expect(self, mark: str) -> None:
        if not self.text.startswith(mark, self.at):
            raise Lost
        self.at += len(mark)

    def line(self) -> int:
        """Return the line of the position, counting on from the last one asked for."""
        self._line += self.text.count("\n", self._counted, self.at)
        self._counted = self.at
        return self._line


def _unquoted(part: str) -> str:
    if part[0] == "'" or (part[0] == '"' and "\\" not in part):
        return part[1:-1]
    return next(iter(tomli.loads(f"{part} = 0"))) if part[0] == '"' else part


def _inside(spot: Spot) -> dict[str, Spot]:
    if not isinstance(spot.inner, dict):
        raise Lost
    return spot.inner


def _down(spot: Spot, parts: list[str], line: int) -> Spot:
    """Return the table that a dotted key leads to: made where it is not there, the last one of an array."""
    for part in parts:
        spot = _inside(spot).setdefault(part, Spot(line, {}))
        if isinstance(spot.inner, list):
            if not spot.inner:
                raise Lost
            spot = spot.inner[-1]
    return spot


def _array(outer: Spot, part: str, line: int) -> Spot:
    array = _inside(outer).setdefault(part, Spot(line, []))
    if not isinstance(array.inner, list):
        raise Lost
    table = Spot(line, {})
    array.inner.append(table)
    return table
