"""Small rounds full of quotas, costs and equals: both readings take the same, and what is owed is filled (§8.5)."""

import random
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest

from tests.naive.evaluate import evaluate
from tests.naive.given import Given, Key, Value
from tests.naive.scored import found, scored
from tests.naive.steps import Refused, Unsettled


def a_round(chance: random.Random) -> Given:
    """Return a round of one judge whose only outcome has seats, quotas and perhaps costs."""
    names = tuple("ABCDEFG"[: chance.randint(3, 7)])
    outcome: dict[str, Any] = {
        "name": "o",
        "seats": chance.randint(1, 4),
        "ties": chance.choice(("out", "in", "refuse")),
    }
    outcome["at_least"] = {"south": chance.randint(1, 2)}
    if chance.random() < 0.5:
        outcome["at_most"] = {"team": chance.randint(1, 2)}
    if chance.random() < 0.5 and outcome["ties"] != "in":
        outcome |= {
            "budget": Fraction(chance.randint(3, 9)),
            "cost": "asked",
            "short": chance.choice(("skip", "stop", "part")),
        }
    fields = {
        "region": {name: chance.choice(("north", "south", "west")) for name in names} | {"A": "south"},
        "team": {name: chance.choice(("red", "blue")) for name in names},
    }
    marks: dict[Key, Value] = {(name, "J", "c"): Fraction(chance.randint(1, 4)) for name in names}
    costs: dict[Key, Fraction] = {(name,): Fraction(chance.randint(1, 5)) for name in names}
    return Given(
        names, ("J",), ("c",), marks, fields={"submission": fields}, facts={("asked", ("submission",)): costs},
        scale=(Fraction(0), Fraction(9)), score={"steps": [{"mean": "judge"}]}, outcomes=(outcome,),
    )  # fmt: skip


@pytest.mark.parametrize("seed", range(250))
def test_both_take_the_same(seed: int) -> None:
    """Whoever is taken by the one is taken by the other, or both refuse."""
    given = a_round(random.Random(seed))
    assert taken(evaluate, given) == taken(found, given)


def taken(evaluator: Callable[[Given], Any], given: Given) -> object:
    """Return whom an evaluator takes, or None if it refuses."""
    try:
        return evaluator(given).taken
    except Refused:
        return None
    except Unsettled:
        pytest.skip("no clause settles it")


def round_of(outcome: dict[str, Any], *entered: tuple[str, int, str, str, int]) -> tuple[str, ...]:
    """Return who is taken of submissions with a mark, a region, a team and a cost."""
    fields = {"region": {one[0]: one[2] for one in entered}, "team": {one[0]: one[3] for one in entered}}
    marks: dict[Key, Value] = {(one[0], "J", "c"): Fraction(one[1]) for one in entered}
    costs: dict[Key, Fraction] = {(one[0],): Fraction(one[4]) for one in entered}
    given = Given(
        tuple(one[0] for one in entered), ("J",), ("c",), marks, fields={"submission": fields},
        facts={("asked", ("submission",)): costs}, scale=(Fraction(0), Fraction(9)),
        score={"steps": [{"mean": "judge"}]}, outcomes=({"name": "o", **outcome},),
    )  # fmt: skip
    return scored(given).result.outcomes[0].taken


def test_equals_do_not_take_the_seats_owed_to_a_group_of_which_one_is_among_them() -> None:
    """Three equals, one of the south, and a seat owed to another one of the south: only two seats are free for them."""
    entered = (("A", 9, "north", "", 1), ("B", 9, "north", "", 1), ("C", 9, "south", "", 1), ("D", 5, "south", "", 1))
    assert round_of({"seats": 3, "at_least": {"south": 2}, "ties": "in"}, *entered) == ("A", "B", "C", "D")
    assert round_of({"seats": 3, "at_least": {"south": 2}, "ties": "out"}, *entered) == ()


def test_no_seat_is_kept_for_those_for_whom_their_team_has_no_room() -> None:
    """Of two who are owed a seat only one can be taken, for both are of one team: the other seat is not kept empty."""
    entered = (
        ("A", 9, "north", "p", 1),
        ("B", 8, "north", "q", 1),
        ("C", 7, "south", "z", 1),
        ("D", 5, "south", "z", 1),
    )
    assert round_of({"seats": 3, "at_least": {"south": 2}, "at_most": {"team": 1}}, *entered) == ("A", "B", "C")


def test_no_seat_is_kept_for_one_for_whom_the_money_does_not_suffice() -> None:
    """After A nobody can pay for C, so B is not passed over for it; where the last may be given a part, C may."""
    entered = (("A", 9, "north", "", 90), ("B", 8, "north", "", 10), ("C", 4, "south", "", 50))
    wanted = {"seats": 2, "at_least": {"south": 1}, "budget": Fraction(100), "cost": "asked"}
    assert round_of({**wanted, "short": "skip"}, *entered) == ("A", "B")
    assert round_of({**wanted, "short": "stop"}, *entered) == ("A", "B")
    assert round_of({**wanted, "short": "part"}, *entered) == ("A", "C")
