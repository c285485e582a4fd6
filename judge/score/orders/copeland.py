"""Copeland: how many submissions each one beats (A. H. Copeland, 1951; Ramon Llull, 1299)."""

from fractions import Fraction

from judge.score.orders.contest import Contest, Folded
from judge.score.orders.pairs import compared


def fold(contest: Contest) -> Folded:
    """Return for each submission how many others it beats, and half for each with which it is level (§3.28)."""
    pairs = compared(contest)
    against = list(zip(*pairs.ahead, strict=True))
    beaten, level, others = {}, {}, {}
    for at, one in enumerate(contest.submissions):
        duels = list(zip(pairs.ahead[at], against[at], pairs.both[at], strict=True))
        del duels[at]
        beaten[one] = sum(number > other for number, other, _ in duels)
        level[one] = sum(number == other for number, other, both in duels if both)
        others[one] = sum(both > 0 for _, _, both in duels)
    value = {one: beaten[one] + Fraction(level[one], 2) for one in contest.submissions}
    return {"value": value, "beaten": beaten, "level": level, "compared": others}
