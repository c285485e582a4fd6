"""TOML files as nodes."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from judge.files.toml import read
from judge.model.place import Node, OutOfRange, Place
from judge.model.problem import Problem, Problems


def _read(text: str) -> tuple[Node | None, list[Problem]]:
    problems = Problems()
    return read(text, "f.toml", problems), list(problems)


def test_numbers_are_exact() -> None:
    """0.35 in a file is 7/20; what cannot be exact is kept as its text."""
    node, problems = _read("a = 0.35\nb = 1_000.5e-3\nc = nan\nd = 1e999\ne = 12\nf = -inf\ng = true\n")
    assert node is not None
    assert {
        "a": Fraction(7, 20),
        "b": Fraction(10005, 10000),
        "c": OutOfRange("nan"),
        "d": OutOfRange("1e999"),
        "e": 12,
        "f": OutOfRange("-inf"),
        "g": True,
    } == node.data()
    assert problems == []


def test_places() -> None:
    """Every node knows its line, an array of tables that of its first header."""
    node, _ = _read("a.b = 1\n\n[[c]]\nd = [\n 1,\n 2]\n")
    assert node is not None
    table = node.value
    assert isinstance(table, dict)
    assert Place("f.toml", 1) == table["a"].place
    assert Place("f.toml", 3) == table["c"].place
    (element,) = table["c"].value  # type: ignore[misc, union-attr]
    assert [item.place.line for item in element.value["d"].value] == [5, 6]  # type: ignore[union-attr, index]


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("a = 1\nb = \n", "toml-syntax", 2),
        ("a = 1\na = 2\n", "toml-syntax", 2),
        ("a = b\n", "toml-syntax", 1),
        ("[a]\nx = 1\n\n[a]\n", "toml-syntax", 4),
        ("a = 1\nb = [1,\n2", "toml-syntax", 3),
        ("a = 1\nb = 2024-13-45", "toml-syntax", 2),
        ("a = 1\n\nb = " + "1" * 5000, "number-too-long", 3),
        ("a = 1\nx = " + "[" * 5000, "nested-too-deep", 2),
        ("a = 1\n" + ".".join("a" * 5000) + " = 1", "nested-too-deep", 2),
    ],
)
def test_what_is_no_toml(text: str, code: str, line: int) -> None:
    """A file that cannot be read is one problem with its line."""
    node, problems = _read(text)
    assert node is None
    assert [(code, Place("f.toml", line))] == [(problem.code, problem.place) for problem in problems]
    assert not problems[0].message.endswith(".")


@pytest.mark.parametrize("text", ["a = 0x" + "F" * 6000, "a = " + "9" * 200])
def test_whole_numbers_beyond_the_bound(text: str) -> None:
    """A whole number of more digits than are read is no exact number."""
    node, problems = _read(text)
    assert node is not None
    assert isinstance(node.value["a"].value, OutOfRange)  # type: ignore[index, call-overload]
    assert problems == []


@given(st.text(max_size=200) | st.text(alphabet="a.=[]{}\"'\n1_e+-nif:TZ #,", max_size=100))
@settings(max_examples=500, deadline=None)
def test_any_text_gives_a_node_or_a_problem(text: str) -> None:
    """No text makes an exception."""
    node, problems = _read(text)
    assert (node is None) == bool(problems)
