"""Majority judgment: the middle grade, then the middle of what is left (M. Balinski and R. Laraki, 2007)."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import groupby, zip_longest

from judge.model.number import Exact, plain
from judge.score.orders.contest import Contest, Folded
from judge.score.orders.refusal import Unfit


def fold(contest: Contest) -> Folded:
    """Return places by the middle grades, taken out one after the other (§3.34); lower grades are the better ones here."""
    grades: dict[int, list[Exact]] = {one: [] for one in contest.submissions}
    for order, ballots in zip(contest.orders, _whole(contest), strict=True):
        for one, grade in order.items():
            grades[one].extend([grade] * ballots)
    keys = {one: _middles(given) for one, given in grades.items()}
    places: dict[int, int] = {}
    for _, equals in groupby(sorted(keys, key=lambda one: (keys[one], one)), keys.__getitem__):
        places |= dict.fromkeys(equals, len(places) + 1)
    return {"value": places, "middle": {one: Fraction(key[0][1]) / contest.scale for one, key in keys.items()}}


def _whole(contest: Contest) -> list[int]:
    """Return how many ballots each order stands for; only whole ballots have a middle one."""
    for order, weight in zip(contest.orders, contest.weights, strict=True):
        if weight.denominator != 1:
            raise Unfit(
                "part-of-a-ballot", f"`majority_judgment` counts whole ballots, and here are {plain(Fraction(weight))}",
                min(order), "give whole numbers of ballots as `weights`",
            )  # fmt: skip
    return [int(weight) for weight in contest.weights]


def _middles(grades: Sequence[Exact]) -> tuple[tuple[int, Exact], ...]:
    """Return the middle grade, of two the worse; without it the next middle one, and so on; who runs out is behind.

    The middle of what is left lies now on one side of those taken out, now on the other.
    """
    ordered = sorted(grades)
    better, worse = ordered[: len(ordered) // 2][::-1], ordered[len(ordered) // 2 :]
    sides = (worse[1:], better) if len(ordered) % 2 else (better, worse[1:])
    after = [grade for pair in zip_longest(*sides) for grade in pair if grade is not None]
    return (*((0, grade) for grade in (*worse[:1], *after)), (1, 0))
