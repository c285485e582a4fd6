"""The source line of a problem, read again from its file."""

import re
from io import BytesIO, TextIOWrapper
from itertools import islice
from pathlib import Path

from judge.files import encoding
from judge.files.tree import Tree
from judge.files.xlsx_sheet import text
from judge.model.place import Place
from judge.model.problem import Problems

LONGEST = 100

_SHEET = re.compile(r"(.*\.xlsx)\[(.*)\]", re.IGNORECASE | re.DOTALL)


def excerpt(directory: Path, place: Place) -> str | None:
    """Return the line, or the cells of the row, that a place names, cut for the eye; None if it cannot be read."""
    if place.line < 1:
        return None
    try:
        sheet = _SHEET.fullmatch(place.file)
        if sheet is not None:
            return _row(directory, sheet[1], sheet[2], place.line)
        data = Tree(directory, Problems()).read(place.file)
        return None if data is None else _line(data, place.line)
    except BaseException as error:
        # An excerpt is for the eye: where it cannot be had (a workbook can make the Rust library panic), there is none.
        if isinstance(error, Exception) or type(error).__name__ == "PanicException":
            return None
        raise


def _line(data: bytes, number: int) -> str | None:
    codec = encoding.codec(data, "", Problems()) or "latin-1"
    lines = TextIOWrapper(BytesIO(data), encoding=codec, newline=None)
    line = next(islice(lines, number - 1, None), None)
    return None if line is None else cut(line.lstrip("\ufeff"))


def _row(directory: Path, file: str, sheet: str, number: int) -> str | None:
    from python_calamine import CalamineWorkbook

    data = Tree(directory, Problems()).read(file)
    if data is None:
        return None
    rows = CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_name(sheet).iter_rows()
    row = next(islice(rows, number - 1, None), None)
    return None if row is None else cut(" | ".join(map(text, row)))


def cut(line: str) -> str:
    """Return a line without control characters and not too long."""
    shown = "".join(character if character.isprintable() else " " for character in line[: 4 * LONGEST]).rstrip()
    return shown if len(shown) <= LONGEST else shown[: LONGEST - 1] + "…"
