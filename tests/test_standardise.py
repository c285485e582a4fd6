"""``standardise`` where scripts go wrong: no spread, one value, a formula in the wrong order, those who are gone (§3.25)."""

from collections.abc import Mapping
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Any

import pytest

from tests.naive.evaluate import evaluate
from tests.naive.given import Given
from tests.naive.scored import found
from tests.naive.steps import Refused

Z = {"standardise": "submission", "deviation": "population"}
LAST = {"mean": "judge"}


def given(marks: Mapping[str, tuple[Any, ...]], *steps: Mapping[str, Any], **further: Any) -> Given:
    """Return a round with one criterion; a row of marks is a judge's."""
    submissions = tuple(f"S{at}" for at in range(1, 1 + max(map(len, marks.values()))))
    cells = {
        (one, judge, "c1"): Fraction(mark) if not isinstance(mark, str) else mark
        for judge, row in marks.items()
        for one, mark in zip(submissions, row, strict=False)
    }
    return Given(submissions, tuple(marks), ("c1",), cells, score={"steps": [*steps, LAST]}, **further)


def standardised(one: Given) -> dict[tuple[str, str], Any]:
    """Return the table after the first step, the same from both readings."""
    table = found(one).tables[1].cells
    assert table == evaluate(one).tables[1].cells
    return {(key[0], key[1]): x for key, x in table.items()}


def test_every_digit_is_that_of_the_root() -> None:
    """The value itself is rounded to so many digits, not the deviation by which it is divided."""
    marks = (3, 4, 8, 9, 7, 7, 1)
    cells = standardised(given({"J": marks}, {**Z, "digits": 40}))

    with localcontext() as context:
        context.prec = 80
        mean = Decimal(sum(marks)) / len(marks)
        deviation = (sum((x - mean) ** 2 for x in marks) / len(marks)).sqrt()
        for at, x in enumerate(marks, 1):
            expected = ((x - mean) / deviation).quantize(Decimal(10) ** -40)
            assert Fraction(expected) == cells[f"S{at}", "J"]


@pytest.mark.parametrize(
    ("fallback", "value"), [("centre", Fraction(0)), ("keep", Fraction(5)), (Fraction(7, 2), Fraction(7, 2))]
)
def test_a_judge_without_a_spread(fallback: object, value: Fraction) -> None:
    """All marks equal: refused, or what the rule says, and never a division by zero."""
    with pytest.raises(Refused, match=r"^no-spread: step 1: all values are equal"):
        found(given({"J": (5, 5, 5)}, Z))

    assert {value} == set(standardised(given({"J": (5, 5, 5)}, {**Z, "no_spread": fallback})).values())


@pytest.mark.parametrize("deviation", ["population", "sample"])
def test_a_judge_with_one_value(deviation: str) -> None:
    """One value is too few; where the rule allows one, it is a value without a spread, for samples as well."""
    step = {**Z, "deviation": deviation}
    with pytest.raises(Refused, match=r"^too-few: step 1: `standardise` needs 2 values"):
        found(given({"J": (5,)}, step))

    assert standardised(given({"J": (5,)}, {**step, "too_few": "keep"})) == {("S1", "J"): 5}
    assert standardised(given({"J": (5,)}, {**step, "min": 1, "no_spread": Fraction(1)})) == {("S1", "J"): 1}


def test_onto_a_mean_is_added_last() -> None:
    """Divide, multiply and then add: not the old mean taken off after the division, as x / s - m would."""
    cells = standardised(given({"J": (2, 4, 6)}, {**Z, "onto": {"mean": Fraction(50), "spread": Fraction(10)}}))

    assert cells["S2", "J"] == 50
    assert cells["S1", "J"] + cells["S3", "J"] == 100
    assert cells["S3", "J"] == 50 + 10 * Fraction("1.224744871392")


def test_onto_the_panel_keeps_a_panel_of_one_judge_as_it_is() -> None:
    """Where all values are of one judge, that judge's mean and spread are the panel's."""
    marks = (3, Fraction(13, 2), 8, 4)

    assert tuple(standardised(given({"J": marks}, {**Z, "onto": "panel"})).values()) == marks


def test_who_is_gone_is_in_no_mean() -> None:
    """Withdrawn, removed, set aside and missing marks change nothing of what the others become."""
    plain = standardised(given({"J": (2, 4, 9), "K": (1, 3, 8)}, Z))
    one = given({"J": (2, 4, 9, 10), "K": (1, 3, 8, 10)}, Z)

    for cells in (
        standardised(Given(**{**vars(one), "removed": {"S4": "withdrawn"}})),
        standardised(Given(**{**vars(one), "asides": {("S4", "J"): "conflict", ("S4", "K"): "void"}})),
        standardised(given({"J": (2, 4, 9, "missing"), "K": (1, 3, 8, "missing")}, Z)),
    ):
        assert plain == {key: x for key, x in cells.items() if key[0] != "S4"}


def test_a_disqualified_submission_is_in_no_mean() -> None:
    """After ``remove``, no mark of the submission counts, also where another judge gave it a number."""
    plain = standardised(given({"J": (2, 4, 9), "K": (1, 3, 8)}, Z))
    steps = ({"remove": "submission", "codes": "DSQ"}, Z)
    one = given({"J": (2, 4, 9, "DSQ"), "K": (1, 3, 8, 10)}, *steps, codes=("DSQ",))

    made = found(one)

    assert plain == {key: x for key, x in made.tables[2].cells.items() if key[0] != "S4"}
    assert made.unranked == {"S4": "disqualified"}
    assert made.tables[2].cells == evaluate(one).tables[2].cells


def test_large_and_small_marks() -> None:
    """Marks far apart and close together, large and small: the same in both readings, to the last digit."""
    tiny, huge = Fraction(1, 10**30), Fraction(10**30)
    rows = {"J": (tiny, 2 * tiny, 0, 5), "K": (huge, 2 * huge, -huge, 3)}

    assert len(standardised(given(rows, {**Z, "digits": 60, "onto": "panel"}))) == 8
