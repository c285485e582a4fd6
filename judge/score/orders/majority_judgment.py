"""Majority judgment: the middle grade, then the middle of what is left (M. Balinski and R. Laraki, 2007)."""

from collections.abc import Sequence
from itertools import groupby

from judge.model.number import Exact
from judge.score.orders.contest import Contest, Folded


def fold(contest: Contest) -> Folded:
    """Return places by the middle grades, taken out one after the other (§3.34); lower grades are the better ones here."""
    grades: dict[int, list[Exact]] = {one: [] for one in contest.submissions}
    for order in contest.orders:
        for one, grade in order.items():
            grades[one].append(grade)
    keys = {one: _middles(given) for one, given in grades.items()}
    places: dict[int, int] = {}
    for _, equals in groupby(sorted(keys, key=lambda one: (keys[one], one)), keys.__getitem__):
        places |= dict.fromkeys(equals, len(places) + 1)
    return {"value": places, "middle": {one: key[0][1] for one, key in keys.items()}}


def _middles(grades: Sequence[Exact]) -> tuple[tuple[int, Exact], ...]:
    """Return the middle grade, of two the worse; without it the next middle one, and so on; who runs out is behind."""
    left = sorted(grades)
    middles = [(0, left.pop(len(left) // 2)) for _ in grades]
    return (*middles, (1, 0))
