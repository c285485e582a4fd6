"""Pairs of submissions: how many judges put the one ahead of the other."""

from collections.abc import Mapping

import attrs

from judge.score.orders.contest import Contest

Pair = tuple[int, int]


@attrs.frozen(eq=False)
class Pairs:
    """What the orders of a contest say of each pair that some judge has both of.

    Attributes:
        ahead: by ordered pair, how many judges put the first ahead of the second.
        level: by ordered pair, how many judges put both level.
    """

    ahead: Mapping[Pair, int]
    level: Mapping[Pair, int]


def compared(contest: Contest) -> Pairs:
    """Return what the orders say of each pair."""
    ahead: dict[Pair, int] = {}
    level: dict[Pair, int] = {}
    for order in contest.orders:
        placed = sorted((value, one) for one, value in order.items())
        for at, (value, one) in enumerate(placed):
            for other_value, other in placed[at + 1 :]:
                pair, back = (one, other), (other, one)
                ahead[pair] = ahead.get(pair, 0) + (value < other_value)
                ahead.setdefault(back, 0)
                if value == other_value:
                    level[pair] = level[back] = level.get(pair, 0) + 1
    return Pairs(ahead, level)
