"""JSON and NDJSON files as tables."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from judge.files import json_sheet
from judge.files.sheet import Sheet
from judge.model.problem import Problem, Problems


def _read(data: str | bytes, *, by_line: bool = False) -> tuple[Sheet | None, list[Problem]]:
    problems = Problems()
    raw = data.encode() if isinstance(data, str) else data
    return json_sheet.read(raw, "f.json", problems, by_line=by_line), list(problems)


def _content(sheet: Sheet | None) -> dict[str, list[str]]:
    assert sheet is not None
    return {header: column.column() for header, column in sheet.columns.items()}


def test_a_list_of_objects() -> None:
    """Each object is a row on the line it begins on; numbers keep the text they were written in."""
    sheet, problems = _read('[\n {"a": 7.50, "b": "x"},\n\n {"a": 1e2,\n  "c": null}, {"b": true}]')
    assert problems == []
    assert _content(sheet) == {"a": ["7.50", "1e2", ""], "b": ["x", "", "true"], "c": ["", "", ""]}
    assert sheet is not None
    assert list(sheet.lines) == [2, 4, 5]


def test_an_object_with_one_list() -> None:
    """A list may be wrapped in an object."""
    sheet, problems = _read('{"made by": {"x": [1]}, "marks": [\n{"a": 1}]}')
    assert problems == []
    assert _content(sheet) == {"a": ["1"]}


def test_marks_of_a_ballot() -> None:
    """An object ``marks`` in a record is a column for each criterion."""
    sheet, problems = _read('[{"judge": "J", "marks": {"c1": 7, "c2": null}}]')
    assert problems == []
    assert _content(sheet) == {"judge": ["J"], "c1": ["7"], "c2": [""]}


def test_one_object_a_line() -> None:
    """In NDJSON the line of a record is its line; blank lines do not count."""
    sheet, problems = _read('{"a": 1}\r\n\n{"a": 2}\n', by_line=True)
    assert problems == []
    assert sheet is not None
    assert list(sheet.lines) == [1, 3]
    assert _content(sheet) == {"a": ["1", "2"]}


def test_a_number_of_many_digits() -> None:
    """A number is never turned into an integer here, so its length does no harm."""
    sheet, _ = _read('[{"a": ' + "1" * 9000 + "}]")
    assert _content(sheet) == {"a": ["1" * 9000]}


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("", "empty-file", 0),
        ("[\n{", "json-syntax", 2),
        ("[{}\n{}]", "json-syntax", 2),
        ('[{"a": 1},\n]', "json-syntax", 2),
        ("[]\n[]", "json-syntax", 2),
        ("[\n1]", "json-shape", 2),
        ("7", "json-syntax", 1),
        ("{}", "json-shape", 1),
        ('{"a": [], "b": []}', "json-shape", 1),
        ('[\n{"a": 1, "a": 2}]', "duplicate-key", 2),
        ('[\n{"a": 1, "marks": {"a": 2}}]', "duplicate-key", 2),
        ('[\n{"a": NaN}]', "number-not-finite", 2),
        ('[\n{"a": -Infinity}]', "number-not-finite", 2),
        ('[\n{"a": [1]}]', "nested-value", 2),
        ('[\n{"a": {"b": 1}}]', "nested-value", 2),
        ('[\n{"marks": {"marks": {"b": 1}}}]', "nested-value", 2),
        ('[\n{"a": "\\ud800"}]', "encoding", 2),
        ('[\n{"\\ud800": "a"}]', "encoding", 2),
        ('[{"a": 1, " A": 2}]', "duplicate-header", 1),
        ('[{"": 1}]', "unnamed-column", 1),
        ("[" * 100_000, "nested-too-deep", 1),
        ('[{"a":' * 100_000, "nested-too-deep", 1),
        (b"\xff\xff[", "encoding", 1),
    ],
)
def test_what_is_no_table(text: str | bytes, code: str, line: int) -> None:
    """What cannot be read as a table is a problem with its line."""
    sheet, problems = _read(text)
    assert sheet is None
    assert [(problem.code, problem.place.line) for problem in problems] == [(code, line)]


def test_lines_that_are_no_objects() -> None:
    """In NDJSON all wrong lines are named at once."""
    sheet, problems = _read('{"a": 1}\n[]\n{\n{} {}\n' + "[" * 100_000, by_line=True)
    assert sheet is None
    expected = [("json-shape", 2), ("json-syntax", 3), ("json-syntax", 4), ("nested-too-deep", 5)]
    assert [(problem.code, problem.place.line) for problem in problems] == expected


CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8)


@given(st.lists(st.dictionaries(st.sampled_from("abc"), CELLS | st.integers() | st.booleans() | st.none(), min_size=1)))
@settings(max_examples=200, deadline=None)
def test_what_is_written_is_read(records: list[dict[str, object]]) -> None:
    """Whatever flat records are written are read again."""
    sheet, problems = _read(json.dumps(records, indent=1))
    assert problems == []
    words = {True: "true", False: "false", None: ""}

    def text(value: object) -> str:
        return words[value] if value is None or isinstance(value, bool) else str(value).strip()

    rows = [{key: text(value) for key, value in record.items()} for record in records]
    expected = [{key: value for key, value in row.items() if value} for row in rows if any(row.values())]
    content = _content(sheet)
    count = len(sheet) if sheet is not None else 0
    found = [{key: column[row] for key, column in content.items() if column[row]} for row in range(count)]
    assert found == expected


@given(
    st.binary(max_size=60) | st.text(alphabet='[]{}:,"a1 \n\\une', max_size=50).map(str.encode),
    st.booleans(),
)
@settings(max_examples=500, deadline=None)
def test_any_bytes_give_a_table_or_a_problem(data: bytes, by_line: bool) -> None:
    """No bytes make an exception."""
    sheet, problems = _read(data, by_line=by_line)
    assert sheet is not None or problems
