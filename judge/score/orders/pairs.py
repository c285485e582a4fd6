"""Pairs of submissions: how many ballots put the one ahead of the other."""

import math
from collections.abc import Iterable, Sequence
from operator import itemgetter

import attrs

from judge.model.number import Exact
from judge.score.orders.contest import Contest


@attrs.frozen(eq=False)
class Pairs:
    """What the orders of a contest say of each pair, by the submissions' positions in the contest.

    Attributes:
        ahead: in row i and column j, how many ballots put i ahead of j, times ``unit``.
        both: how many ballots have both, times ``unit``.
        unit: how often a ballot is counted, so that all numbers are whole.
    """

    ahead: Sequence[Sequence[int]]
    both: Sequence[Sequence[int]]
    unit: int


def compared(contest: Contest) -> Pairs:
    """Return what the orders say of each pair.

    A row is one long whole number with a field for each submission, wide enough for all ballots: a ballot is added to
    a whole row at once.
    """
    unit = math.lcm(*{weight.denominator for weight in contest.weights})
    weights = [int(weight * unit) for weight in contest.weights]
    width = (sum(weights).bit_length() + 7) // 8 or 1
    fields = {one: 1 << 8 * width * at for at, one in enumerate(contest.submissions)}
    ahead = dict.fromkeys(contest.submissions, 0)
    present: dict[int, int] = {}
    for order, weight in zip(contest.orders, weights, strict=True):
        everybody = _added(ahead, fields, order.items(), weight)
        present[everybody] = present.get(everybody, 0) + weight
    both = {
        one: sum(given * weight for given, weight in present.items() if given & fields[one])
        for one in contest.submissions
    }
    return Pairs(_rows(ahead.values(), width), _rows(both.values(), width), unit)


def _added(ahead: dict[int, int], fields: dict[int, int], order: Iterable[tuple[int, Exact]], weight: int) -> int:
    """Add to each submission's row those that one ballot has behind it; return the fields of all that the ballot has."""
    behind = level = 0
    last = None
    for one, value in sorted(order, key=itemgetter(1), reverse=True):
        if value != last:
            behind, level, last = behind + level, 0, value
        ahead[one] += behind if weight == 1 else behind * weight
        level += fields[one]
    return behind + level


def _rows(numbers: Iterable[int], width: int) -> list[list[int]]:
    every = list(numbers)
    size = len(every) * width
    return [
        [int.from_bytes(raw[at : at + width], "little") for at in range(0, size, width)]
        for raw in (number.to_bytes(size, "little") for number in every)
    ]
