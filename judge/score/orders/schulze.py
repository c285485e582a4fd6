"""Schulze: chains of majorities, each as strong as its weakest link (M. Schulze, 2011; winning votes)."""

from judge.score.orders.contest import Contest, Folded
from judge.score.orders.layers import placed
from judge.score.orders.pairs import Pair, compared


def fold(contest: Contest) -> Folded:
    """Return places: who has the stronger chain to another than the other to it is ahead of it (§3.31)."""
    strength = _chains(contest)
    ahead = {
        one: {other for other in contest.submissions if strength.get((one, other), 0) > strength.get((other, one), 0)}
        for one in contest.submissions
    }
    behind = {one: {other for other in contest.submissions if one in ahead[other]} for one in contest.submissions}
    return {
        "value": placed(behind),
        "ahead of": {one: len(others) for one, others in ahead.items()},
        "behind": {one: len(others) for one, others in behind.items()},
    }


def _chains(contest: Contest) -> dict[Pair, int]:
    """Return the strength of the strongest chain between two; a link is as strong as the judges on its side are many."""
    ahead = compared(contest).ahead
    strength = {(one, other): number for (one, other), number in ahead.items() if number > ahead[other, one]}
    for through in contest.submissions:
        before = [(one, strength[one, through]) for one in contest.submissions if (one, through) in strength]
        after = [(other, strength[through, other]) for other in contest.submissions if (through, other) in strength]
        for one, first in before:
            for other, second in after:
                link = min(first, second)
                if one != other and link > strength.get((one, other), 0):
                    strength[one, other] = link
    return strength
