"""Tables with other columns or fewer cells."""

from collections.abc import Sequence
from itertools import compress

import attrs

from judge.model.state import MISSING, UNRANKED, VALUE
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


def every_key(tables: Sequence[Table], spare: bool) -> Table:
    """Return a table with every key of any of these tables, and the value 0 or the strongest state there.

    Unranked is stronger than missing, and that than what is set aside (§4.3).

    Args:
        spare: whether one value is enough for a cell to have one.
    """
    dimensions = tables[0].dimensions
    found: dict[tuple[int, ...], set[int]] = {}
    for table in tables:
        order = [table.keys[table.dimensions.index(name)] for name in dimensions]
        own = table.states or bytes(len(table))
        for key, state in zip(zip(*order, strict=True), own, strict=True):
            found.setdefault(key, set()).add(state)
    keys = sorted(found)
    columns = tuple([key[at] for key in keys] for at in range(len(dimensions)))
    states = bytearray(_strongest(found[key], spare) for key in keys)
    return Table(dimensions, columns, any_states(states), {"value": Column([0] * len(keys))})


def _strongest(states: set[int], spare: bool) -> int:
    if spare and VALUE in states and UNRANKED not in states:
        return VALUE
    return min(states - {VALUE} or {VALUE}, key=lambda state: {UNRANKED: -2, MISSING: -1}.get(state, state))


def any_states(states: bytearray) -> bytearray | None:
    """Return the states, or None if all are values."""
    return states if any(states) else None
