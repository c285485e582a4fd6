"""Copeland: how many submissions each one beats (A. H. Copeland, 1951; Ramon Llull, 1299)."""

from fractions import Fraction

from judge.score.orders.contest import Contest, Folded
from judge.score.orders.pairs import compared


def fold(contest: Contest) -> Folded:
    """Return for each submission how many others it beats, and half for each with which it is level (§3.28)."""
    beaten, level, others = (dict.fromkeys(contest.submissions, 0) for _ in range(3))
    ahead = compared(contest).ahead
    for (one, other), number in ahead.items():
        against = ahead[other, one]
        others[one] += 1
        beaten[one] += number > against
        level[one] += number == against
    value = {one: beaten[one] + Fraction(level[one], 2) for one in contest.submissions}
    return {"value": value, "beaten": beaten, "level": level, "compared": others}
