"""A table of an edition: columns with a kind and a meaning, and rows that are made when they are wanted."""

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from typing import Literal

import attrs

from judge.model.number import decimals, ends_within, plain
from judge.show import separated
from judge.show.data.chunks import chunks

Kind = Literal["text", "number", "whole", "flag"]
Cell = str | bool | Fraction | None

BOM = b"\xef\xbb\xbf"
"""What tells Excel that a CSV file is in UTF-8."""

_LONGEST, _ROUNDED = 200, 12


@attrs.frozen
class Column:
    """A column of a table.

    Attributes:
        name: what stands above it.
        kind: text, a number, a whole number, or true and false.
        about: what it holds, in a sentence.
        digits: the decimals of its numbers; None for all they have, or 12 where these do not end.
        word: by which people are told of it in their language; empty for what has a name of its own.
        of: what it belongs to: the title of a criterion, or the name of an outcome.
    """

    name: str
    kind: Kind
    about: str
    digits: int | None = None
    word: str = ""
    of: str = ""

    def text(self, cell: Cell) -> str:
        """Return a cell for a file of separated values: empty for none, and no text that a spreadsheet would run."""
        if isinstance(cell, str):
            return separated.harmless(cell)
        if cell is None:
            return ""
        if isinstance(cell, bool):
            return "true" if cell else "false"
        if self.digits is not None:
            return decimals(cell, self.digits)
        return plain(cell) if ends_within(cell, _LONGEST) is not None else decimals(cell, _ROUNDED)


@attrs.frozen(eq=False)
class Table:
    """A table.

    Attributes:
        name: of its file, without what comes after the dot.
        about: what a row is, in a sentence.
        columns: in order, no two of one name.
        rows: returns the rows; each has a cell for every column.
    """

    name: str
    about: str
    columns: tuple[Column, ...]
    rows: Callable[[], Iterator[tuple[Cell, ...]]]

    def csv(self, *, bom: bool = False) -> Iterator[bytes]:
        """Yield the table as CSV in UTF-8, its lines ended by line feeds.

        Args:
            bom: whether it begins with a byte order mark, without which Excel takes it for another encoding.
        """
        return chunks(self._lines(), BOM if bom else b"")

    def _lines(self) -> Iterator[str]:
        yield from separated.lines([[separated.harmless(column.name) for column in self.columns]])
        texts = [_remembered(column.text) for column in self.columns]
        yield from separated.lines([text(cell) for text, cell in zip(texts, row, strict=True)] for row in self.rows())


def _remembered(text: Callable[[Cell], str]) -> Callable[[Cell], str]:
    """Return the same for cells of which many are alike: a number is worked out once."""
    known: dict[tuple[int, int], str] = {}

    def told(cell: Cell) -> str:
        if cell.__class__ is not Fraction:  # asking whether it is an instance takes longer than all the rest
            return text(cell)
        key = cell.numerator, cell.denominator
        if key not in known:
            known[key] = text(cell)
        return known[key]

    return told


def apart(columns: list[Column]) -> tuple[Column, ...]:
    """Return columns, each by a name of its own: a field that is called like another column is numbered."""
    taken: set[str] = set()
    found = []
    for column in columns:
        plain_name = " ".join(column.name.split()) or "column"
        number, name = 1, plain_name
        while name.casefold() in taken:
            number += 1
            name = f"{plain_name} {number}"
        taken.add(name.casefold())
        found.append(attrs.evolve(column, name=name))
    return tuple(found)


def endless(values: Iterable[Fraction | None], digits: int | None) -> bool:
    """Whether one of some numbers is longer than what stands in its column."""
    denominators = {value.denominator for value in values if value is not None}
    most = _LONGEST if digits is None else digits
    return any(ends_within(Fraction(1, denominator), most) is None for denominator in denominators)
