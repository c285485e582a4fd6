"""What is known of a table before there are marks: its dimensions, its sense, the bounds of its values (§1.3)."""

from fractions import Fraction

import attrs

from judge.model.rubric import Sense

Bound = Fraction | None
"""An end of an interval; None where there is none."""


MOST_BITS = 4000
"""Bounds with longer numerators or denominators are forgotten."""


def _bits(end: Fraction) -> int:
    return max(end.numerator.bit_length(), end.denominator.bit_length())


@attrs.frozen
class Shape:
    """The type of a table.

    Attributes:
        dimensions: in the table's order.
        better: whether higher or lower values are better, or None where that is not known.
        low, high: bounds of every value, or None.
        codes: the declared codes that a cell may still be.
    """

    dimensions: tuple[str, ...]
    better: Sense | None = None
    low: Bound = None
    high: Bound = None
    codes: tuple[str, ...] = ()

    def moderate(self) -> "Shape":
        """Return this shape without bounds that are too long to be of use."""
        ends = [end if end is None or _bits(end) <= MOST_BITS else None for end in (self.low, self.high)]
        return self.bounded(*ends)

    def bounded(self, low: Bound, high: Bound) -> "Shape":
        """Return this shape with other bounds."""
        return attrs.evolve(self, low=low, high=high)


def opposite(better: Sense | None) -> Sense | None:
    """Return the other sense."""
    return None if better is None else "lower" if better == "higher" else "higher"


def plus(a: Bound, b: Bound) -> Bound:
    """Return the sum of two bounds of the same end."""
    return None if a is None or b is None else a + b


def minus(a: Bound) -> Bound:
    """Return the mirrored bound."""
    return None if a is None else -a


def product(a: Shape, b: Shape) -> tuple[Bound, Bound]:
    """Return the bounds of a product."""
    ends = (a.low, a.high, b.low, b.high)
    if any(end is None for end in ends):
        positive = a.low is not None and b.low is not None and a.low >= 0 and b.low >= 0
        return (a.low * b.low if positive and a.low is not None and b.low is not None else None), None
    every = [x * y for x in ends[:2] for y in ends[2:] if x is not None and y is not None]
    return min(every), max(every)


def quotient(a: Shape, b: Shape) -> tuple[Bound, Bound]:
    """Return the bounds of a quotient; open where the divisor may be zero."""
    if b.low is None or b.high is None or b.low <= 0 <= b.high:
        return (Fraction(0), None) if _positive(a) and _positive(b) else (None, None)
    return product(a, Shape((), None, 1 / b.high, 1 / b.low))


def _positive(shape: Shape) -> bool:
    return shape.low is not None and shape.low >= 0


def widened(shape: Shape, value: object) -> Shape:
    """Return the shape with room for one more number, if it is one."""
    if not isinstance(value, Fraction):
        return shape
    low = None if shape.low is None else min(shape.low, value)
    high = None if shape.high is None else max(shape.high, value)
    return shape.bounded(low, high)


def widest(a: Shape, b: Shape) -> tuple[Bound, Bound]:
    """Return bounds that hold both."""
    low = None if a.low is None or b.low is None else min(a.low, b.low)
    high = None if a.high is None or b.high is None else max(a.high, b.high)
    return low, high


def highest(a: Bound, b: Bound) -> Bound:
    """Return the bound of a maximum: that of either where the other has none."""
    return b if a is None else a if b is None else max(a, b)


def lowest(a: Bound, b: Bound) -> Bound:
    """Return the bound of a minimum: that of either where the other has none."""
    return b if a is None else a if b is None else min(a, b)


def turned(better: Sense | None, factor: Shape) -> Sense | None:
    """Return the sense after multiplication or division: turned by negative factors, unknown if the sign may vary.

    A factor without known bounds is a fact that is not there yet; it is taken to be positive.
    """
    if factor.low is None or factor.low >= 0:
        return better
    return opposite(better) if factor.high is not None and factor.high <= 0 else None
