"""Pairs of submissions: how many ballots put the one ahead of the other."""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter

from judge.model.number import Exact
from judge.score.orders.contest import Contest

Duel = tuple[int, int, int, int]
"""Two submissions by their positions in the contest, and how many ballots put the first, and the second, ahead."""


class Pairs:
    """What the orders of a contest say of each pair that some ballot has both of.

    Attributes:
        unit: how often a ballot is counted, so that all numbers are whole.
    """

    def __init__(self, contest: Contest) -> None:
        """Count the pairs: one by one where ballots are short, else a whole row of them at once."""
        self.unit = math.lcm(*{weight.denominator for weight in contest.weights})
        weights = (int(weight * self.unit) for weight in contest.weights)
        self._ballots = [(order, weight) for order, weight in zip(contest.orders, weights, strict=True) if weight]
        self._items = contest.submissions
        self._long = sum(len(order) ** 2 for order, _ in self._ballots) >= len(self._items) ** 2

    def duels(self) -> Iterator[Duel]:
        """Yield each pair once, the first submission being the one with the lower position."""
        return self._by_row() if self._long else self._by_pair()

    def _blocks(self, order: Iterable[tuple[int, Exact]]) -> Iterator[list[int]]:
        """Yield the blocks of equals of a ballot, the last first."""
        for _, equals in groupby(sorted(order, key=itemgetter(1), reverse=True), itemgetter(1)):
            yield [one for one, _ in equals]

    # -- pair by pair -------------------------------------------------------------------------------------------------

    def _by_pair(self) -> Iterator[Duel]:
        """Count pairs as numbers: the first one's position times their number, and the second one's."""
        size = len(self._items)
        at = {one: number for number, one in enumerate(self._items)}
        ahead: Counter[int] = Counter()
        level: set[int] = set()
        for order, weight in self._ballots:
            behind: list[int] = []
            pairs: list[int] = []
            for block in self._blocks(order.items()):
                numbers = [at[one] for one in block]
                pairs += [one * size + other for one in numbers for other in behind]
                if len(numbers) > 1:
                    level.update(one * size + other for one in numbers for other in numbers if one < other)
                behind += numbers
            if weight == 1:
                ahead.update(pairs)
            else:
                ahead.update(dict.fromkeys(pairs, weight))
        for pair in sorted({min(pair, pair % size * size + pair // size) for pair in ahead} | level):
            one, other = divmod(pair, size)
            yield one, other, ahead.get(pair, 0), ahead.get(other * size + one, 0)

    # -- row by row ---------------------------------------------------------------------------------------------------

    def _by_row(self) -> Iterator[Duel]:
        """Count in rows: long whole numbers with a field for each submission, wide enough for all ballots."""
        items = self._items
        width = (sum(weight for _, weight in self._ballots).bit_length() + 7) // 8 or 1
        fields = {one: 1 << 8 * width * at for at, one in enumerate(items)}
        ahead, present = dict.fromkeys(items, 0), set[int]()
        for order, weight in self._ballots:
            present.add(_added(ahead, fields, order.items(), weight))
        both = dict.fromkeys(items, 0)
        for everybody in present:
            for one in items:
                if everybody & fields[one]:
                    both[one] |= everybody
        yield from _read([ahead[one] for one in items], [both[one] for one in items], width)


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


def _read(ahead: Sequence[int], both: Sequence[int], width: int) -> Iterator[Duel]:
    size = len(ahead)
    rows = [row.to_bytes(size * width, "little") for row in ahead]
    seen = [row.to_bytes(size * width, "little") for row in both]
    number = int.from_bytes
    for one, row in enumerate(rows):
        own = slice(one * width, (one + 1) * width)
        for other in range(one + 1, size):
            at = other * width
            if seen[one][at]:
                yield one, other, number(row[at : at + width], "little"), number(rows[other][own], "little")
