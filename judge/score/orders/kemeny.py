"""Kemeny: the orders that disagree least with those of the judges (J. Kemeny, 1959), found over subsets, exactly."""

from collections.abc import Callable
from fractions import Fraction

from judge.score.orders.contest import Contest, Folded
from judge.score.orders.layers import members, placed
from judge.score.orders.pairs import Pairs

MOST = 12
"""How many submissions there may be: the work doubles with each one."""


def fold(contest: Contest) -> Folded:
    """Return places by what all the orders with the fewest disagreements have in common (§3.33)."""
    items = contest.submissions
    pairs = Pairs(contest)
    against = [[0] * len(items) for _ in items]
    for first, second, *numbers in pairs.duels():
        against[second][first], against[first][second] = numbers
    every = (1 << len(items)) - 1

    def cost(at: int, behind: int) -> int:
        return sum(against[at][other] for other in members(behind))

    above = _fewest(len(items), lambda at, ahead: cost(at, every & ~ahead & ~(1 << at)))
    below = _fewest(len(items), cost)
    best = [ahead for ahead in range(every + 1) if above[ahead] + below[every & ~ahead] == above[every]]
    behind = [
        sum(1 << other for other in range(len(items)) if other != at and _always(other, at, best))
        for at in range(len(items))
    ]
    return {
        "value": dict(zip(items, placed(behind), strict=True)),
        "fewest": dict.fromkeys(items, Fraction(above[every], pairs.unit)),
        "ahead of": {one: sum(others >> at & 1 for others in behind) for at, one in enumerate(items)},
        "behind": {one: others.bit_count() for one, others in zip(items, behind, strict=True)},
    }


def _fewest(size: int, cost: Callable[[int, int], int]) -> list[int]:
    """Return for each set the fewest disagreements of an order of it; ``cost`` is that of one added to a set."""
    found = [0] * (1 << size)
    for chosen in range(1, 1 << size):
        found[chosen] = min(found[chosen & ~(1 << at)] + cost(at, chosen & ~(1 << at)) for at in members(chosen))
    return found


def _always(one: int, other: int, best: list[int]) -> bool:
    """Whether one is ahead of another in every best order: no beginning of one has the other and not the one."""
    return not any(ahead >> other & 1 and not ahead >> one & 1 for ahead in best)
