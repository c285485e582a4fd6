"""Levels that are ranges of a scale: where each begins and ends, and whether every mark has one."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from judge.model.fields import Fields
from judge.model.number import plain
from judge.model.place import Place
from judge.model.problem import Problems
from judge.model.rubric import Level, Scale
from judge.model.wording import Wording


def read(fields: Fields) -> Level | None:
    """Return a level: a ``mark``; or ``from`` and ``to``, both part of it; or ``from`` and ``below``, which is not."""
    ranged = fields.has("from") and not fields.has("mark")
    low = fields.number("from" if ranged else "mark", required=True)
    to, below = (fields.number(key) if ranged else None for key in ("to", "below"))
    title, descriptor = fields.wording("title") or Wording({}), fields.wording("descriptor")
    high = to if to is not None else below
    if ranged and (to is None) == (below is None):
        fields.problems.refuse(
            "missing-key", fields.place, "a range of a level needs one of `to` and `below`",
            "`to` belongs to the range, `below` does not", expected="to",
        )  # fmt: skip
        return None
    if low is not None and high is not None and (high < low or (to is None and high == low)):
        fields.problems.refuse(
            "wrong-number", fields.place, f"a level goes from {plain(low)} to {plain(high)}", found=plain(high)
        )
        return None
    return None if low is None else Level(low, title, descriptor, high, below is not None)


def check(levels: Sequence[tuple[Level, Place]], scale: Scale, problems: Problems) -> None:
    """Caution of marks of the scale that have no level, or two, where levels are ranges; the lowest level comes first."""
    if not any(level.high is not None for level, _ in levels):
        return
    for (one, _), (other, place) in pairwise(levels):
        end, shown = one.mark if one.high is None else one.high, _shown(one)
        if other.mark < end or (other.mark == end and not one.open):
            problems.caution(
                "level-overlap", place, f"the level from {plain(other.mark)} begins inside the one {shown}",
                "a mark there has two meanings: end the lower one with `below`",
            )  # fmt: skip
        else:
            _gap(end, not one.open, other.mark, False, scale, place, problems)
    first, last = levels[0], levels[-1]
    if scale.low is not None:
        _gap(scale.low, False, first[0].mark, False, scale, first[1], problems)
    if scale.high is not None:
        end = last[0].mark if last[0].high is None else last[0].high
        _gap(end, not last[0].open, scale.high, True, scale, last[1], problems)


def _gap(
    start: Fraction, taken: bool, end: Fraction, ends: bool, scale: Scale, place: Place, problems: Problems
) -> None:
    """Caution of marks between two ends; ``taken``: not the start itself, ``ends``: the end as well."""
    homeless = _between(start, taken, end, ends, scale)
    if homeless:
        problems.caution(
            "level-gap", place, f"no level says what a mark of {homeless} means", "let the levels meet: `from` one, `to` or `below` the next"
        )  # fmt: skip


def _between(start: Fraction, taken: bool, end: Fraction, ends: bool, scale: Scale) -> str:
    if scale.step is None:
        if start < end:
            return f"{'above' if taken else 'from'} {plain(start)}{' to' if ends else ' and below'} {plain(end)}"
        return plain(end) if start == end and ends and not taken else ""
    first = _next(start, taken, scale, scale.step)
    last = _next(end, ends, scale, scale.step) - scale.step
    if first > last:
        return ""
    return plain(first) if first == last else f"{plain(first)} to {plain(last)}"


def _next(mark: Fraction, after: bool, scale: Scale, step: Fraction) -> Fraction:
    """Return the first mark of the scale at, or after, another."""
    zero = scale.low if scale.low is not None else Fraction(0)
    number = -((zero - mark) // step)
    found = zero + number * step
    return found + step if after and found == mark else found


def _shown(level: Level) -> str:
    if level.high is None:
        return f"at {plain(level.mark)}"
    return f"from {plain(level.mark)} {'below' if level.open else 'to'} {plain(level.high)}"
