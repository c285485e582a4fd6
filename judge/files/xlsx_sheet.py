"""A workbook's first sheet as a table: each cell as the shortest text that names it."""

from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import TYPE_CHECKING

import attrs

from judge.files.coded import Coder
from judge.files.sheet import MOST_LISTED, Sheet, build
from judge.files.style import written
from judge.files.workbook import Fault, TooLarge, faults
from judge.model.place import Place
from judge.model.problem import Problems, listed

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

Cell = int | float | str | bool | time | date | datetime | timedelta


@attrs.frozen
class _Opened:
    """What the libraries found in a workbook: the sheets with cells, the first one's rows and its faulty cells."""

    names: list[str]
    rows: list[list[Cell]]
    faults: list[Fault]


def read(data: bytes, file: str, problems: Problems, *, comma: bool = False) -> Sheet | None:
    """Return the table of a workbook's first sheet that is not empty, or None with a problem; ``comma``: tables have decimal commas."""
    opened = _guarded(data, file, problems)
    if opened is None:
        return None
    if not opened.names:
        problems.refuse("empty-file", Place(file), "the workbook is empty", "its first row holds the headers")
        return None
    first, *others = opened.names
    if others:
        problems.caution(
            "sheets-not-read",
            Place(file),
            f"only the first sheet `{first}` is read, not {listed(others)}",
            "put each table into a file of its own",
        )
    if _faulty(opened.faults, f"{file}[{first}]", problems):
        return None
    return _table(opened.rows, f"{file}[{first}]", problems, comma)


def _guarded(data: bytes, file: str, problems: Problems) -> _Opened | None:
    try:
        return _opened(data)
    except TooLarge as error:
        problems.refuse("file-too-large", Place(file), f"the workbook unpacks to {error}, more than is read")
    except BaseException as error:
        # zipfile raises many kinds of exceptions for broken files, and the Rust library may panic, which Python sees
        # as a bare BaseException.
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        problems.refuse(
            "unreadable-file",
            Place(file),
            "the file is no workbook that can be read: it is broken, protected by a password, or of another format",
            "save it again as .xlsx without a password, or as CSV",
        )
    return None


def _opened(data: bytes) -> _Opened:
    every = faults(data)
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_filelike(BytesIO(data))
    filled = _filled(book)
    if not filled:
        return _Opened([], [], [])
    first = book.sheet_names.index(filled[0].name)
    return _Opened([sheet.name for sheet in filled], list(filled[0].iter_rows()), every[first])


def _filled(book: "CalamineWorkbook") -> "list[CalamineSheet]":
    """Return the sheets that are shown and not empty."""
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    shown = [
        meta.name
        for meta in book.sheets_metadata
        if meta.visible == SheetVisibleEnum.Visible and meta.typ == SheetTypeEnum.WorkSheet
    ]
    sheets = [book.get_sheet_by_name(name) for name in shown]
    return [sheet for sheet in sheets if sheet.start is not None]


def _faulty(found: list[Fault], file: str, problems: Problems) -> bool:
    more = max(len(found) - MOST_LISTED, 0)
    for number, fault in enumerate(found[:MOST_LISTED], 1):
        what = "holds an error such as #DIV/0!" if fault.error else "holds a formula whose value was never computed"
        problems.refuse(
            "error-cell" if fault.error else "formula-without-value",
            Place(file, fault.row, fault.column),
            f"the cell {fault.column}{fault.row} {what}",
            "correct the cell" if fault.error else "open the workbook in a spreadsheet program and save it",
            more=more if number == MOST_LISTED else 0,
        )
    return bool(found)


def _table(cells: list[list[Cell]], file: str, problems: Problems, comma: bool) -> Sheet | None:
    rows = [[written(text(cell)) if comma and isinstance(cell, float) else text(cell) for cell in row] for row in cells]
    first = next((number for number, row in enumerate(rows) if any(cell.strip() for cell in row)), None)
    if first is None:
        problems.refuse("empty-file", Place(file), "the sheet is empty", "its first row holds the headers")
        return None
    coder = Coder(len(rows[first]))
    coder.feed(rows[first + 1 :])
    lines = range(first + 2, len(rows) + 1)
    return build(file, coder.columns(rows[first]), lines, first + 1, problems)


def text(cell: Cell) -> str:
    """Return a cell as the shortest text that names it."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return repr(int(cell)) if cell.is_integer() and abs(cell) < 1e16 else repr(cell)
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    return cell.isoformat(" ") if isinstance(cell, datetime) else _time(cell)


def _time(cell: int | time | date | timedelta) -> str:
    if isinstance(cell, timedelta):
        minutes, seconds = divmod(int(cell.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
    return str(cell) if isinstance(cell, int) else cell.isoformat()
