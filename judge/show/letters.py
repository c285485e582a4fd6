"""Titles in large capitals, for letters of Latin scripts; other titles stand as they are written."""

import unicodedata
from collections.abc import Mapping
from typing import Final

from judge.show.blocks import blocks

_DRAWN: Final[Mapping[str, str]] = {
    "A": ".###. #...# ##### #...# #...#", "B": "####. #...# ####. #...# ####.", "C": ".#### #.... #.... #.... .####",
    "D": "####. #...# #...# #...# ####.", "E": "#### #... ###. #... ####", "F": "#### #... ###. #... #...",
    "G": ".#### #.... #..## #...# .####", "H": "#...# #...# ##### #...# #...#", "I": "# # # # #",
    "J": "...# ...# ...# #..# .##.", "K": "#...# #..#. ###.. #..#. #...#", "L": "#... #... #... #... ####",
    "M": "#...# ##.## #.#.# #...# #...#", "N": "#...# ##..# #.#.# #..## #...#", "O": ".###. #...# #...# #...# .###.",
    "P": "####. #...# ####. #.... #....", "Q": ".###. #...# #.#.# #..#. .##.#", "R": "####. #...# ####. #..#. #...#",
    "S": ".#### #.... .###. ....# ####.", "T": "##### ..#.. ..#.. ..#.. ..#..", "U": "#...# #...# #...# #...# .###.",
    "V": "#...# #...# #...# .#.#. ..#..", "W": "#...# #...# #.#.# ##.## #...#", "X": "#...# .#.#. ..#.. .#.#. #...#",
    "Y": "#...# .#.#. ..#.. ..#.. ..#..", "Z": "##### ...#. ..#.. .#... #####", "Æ": ".###### #..#... #####.. #..#... #..####",
    "Ø": ".##.# #..#. #.#.# .#..# #.##.", "Ł": ".#.. .##. ##.. .#.. .###", "Œ": ".###### #..#... #..###. #..#... .######",
    "0": ".##. #..# #..# #..# .##.", "1": ".# ## .# .# .#", "2": "###. ...# .##. #... ####", "3": "###. ...# .##. ...# ###.",
    "4": "#..# #..# #### ...# ...#", "5": "#### #... ###. ...# ###.", "6": ".##. #... ###. #..# .##.",
    "7": "#### ...# ..#. .#.. .#..", "8": ".##. #..# .##. #..# .##.", "9": ".##. #..# .### ...# .##.",
    ".": ". . . . #", ",": ".. .. .. .# #.", ":": ". # . # .", ";": ".. .# .. .# #.", "'": "# # . . .", "’": "# # . . .",
    "-": "... ... ### ... ...", "–": ".... .... #### .... ....", "/": "...# ..#. ..#. .#.. #...", "+": "... .#. ### .#. ...",
    "&": ".##.. #..#. .##.# #..#. .##.#", "(": ".# #. #. #. .#", ")": "#. .# .# .# #.", "!": "# # # . #",
    "?": "###. ...# .##. .... .#..", '"': "#.# #.# ... ... ...", "“": "#.# #.# ... ... ...", "”": "#.# #.# ... ... ...",
    "«": "..... .#.#. #.#.. .#.#. .....", "»": "..... #.#.. .#.#. #.#.. .....", "¿": ".#.. .... .##. #... .###", "¡": "# . # # #",
    "≈": ".#.# #.#. .... .#.# #.#.", "%": "#..# ...# ..#. .#.. #..#", "#": ".#.#. ##### .#.#. ##### .#.#.", " ": ".. .. .. .. ..",
}  # fmt: skip
"""Each letter as five rows of points."""

_ABOVE: Final[Mapping[str, str]] = {
    "\u0300": "#.. .#.", "\u0301": "..# .#.", "\u0302": ".#. #.#", "\u0303": ".#.# #.#.", "\u0304": "... ###", "\u0306": "#.# .#.",
    "\u0307": "... .#.", "\u0308": "... #.#", "\u030a": ".#. .#.", "\u030b": "#.# #.#", "\u030c": "#.# .#.",
}  # fmt: skip
_BELOW: Final = {"\u0327": ".#.", "\u0328": "..#", "\u0326": ".#."}
"""Accents: two rows above a letter, one below."""


def letters(text: str, width: int, size: int) -> tuple[str, ...]:
    """Return a text in capitals, broken between words; nothing where a letter is not known or a word is too wide.

    Args:
        width: the room, in columns.
        size: of a point, in columns; a line of letters is four times as high.
    """
    words = [_word(word) for word in unicodedata.normalize("NFC", text).upper().split()]
    if not words or any(word is None or len(word[0]) * size > width for word in words):
        return ()
    lines: list[list[str]] = []
    for word in words:
        assert word is not None
        joined = [f"{one}...{other}" for one, other in zip(lines[-1], word, strict=True)] if lines else []
        if joined and len(joined[0]) * size <= width:
            lines[-1] = joined
        else:
            lines.append(word)
    return tuple(row for line in lines for row in blocks(line, size))


def _word(text: str) -> list[str] | None:
    """Return a word as eight rows of points, or None where a letter of it is not known."""
    found = [_letter(letter) for letter in text]
    known = [rows for rows in found if rows is not None]
    return [".".join(parts) for parts in zip(*known, strict=True)] if len(known) == len(found) else None


def _letter(letter: str) -> list[str] | None:
    parts = letter if letter in _DRAWN else unicodedata.normalize("NFD", letter)
    bare, accents = parts[0], parts[1:]
    if bare not in _DRAWN or any(each not in _ABOVE and each not in _BELOW for each in accents):
        return None
    middle = _DRAWN[bare].split()
    above = next((_ABOVE[each].split() for each in accents if each in _ABOVE), ["", ""])
    below = next((_BELOW[each] for each in accents if each in _BELOW), "")
    rows = [*above, *middle, below]
    wide = max(map(len, rows))
    return [row.center(wide, ".") for row in rows]
