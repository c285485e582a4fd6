"""The source lines of problems."""

import io
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from judge.files.excerpt import LONGEST, excerpt
from judge.model.place import Place


@pytest.mark.parametrize(
    ("data", "line", "expected"),
    [
        (b"a\nweight = 45  \nc", 2, "weight = 45"),
        ("\ufeffé,x\n".encode(), 1, "é,x"),
        ("a\nñ\n".encode("utf-16"), 2, "ñ"),
        (b"a\rb\r", 2, "b"),
        (b"a\n\xf1\n", 2, "\u00f1"),
        (b"a\n\x1b[31mred\n", 2, " [31mred"),
        (b"x" * 500, 1, "x" * (LONGEST - 1) + "…"),
        (b"a\n", 9, None),
        (b"a\n", 0, None),
    ],
)
def test_lines(tmp_path: Path, data: bytes, line: int, expected: str | None) -> None:
    """The line is shown without what could disturb a terminal, cut to a width."""
    (tmp_path / "f.csv").write_bytes(data)
    assert excerpt(tmp_path, Place("f.csv", line)) == expected


def test_rows(tmp_path: Path) -> None:
    """Of a workbook, the cells of the row are shown."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    book.add_worksheet("A").write_row(1, 0, ["S-1", 7])
    book.close()
    (tmp_path / "f.xlsx").write_bytes(stream.getvalue())
    assert excerpt(tmp_path, Place("f.xlsx[A]", 2, "B")) == "S-1 | 7"
    assert excerpt(tmp_path, Place("f.xlsx[B]", 2)) is None


def test_what_cannot_be_read(tmp_path: Path) -> None:
    """Where there is no file there is no excerpt."""
    assert excerpt(tmp_path, Place("gone", 1)) is None
    assert excerpt(tmp_path, Place(".", 1)) is None
    (tmp_path / "f.xlsx").write_bytes(b"PK")
    assert excerpt(tmp_path, Place("f.xlsx[A]", 1)) is None


@given(st.binary(max_size=100), st.integers(-1, 5))
def test_it_never_fails(tmp_path_factory: pytest.TempPathFactory, data: bytes, line: int) -> None:
    """Any bytes have an excerpt that can be shown, or none."""
    folder = tmp_path_factory.getbasetemp()
    (folder / "any.csv").write_bytes(data)
    found = excerpt(folder, Place("any.csv", line))
    assert found is None or found.isprintable()
