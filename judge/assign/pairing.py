"""Which two submissions a judge of a round of pairs is asked about next: first what connects them, then what is close.

The rule knows the drawn order of the submissions and the judge's own answers, and nothing else, so that anybody can draw
the same questions again (docs/judging.md, docs/organizing.md).
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import combinations

Pair = tuple[int, int]
"""Two submissions by their positions in the drawn order, the lower one first."""

Answers = Mapping[Pair, int]
"""By pair 1 where the first is better, -1 where the second is, 0 where they are equal."""


def usual(count: int) -> int:
    """Return how many comparisons are asked for of so many submissions: n times log2 n rounded up, or all pairs if fewer."""
    return min(count * max(count - 1, 0).bit_length(), count * (count - 1) // 2)


def following(count: int, answers: Answers, later: Collection[Pair] = ()) -> Pair | None:
    """Return the next pair, or None where every pair has an answer or was left for later.

    While some submissions are not connected by answers, the pair joins two groups, those with the fewest submissions
    first. Then come pairs of which no chain of answers says yet who is ahead. Of these the two closest in standing come
    first, then those compared least, then those drawn first. A standing is how many a submission is ahead of or level
    with by chains of answers, less how many are so with it.

    Args:
        count: how many submissions there are.
        answers: what the judge said so far.
        later: pairs that are not asked now.
    """
    group, size = _groups(count, answers)
    reach = _reached(count, answers)
    ahead = [bits.bit_count() for bits in reach]
    standing = [
        ahead[at] - sum(other >> at & 1 for other in reach) for at in range(count)
    ]  # fmt: skip
    asked = [0] * count
    for pair in answers:
        for at in pair:
            asked[at] += 1

    def wanted(pair: Pair) -> tuple[int, int, int, int, Pair]:
        one, other = pair
        joins = group[one] != group[other]
        known = bool(reach[one] >> other & 1 or reach[other] >> one & 1)
        first = (0, size[group[one]] + size[group[other]]) if joins else (1, int(known))
        return *first, abs(standing[one] - standing[other]), asked[one] + asked[other], pair

    left = [pair for pair in combinations(range(count), 2) if pair not in answers and pair not in later]
    return min(left, key=wanted, default=None)


def _groups(count: int, answers: Answers) -> tuple[list[int], list[int]]:
    """Return for each submission the number of its group, and for each number how many are in it."""
    group = list(range(count))
    for one, other in answers:
        joined, gone = group[one], group[other]
        group = [joined if each == gone else each for each in group]
    return group, [group.count(at) for at in range(count)]


def _reached(count: int, answers: Answers) -> list[int]:
    """Return for each submission, as bits, the others that chains of answers put behind it or level with it."""
    behind = [0] * count
    for (one, other), answer in answers.items():
        if answer >= 0:
            behind[one] |= 1 << other
        if answer <= 0:
            behind[other] |= 1 << one
    return [_closed(behind, at) for at in range(count)]


def _closed(behind: Sequence[int], start: int) -> int:
    found, waiting = 0, behind[start]
    while waiting:
        found |= waiting
        waiting = _any(behind[at] for at in _members(waiting)) & ~found
    return found & ~(1 << start)


def _any(sets: Iterator[int]) -> int:
    found = 0
    for each in sets:
        found |= each
    return found


def _members(bits: int) -> Iterator[int]:
    while bits:
        low = bits & -bits
        yield low.bit_length() - 1
        bits ^= low


def connected(count: int, answers: Answers) -> bool:
    """Return whether chains of comparisons join all submissions."""
    return len(set(_groups(count, answers)[0])) <= 1


def circles(count: int, answers: Answers) -> list[tuple[int, int, int]]:
    """Return the answers that go round in a circle of three: the first is better than the second, that than the third, and it than the first."""
    better = {pair if answer > 0 else (pair[1], pair[0]) for pair, answer in answers.items() if answer}
    return [
        (one, other, third)
        for one in range(count)
        for other, third in ((b, c) for a, b in sorted(better) if a == one and b > one for c in range(one + 1, count))
        if (other, third) in better and (third, one) in better
    ]
