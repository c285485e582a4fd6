"""Keys of cells: groups of cells that agree on dimensions and fields, and look-ups by key (§1.4, §2.3)."""

import operator
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import accumulate, islice, repeat

import attrs

from judge.model.state import MISSING, UNRANKED, VALUE
from judge.model.table import Dimension, Table


@attrs.frozen(eq=False)
class Groups:
    """Groups of cells: their dimensions, packed keys in canonical order, and the group of each cell."""

    names: tuple[str, ...]
    sizes: Sequence[int]
    keys: Sequence[int]
    of_cell: Sequence[int]

    def columns(self) -> tuple[list[int], ...]:
        """Return one column of keys a dimension."""
        result: list[list[int]] = []
        rest = self.keys
        for size in reversed(self.sizes):
            result.append([key % size - 1 for key in rest])
            rest = [key // size for key in rest]
        return tuple(reversed(result))


def groups(dimensions: Mapping[str, Dimension], table: Table, over: Sequence[str], by: Sequence[str]) -> Groups:
    """Return the groups of a table's cells that agree on all dimensions but ``over``, and on the fields ``by``."""
    kept = [name for name in table.dimensions if name not in over]
    names = (*kept, *(field for field in by if field not in kept))
    sizes = [len(dimensions[name].members) + 1 for name in names]
    packed: Sequence[int] = [1] * len(table)
    for number, (name, size) in enumerate(zip(names, sizes, strict=True)):
        keys = keys_as(dimensions, table, name)
        packed = [a * size + b + 1 for a, b in zip(packed, keys, strict=True)] if number else [a + 1 for a in keys]
    distinct = list(dict.fromkeys(packed))
    if all(map(operator.lt, distinct, islice(distinct, 1, None))) and _runs(packed) == len(distinct):
        changes = map(operator.ne, islice(packed, 1, None), packed)
        return Groups(names, sizes, distinct, list(accumulate(changes, initial=0)) if distinct else [])
    distinct.sort()
    numbers = {key: at for at, key in enumerate(distinct)}
    return Groups(names, sizes, distinct, list(map(numbers.__getitem__, packed)))


def _runs(keys: Sequence[int]) -> int:
    """Return how many runs of equal keys follow one another."""
    changes: list[bool] = list(map(operator.ne, islice(keys, 1, None), keys))
    return sum(changes) + bool(keys)


def looked_up(dimensions: Mapping[str, Dimension], table: Table, other: Table) -> Sequence[int]:
    """Return for each cell of a table the number of the cell of the other one with its key, or -1."""
    if not other.dimensions:
        return [0 if len(other) else -1] * len(table)
    keys = [keys_as(dimensions, table, dimension) for dimension in other.dimensions]
    if len(keys) == 1:
        found = dict(zip(other.keys[0], range(len(other)), strict=True))
        if len(dimensions[other.dimensions[0]].members) == len(found):
            return keys[0]
        return list(map(found.get, keys[0], repeat(-1)))
    pairs = {key: number for number, key in enumerate(zip(*other.keys, strict=True))}
    return list(map(pairs.get, zip(*keys, strict=True), repeat(-1)))


def keys_as(dimensions: Mapping[str, Dimension], table: Table, dimension: str) -> Sequence[int]:
    """Return each cell's key in a dimension of the table or in a field of one; -1 where it has none."""
    if dimension in table.dimensions:
        return table.keys[table.dimensions.index(dimension)]
    owner = next(name for name in table.dimensions if dimension in dimensions[name].fields)
    index = dimensions[dimension].index()
    numbers = [-1 if text is None else index[text] for text in dimensions[owner].fields[dimension]]
    return [numbers[key] for key in table.keys[table.dimensions.index(owner)]]


def lacking(
    dimensions: Mapping[str, Dimension], table: Table, over: Sequence[str], by: Sequence[str]
) -> tuple[int, int, int] | None:
    """Return the first cell of a group that has fewer cells than another one has, its size and that of the other.

    Groups of different members of a field of what is folded are no matter: one section may have more criteria. Nor are
    groups that come to no value, such as those of a submission that was disqualified.
    """
    found = groups(dimensions, table, over, by)
    sizes: Mapping[int, int] = Counter(found.of_cell)
    states = group_states(table.states, found.of_cell, len(found.keys))
    if states is not None:
        sizes = {group: size for group, size in sizes.items() if states[group] == VALUE}
    fields = [name for name in by if any(name in dimensions[one].fields for one in over)]
    columns = found.columns() if fields else ()
    kinds = list(zip(*(columns[found.names.index(name)] for name in fields), strict=True)) or [()] * len(found.keys)
    most: dict[tuple[int, ...], int] = {}
    for group, size in sizes.items():
        most[kinds[group]] = max(size, most.get(kinds[group], 0))
    small = {group for group, size in sizes.items() if size < most[kinds[group]]}
    few = next((cell for cell, group in enumerate(found.of_cell) if group in small), None) if small else None
    return None if few is None else (few, sizes[found.of_cell[few]], most[kinds[found.of_cell[few]]])


def rows_of(table: Table, found: Groups) -> list[list[int]]:
    """Return the cells with a value of each group, in the order of their ids."""
    rows: list[list[int]] = [[] for _ in found.keys]
    if table.states is None:
        for cell, group in enumerate(found.of_cell):
            rows[group].append(cell)
    else:
        for cell, (group, state) in enumerate(zip(found.of_cell, table.states, strict=True)):
            if state == VALUE:
                rows[group].append(cell)
    return rows


def positions(table: Table, rows: Sequence[list[int]], upwards: bool) -> tuple[list[int], list[int]]:
    """Return each value's position in its group and the group's size; of equal values the last id comes first."""
    values = table.value.values
    places, sizes = [0] * len(table), [0] * len(table)
    for cells in rows:
        if upwards:
            cells.reverse()
        cells.sort(key=values.__getitem__)
        if not upwards:
            cells.reverse()
        for position, cell in enumerate(cells, 1):
            places[cell] = position
            sizes[cell] = len(cells)
    return places, sizes


def group_states(states: Sequence[int] | None, of_cell: Sequence[int], count: int) -> bytearray | None:
    """Return the state of each group (§4.3): unranked if any cell is, a value if any is, missing if any is."""
    if states is None:
        return None
    found = bytearray([255]) * count
    order = {UNRANKED: 0, VALUE: 1, MISSING: 2}
    rank = bytearray(order.get(state, 3 + state) for state in range(256 - 3)) + bytearray([255] * 3)
    for group, state in zip(of_cell, states, strict=True):
        if rank[state] < rank[found[group]]:
            found[group] = state
    return found if any(found) else None
