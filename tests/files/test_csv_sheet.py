"""CSV files as tables."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from judge.files import csv_sheet
from judge.files.sheet import Sheet
from judge.model.problem import Problem, Problems


def _read(data: str | bytes, declared: str | None = None) -> tuple[Sheet | None, list[Problem]]:
    problems = Problems()
    raw = data.encode() if isinstance(data, str) else data
    return csv_sheet.read(raw, "f.csv", declared, problems), list(problems)


def _good(data: str | bytes) -> Sheet:
    sheet, problems = _read(data)
    assert problems == []
    assert sheet is not None
    return sheet


def _rows(sheet: Sheet) -> list[tuple[str, ...]]:
    return list(zip(*(column.column() for column in sheet.columns.values()), strict=True))


def _codes(problems: list[Problem]) -> list[tuple[str, int]]:
    return [(problem.code, problem.place.line) for problem in problems]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("last", [True, False])
def test_delimiters_and_line_ends(delimiter: str, end: str, last: bool) -> None:
    """The delimiter is found in the headers; every line end will do."""
    lines = [delimiter.join(row) for row in (("a", "b"), ("1", "x y"), ("2", ""))]
    sheet = _good(end.join(lines) + (end if last else ""))
    assert list(sheet.columns) == ["a", "b"]
    assert _rows(sheet) == [("1", "x y"), ("2", "")]
    assert list(sheet.lines) == [2, 3]


@pytest.mark.parametrize(
    ("text", "headers"),
    [
        ('"a, b, c";d\n1;2\n', ["a, b, c", "d"]),
        ("a, b, c;d\n1;2\n", ["a, b, c", "d"]),
        ("a;b,c\n1,5;2\n", ["a", "b,c"]),
        ("sep=;\na;b\n1;2\n", ["a", "b"]),
        ('"a\n;;;",b\n1,2\n', ["a\n;;;", "b"]),
        ("only\n1\n", ["only"]),
        ("\ufeffa,b\n1,2\n", ["a", "b"]),
        (" a ,b,,\n1,2,,\n", ["a", "b"]),
        ("e\u0301,b\n1,2\n", ["\u00e9", "b"]),
    ],
)
def test_headers(text: str, headers: list[str]) -> None:
    """Headers are trimmed and composed; delimiters in quotes do not count."""
    assert list(_good(text).columns) == headers


def test_lines_of_rows_with_line_ends_in_quotes() -> None:
    """A row stands on the line it begins on, whatever its cells hold."""
    sheet = _good('a,b\n1,"x\ny\r\nz"\n\n2,"\r"\n3,q\n')
    assert list(sheet.lines) == [2, 6, 8]
    assert sheet.columns["b"].column() == ["x\ny\r\nz", "", "q"]


def test_blank_rows_are_left_out() -> None:
    """Blank lines, and rows of nothing but delimiters, hold nothing."""
    sheet = _good("\n\na,b\n\n1,2\n,\n , \n,,,,\n3,\n\n")
    assert _rows(sheet) == [("1", "2"), ("3", "")]
    assert list(sheet.lines) == [5, 9]
    assert sheet.line == 3


def test_rows_of_another_width() -> None:
    """A row with more or fewer cells than headers is a problem, unless what is more is empty."""
    sheet, problems = _read("a,b\n1,2,,\n1,2,3\n1\n1,2\n")
    assert sheet is None
    assert _codes(problems) == [("ragged-row", 3), ("ragged-row", 4)]
    assert [(problem.found, problem.expected) for problem in problems] == [("3", "2"), ("1", "2")]


def test_many_rows_of_another_width_are_counted() -> None:
    """Past a score of them they are counted, not listed."""
    _, problems = _read("a,b\n" + "1\n" * 50)
    assert len(problems) == 20
    assert problems[-1].more == 30


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("", "empty-file", 0),
        ("\n \n", "empty-file", 0),
        (",,\n", "empty-file", 0),
        ("a,A \n1,2\n", "duplicate-header", 1),
        ("a,,b\n1,,3\n1,2,3\n", "unnamed-column", 3),
        ('a,b\n1,2\n3,"4\n5,6\n', "csv-syntax", 3),
        ('a,b\n1,"2"x\n', "csv-syntax", 2),
        ("a,b\n1," + "x" * 4_000_001 + "\n", "csv-syntax", 2),
        ("a,b\n1,\udcff\n".encode(errors="surrogateescape"), "encoding", 2),
        (b"a,b\n1,\0\n", "nul", 2),
    ],
)
def test_what_is_no_table(text: str | bytes, code: str, line: int) -> None:
    """What cannot be read as a table is a problem with its line."""
    sheet, problems = _read(text)
    assert sheet is None
    assert _codes(problems) == [(code, line)]


def test_headers_alone() -> None:
    """A table of headers has no rows."""
    sheet = _good("a,b\n")
    assert (len(sheet), list(sheet.columns)) == (0, ["a", "b"])


def test_each_distinct_text_is_kept_once() -> None:
    """Cells are trimmed, and equal texts share a code."""
    column = _good("a,b\n x,1\nx ,2\ny,3\n").columns["a"]
    assert (list(column.texts), list(column.codes)) == (["x", "y"], [0, 0, 1])
    assert (column.first(1), column.count(0), column.firsts()) == (2, 2, {0: 0, 1: 2})


CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufeff"), max_size=6)


@given(st.integers(1, 4).flatmap(lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), max_size=8)))
@settings(max_examples=300, deadline=None)
def test_what_is_written_is_read(rows: list[list[str]]) -> None:
    """Whatever a CSV writer writes is read again, on the line that it was written on."""
    width = len(rows[0]) if rows else 1
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerow([f"h{number}" for number in range(width)])
    expected = []
    for row in rows:
        before = len(stream.getvalue().replace("\r\n", "\n").replace("\r", "\n").split("\n"))
        writer.writerow(row)
        if any(cell.strip() for cell in row):
            expected.append((before, tuple(cell.strip() for cell in row)))
    sheet = _good(stream.getvalue())
    assert list(zip(sheet.lines, _rows(sheet), strict=True)) == expected


@given(st.binary(max_size=80) | st.text(alphabet='a",;\t\n\r 1', max_size=60).map(str.encode))
@settings(max_examples=500, deadline=None)
def test_any_bytes_give_a_table_or_a_problem(data: bytes) -> None:
    """No bytes make an exception."""
    sheet, problems = _read(data)
    assert sheet is not None or problems
