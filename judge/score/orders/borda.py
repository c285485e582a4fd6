"""Borda: how often each submission is put ahead of another (J.-C. de Borda, 1781); level counts half."""

from collections.abc import Mapping
from fractions import Fraction

from judge.score.orders.contest import Contest, Folded
from judge.score.orders.pairs import Pair, compared


def fold(contest: Contest) -> Folded:
    """Return for each submission how many judges put it ahead, over all others, and half for each time level (§3.29)."""
    pairs = compared(contest)
    ahead, level = _totals(contest, pairs.ahead), _totals(contest, pairs.level)
    value = {one: ahead[one] + Fraction(level[one], 2) for one in contest.submissions}
    return {"value": value, "ahead": ahead, "level": level}


def _totals(contest: Contest, pairs: Mapping[Pair, int]) -> dict[int, int]:
    totals = dict.fromkeys(contest.submissions, 0)
    for (one, _), number in pairs.items():
        totals[one] += number
    return totals
