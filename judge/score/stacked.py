"""Tables laid on top of one another, one for each member of a further dimension (§2.2, §7.5)."""

import math
from collections.abc import Sequence

from judge.model.number import Exact
from judge.model.state import VALUE
from judge.model.table import Column, Table
from judge.score.columns import MOST_BITS, fractions, of_fractions
from judge.score.tables import any_states


def stacked(dimension: str, tables: Sequence[tuple[int | None, Table]]) -> Table:
    """Return one table with the cells of all.

    Args:
        dimension: the further one.
        tables: each with the number of its member, or None for one that has the dimension itself.
    """
    names = next((table.dimensions for member, table in tables if member is None), ())
    names = names or (*tables[0][1].dimensions, dimension)
    keys: list[list[int]] = [[] for _ in names]
    states = bytearray()
    for member, table in tables:
        for name, column in zip(names, keys, strict=True):
            known = table.keys[table.dimensions.index(name)] if name in table.dimensions else None
            column.extend([member or 0] * len(table) if known is None else known)
        states += bytearray([VALUE] * len(table)) if table.states is None else table.states
    values = _together([table.value for _, table in tables])
    order = _order(keys, len(states))
    return Table(
        names,
        tuple([column[at] for at in order] for column in keys),
        any_states(bytearray(states[at] for at in order)),
        {"value": Column([values.values[at] for at in order], values.denominator)},
    )


def _order(keys: Sequence[Sequence[int]], cells: int) -> list[int]:
    """Return the cells in the canonical order of their keys."""
    packed: Sequence[int] = [0] * cells
    for column in keys:
        size = max(column, default=0) + 1
        packed = [before * size + key for before, key in zip(packed, column, strict=True)]
    return sorted(range(cells), key=packed.__getitem__)


def _together(columns: Sequence[Column]) -> Column:
    """Return several columns as one, on a common denominator where it is of moderate size."""
    common = math.lcm(*(column.denominator for column in columns))
    if common.bit_length() > MOST_BITS:
        return of_fractions([value for column in columns for value in fractions(column)])
    values: list[Exact] = []
    for column in columns:
        factor = common // column.denominator
        values += column.values if factor == 1 else [value * factor for value in column.values]
    return Column(values, common)
