"""Arithmetic of whole columns: whole numbers on a common denominator, fractions where none is of moderate size."""

import math
import operator
from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from typing import cast

from judge.model.number import Exact, Half
from judge.model.number import rounded as rounded_number
from judge.model.table import Column
from judge.score.plan import Operator

MOST_BITS = 512
"""A common denominator beyond this many bits gives way to one fraction a cell."""

Operand = Column | Fraction
"""A column, or one number that stands in every cell."""

Values = Sequence[Exact]


class DivisionByZero(Exception):
    """A divisor is zero, in these cells; it becomes a problem with a place."""

    def __init__(self, cells: Sequence[int]) -> None:
        super().__init__()
        self.cells = cells


def fractions(column: Column) -> list[Fraction]:
    """Return the numbers of a column as fractions."""
    return [Fraction(value) / column.denominator for value in column.values]


def of_fractions(numbers: Sequence[Exact]) -> Column:
    """Return a column that holds these numbers."""
    common = 1
    for denominator in {number.denominator for number in numbers}:
        common = math.lcm(common, denominator)
        if common.bit_length() > MOST_BITS:
            return Column(numbers)
    return Column([number.numerator * (common // number.denominator) for number in numbers], common)


def reduced(column: Column) -> Column:
    """Return the column on the smallest common denominator."""
    if column.denominator == 1 or _holds_fractions(column):
        return column if column.denominator == 1 else of_fractions(fractions(column))
    common = math.gcd(column.denominator, *cast("Sequence[int]", column.values))
    if common == 1:
        return column
    return Column([value // common for value in column.values], column.denominator // common)


def calculate(sign: Operator, left: Operand, right: Operand, cells: int, ignored: Sequence[int] | None) -> Operand:
    """Return ``left sign right``, cell by cell.

    Args:
        cells: how many cells there are.
        ignored: the states of the cells, of which those that are not 0 hold no value; or None.

    Raises:
        DivisionByZero: for cells that hold a value.
    """
    if sign == "*":
        return _times(left, right)
    if sign == "/":
        return _over(left, right, cells, ignored)
    if isinstance(left, Fraction) and isinstance(right, Fraction):
        return Fraction(_OPERATORS[sign](left, right))
    a, b, denominator = _aligned(left, right, cells)
    values = list(map(_OPERATORS[sign], a, b))
    if sign in _COMPARISONS:
        return Column(list(map(int, values)))
    return Column(values, denominator)


def rounded(operand: Operand, digits: int, half: Half) -> Operand:
    """Return numbers rounded to decimals (§5.2)."""
    if isinstance(operand, Fraction):
        return rounded_number(operand, digits, half)
    known: dict[Exact, Exact] = {}
    denominator, scale = operand.denominator, 10 ** max(digits, 0)
    for value in operand.values:
        if value not in known:
            known[value] = int(rounded_number(Fraction(value) / denominator, digits, half) * scale)
    return Column([known[value] for value in operand.values], scale)


def either(test: Operand, yes: Operand, no: Operand, cells: int) -> Operand:
    """Return, cell by cell, ``yes`` where a test is not 0, else ``no``."""
    if isinstance(test, Fraction):
        return yes if test else no
    a, b, denominator = _aligned(yes, no, cells)
    return Column([x if passed else y for passed, x, y in zip(test.values, a, b, strict=True)], denominator)


def products(values: Sequence[Exact], denominator: int, groups: Iterable[int], count: int) -> Column:
    """Return the product of the values of each of ``count`` groups, where values stand over a denominator."""
    found = [Fraction(1)] * count
    for group, value in zip(groups, values, strict=True):
        found[group] *= Fraction(value) / denominator
    return of_fractions(found)


def totals(values: Iterable[Exact], groups: Iterable[int], count: int) -> list[Exact]:
    """Return the sum of the values of each of ``count`` groups; ``groups`` says where each value belongs."""
    sums: list[Exact] = [0] * count
    for group, value in zip(groups, values, strict=True):
        sums[group] += value
    return sums


def extremes(
    values: Iterable[Exact], groups: Iterable[int], count: int, better: Callable[[Exact, Exact], bool]
) -> list[Exact]:
    """Return the best value of each group, where ``better(a, b)`` says that a is better; 0 for a group without one."""
    found: list[Exact | None] = [None] * count
    for group, value in zip(groups, values, strict=True):
        known = found[group]
        if known is None or better(value, known):
            found[group] = value
    return [0 if value is None else value for value in found]


_OPERATORS: dict[str, Callable[[Exact, Exact], Exact]] = {
    "+": operator.add,
    "-": operator.sub,
    "min": min,
    "max": max,
    "<": operator.lt,
    "<=": operator.le,
    "==": operator.eq,
    ">=": operator.ge,
    ">": operator.gt,
    "and": operator.and_,
}
_COMPARISONS = frozenset({"<", "<=", "==", ">=", ">", "and"})


def _holds_fractions(column: Column) -> bool:
    return any(type(value) is Fraction for value in column.values)


def _aligned(left: Operand, right: Operand, cells: int) -> tuple[Values, Values, int]:
    """Return both sides as whole numbers (or fractions) on one denominator."""
    common = math.lcm(left.denominator, right.denominator)
    if common.bit_length() > MOST_BITS:
        return _bare(left, cells), _bare(right, cells), 1
    return _scaled(left, common, cells), _scaled(right, common, cells), common


def _bare(operand: Operand, cells: int) -> Values:
    return [operand] * cells if isinstance(operand, Fraction) else fractions(operand)


def _scaled(operand: Operand, denominator: int, cells: int) -> Values:
    if isinstance(operand, Fraction):
        return [operand.numerator * (denominator // operand.denominator)] * cells
    factor = denominator // operand.denominator
    return operand.values if factor == 1 else [value * factor for value in operand.values]


def _times(left: Operand, right: Operand) -> Operand:
    if isinstance(left, Fraction):
        left, right = right, left
    if isinstance(left, Fraction) and isinstance(right, Fraction):
        return left * right
    assert isinstance(left, Column)
    if isinstance(right, Fraction):
        values = left.values if right.numerator == 1 else [value * right.numerator for value in left.values]
        return _held(values, left.denominator * right.denominator)
    return _held(list(map(operator.mul, left.values, right.values)), left.denominator * right.denominator)


def _over(left: Operand, right: Operand, cells: int, ignored: Sequence[int] | None) -> Operand:
    if isinstance(right, Fraction):
        if right == 0:
            raise DivisionByZero([cell for cell in range(cells) if ignored is None or not ignored[cell]])
        return _times(left, 1 / right)
    divisors = right.values
    if 0 in divisors:
        zero = [cell for cell, value in enumerate(divisors) if value == 0 and (ignored is None or not ignored[cell])]
        if zero:
            raise DivisionByZero(zero)
        divisors = [value or 1 for value in divisors]
    inverse = _inverses(divisors, right.denominator)
    return _times(spread(left, cells), inverse)


def _inverses(divisors: Values, denominator: int) -> Column:
    """Return ``denominator / divisor`` for each divisor."""
    distinct = {value: Fraction(denominator) / value for value in set(divisors)}
    common = 1
    for fraction in distinct.values():
        common = math.lcm(common, fraction.denominator)
        if common.bit_length() > MOST_BITS:
            return Column([distinct[value] for value in divisors])
    scaled = {value: fraction.numerator * (common // fraction.denominator) for value, fraction in distinct.items()}
    return Column([scaled[value] for value in divisors], common)


def spread(operand: Operand, cells: int) -> Column:
    """Return an operand as a column of so many cells."""
    if isinstance(operand, Column):
        return operand
    return Column([operand.numerator] * cells, operand.denominator)


def _held(values: Values, denominator: int) -> Column:
    """Return a column, with one fraction a cell if the denominator has grown beyond measure."""
    if denominator.bit_length() <= MOST_BITS:
        return Column(values, denominator)
    return of_fractions([Fraction(value) / denominator for value in values])
