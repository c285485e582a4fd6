"""Borda: how often each submission is put ahead of another (J.-C. de Borda, 1781); level counts half."""

from fractions import Fraction
from itertools import groupby
from operator import itemgetter

from judge.model.number import Exact
from judge.score.orders.contest import Contest, Folded


def fold(contest: Contest) -> Folded:
    """Return for each submission how many ballots put it ahead, over all others, and half for each time level (§3.29)."""
    ahead: dict[int, Exact] = dict.fromkeys(contest.submissions, 0)
    level: dict[int, Exact] = dict.fromkeys(contest.submissions, 0)
    for order, weight in zip(contest.orders, contest.weights, strict=True):
        behind = len(order)
        for _, equals in groupby(sorted(order.items(), key=itemgetter(1)), itemgetter(1)):
            block = [one for one, _ in equals]
            behind -= len(block)
            for one in block:
                ahead[one] += behind * weight
                level[one] += (len(block) - 1) * weight
    value = {one: ahead[one] + Fraction(level[one], 2) for one in contest.submissions}
    return {"value": value, "ahead": ahead, "level": level}
