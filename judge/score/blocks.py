"""An order as blocks of equals, each with its place: of the ranking, of the values of a table, of some submissions."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import groupby

from judge.model.result import Standing

Blocks = list[tuple[Fraction, tuple[str, ...]]]
"""The best block first."""


def in_order(standings: Sequence[Standing]) -> Blocks:
    """Return a ranking as blocks of equals, each with its place."""
    groups = [tuple(group) for _, group in groupby(standings, key=lambda standing: standing.block)]
    return [(group[0].place, tuple(standing.submission for standing in group)) for group in groups]


def by_value(values: Mapping[str, Fraction], sign: int) -> Blocks:
    """Return blocks of equal values, best first; ``sign`` is -1 where higher is better."""
    blocks: Blocks = []
    ahead = 0
    for value in sorted(set(values.values()), key=lambda value: value * sign):
        block = tuple(sorted(name for name, own in values.items() if own == value))
        blocks.append((Fraction(ahead + 1), block))
        ahead += len(block)
    return blocks


def only(order: Blocks, members: set[str]) -> Blocks:
    """Return the order of some submissions, with places of their own."""
    found: Blocks = []
    ahead = 0
    for _, block in order:
        own = tuple(name for name in block if name in members)
        if own:
            found.append((Fraction(ahead + 1), own))
            ahead += len(own)
    return found
