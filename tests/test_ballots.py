"""Worked examples of counts that were published, and some computed by hand: every number of every round."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import pytest

from judge.record import trail
from judge.score.explain import explain
from tests.naive.evaluate import evaluate
from tests.naive.given import Given
from tests.naive.scored import scored

TENNESSEE = {
    "Memphis Nashville Chattanooga Knoxville": 42,
    "Nashville Chattanooga Knoxville Memphis": 26,
    "Chattanooga Knoxville Nashville Memphis": 15,
    "Knoxville Chattanooga Nashville Memphis": 17,
}
"""Percentages of the voters by the nearest city: the usual example of textbooks."""
FOOD = {
    "Oranges": 4, "Pears Oranges": 2, "Chocolate Strawberries": 8, "Chocolate Sweets": 4, "Strawberries": 1, "Sweets": 1,
}  # fmt: skip
"""Twenty guests choose three dishes: the older example of the encyclopaedia's page on the single transferable vote."""
FORTY_FIVE = {"ACBED": 5, "ADECB": 5, "BEDAC": 8, "CABED": 3, "CAEBD": 7, "CBADE": 2, "DCEBA": 7, "EBADC": 8}
"""Forty-five voters: the example of Markus Schulze's own paper."""
BURLINGTON = {
    "Montroll Kiss Wright": 1332, "Montroll Wright Kiss": 767, "Montroll": 455, "Kiss Montroll Wright": 2043,
    "Kiss Wright Montroll": 371, "Kiss": 568, "Wright Montroll Kiss": 1513, "Wright Kiss Montroll": 495, "Wright": 1289,
}  # fmt: skip
"""The ballots of the mayoral election of Burlington, Vermont, in 2009, as far as they name the last three."""


def given(ballots: Mapping[str, int], step: Mapping[str, Any]) -> Given:
    """Return a round in which each kind of ballot is a judge with so many ballots."""
    orders = {f"J{n:02}": list(text) if text.isupper() else text.split() for n, text in enumerate(ballots)}
    marks = {(one, j, "c1"): Fraction(at) for j, order in orders.items() for at, one in enumerate(order, 1)}
    facts = {("ballots", ("judge",)): {(j,): Fraction(n) for j, n in zip(orders, ballots.values(), strict=True)}}
    everybody = tuple(sorted({one for order in orders.values() for one in order}))
    steps = [{**step, "weights": "ballots"}]
    score = {"steps": steps, "expects": "marks"}
    return Given(everybody, tuple(orders), ("c1",), marks, facts=facts, better="lower", score=score)


def places(ballots: Mapping[str, int], step: Mapping[str, Any]) -> str:
    """Return the submissions in the order of their places, equals with a sign between them."""
    table = evaluate(given(ballots, step)).tables[-1].cells
    made = {item.submission: item.score for item in scored(given(ballots, step)).result.standings}
    assert {key[0]: value for key, value in table.items()} == made
    better = -1 if "borda" in step or "copeland" in step else 1
    blocks = [
        sorted(one for one in made if made[one] == score)
        for score in sorted(set(made.values()), key=lambda x: x * better)
    ]
    return " > ".join(" = ".join(block) for block in blocks)


def told(ballots: Mapping[str, int], step: Mapping[str, Any], submission: str) -> list[str]:
    """Return the lines of an explanation."""
    return list(explain(scored(given(ballots, step)), submission).steps[-1].cells[0].lines)


IN_TENNESSEE = "Nashville > Chattanooga > Knoxville > Memphis"


@pytest.mark.parametrize(
    ("ballots", "step", "expected"),
    [
        (TENNESSEE, {"irv": "judge"}, "Knoxville > Memphis > Nashville > Chattanooga"),
        (TENNESSEE, {"schulze": "judge"}, IN_TENNESSEE),
        (TENNESSEE, {"ranked_pairs": "judge"}, IN_TENNESSEE),
        (TENNESSEE, {"kemeny": "judge"}, IN_TENNESSEE),
        (TENNESSEE, {"copeland": "judge"}, IN_TENNESSEE),
        (TENNESSEE, {"borda": "judge"}, "Nashville > Chattanooga > Memphis > Knoxville"),
        (FORTY_FIVE, {"schulze": "judge"}, "E > A > C > B > D"),
        (BURLINGTON, {"irv": "judge"}, "Kiss > Wright > Montroll"),
        (BURLINGTON, {"schulze": "judge"}, "Montroll > Kiss > Wright"),
        (FOOD, {"stv": "judge", "seats": 3}, "Chocolate > Oranges > Strawberries > Sweets > Pears"),
        (FOOD, {"stv": "judge", "seats": 3, "quota": "hare"}, "Chocolate > Oranges > Strawberries > Sweets > Pears"),
    ],
)
def test_a_published_order_comes_out(ballots: Mapping[str, int], step: Mapping[str, Any], expected: str) -> None:
    assert expected == places(ballots, step)


