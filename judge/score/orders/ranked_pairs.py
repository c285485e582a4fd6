"""Ranked pairs: majorities kept from the strongest down, unless they close a circle (T. N. Tideman, 1987)."""

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction

from judge.model.number import plain
from judge.score.orders.contest import Contest, Folded, Teller
from judge.score.orders.layers import Reach, placed
from judge.score.orders.pairs import Duel, Pairs
from judge.score.orders.schulze import majorities


def fold(contest: Contest) -> Folded:
    """Return places by the majorities that are kept (§3.32); of equally strong ones, none that is part of a circle is."""
    kept = [(one, other) for (one, other, _, _), stays in _looked_at(Pairs(contest), len(contest.submissions)) if stays]
    behind, ahead = ([0] * len(contest.submissions) for _ in range(2))
    for one, other in kept:
        behind[other] |= 1 << one
        ahead[one] += 1
    return {
        "value": dict(zip(contest.submissions, placed(behind), strict=True)),
        "kept ahead of": dict(zip(contest.submissions, ahead, strict=True)),
        "kept behind": {one: bits.bit_count() for one, bits in zip(contest.submissions, behind, strict=True)},
    }


def _looked_at(pairs: Pairs, size: int) -> Iterator[tuple[Duel, bool]]:
    """Yield the majorities from the strongest down, and whether each is kept."""
    by_strength: dict[tuple[int, int], list[Duel]] = {}
    for duel in majorities(pairs):
        by_strength.setdefault((-duel[2], duel[3]), []).append(duel)
    reach = Reach([0] * size, [0] * size)
    for strength in sorted(by_strength):
        links = by_strength[strength]
        tried = Reach(reach.after, reach.before)
        for link in links:
            tried.link(*link[:2])
        stays = [not tried.after[other] >> one & 1 for one, other, _, _ in links]
        if all(stays):
            reach = tried
        else:
            for link, stay in zip(links, stays, strict=True):
                if stay:
                    reach.link(*link[:2])
        yield from zip(links, stays, strict=True)


def lines(contest: Contest) -> Teller:
    """Return what tells the majorities of a submission, from the strongest down, and whether each was kept."""
    pairs = Pairs(contest)
    looked_at = list(_looked_at(pairs, len(contest.submissions)))
    return lambda one, name: _lines(contest, looked_at, pairs.unit, one, name)


def _lines(
    contest: Contest, looked_at: Iterable[tuple[Duel, bool]], unit: int, one: int, name: Callable[[int], str]
) -> Iterator[str]:
    items = contest.submissions
    for (first, second, *numbers), stays in looked_at:
        if one in (items[first], items[second]):
            ahead, behind = (plain(Fraction(number, unit)) for number in numbers)
            why = "kept" if stays else "not kept, it closes a circle"
            yield f"{name(items[first])} ahead of {name(items[second])}, {ahead} to {behind}: {why}"
