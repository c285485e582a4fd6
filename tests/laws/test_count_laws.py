"""Ballots counted in rounds: two readings agree, and nothing is lost on the way."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from judge.score.order_plan import Counting
from judge.score.orders.contest import Contest
from judge.score.orders.count import Count
from tests.laws.settled import settled
from tests.naive.evaluate import evaluate
from tests.naive.given import Given
from tests.naive.scored import found, plain_tables

KEYS: dict[str, tuple[Any, ...]] = {
    "eliminate": ("one", "hopeless"),
    "level": ("split", "skip", "stop"),
    "ties": (["share"], [{"lower": "order"}], [{"higher": "order", "missing": "last"}, "share"]),
    "weights": ("copies",),
}
OF_STV: dict[str, tuple[Any, ...]] = {
    "quota": ("droop", "hare", "exact droop", "exact hare"),
    "elected": ("exceed",),
    "surplus": ("first", "last"),
    "cut": (0, 2, 5),
}


@st.composite
def counts(draw: DrawFn) -> Given:
    """A round of ballots, some cut short, on which some share places."""
    submissions = tuple(f"S{n}" for n in range(1, draw(st.integers(2, 7)) + 1))
    judges = tuple(f"J{n}" for n in range(1, draw(st.integers(1, 8)) + 1))
    marks = {
        (s, j, "c1"): Fraction(place)
        for j in judges
        for s in submissions
        if (place := draw(st.integers(0, len(submissions))))
    }
    verb = draw(st.sampled_from(("irv", "stv", "stv")))
    step: dict[str, Any] = {verb: "judge"} | ({"seats": draw(st.integers(1, 4))} if verb == "stv" else {})
    for key, choices in (KEYS | (OF_STV if verb == "stv" else {})).items():
        if draw(st.booleans()):
            step[key] = draw(st.sampled_from(choices))
    copies = {(j,): draw(st.sampled_from((Fraction(0), Fraction(1), Fraction(5, 2), Fraction(7)))) for j in judges}
    order = {(s,): Fraction(draw(st.integers(1, 3))) for s in submissions if draw(st.integers(0, 5))}
    order = order or {(submissions[0],): Fraction(1)}
    facts = {("copies", ("judge",)): copies, ("order", ("submission",)): order}
    facts = {key: cells for key, cells in facts.items() if cells}
    return Given(submissions, judges, ("c1",), marks, facts=facts, better="lower", score={"steps": [step]})


@settings(max_examples=600)
@given(counts())
def test_two_readings_of_a_count_agree(given: Given) -> None:
    """The same places, or a refusal (§3.35, §3.36)."""
    given = replace(given, score={**given.score, "expects": "marks"})
    expected, actual = settled(evaluate, given), settled(found, given)

    if expected is None or actual is None:
        assert expected == actual
        return
    assert plain_tables(expected) == plain_tables(actual)


@st.composite
def contests(draw: DrawFn) -> Contest:
    """A contest of random orders with random rules."""
    number = draw(st.integers(1, 7))
    order = st.dictionaries(st.integers(0, number - 1), st.integers(1, number), min_size=1)
    orders = draw(st.lists(order, min_size=1, max_size=12))
    weights = draw(st.lists(st.integers(0, 9), min_size=len(orders), max_size=len(orders)))
    rule = Counting(
        draw(st.integers(1, 4)), draw(st.sampled_from((None, "droop", "hare", "exact hare"))), False,
        draw(st.booleans()), draw(st.booleans()), draw(st.sampled_from((None, 0, 2))),
        draw(st.sampled_from(("split", "skip", "stop"))), (), False,
    )  # fmt: skip
    some = tuple(sorted({one for given in orders for one in given}))
    asides = tuple(frozenset[int]() for _ in orders)
    return Contest(some, tuple(orders), asides, tuple(weights), counting=rule)


@settings(max_examples=300)
@given(contests())
def test_no_ballot_is_lost(contest: Contest) -> None:
    """In every round what all have, what is exhausted and what was cut off add up to the ballots."""
    count = Count(contest)

    for round_ in count.rounds:
        assert sum(contest.weights) == sum(round_.counts.values()) + round_.exhausted + round_.lost
    assert sorted(contest.submissions) == sorted(count.places)
    assert contest.counting is not None
    assert sum(map(len, count.elected)) <= contest.counting.seats
