"""Points drawn with the blocks that every terminal has: two in a cell, one above the other, since a cell is twice as high as wide."""

from collections.abc import Sequence
from typing import Final

_BLOCKS: Final = {"..": " ", "#.": "▀", ".#": "▄", "##": "█"}


def blocks(rows: Sequence[str], size: int) -> tuple[str, ...]:
    """Return rows of points, in which ``#`` is a dark one, as lines of the same width.

    Args:
        size: of a point, in columns.
    """
    large = ["".join(point * size for point in row) for row in rows for _ in range(size)]
    if len(large) % 2:
        large.append("." * len(large[-1]))
    return tuple(
        "".join(_BLOCKS[one + other] for one, other in zip(upper, lower, strict=True))
        for upper, lower in zip(large[::2], large[1::2], strict=True)
    )
