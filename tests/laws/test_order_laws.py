"""The laws of the verbs on orders: anonymity, neutrality, unanimity, majority, Condorcet, and what is handed out."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from tests.naive.given import Given
from tests.naive.scored import found

PLACES: Mapping[str, Any] = {"rank": "submission"}
RULES: dict[str, list[Mapping[str, Any]]] = {
    "copeland": [{"copeland": "judge"}],
    "borda": [{"borda": "judge"}],
    "placements": [PLACES, {"placements": "judge"}],
    "schulze": [{"schulze": "judge"}],
    "ranked_pairs": [{"ranked_pairs": "judge"}],
    "kemeny": [{"kemeny": "judge"}],
    "majority judgment": [{"majority_judgment": "judge"}],
    "irv": [{"irv": "judge", "ties": ["share"]}],
    "stv": [{"stv": "judge", "seats": 2, "ties": ["share"]}],
    "points": [PLACES, {"points": [9, 5, 3, 2, 1], "ties": "averaged"}, {"sum": "judge"}],
}
rules = st.sampled_from(sorted(RULES))


@st.composite
def panels(draw: DrawFn, rule: str | None = None) -> Given:
    """A round in which every judge marks every submission, on one criterion; few marks, so that many are equal."""
    submissions = tuple(f"S{n}" for n in range(1, draw(st.integers(2, 6)) + 1))
    judges = tuple(f"J{n}" for n in range(1, draw(st.integers(1, 7)) + 1))
    keys = [(s, j, "c1") for s in submissions for j in judges]
    marks = draw(st.lists(st.integers(0, 5).map(Fraction), min_size=len(keys), max_size=len(keys)))
    steps = RULES[rule or draw(rules)]
    return Given(submissions, judges, ("c1",), dict(zip(keys, marks, strict=True)), score={"steps": steps})


def scores(given: Given) -> dict[str, Fraction]:
    """Return each submission's score as the engine finds it."""
    return {key[0]: x for key, x in found(given).tables[-1].cells.items() if isinstance(x, Fraction)}


def prefer(given: Given, one: str, other: str) -> int:
    """Return how many more judges put the one ahead of the other than behind it."""
    marks = [(given.marks[one, j, "c1"], given.marks[other, j, "c1"]) for j in given.judges]
    return sum(x > y for x, y in marks) - sum(x < y for x, y in marks)


@settings(max_examples=80)
@given(panels(), st.randoms(use_true_random=False))
def test_judges_are_anonymous(given: Given, random: Any) -> None:
    """Who made which order changes nothing (all verbs on orders)."""
    moved = dict(zip(given.judges, random.sample(given.judges, len(given.judges)), strict=True))
    other = replace(given, marks={(s, moved[j], c): x for (s, j, c), x in given.marks.items()})

    assert scores(given) == scores(other)


@settings(max_examples=80)
@given(panels(), st.randoms(use_true_random=False))
def test_submissions_are_treated_alike(given: Given, random: Any) -> None:
    """Other names give the same scores under these names (all verbs on orders)."""
    moved = dict(zip(given.submissions, random.sample(given.submissions, len(given.submissions)), strict=True))
    other = replace(given, marks={(moved[s], j, c): x for (s, j, c), x in given.marks.items()})

    assert {moved[s]: x for s, x in scores(given).items()} == scores(other)


@settings(max_examples=100)
@given(panels())
def test_whom_all_judges_put_ahead_is_ahead(given: Given) -> None:
    """If every judge puts one ahead of another, its place is the better one (all verbs on orders; falling points).

    With nobody's first ballot, both may go out together (irv, stv).
    """
    places = found(given).places

    for one in given.submissions:
        for other in given.submissions:
            if all(given.marks[one, j, "c1"] > given.marks[other, j, "c1"] for j in given.judges):
                level = given.score["steps"] in (RULES["points"], RULES["irv"], RULES["stv"])
                assert places[one] < places[other] or (level and places[one] == places[other])


