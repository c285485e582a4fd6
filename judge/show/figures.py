"""Places in large figures, of blocks that any terminal shows: as large as the room for them allows."""

from collections.abc import Mapping, Sequence
from typing import Final

_DRAWN: Final[Mapping[str, str]] = {
    "0": ".####. ##..## ##..## ##..## ##..## ##..## .####.",
    "1": "..##.. .###.. ..##.. ..##.. ..##.. ..##.. .####.",
    "2": ".####. ##..## ....## ...##. ..##.. .##... ######",
    "3": ".####. ##..## ....## ..###. ....## ##..## .####.",
    "4": "...##. ..###. .####. ##.##. ###### ...##. ...##.",
    "5": "###### ##.... #####. ....## ....## ##..## .####.",
    "6": "..###. .##... ##.... #####. ##..## ##..## .####.",
    "7": "###### ....## ...##. ..##.. ..##.. ..##.. ..##..",
    "8": ".####. ##..## ##..## .####. ##..## ##..## .####.",
    "9": ".####. ##..## ##..## .##### ....## ...##. .###..",
    "=": "...... ...... #####. ...... #####. ...... ......",
    ".": ".. .. .. .. .. ## ##",
}
"""Each character as seven rows of points."""

HEIGHT: Final = 7
_BLOCKS: Final = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}
"""A cell of a terminal is twice as high as wide, so it shows two points, one above the other."""


def figures(text: str, width: int, height: int) -> tuple[str, ...]:
    """Return a place such as ``=12`` in figures, in lines of the same width; nothing where there is no room.

    Args:
        text: of digits, ``=`` and the decimal point.
        width, height: the room, in columns and lines.
    """
    rows = [".".join(parts) for parts in zip(*(_DRAWN[each].split() for each in text), strict=True)]
    size = min(width // len(rows[0]), 2 * height // HEIGHT)
    if size < 1:
        return ()
    points = [[point == "#" for point in row for _ in range(size)] for row in rows for _ in range(size)]
    return tuple(_line(points[at], points[at + 1 : at + 2]) for at in range(0, len(points), 2))


def _line(upper: Sequence[bool], below: Sequence[Sequence[bool]]) -> str:
    lower = below[0] if below else [False] * len(upper)
    return "".join(_BLOCKS[pair] for pair in zip(upper, lower, strict=True))
