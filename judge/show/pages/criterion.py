"""What submissions have on one criterion: the number, each mark, and a drawing of both."""

from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache

import attrs

from judge.model.edition import Given, Judged, Measure
from judge.model.number import plain, shown
from judge.show.pages.bars import Strip, strip
from judge.show.pages.words.said import Phrase, Said

MOST_JUDGES = 12
"""With more judges, a criterion tells how often each mark was given, and not by whom."""

_plain = lru_cache(maxsize=10_000)(plain)
_shown = lru_cache(maxsize=10_000)(lambda value: shown(value, 3))


@attrs.frozen
class Mark:
    """A mark in words; ``aside`` where it is none that counts."""

    text: str
    aside: bool


@attrs.frozen
class Reached:
    """What a submission has on a criterion, in words."""

    title: Phrase
    id: str
    weight: str
    value: str
    marks: tuple[Mark, ...]
    counted: str
    strip: Strip
    name: str
    description: str


class Criterion:
    """A criterion as one language tells it.

    Args:
        judged: the criterion.
        middle: the median of what the submissions have on it, or None.
    """

    def __init__(self, judged: Judged, middle: Fraction | None, said: Said) -> None:
        self._judged, self._middle, self._said = judged, middle, said
        self._title = Phrase(judged.title, said.language)
        self._weight = "" if judged.weight is None else plain(judged.weight)
        self._before, self._after = "", ""
        if judged.low is not None and judged.high is not None:
            self._before = said("chart-scale", low=plain(judged.low), high=plain(judged.high))
        if middle is not None:
            self._after = said("chart-middle", n=_shown(middle))

    def reached(self, measure: Measure, judges: Sequence[str]) -> Reached:
        """Return what a submission has on it.

        Args:
            judges: whose marks are shown one by one, in this order; nobody where they are counted together.
        """
        said, name = self._said, self._title.text or self._judged.id
        value = said("few") if measure.few else "–" if measure.value is None else _shown(measure.value)
        given: dict[str, list[Given]] = {}
        for each in measure.marks if judges else ():
            given.setdefault(each.judge, []).append(each)
        values = sorted(each.value for every in given.values() for each in every if each.value is not None)
        return Reached(
            self._title, self._judged.id, self._weight, value, tuple(self._mark(given.get(judge, ())) for judge in judges),
            "" if judges else _often(measure.marks), strip(measure.value, values, self._middle, self._ends(measure.value, values)),
            said("chart-none" if measure.value is None else "chart", criterion=name, value=value), self._description(values),
        )  # fmt: skip

    def _ends(self, value: Fraction | None, values: Sequence[Fraction]) -> tuple[Fraction, Fraction]:
        """Return the ends of the scale; without bounds, those of all that is drawn, nought among them."""
        low, high = self._judged.low, self._judged.high
        if low is not None and high is not None:
            return low, high
        drawn = [each for each in (Fraction(0), low, high, value, self._middle, *values) if each is not None]
        return min(drawn), max(drawn)

    def _description(self, values: Sequence[Fraction]) -> str:
        marks = self._said("chart-marks", marks=", ".join(map(_plain, values))) if values else ""
        return "; ".join(each for each in (self._before, marks, self._after) if each)

    def _mark(self, given: Sequence[Given]) -> Mark:
        """Return what a judge gave: a mark, in a round of pairs an answer for each pair, or why there is none."""
        marks = [_plain(each.value) for each in given if each.value is not None]
        if marks or not given:
            return Mark(", ".join(marks), aside=not marks)
        return Mark(self._said.state(given[0].state), aside=True)


def _often(marks: Sequence[Given]) -> str:
    """Return how often each mark was given, the highest first."""
    counts: dict[Fraction, int] = {}
    for given in marks:
        if given.value is not None:
            counts[given.value] = counts.get(given.value, 0) + 1
    return ", ".join(f"{_plain(mark)} × {count}" for mark, count in sorted(counts.items(), reverse=True))
