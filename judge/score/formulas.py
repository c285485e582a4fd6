"""Formulas worked out on the columns of a table: arithmetic, choices, square roots and thresholds."""

from bisect import bisect_right
from fractions import Fraction
from math import isqrt

from judge.model.number import Exact
from judge.model.table import Column, Table
from judge.score import columns
from judge.score.columns import Operand
from judge.score.plan import Calc, Choose, Col, Formula, Num, Root, Rounded, Thresholds


def evaluated(formula: Formula, table: Table) -> Operand:
    """Return what a formula gives for each cell of a table.

    Raises:
        DivisionByZero: for cells that hold a value.
    """
    match formula:
        case Col():
            return table.columns[formula.name]
        case Num():
            return formula.value
        case Rounded():
            return columns.rounded(evaluated(formula.formula, table), formula.digits, formula.half)
        case Calc():
            left, right = evaluated(formula.left, table), evaluated(formula.right, table)
            return columns.calculate(formula.operator, left, right, len(table), table.states)
        case Choose():
            test, yes, no = (evaluated(part, table) for part in (formula.test, formula.yes, formula.no))
            return columns.either(test, yes, no, len(table))
        case Root():
            return _roots(formula, table)
        case Thresholds():
            return _converted(formula, columns.spread(evaluated(formula.formula, table), len(table)))


def _roots(formula: Root, table: Table) -> Column:
    """Return ``value·√(up/down)`` by whole numbers: half the root of four times the square, each value once."""
    parts = (formula.value, formula.up, formula.down)
    value, up, down = (columns.spread(evaluated(part, table), len(table)) for part in parts)
    scale = 10**formula.digits
    above = 4 * scale**2 * down.denominator
    below = value.denominator**2 * up.denominator
    cells = list(zip(value.values, up.values, down.values, strict=True))
    known: dict[tuple[Exact, Exact, Exact], int] = {}
    for cell in set(cells):
        x, p, r = cell
        root = 0 if r == 0 else (isqrt(int(above * x * x * p // (below * r))) + 1) // 2
        known[cell] = -root if x < 0 else root
    return Column([known[cell] for cell in cells], scale)


def _converted(formula: Thresholds, column: Column) -> Column:
    distinct = list(dict.fromkeys(column.values))
    points = columns.of_fractions([point(formula, Fraction(value) / column.denominator) for value in distinct])
    known = dict(zip(distinct, points.values, strict=True))
    return Column([known[value] for value in column.values], points.denominator)


def point(formula: Thresholds, value: Fraction) -> Fraction:
    """Return what thresholds give for one value."""
    pairs = formula.pairs
    at = bisect_right([start for start, _ in pairs], value)
    if at == 0:
        return formula.below
    start, gives = pairs[at - 1]
    if not formula.line or at == len(pairs):
        return gives
    end, then = pairs[at]
    return gives + (then - gives) * (value - start) / (end - start)
