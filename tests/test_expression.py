"""Facts worked out from facts: exact, and nothing but a calculation (§7.4)."""

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from judge.score import expression
from judge.score.expression import Wrong
from tests.challenges import found, numbers, scored, write

NUMBERS = st.fractions(min_value=-50, max_value=50, max_denominator=20)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0.35 + 0.65", Fraction(1)),
        ("1 / 3", Fraction(1, 3)),
        ("-(2 - 5) * 2", Fraction(6)),
        ("min(3, 2.5, 4) + max(1, 2) + abs(-1)", Fraction(11, 2)),
        ("60 + 1.8 * (metres - 90)", Fraction(78)),
        ("judge.weight * 2", Fraction(6)),
    ],
)
def test_a_calculation_is_exact(text: str, value: Fraction) -> None:
    """Numbers are decimals as they are written, never floats."""
    read = expression.read(text)
    assert read.value({"metres": Fraction(100), "judge.weight": Fraction(3)}) == value


@given(NUMBERS, NUMBERS, NUMBERS)
def test_calculations_agree_with_fractions(a: Fraction, b: Fraction, c: Fraction) -> None:
    """The four operations bind as they do on paper."""
    found = expression.read("a + b * c - a * (b - c)").value({"a": a, "b": b, "c": c})
    assert found == a + b * c - a * (b - c)


@pytest.mark.parametrize(
    "text",
    ["", "1 +", "2 ** 3", "a if b else c", "__import__('os')", "a.b()", "[1]", "'a'", "1e999999", "1_000", "True", "min()",
     "abs(1, 2)", "a // b", "lambda: 1", "(" * 300, "x" * 501, "1j", "a[0]", "f(1)"],
)  # fmt: skip
def test_anything_else_is_refused(text: str) -> None:
    """No power, no comparison, no call but min, max and abs, nothing endless."""
    with pytest.raises(Wrong):
        expression.read(text)


def test_a_division_by_zero_is_told() -> None:
    """Not an exception of Python's."""
    with pytest.raises(Wrong, match="zero"):
        expression.read("1 / (a - a)").value({"a": Fraction(1)})


RUBRIC = '[scale]\nlow = 0\nhigh = 20\n[[criterion]]\nid = "style"\n'
RULE = '[facts]\nflight = "60 + 1.8 * (metres - 90)"\n[score]\nsteps = [{ sum = "judge" }, { plus = "flight" }]\n'


def files(rule: str) -> dict[str, str]:
    return {
        "criteria/jump.toml": RUBRIC + rule,
        "submissions/s.csv": "id,title,metres\nA,a,95.5\nB,b,88\n",
        "ballots/m.csv": "submission,judge,mark\nA,J1,18\nA,J2,17.5\nB,J1,18\nB,J2,18\n",
    }


def test_a_worked_out_fact_is_a_fact(tmp_path: Path) -> None:
    """A rule names it like any other; it has a value where all its names have one."""
    done = scored(write(tmp_path, files(RULE.replace('"flight" }', '"flight", as = "total" }'))))
    assert numbers(done, "total") == {("A",): Fraction("105.4"), ("B",): Fraction("92.4")}


def test_a_key_without_one_of_the_names_has_no_such_fact(tmp_path: Path) -> None:
    """One missing name, and there is no fact: a problem where a value needs it."""
    broken = files(RULE)
    broken["submissions/s.csv"] = "id,title,metres\nA,a,95.5\nB,b,\n"
    assert [problem.code for problem in found(write(tmp_path, broken))] == ["operand-missing"]


@pytest.mark.parametrize(
    ("formula", "code"),
    [
        ('"60 + (metres"', "expression"),
        ('"meters * 2"', "unknown-name"),
        ("60", "wrong-kind"),
        ('"1 / (metres - 88)"', "expression"),
    ],
)
def test_a_wrong_calculation_is_refused_with_its_line(tmp_path: Path, formula: str, code: str) -> None:
    """Before there are marks, and at the line of the formula."""
    problems = found(write(tmp_path, files(RULE.replace('"60 + 1.8 * (metres - 90)"', formula))))
    assert code in [problem.code for problem in problems]
    assert next(problem for problem in problems if problem.code == code).place.line == 7
