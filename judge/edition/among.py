"""Where a submission's number lies among those of the others: how many are better, or the part of them, never whose or what."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from fractions import Fraction

from judge.edition.allowed import FEWEST
from judge.edition.promise import band
from judge.model.letter import Among
from judge.model.publishing import Told
from judge.model.rubric import Sense


def among(value: Fraction, ordered: Sequence[Fraction], better: Sense, told: Told, *, placed: bool) -> Among | None:
    """Return where a number lies, as exactly as the place is told; None where nothing is told, or too few have one.

    Args:
        value: of the submission.
        ordered: of all submissions with a place, the lowest first.
        placed: whether this one is among them.
    """
    if told == "none" or len(ordered) < FEWEST:
        return None
    below, upto, count = bisect_left(ordered, value), bisect_right(ordered, value), len(ordered) + (not placed)
    ahead, middle = len(ordered) - upto if better == "higher" else below, _middle(ordered)
    if told == "place":
        return Among(count, ahead, upto - below - placed, None, middle)
    found = band(ahead, count)
    return None if found is None else Among(count, band=found, middle=middle)


def _middle(ordered: Sequence[Fraction]) -> tuple[Fraction, Fraction] | None:
    """Return the lower and the upper quartile, or None where a quarter of the numbers would be too few."""
    if len(ordered) < 4 * FEWEST:
        return None
    return _at(ordered, Fraction(1, 4)), _at(ordered, Fraction(3, 4))


def _at(ordered: Sequence[Fraction], part: Fraction) -> Fraction:
    """Return the number below which a part of the others lies, between two of them in proportion (Hyndman and Fan, 7)."""
    where = part * (len(ordered) - 1)
    below = int(where)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (where - below) * (ordered[above] - ordered[below])
