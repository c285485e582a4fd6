"""Places from who stands ahead of whom: those behind nobody, then those behind nobody who is left, and so on."""

from collections.abc import Iterable, Iterator, Sequence


def placed(behind: Sequence[int]) -> list[int]:
    """Return places 1-2-2-4; bit j of number i says that j is ahead of i, without a circle."""
    places = [0] * len(behind)
    left = list(range(len(behind)))
    while left:
        there = sum(1 << at for at in left)
        block = {at for at in left if not behind[at] & there}
        for at in block:
            places[at] = len(behind) - len(left) + 1
        left = [at for at in left if at not in block]
    return places


def members(bits: int) -> Iterator[int]:
    """Yield the numbers of the bits that are set, upwards."""
    while bits:
        low = bits & -bits
        yield low.bit_length() - 1
        bits ^= low


class Reach:
    """Who is reached from whom by chains of links, growing link by link.

    Attributes:
        after: bit j of number i says that a chain leads from i to j.
        before: the same from behind.
    """

    def __init__(self, after: Iterable[int], before: Iterable[int]) -> None:
        self.after, self.before = list(after), list(before)

    def link(self, one: int, other: int) -> None:
        """Add a link and all chains that it closes."""
        if self.after[one] >> other & 1:
            return
        ends, begins = self.after[other] | 1 << other, self.before[one] | 1 << one
        new_begins, new_ends = begins & ~self.before[other], ends & ~self.after[one]
        for at in members(new_begins):
            self.after[at] |= ends
        for at in members(new_ends):
            self.before[at] |= begins
