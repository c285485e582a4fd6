"""Ranked pairs: majorities kept from the strongest down, unless they close a circle (T. N. Tideman, 1987)."""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction

from judge.model.number import plain
from judge.score.orders.contest import Contest, Folded
from judge.score.orders.layers import Reach, placed
from judge.score.orders.pairs import compared
from judge.score.orders.schulze import majorities

Link = tuple[int, int]


def fold(contest: Contest) -> Folded:
    """Return places by the majorities that are kept (§3.32); of equally strong ones, none that is part of a circle is."""
    kept = [link for link, stays in _looked_at(compared(contest).ahead) if stays]
    behind, ahead = ([0] * len(contest.submissions) for _ in range(2))
    for one, other in kept:
        behind[other] |= 1 << one
        ahead[one] += 1
    return {
        "value": dict(zip(contest.submissions, placed(behind), strict=True)),
        "kept ahead of": dict(zip(contest.submissions, ahead, strict=True)),
        "kept behind": {one: bits.bit_count() for one, bits in zip(contest.submissions, behind, strict=True)},
    }


def _looked_at(ahead: Sequence[Sequence[int]]) -> Iterator[tuple[Link, bool]]:
    """Yield the majorities from the strongest down, and whether each is kept."""
    by_strength: dict[Link, list[Link]] = {}
    for one, row in enumerate(majorities(ahead)):
        for other, number in enumerate(row):
            if number:
                by_strength.setdefault((-number, ahead[other][one]), []).append((one, other))
    reach = Reach([0] * len(ahead), [0] * len(ahead))
    for strength in sorted(by_strength):
        links = by_strength[strength]
        tried = Reach(reach.after, reach.before)
        for link in links:
            tried.link(*link)
        stays = [not tried.after[other] >> one & 1 for one, other in links]
        if all(stays):
            reach = tried
        else:
            for link, stay in zip(links, stays, strict=True):
                if stay:
                    reach.link(*link)
        yield from zip(links, stays, strict=True)


def lines(contest: Contest, one: int, name: Callable[[int], str]) -> Iterator[str]:
    """Yield the majorities of one submission, from the strongest down, and whether each was kept."""
    pairs, items = compared(contest), contest.submissions
    for (ahead, behind), stays in _looked_at(pairs.ahead):
        if one in (items[ahead], items[behind]):
            numbers = [plain(Fraction(pairs.ahead[a][b], pairs.unit)) for a, b in ((ahead, behind), (behind, ahead))]
            why = "kept" if stays else "not kept, it closes a circle"
            yield f"{name(items[ahead])} ahead of {name(items[behind])}, {numbers[0]} to {numbers[1]}: {why}"
