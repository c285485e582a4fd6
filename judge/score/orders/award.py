"""Points for places, from a list (§3.27)."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import accumulate

from judge.model.number import Exact, plain
from judge.model.table import Column, Dimension, Table
from judge.score.columns import of_fractions
from judge.score.groups import groups, rows_of
from judge.score.order_plan import Awarded
from judge.score.orders.places import blocks, valued
from judge.score.orders.refusal import Wrong
from judge.score.tables import with_column


def awarded(dimensions: Mapping[str, Dimension], table: Table, plan: Awarded) -> tuple[Table, Wrong | None]:
    """Return the table with points for places; and the cells that hold no place."""
    if plan.shared is not None:
        return _averaged(dimensions, table, plan, plan.shared), None
    if plan.beside:
        return table, None
    denominator = table.value.denominator
    points = {
        value: _point(plan, Fraction(value) / denominator)
        for value in {table.value.values[cell] for cell in valued(table)}
    }
    odd = [value for value, point in points.items() if point is None]
    if odd:
        return table, _no_place(table, odd)
    values = list(table.value.values)
    if table.states is not None:
        points = {0: Fraction(0), **points}
    return with_column(table, "value", _picked(values, {key: x for key, x in points.items() if x is not None})), None


def _point(plan: Awarded, place: Fraction) -> Fraction | None:
    if place.denominator != 1 or place < 1:
        return None
    return plan.points[int(place) - 1] if place <= len(plan.points) else plan.beyond


def _picked(values: Sequence[Exact], points: Mapping[Exact, Fraction]) -> Column:
    """Return the number that stands for each value, as a column."""
    column = of_fractions(list(points.values()))
    numbers = dict(zip(points, column.values, strict=True))
    return Column(list(map(numbers.__getitem__, values)), column.denominator)


def _no_place(table: Table, odd: Sequence[Exact]) -> Wrong:
    cells = [cell for cell in valued(table) if table.value.values[cell] in odd]
    found = Fraction(table.value.values[cells[0]]) / table.value.denominator
    return Wrong(
        "not-a-place", f"`points` are for places 1, 2, 3…, and here is {plain(found)}", cells,
        "rank before it without `average` numbering, or say `ties` of `points`",
    )  # fmt: skip


def _averaged(dimensions: Mapping[str, Dimension], table: Table, plan: Awarded, by: tuple[str, ...]) -> Table:
    """Equals get the mean of the points of the places that they fill."""
    ahead, level = [0] * len(table), [1] * len(table)
    most = 0
    for cells in rows_of(table, groups(dimensions, table, ("submission",), by)):
        above = 0
        for block in blocks(table.value, cells, "lower", Fraction(0)):
            for cell in block:
                ahead[cell], level[cell] = above, len(block)
            above += len(block)
        most = max(most, above)
    if plan.beside:
        return with_column(with_column(table, "ahead", Column(ahead)), "level", Column(level))
    listed = [*plan.points, *[plan.beyond] * max(0, most - len(plan.points))]
    sums = [Fraction(0), *accumulate(listed)]
    filled = list(zip(ahead, level, strict=True))
    means = {pair: (sums[sum(pair)] - sums[pair[0]]) / pair[1] for pair in set(filled)}
    column = of_fractions(list(means.values()))
    numbers = dict(zip(means, column.values, strict=True))
    return with_column(table, "value", Column(list(map(numbers.__getitem__, filled)), column.denominator))
