"""Workbooks as tables."""

import datetime
import io
import zipfile
from collections.abc import Callable

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from judge.files import xlsx_sheet
from judge.files.sheet import Sheet
from judge.model.place import Place
from judge.model.problem import Problem, Problems


def _book(fill: Callable[[xlsxwriter.Workbook], None]) -> bytes:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    fill(book)
    book.close()
    return stream.getvalue()


def _rows(rows: list[list[object]], at: tuple[int, int] = (0, 0)) -> bytes:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("Marks")
        for number, row in enumerate(rows):
            for place, cell in enumerate(row):
                sheet.write(at[0] + number, at[1] + place, cell)

    return _book(fill)


def _read(data: bytes) -> tuple[Sheet | None, list[Problem]]:
    problems = Problems()
    return xlsx_sheet.read(data, "f.xlsx", problems), list(problems)


def _content(data: bytes) -> dict[str, list[str]]:
    sheet, problems = _read(data)
    assert problems == []
    assert sheet is not None
    return {header: column.column() for header, column in sheet.columns.items()}


def test_cells() -> None:
    """A number is the shortest decimal that names it; true and false are words."""
    data = _rows([["a", "b"], [0.1, True], [3, False], [1e17, "x "], [-2.5, None], [1e-7, "0.10"]])
    assert _content(data) == {
        "a": ["0.1", "3", "1e+17", "-2.5", "1e-07"],
        "b": ["true", "false", "x", "", "0.10"],
    }


def test_dates() -> None:
    """A date is written as ISO 8601 says."""

    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "when")
        for row, (cell, form) in enumerate(
            [
                (datetime.datetime(2024, 1, 2), "yyyy-mm-dd"),
                (datetime.datetime(2024, 1, 2, 3, 4, 5), "yyyy-mm-dd hh:mm"),
                (datetime.time(3, 4, 5), "hh:mm"),
            ],
            1,
        ):
            sheet.write_datetime(row, 0, cell, book.add_format({"num_format": form}))

    assert _content(_book(fill)) == {"when": ["2024-01-02", "2024-01-02 03:04:05", "03:04:05"]}


def test_rows_are_those_of_the_workbook() -> None:
    """Row numbers are those that a spreadsheet program shows, empty rows above and between included."""
    sheet, _ = _read(_rows([["a"], [1], [None], [2]], at=(3, 2)))
    assert sheet is not None
    assert (sheet.file, sheet.line, list(sheet.lines)) == ("f.xlsx[Marks]", 4, [5, 7])


def test_only_the_first_sheet_is_read() -> None:
    """Empty and hidden sheets do not count; further ones are named in a caution."""

    def fill(book: xlsxwriter.Workbook) -> None:
        book.add_worksheet("Empty")
        book.add_worksheet("Secret").write(0, 0, "s")
        book.get_worksheet_by_name("Secret").hide()
        book.add_worksheet("First").write(0, 0, "a")
        book.add_worksheet("Second").write(0, 0, "b")

    sheet, problems = _read(_book(fill))
    assert sheet is not None
    assert list(sheet.columns) == ["a"]
    assert [(problem.code, problem.severity) for problem in problems] == [("sheets-not-read", "caution")]


def test_cells_that_failed() -> None:
    """An error is no empty cell: it is refused, and so is a formula that nobody has computed."""

    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("S")
        sheet.write(0, 0, "a")
        sheet.write_formula(1, 0, "=1/0", value="#DIV/0!")
        sheet.write_formula(2, 0, "=1+1", value=2)
        sheet.write_formula(3, 0, "=1+1", value="")

    sheet, problems = _read(_book(fill))
    assert sheet is None
    assert [(problem.code, problem.place) for problem in problems] == [
        ("error-cell", Place("f.xlsx[S]", 2, "A")),
        ("formula-without-value", Place("f.xlsx[S]", 4, "A")),
    ]


def test_an_empty_workbook() -> None:
    """A workbook without a cell is an empty file."""
    _, problems = _read(_rows([]))
    assert [problem.code for problem in problems] == ["empty-file"]


def test_a_sheet_with_cells_far_apart() -> None:
    """A sheet that would fill the memory is refused before it is read."""

    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "a")
        sheet.write(1_048_575, 16_383, "b")

    _, problems = _read(_book(fill))
    assert [problem.code for problem in problems] == ["file-too-large"]


def _without(data: bytes, part: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            if name != part:
                new.writestr(name, old.read(name))
    return stream.getvalue()


GOOD = _rows([["a", "b"], [1, "x"], [2.5, "y"]])


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"a,b\n1,2\n",
        b"PK\x03\x04",
        GOOD[:-40],
        GOOD[: len(GOOD) // 2],
        _without(GOOD, "xl/workbook.xml"),
        _without(GOOD, "xl/worksheets/sheet1.xml"),
        _without(GOOD, "xl/_rels/workbook.xml.rels"),
    ],
)
def test_what_is_no_workbook(data: bytes) -> None:
    """A broken workbook is one problem."""
    sheet, problems = _read(data)
    assert sheet is None
    assert [problem.code for problem in problems] == ["unreadable-file"]


@given(st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.integers(0, 255)), max_size=4))
@settings(max_examples=200, deadline=None)
def test_flipped_bytes(changes: list[tuple[int, int]]) -> None:
    """No damage makes an exception."""
    data = bytearray(GOOD)
    for at, byte in changes:
        data[at] = byte
    _read(bytes(data))


@given(
    st.binary(max_size=200), st.sampled_from(["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"])
)
@settings(max_examples=100, deadline=None)
def test_any_part(content: bytes, part: str) -> None:
    """No part that is something else makes an exception."""
    stream = io.BytesIO(_without(GOOD, part))
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr(part, content)
    _read(stream.getvalue())


@given(st.lists(st.floats(-1e12, 1e12, allow_nan=False).map(lambda number: round(number, 3)), min_size=1, max_size=5))
@settings(max_examples=100, deadline=None)
def test_the_shortest_decimal_names_the_same_number(numbers: list[float]) -> None:
    """What is read from a cell is a text of the very number that was written."""
    found = _content(_rows([["a"], *[[number] for number in numbers]]))["a"]
    assert [float(text) for text in found] == numbers
