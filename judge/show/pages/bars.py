"""Charts drawn by hand as SVG: how scores are distributed, and what a submission has on a criterion."""

from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache

import attrs

from judge.model.number import plain, shown

MOST_BINS = 12


@attrs.frozen
class Bin:
    """A range of scores, its end no part of it, and how many lie in it."""

    low: Fraction
    high: Fraction
    count: int


def bins(scores: Sequence[Fraction]) -> tuple[Bin, ...]:
    """Return ranges of equal width, with round ends, that hold all scores; nothing where there are none."""
    if not scores:
        return ()
    low, high = min(scores), max(scores)
    width = _width(high - low)
    start = low // width * width
    counts = [0] * int((high - start) // width + 1)
    for score in scores:
        counts[int((score - start) // width)] += 1
    return tuple(Bin(start + at * width, start + (at + 1) * width, count) for at, count in enumerate(counts))


def _width(span: Fraction) -> Fraction:
    """Return the least of 1, 2 and 5 times a power of ten that needs no more ranges than are wanted."""
    if not span:
        return Fraction(1)
    width = Fraction(1)
    while width * MOST_BINS > span:
        width /= 10
    steps = (1, 2, 5)
    at = 0
    while span / (width * steps[at]) >= MOST_BINS - 1:
        at += 1
        if at == len(steps):
            width, at = width * 10, 0
    return width * steps[at]


@lru_cache(maxsize=10_000)
def share(value: Fraction, low: Fraction, high: Fraction, of: int) -> str:
    """Return where a number lies between two others, as a length of so many units with one decimal."""
    if high == low:
        return "0"
    tenths = int((value - low) * of * 10 / (high - low))
    return plain(Fraction(max(0, min(tenths, of * 10)), 10))


def baseline(scores: Sequence[Fraction]) -> tuple[Fraction, Fraction]:
    """Return the ends between which bars are drawn: from nought, unless there are scores below it."""
    low, high = min(scores, default=Fraction(0)), max(scores, default=Fraction(0))
    return min(low, Fraction(0)), max(high, Fraction(0))


@attrs.frozen
class Column:
    """A column of the distribution as it is drawn: its corner and size in units of the drawing, and what stands at it."""

    x: str
    y: str
    width: str
    height: str
    middle: str
    count: int
    label: str


WIDTH, HEIGHT = 600, 140
"""The units of the drawing of the distribution, without its labels."""


def columns(ranges: Sequence[Bin]) -> tuple[Column, ...]:
    """Return the columns of a distribution, the fullest one as high as the drawing."""
    most = max((each.count for each in ranges), default=1)
    step = Fraction(WIDTH, max(len(ranges), 1))
    found = []
    for at, each in enumerate(ranges):
        tall = Fraction(each.count * HEIGHT, most)
        x, wide = at * step + 2, step - 4
        top, middle = HEIGHT - tall, x + wide / 2
        found.append(
            Column(_units(x), _units(top), _units(wide), _units(tall), _units(middle), each.count, shown(each.low))
        )
    return tuple(found)


def _units(number: Fraction) -> str:
    return plain(Fraction(int(number * 10), 10))


@attrs.frozen
class Strip:
    """The paths of a criterion's drawing: its bar, the line of the middle, and a dot for each mark."""

    bar: str
    line: str
    dots: str


def strip(
    value: Fraction | None, marks: Sequence[Fraction], middle: Fraction | None, ends: tuple[Fraction, Fraction]
) -> Strip:
    """Return what is drawn for one criterion, between two ends, on 100 by 20 units; its marks are in order."""
    low, high = ends
    bar = "" if value is None else f"M0 7h{share(value, low, high, 100)}v6H0z"
    line = "" if middle is None else f"M{share(middle, low, high, 100)} 3v14"
    seen: dict[Fraction, int] = {}
    dots = []
    for mark in marks:
        at = seen[mark] = seen.get(mark, -1) + 1
        # Equal marks stand above one another, in both directions from the middle of the bar.
        y = 10 + (at + 1) // 2 * 4 * (1 if at % 2 else -1)
        dots.append(f"M{share(mark, low, high, 100)} {max(2, min(y, 18))}h0")
    return Strip(bar, line, "".join(dots))
