"""Piles of ballots: who holds which ballots at what value, and how they pass on to the next whom they name."""

from collections.abc import Container, Sequence
from fractions import Fraction
from math import floor

from judge.model.number import Exact
from judge.score.order_plan import Counting
from judge.score.orders.contest import Contest, Order

Levels = tuple[tuple[int, ...], ...]
"""A ballot: those whom it names first, second, …; several at once are level."""


class Piles:
    """The ballots of a contest in the hands of those who are still in the count.

    Attributes:
        counts: for each submission the sum of the values of its ballots.
        exhausted: the sum of the values of ballots that name nobody who is left.
        lost: what was cut off shares (§3.36).
    """

    def __init__(self, contest: Contest, counting: Counting) -> None:
        """Sort the ballots into heaps by the first whom they name."""
        self._digits = counting.digits
        self._held: dict[int, dict[tuple[Levels, int, Exact], Exact]] = {one: {} for one in contest.submissions}
        self.counts: dict[int, Exact] = dict.fromkeys(contest.submissions, 0)
        self.exhausted: Exact = 0
        self.lost: Exact = 0
        alike: dict[Levels, Exact] = {}
        for order, weight in zip(contest.orders, contest.weights, strict=True):
            levels = _levels(order, counting.level)
            alike[levels] = alike.get(levels, 0) + weight
        hopeful = frozenset(contest.submissions)
        for levels, papers in alike.items():
            self._place((levels, 0, 1), papers, hopeful)

    def _place(self, paper: tuple[Levels, int, Exact], papers: Exact, hopeful: Container[int]) -> None:
        """Give so many equal ballots to the next whom they name; those who are level share."""
        levels, at, value = paper
        for number in range(at, len(levels)):
            next_ = [one for one in levels[number] if one in hopeful]
            if next_:
                share = value if len(next_) == 1 else self._cut(Fraction(value) / len(next_))
                self.lost += (value - share * len(next_)) * papers
                for one in next_:
                    held, piece = self._held[one], (levels, number, share)
                    held[piece] = held.get(piece, 0) + papers
                    self.counts[one] += share * papers
                return
        self.exhausted += value * papers

    def _cut(self, share: Fraction) -> Exact:
        return share if self._digits is None else Fraction(floor(share * 10**self._digits), 10**self._digits)

    def out(self, gone: Sequence[int], hopeful: Container[int]) -> None:
        """Pass on all ballots of those who go out, at their value."""
        heaps = [self._held.pop(one) for one in gone]
        for one in gone:
            self.counts[one] = 0
        for heap in heaps:
            for paper, papers in heap.items():
                self._place(paper, papers, hopeful)

    def surplus(self, one: int, quota: Exact, hopeful: Container[int]) -> Fraction:
        """Pass on what somebody has above the quota: the same share of every ballot held; return that share."""
        share = Fraction(self.counts[one] - quota) / self.counts[one]
        self.counts[one] = quota
        for (levels, at, value), papers in self._held.pop(one).items():
            passed = self._cut(value * share)
            self.lost += (value * share - passed) * papers
            self._place((levels, at, passed), papers, hopeful)
        return share


def _levels(order: Order, level: str) -> Levels:
    """Return a ballot's places; those that several share stay, are passed over, or end the ballot."""
    by_value: dict[Exact, list[int]] = {}
    for one, value in order.items():
        by_value.setdefault(value, []).append(one)
    levels = [tuple(sorted(by_value[value])) for value in sorted(by_value)]
    if level == "split":
        return tuple(levels)
    alone = [len(block) == 1 for block in levels]
    if level == "stop" and not all(alone):
        levels = levels[: alone.index(False)]
    return tuple(block for block in levels if len(block) == 1)
