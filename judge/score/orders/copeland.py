"""Copeland: how many submissions each one beats (A. H. Copeland, 1951; Ramon Llull, 1299)."""

from fractions import Fraction

from judge.score.orders.contest import Contest, Folded
from judge.score.orders.pairs import Pairs


def fold(contest: Contest) -> Folded:
    """Return for each submission how many others it beats, and half for each with which it is level (§3.28)."""
    items = contest.submissions
    beaten, level, others = ([0] * len(items) for _ in range(3))
    for one, other, ahead, behind in Pairs(contest).duels():
        others[one] += 1
        others[other] += 1
        if ahead == behind:
            level[one] += 1
            level[other] += 1
        else:
            beaten[one if ahead > behind else other] += 1
    shown = {"beaten": beaten, "level": level, "compared": others}
    value = {one: won + Fraction(half, 2) for one, won, half in zip(items, beaten, level, strict=True)}
    return {"value": value} | {name: dict(zip(items, found, strict=True)) for name, found in shown.items()}
