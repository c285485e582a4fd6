"""A sheet of a workbook, written row by row: texts that never run, numbers as numbers, widths by what stands below."""

import re
from collections.abc import Sequence
from fractions import Fraction
from functools import cache
from math import ceil
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
_HEIGHT, _WIDE = 15, 1.2
"""The height of a line, and how much of its width a character of bold text takes."""
_TALLEST = 405
"""A row may be no higher than 409 points."""
_DIGITS = 15
"""So many digits a spreadsheet's number holds whole."""


@attrs.frozen
class Live:
    """A formula, with what it gives as it was worked out exactly."""

    formula: str
    value: Fraction | str | None


Cell = str | Fraction | Live | None


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
        self._head: Format = book.add_format(
            {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "indent": 1}
        )
        self._told: Format = book.add_format({"text_wrap": True, "valign": "top", "indent": 1})
        self._words: Format = book.add_format({"indent": 1})
        self._formats: dict[int | None, Format | None] = {None: None}
        self._book, self._row, self._widths = book, 0, widths
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
        self._wrapped(texts, self._head)
        if repeated:
            self._sheet.repeat_rows(0, self._row - 1)

    def tell(self, texts: Sequence[str]) -> None:
        """Write a row of texts in as many lines as they need."""
        self._wrapped(texts, self._told)

    def write(self, cells: Sequence[Cell], digits: Sequence[int | None] = ()) -> None:
        """Write a row.

        Args:
            digits: the decimals shown of each cell, None for as many as there are.
        """
        for at, cell in enumerate(cells):
            self._cell(at, cell, digits[at] if digits else None)
        self._row += 1

    def _wrapped(self, texts: Sequence[str], format_: "Format") -> None:
        lines = (ceil(_WIDE * len(text) / width) for text, width in zip(texts, self._widths, strict=False))
        self._sheet.set_row(self._row, min(_TALLEST, _HEIGHT * max(1, *lines)))
        for at, text in enumerate(texts):
            self._text(at, text, format_)
        self._row += 1

    def _shown(self, digits: int | None) -> "Format | None":
        if digits not in self._formats:
            self._formats[digits] = self._book.add_format({"num_format": f"0.{'0' * digits}" if digits else "0"})
        return self._formats[digits]

    def _cell(self, at: int, cell: Cell, digits: int | None) -> None:
        if cell is None or isinstance(cell, str):
            self._text(at, cell or "", self._words)
        elif isinstance(cell, Live):
            value = number(cell.value) if isinstance(cell.value, Fraction) else cell.value
            shown = self._words if isinstance(cell.value, str) else self._shown(digits)
            self._sheet.write_formula(self._row, at, f"={cell.formula}", shown, "" if value is None else value)
        elif (value := number(cell)) is not None:
            self._sheet.write_number(self._row, at, value, self._shown(digits))
        else:
            self._text(at, plain(cell), self._words)

    def _text(self, at: int, text: str, format_: "Format") -> None:
        """Write a text in one line, which never is a formula; of one beyond all measure the beginning."""
        if not text:
            return
        text = " ".join(text.replace("\t", " ").splitlines()) if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
        if _MARKUP.fullmatch(text):  # the library takes this for markup of its own, but not of runs
            self._sheet.write_rich_string(self._row, at, text[:1], text[1:2], text[2:], format_)
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
