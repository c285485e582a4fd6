"""A card as a poster that fills a terminal: the place in large figures, the text in the middle, broken between words."""

import unicodedata
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from types import MappingProxyType

import attrs

from judge.show.figures import figures
from judge.show.letters import letters
from judge.show.reveal import Card

_MARGIN = 2
_WIDEST = 100
"""The longest line of words: longer ones are hard to read."""
_FEW = 6
"""So many lines at most are made about as long as each other."""

_LONG = 120
"""A title of more letters stands as it is written: in large ones nobody reads it."""

_LEAST = 40
"""For every so many columns of a terminal, titles in letters may be one size larger."""

_LETTERS = 150
"""The longest line of letters, in points."""


@attrs.frozen
class Line:
    """A line of a poster, without the white space that puts it in the middle."""

    text: str
    strong: bool = False


def posters(card: Card, width: int, height: int) -> tuple[tuple[Line, ...], ...]:
    """Return the screens of a card: one, or several where its text is longer than the terminal.

    Args:
        width, height: of the terminal.
    """
    head, body = _lines(card.heading, width), _large(card, width, height) or _body(card, width)
    gap = [Line("")] * bool(head)
    room = height - len(head) - len(gap) - len(body) - 1
    drawn = figures(card.place, width - 2 * _MARGIN, room) if card.place and room > 0 else ()
    if drawn:
        return (_middle([*head, *gap, *map(Line, drawn), Line(""), *body], width, height),)
    if card.place:
        head = [*head, Line(card.place, strong=True)]
    whole = [*head, *[Line("")] * bool(head and len(head) + len(body) < height), *body]
    if len(whole) <= height:
        return (_middle(whole, width, height),)
    each = max(1, height - len(head))
    return tuple(_middle([*head, *body[at : at + each]], width, height) for at in range(0, len(body), each))


def _large(card: Card, width: int, height: int) -> list[Line]:
    """Return the body with titles in letters, as large as leaves the place its part; nothing where there is no room."""
    others = len(_lines(card.heading, width)) + len(_body(card, width))
    room = (height - others) * 3 // 5 if card.place else height - others
    if len(card.named) > room or any(len(one.title) > _LONG for one in card.named):
        return []
    titles = [one.title for one in card.named]
    alone: list[Line] = []
    for size in range(width // _LEAST, 0, -1):
        drawn = _drawn(titles, width, size)
        left = room - sum(len(drawn[title]) for title in titles if drawn)
        if drawn and left >= 0:
            alone = alone or _body(card, width, drawn)
            scores = _scores(card, width, size, left)
            if scores:
                return _body(card, width, drawn | scores)
    return alone


def _scores(card: Card, width: int, size: int, room: int) -> dict[str, tuple[str, ...]]:
    """Return the scores in letters no larger than those of the titles; nothing where there is no room."""
    texts = [text for text in (*(one.score for one in card.named), card.score) if text]
    for each in range(size, 0, -1):
        drawn = {text: ("", *rows) for text, rows in _drawn(texts, width, each).items()}
        if drawn and sum(len(drawn[text]) for text in texts) <= room:
            return drawn
    return {}


def _drawn(texts: Sequence[str], width: int, size: int) -> dict[str, tuple[str, ...]]:
    """Return texts in letters; nothing where one of them cannot be."""
    drawn = {text: letters(text, min(width - 2 * _MARGIN, size * _LETTERS), size) for text in texts}
    return drawn if all(drawn.values()) else {}


def _body(card: Card, width: int, drawn: Mapping[str, tuple[str, ...]] = MappingProxyType({})) -> list[Line]:
    """Return who is revealed and what is told, with an empty line between them; some of it in letters."""

    def told(title: str, score: str, lines: Sequence[str]) -> list[Line]:
        large = [list(map(Line, drawn.get(text, ()))) or _lines(text, width, strong=True) for text in (title, score)]
        return [*large[0], *large[1], *_each(lines, width)]

    parts = [told(one.title, one.score, one.lines) for one in card.named]
    if card.score or card.lines:
        parts.append(told("", card.score, card.lines))
    return [line for at, part in enumerate(parts) for line in ([Line("")] * bool(at) + part)]


def _each(texts: Sequence[str], width: int) -> list[Line]:
    return [line for text in texts for line in _lines(text, width) or [Line("")]]


def _lines(text: str, width: int, *, strong: bool = False) -> list[Line]:
    return [Line(each, strong) for each in balanced(text, min(width - 2 * _MARGIN, _WIDEST))]


def _middle(lines: Sequence[Line], width: int, height: int) -> tuple[Line, ...]:
    """Return lines in the middle of a terminal, with empty ones above."""
    above = [Line("")] * max(0, (height - len(lines)) // 2)
    return (*above, *(Line(" " * ((width - columns(one.text)) // 2) + one.text, one.strong) for one in lines))


def balanced(text: str, width: int) -> list[str]:
    """Return a text in as few lines as a width allows, all of them about as long where they are few."""
    width = max(1, width)
    lines = _broken(text, width)
    if not 1 < len(lines) <= _FEW:
        return lines
    widths = range(columns(text) // len(lines), width + 1)
    narrow = bisect_left(widths, -len(lines), key=lambda each: -len(_broken(text, max(1, each))))
    return _broken(text, max(1, widths[narrow]))


def _broken(text: str, width: int) -> list[str]:
    """Return a text in lines; a word that is longer than a line is cut."""
    lines: list[str] = []
    used = width
    for word in text.split():
        wide = columns(word)
        if used + 1 + wide <= width:
            lines[-1] += f" {word}"
            used += 1 + wide
            continue
        parts = [word] if wide <= width else _cut(word, width)
        lines += parts
        used = columns(parts[-1])
    return lines


def _cut(word: str, width: int) -> list[str]:
    parts, used = [""], 0
    for letter in word:
        wide = _columns(letter)
        if used + wide > width and parts[-1]:
            parts.append("")
            used = 0
        parts[-1] += letter
        used += wide
    return parts


def columns(text: str) -> int:
    """Return how many columns a text takes: letters of East Asia two, accents and joiners of their own none."""
    return sum(map(_columns, text))


def _columns(letter: str) -> int:
    if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1
