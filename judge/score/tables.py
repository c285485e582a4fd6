"""Tables with other columns or fewer cells."""

from collections.abc import Sequence
from itertools import compress

import attrs

from judge.model.table import Column, Table


def with_column(table: Table, name: str, column: Column) -> Table:
    """Return the table with one more column, or another of that name."""
    return attrs.evolve(table, columns={**table.columns, name: column})


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


def any_states(states: bytearray) -> bytearray | None:
    """Return the states, or None if all are values."""
    return states if any(states) else None
