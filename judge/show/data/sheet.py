"""A sheet of a workbook, written row by row: texts that never run, numbers as numbers, widths by what stands below."""

import re
from collections.abc import Sequence
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING

import attrs

from judge.model.number import plain

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

ROWS, COLUMNS = 1_048_576, 16_384
"""How large a sheet may be."""

_LONGEST = 32_767
_MARKUP = re.compile(r"<r>.*</r>", re.S)
_DIGITS = 15
"""So many digits a spreadsheet's number holds whole."""


@attrs.frozen
class Live:
    """A formula, with what it gives as it was worked out exactly."""

    formula: str
    value: Fraction | str | None


Cell = str | bool | Fraction | Live | None


@cache
def _plain() -> "type[Worksheet]":
    """Return a sheet that takes formulas as they are: it need not look in each for functions that are newer than its format."""
    from xlsxwriter.worksheet import Worksheet

    class Plain(Worksheet):  # type: ignore[misc]
        def _prepare_formula(self, formula: str, _: bool = False) -> str:
            return formula.lstrip("=")

    return Plain


class Sheet:
    """A sheet that is written from its first row to its last one."""

    def __init__(self, book: "Workbook", name: str, widths: Sequence[int], frozen: tuple[int, int]) -> None:
        """Add the sheet.

        Args:
            widths: of the columns, in characters.
            frozen: how many rows and columns stay in view.
        """
        self._sheet: Worksheet = book.add_worksheet(name, _plain())
        self._head: Format = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        self._formats: dict[int | None, Format | None] = {None: None}
        self._book, self._row = book, 0
        for at, width in enumerate(widths):
            self._sheet.set_column(at, at, width)
        self._sheet.freeze_panes(*frozen)
        self._sheet.set_landscape()
        self._sheet.fit_to_pages(1, 0)

    @property
    def next(self) -> int:
        """The number of the row that is written next, from 1."""
        return self._row + 1

    def head(self, texts: Sequence[str], *, repeated: bool = True) -> None:
        """Write a row of headers, on every page that is printed if wanted."""
        self.write(texts, self._head)
        if repeated:
            self._sheet.repeat_rows(0, self._row - 1)

    def write(self, cells: Sequence[Cell], format_: "Format | None" = None, digits: Sequence[int | None] = ()) -> None:
        """Write a row.

        Args:
            digits: the decimals shown of each cell, None for as many as there are.
        """
        for at, cell in enumerate(cells):
            own = format_ if format_ is not None else self._shown(digits[at] if digits else None)
            self._cell(at, cell, own)
        self._row += 1

    def _shown(self, digits: int | None) -> "Format | None":
        if digits not in self._formats:
            self._formats[digits] = self._book.add_format({"num_format": f"0.{'0' * digits}" if digits else "0"})
        return self._formats[digits]

    def _cell(self, at: int, cell: Cell, format_: "Format | None") -> None:
        if isinstance(cell, bool):
            self._sheet.write_boolean(self._row, at, cell, format_)
        elif isinstance(cell, Live):
            value = number(cell.value) if isinstance(cell.value, Fraction) else cell.value
            self._sheet.write_formula(self._row, at, f"={cell.formula}", format_, "" if value is None else value)
        elif isinstance(cell, Fraction) and (value := number(cell)) is not None:
            self._sheet.write_number(self._row, at, value, format_)
        elif cell is not None and cell != "":
            self._text(at, cell if isinstance(cell, str) else plain(cell), format_)

    def _text(self, at: int, text: str, format_: "Format | None") -> None:
        text = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
        if _MARKUP.fullmatch(text):  # the library takes this for markup of its own, but not of runs
            runs = [text[:1], text[1:2], text[2:]]
            self._sheet.write_rich_string(self._row, at, *runs, *([format_] if format_ is not None else []))
        else:
            self._sheet.write_string(self._row, at, text, format_)


def number(value: Fraction) -> float | None:
    """Return the number of a spreadsheet nearest to an exact one, or None where it is too large for any."""
    try:
        return float(value)
    except OverflowError:
        return None


def whole(value: Fraction | None) -> bool:
    """Whether a spreadsheet holds a number as it is."""
    if value is None:
        return True
    text = plain(value)
    return "/" not in text and len(text.replace(".", "").lstrip("-0")) <= _DIGITS


def name(column: int, row: int | None = None) -> str:
    """Return what a spreadsheet calls a column from 0, or a cell of it with its row from 1."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters if row is None else f"${letters}${row}"
