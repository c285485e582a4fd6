"""Places in large figures, as large as the room for them allows."""

from collections.abc import Mapping
from typing import Final

from judge.show.blocks import blocks

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


def figures(text: str, width: int, height: int) -> tuple[str, ...]:
    """Return a place such as ``=12`` in figures, in lines of the same width; nothing where there is no room.

    Args:
        text: of digits, ``=`` and the decimal point.
        width, height: the room, in columns and lines.
    """
    rows = [".".join(parts) for parts in zip(*(_DRAWN[each].split() for each in text), strict=True)]
    size = min(width // len(rows[0]), 2 * height // HEIGHT)
    return blocks(rows, size) if size else ()
