"""Tables with other columns or fewer cells."""

from collections.abc import Sequence
from itertools import compress

import attrs

from judge.model.table import Column, Table


def with_column(table: Table, name: str, column: Column) -> Table:
    """Return the table with one more column, or another of that name."""
    return attrs.evolve(table, columns={**table.columns, name: column})


def brought(column: Column, numbers: Sequence[int]) -> Column:
    """Return the numbers of a column at these cells, 0 where there is none (-1)."""
    values = column.values
    return Column([values[number] if number >= 0 else 0 for number in numbers], column.denominator)


def chosen(table: Table, keep: Sequence[object]) -> Table:
    """Return the cells for which ``keep`` is true."""
    if all(keep):
        return table
    return Table(
        table.dimensions,
        tuple(list(compress(keys, keep)) for keys in table.keys),
        None if table.states is None else any_states(bytearray(compress(table.states, keep))),
        {name: Column(list(compress(c.values, keep)), c.denominator) for name, c in table.columns.items()},
    )


def every_key(tables: Sequence[Table]) -> Table:
    """Return a table with every key of any of these tables, and the value 0."""
    keys = sorted({key for table in tables for key in zip(*table.keys, strict=True)})
    dimensions = tables[0].dimensions
    columns = tuple([key[at] for key in keys] for at in range(len(dimensions)))
    return Table(dimensions, columns, None, {"value": Column([0] * len(keys))})


def any_states(states: bytearray) -> bytearray | None:
    """Return the states, or None if all are values."""
    return states if any(states) else None
