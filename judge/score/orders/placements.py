"""Placements: the majority of placings, as in the Skating System of ballroom dancing (rules 5 to 8) and relative placement."""

import math
from collections.abc import Mapping
from fractions import Fraction
from itertools import groupby

from judge.model.number import Exact
from judge.score.orders.contest import Contest, Folded

Tally = Mapping[int, tuple[Exact, Exact]]
"""By place k: how many judges place a submission k-th or better, and the sum of these placings."""


def fold(contest: Contest) -> Folded:
    """Return places by majority (§3.30): first with a majority, then more placings, their lower sum, the next place."""
    levels = _levels(contest)
    tallies = {one: _tally(contest, one, levels) for one in contest.submissions}
    first = {one: _first(contest, one, tallies[one]) for one in contest.submissions}
    keys = {one: _key(tallies[one], first[one]) for one in contest.submissions}
    ordered = sorted(contest.submissions, key=keys.__getitem__)
    value: dict[int, Exact] = {}
    for _, equals in groupby(ordered, key=keys.__getitem__):
        place = len(value) + 1
        value.update(dict.fromkeys(equals, place))
    shown: dict[str, Mapping[int, Exact]] = {
        "value": value,
        "majority at": {one: at or 0 for one, at in first.items()},
        "judges": {one: _judges(contest, one) for one in contest.submissions},
    }
    for level in levels:
        shown[f"placed {level} or better"] = {one: tally[level][0] for one, tally in tallies.items()}
        shown[f"sum to {level}"] = {one: tally[level][1] for one, tally in tallies.items()}
    return shown


def _levels(contest: Contest) -> list[int]:
    """Return every k at which a further placing counts."""
    return sorted({max(1, math.ceil(Fraction(value) / contest.scale)) for value in _placings(contest)})


def _placings(contest: Contest) -> set[Exact]:
    return {value for order in contest.orders for value in order.values()}


def _tally(contest: Contest, one: int, levels: list[int]) -> Tally:
    placings: dict[Exact, Exact] = {}
    for order, weight in zip(contest.orders, contest.weights, strict=True):
        if one in order:
            placings[order[one]] = placings.get(order[one], 0) + weight
    counted = {level: [value for value in placings if value <= level * contest.scale] for level in levels}
    return {
        level: (
            sum(placings[value] for value in values),
            Fraction(sum(value * placings[value] for value in values)) / contest.scale,
        )
        for level, values in counted.items()
    }


def _judges(contest: Contest, one: int) -> Exact:
    return sum(weight for aside, weight in zip(contest.aside, contest.weights, strict=True) if one not in aside)


def _first(contest: Contest, one: int, tally: Tally) -> int | None:
    """Return the first k at which a majority of the judges place a submission k-th or better, or None."""
    half = Fraction(_judges(contest, one), 2)
    for level, (number, _) in tally.items():
        if number > half if contest.majority is None else number >= contest.majority:
            return level
    return None


def _key(tally: Tally, first: int | None) -> tuple[int, int, tuple[tuple[Exact, Exact], ...]]:
    """Return what is compared, lower first; without a majority a submission stands behind all that have one."""
    if first is None:
        last = max(tally)
        return (1, 0, ((-tally[last][0], tally[last][1]),))
    return (0, first, tuple((-number, total) for level, (number, total) in tally.items() if level >= first))
