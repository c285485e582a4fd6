"""Schulze: chains of majorities, each as strong as its weakest link (M. Schulze, 2011; winning votes)."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise

from judge.model.number import plain
from judge.score.orders.contest import Contest, Folded, Teller
from judge.score.orders.layers import Reach, members, placed
from judge.score.orders.pairs import Pairs

Links = Mapping[int, Mapping[int, int]]
"""By the first and the second submission's position, how many ballots are a majority for the first."""


def fold(contest: Contest) -> Folded:
    """Return places: who has the stronger chain to another than the other to it is ahead of it (§3.31)."""
    behind = _behind(majorities(Pairs(contest)), len(contest.submissions))
    ahead = [0] * len(behind)
    for others in behind:
        for at in members(others):
            ahead[at] += 1
    return {
        "value": dict(zip(contest.submissions, placed(behind), strict=True)),
        "ahead of": dict(zip(contest.submissions, ahead, strict=True)),
        "behind": {one: bits.bit_count() for one, bits in zip(contest.submissions, behind, strict=True)},
    }


def majorities(pairs: Pairs) -> Iterator[tuple[int, int, int, int]]:
    """Yield who is ahead of whom for most, how many these are, and how many are against them."""
    for one, other, ahead, behind in pairs.duels():
        if ahead > behind:
            yield one, other, ahead, behind
        elif behind > ahead:
            yield other, one, behind, ahead


def _behind(majorities: Iterable[tuple[int, int, int, int]], size: int) -> list[int]:
    """Return for each submission, as bits, those with the stronger chain to it.

    Links are added from the strongest down; who reaches another before the other reaches it has the stronger chain.
    """
    by_strength: dict[int, list[tuple[int, int]]] = {}
    for one, other, number, _ in majorities:
        by_strength.setdefault(number, []).append((one, other))
    reach, behind = Reach([0] * size, [0] * size), [0] * size
    for strength in sorted(by_strength, reverse=True):
        for one, other in by_strength[strength]:
            reach.link(one, other)
        for at in range(size):
            behind[at] |= reach.before[at] & ~(reach.after[at] | 1 << at)
    return behind


def lines(contest: Contest) -> Teller:
    """Return what tells for each other submission the strongest chain to it and the one back, link by link."""
    pairs = Pairs(contest)
    links: dict[int, dict[int, int]] = {}
    turned: dict[int, dict[int, int]] = {}
    for first, second, number, _ in majorities(pairs):
        links.setdefault(first, {})[second] = number
        turned.setdefault(second, {})[first] = number
    return lambda one, name: _lines(contest, links, turned, pairs.unit, one, name)


def _lines(
    contest: Contest, links: Links, turned: Links, unit: int, one: int, name: Callable[[int], str]
) -> Iterator[str]:
    items, own = contest.submissions, contest.submissions.index(one)
    there, back = _strongest(links, own), _strongest(turned, own)
    for at, other in enumerate(items):
        if at != own:
            to, fro = _chain(there, own, at), _chain(back, own, at)[::-1]
            words = [_told(chain, links, unit, [name(item) for item in items]) for chain in (to, fro)]
            yield f"to {name(other)}: {words[0]}; back: {words[1]}"


def _strongest(links: Links, start: int) -> dict[int, tuple[int, int]]:
    """Return for each submission reached the strength of the strongest chain, and where it comes from."""
    found: dict[int, tuple[int, int]] = {}
    open_ = {start: (max((max(row.values()) for row in links.values()), default=0), start)}
    while open_:
        at = min(open_, key=lambda at: (-open_[at][0], at))
        found[at] = open_.pop(at)
        for other, number in links.get(at, {}).items():
            strength = min(found[at][0], number)
            if other not in found and strength > open_.get(other, (0, 0))[0]:
                open_[other] = (strength, at)
    return found


def _chain(found: dict[int, tuple[int, int]], start: int, end: int) -> list[int]:
    """Return the chain from the start to an end, or nothing."""
    if end not in found:
        return []
    chain = [end]
    while chain[-1] != start:
        chain.append(found[chain[-1]][1])
    return chain[::-1]


def _told(chain: list[int], links: Links, unit: int, names: Sequence[str]) -> str:
    if not chain:
        return "no chain, strength 0"
    numbers = [links[one][other] for one, other in pairwise(chain)]
    steps = [f" {plain(Fraction(number, unit))}> {names[at]}" for number, at in zip(numbers, chain[1:], strict=True)]
    return f"{names[chain[0]]}{''.join(steps)}, strength {plain(Fraction(min(numbers), unit))}"
