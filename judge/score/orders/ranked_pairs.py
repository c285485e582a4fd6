"""Ranked pairs: majorities kept from the strongest down, unless they close a circle (T. N. Tideman, 1987)."""

from collections.abc import Iterable
from itertools import groupby

from judge.score.orders.contest import Contest, Folded
from judge.score.orders.layers import placed
from judge.score.orders.pairs import Pair, compared


def fold(contest: Contest) -> Folded:
    """Return places by the majorities that are kept (§3.32); of equally strong ones, none that is part of a circle is."""
    ahead = compared(contest).ahead
    majorities = {pair: (-number, ahead[pair[::-1]]) for pair, number in ahead.items() if number > ahead[pair[::-1]]}
    kept: set[Pair] = set()
    for _, equal in groupby(sorted(majorities, key=lambda pair: (majorities[pair], pair)), majorities.__getitem__):
        pairs = list(equal)
        after = _reached(contest, kept | set(pairs))
        kept |= {(one, other) for one, other in pairs if one not in after[other]}
    behind = {one: {first for first, other in kept if other == one} for one in contest.submissions}
    return {
        "value": placed(behind),
        "kept ahead of": {one: sum(first == one for first, _ in kept) for one in contest.submissions},
        "kept behind": {one: len(others) for one, others in behind.items()},
    }


def _reached(contest: Contest, pairs: Iterable[Pair]) -> dict[int, set[int]]:
    """Return for each submission all that a chain of pairs leads to."""
    after: dict[int, set[int]] = {one: set() for one in contest.submissions}
    for one, other in pairs:
        after[one].add(other)
    for through in contest.submissions:
        for found in after.values():
            if through in found:
                found.update(after[through])
    return after