@settings(max_examples=100)
@given(panels(), st.sampled_from(("copeland", "schulze", "ranked_pairs", "kemeny")))
def test_who_beats_everybody_wins(given: Given, rule: str) -> None:
    """A submission that beats each other one is first alone (Condorcet; copeland, schulze, ranked_pairs, kemeny)."""
    given = replace(given, score={"steps": RULES[rule]})
    winners = [s for s in given.submissions if all(prefer(given, s, t) > 0 for t in given.submissions if t != s)]
    assume(winners)

    places = found(given).places

    assert [s for s in given.submissions if places[s] == 1] == winners


@settings(max_examples=100)
@given(panels("borda"))
def test_who_loses_to_everybody_does_not_win(given: Given) -> None:
    """A submission that each other one beats is never first (Condorcet loser; borda)."""
    losers = [s for s in given.submissions if all(prefer(given, s, t) < 0 for t in given.submissions if t != s)]
    assume(losers)

    assert found(given).places[losers[0]] > 1


@settings(max_examples=100)
@given(panels("irv"))
def test_whom_most_judges_put_first_alone_wins(given: Given) -> None:
    """A submission that more than half of the judges put first, and alone, wins (irv)."""
    best = {j: max(given.marks[s, j, "c1"] for s in given.submissions) for j in given.judges}
    alone = {j: [s for s in given.submissions if given.marks[s, j, "c1"] == best[j]] for j in given.judges}
    most = [s for s in given.submissions if 2 * list(alone.values()).count([s]) > len(given.judges)]
    assume(most)

    assert most == [s for s, place in found(given).places.items() if place == 1]


@settings(max_examples=60)
@given(panels(), st.integers(2, 4))
def test_a_ballot_that_stands_for_several_is_several_ballots(given: Given, copies: int) -> None:
    """Weights say how many equal ballots an order stands for (all verbs on orders but points)."""
    steps = given.score["steps"]
    assume(steps != RULES["points"])
    last = {**steps[-1], "weights": "copies"}
    facts = {("copies", ("judge",)): {(j,): Fraction(copies if j == "J1" else 1) for j in given.judges}}
    weighed = replace(given, facts=facts, score={"steps": [*steps[:-1], last]})
    more = tuple(f"K{n}" for n in range(1, copies))
    again = {(s, k, "c1"): given.marks[s, "J1", "c1"] for s in given.submissions for k in more}
    several = replace(given, judges=(*given.judges, *more), marks=given.marks | again)

    assert scores(several) == scores(weighed)


@settings(max_examples=100)
@given(panels("placements"))
def test_whom_most_judges_place_first_wins(given: Given) -> None:
    """The only submission that more than half of the judges place first, alone or not, is first alone (placements)."""
    best = {j: max(given.marks[s, j, "c1"] for s in given.submissions) for j in given.judges}
    firsts = {s: sum(given.marks[s, j, "c1"] == best[j] for j in given.judges) for s in given.submissions}
    most = [s for s in given.submissions if 2 * firsts[s] > len(given.judges)]
    assume(len(most) == 1)

    assert most == [s for s, place in found(given).places.items() if place == 1]


@settings(max_examples=100)
@given(panels("borda"))
def test_borda_is_what_average_places_say(given: Given) -> None:
    """With full orders, a judge gives as much as there are submissions, less the average place (borda)."""
    averages = [{"rank": "submission", "numbering": "average"}, {"sum": "judge"}]

    places = scores(replace(given, score={"steps": averages}))

    number = len(given.submissions) * len(given.judges)
    assert {s: number - x for s, x in places.items()} == scores(given)


@settings(max_examples=60)
@given(panels(), st.sampled_from(("copeland", "borda")))
def test_orders_turned_round_turn_the_scores_round(given: Given, verb: str) -> None:
    """The best from below is the worst from above (copeland, borda)."""
    given = replace(given, score={"steps": RULES[verb]})

    turned = scores(replace(given, marks={key: -x for key, x in given.marks.items() if isinstance(x, Fraction)}))

    most = (len(given.submissions) - 1) * (len(given.judges) if verb == "borda" else 1)
    assert {s: most - x for s, x in scores(given).items()} == turned


@settings(max_examples=60)
@given(panels("points"))
def test_each_judge_hands_out_the_same_points(given: Given) -> None:
    """However many are equal, a judge gives away what the list holds for so many places (points, ties averaged)."""
    points = [9, 5, 3, 2, 1, 0][: len(given.submissions)]

    assert sum(points) * len(given.judges) == sum(scores(given).values())