def test_the_totals_of_borda_in_tennessee() -> None:
    made = scored(given(TENNESSEE, {"borda": "judge"})).result.standings

    assert [(item.submission, item.score) for item in made] == [
        ("Nashville", 194),
        ("Chattanooga", 173),
        ("Memphis", 126),
        ("Knoxville", 107),
    ]


def test_the_rounds_of_tennessee() -> None:
    """An instant run-off is told round by round."""
    assert told(TENNESSEE, {"irv": "judge"}, "Memphis") == [
        "100 ballots",
        "round 1: Memphis 42, Nashville 26, Knoxville 17, Chattanooga 15; out: Chattanooga",
        "round 2: Memphis 42, Knoxville 32, Nashville 26; out: Nashville",
        "round 3: Knoxville 58, Memphis 42; last: Memphis",
    ]


def test_the_rounds_of_burlington() -> None:
    """The last two rounds have the published numbers, with 455 ballots that name neither of the two."""
    assert told(BURLINGTON, {"irv": "judge"}, "Kiss") == [
        "8833 ballots",
        "round 1: Wright 3297, Kiss 2982, Montroll 2554; out: Montroll",
        "round 2: Kiss 4314, Wright 4064; exhausted 455; last: Wright",
    ]


def test_the_rounds_of_the_food() -> None:
    assert told(FOOD, {"stv": "judge", "seats": 3}, "Sweets") == [
        "20 ballots, quota 20 / (3 + 1), cut, and 1 more = 6; elected with as many",
        "round 1: Chocolate 12, Oranges 4, Pears 2, Strawberries 1, Sweets 1; elected: Chocolate; "
        "Chocolate passes on (12 - 6) / 12 = 0.5 of each ballot",
        "round 2: Chocolate 6, Strawberries 5, Oranges 4, Sweets 3, Pears 2; out: Pears",
        "round 3: Chocolate 6, Oranges 6, Strawberries 5, Sweets 3; elected: Oranges; for a seat that is left: Strawberries; "
        "last: Sweets",
    ]


def test_shares_cut_to_five_decimals() -> None:
    """The way of Scottish local elections, by hand: 7/17 is cut to 0.41176, and 0.00008 of a ballot is cut off."""
    ballots = {"AB": 11, "AC": 6, "B": 4, "C": 5, "DC": 3}

    assert told(ballots, {"stv": "judge", "seats": 2, "cut": 5}, "B") == [
        "29 ballots, quota 29 / (2 + 1), cut, and 1 more = 10; elected with as many",
        "round 1: A 17, C 5, B 4, D 3; elected: A; A passes on (17 - 10) / 17 = 7/17 (≈0.4118) of each ballot",
        "round 2: A 10, B 8.52936, C 7.47056, D 3; cut off 0.00008; out: D",
        "round 3: C 10.47056, A 10, B 8.52936; cut off 0.00008; elected: C; last: B",
    ]


def test_the_chains_of_forty_five() -> None:
    """The strengths that the paper lists: 28, 28, 30 and 24 from A, and 25 from everybody back to A."""
    assert told(FORTY_FIVE, {"schulze": "judge"}, "A") == [
        "to B: A 30> D 28> C 29> B, strength 28; back: B 25> A, strength 25",
        "to C: A 30> D 28> C, strength 28; back: C 29> B 25> A, strength 25",
        "to D: A 30> D, strength 30; back: D 28> C 29> B 25> A, strength 25",
        "to E: A 30> D 28> C 24> E, strength 24; back: E 27> B 25> A, strength 25",
    ]


def test_a_majority_that_closes_a_circle() -> None:
    """Ranked pairs tell what was kept, and what was not."""
    ballots = {"ABC": 7, "BCA": 5, "CAB": 4}

    assert told(ballots, {"ranked_pairs": "judge"}, "B") == [
        "B ahead of C, 12 to 4: kept",
        "A ahead of B, 11 to 5: kept",
    ]
    assert told(ballots, {"ranked_pairs": "judge"}, "A") == [
        "A ahead of B, 11 to 5: kept",
        "C ahead of A, 9 to 7: not kept, it closes a circle",
    ]


def test_every_round_stands_in_the_trail() -> None:
    """A result file holds, for each submission, what it had in each round."""
    lines = [line for line in trail.lines(scored(given(TENNESSEE, {"irv": "judge"}))) if '"entry":"count"' in line]

    assert len(lines) == 4
    assert '"round 1":"26","round 2":"26","round 3":"0"' in next(line for line in lines if "Nashville" in line)


def test_those_without_hope_go_out_together() -> None:
    """B, C and D have 6 together, less than the 7 of E: one round instead of three."""
    ballots = {"A": 9, "EA": 7, "BE": 3, "CE": 2, "DE": 1}

    assert told(ballots, {"irv": "judge", "eliminate": "hopeless"}, "E") == [
        "22 ballots",
        "round 1: A 9, E 7, B 3, C 2, D 1; out: B, C, D",
        "round 2: E 13, A 9; last: A",
    ]
