"""The cells of a table as an explanation reads them: by submission, with their keys as texts."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

import attrs

from judge.model.state import VALUE, word
from judge.model.table import Dimension, Table

Key = tuple[tuple[str, str], ...]
"""Dimensions or fields, each with a member."""


@attrs.frozen
class Row:
    """A cell of a table with its key as texts, the submission left out."""

    key: dict[str, str]
    value: Fraction | None
    state: str
    columns: dict[str, Fraction]


class Rows:
    """A table whose cells are found by submission without walking through all of it.

    Args:
        dimensions: whose members the table's keys count.
        codes: the rubric's declared codes, for the states of cells.
    """

    def __init__(self, table: Table, dimensions: Mapping[str, Dimension], codes: tuple[str, ...]) -> None:
        self._table, self._codes = table, codes
        names = table.dimensions
        self._at = names.index("submission") if "submission" in names else None
        self._keys = [
            (name, dimensions[name].members, table.keys[at]) for at, name in enumerate(names) if at != self._at
        ]
        self._columns = [
            (name, column) for name, column in table.columns.items() if name != "value" and not name.endswith(" found")
        ]
        self._cells: dict[int, list[int]] = {}
        if self._at is not None:
            for cell, number in enumerate(table.keys[self._at]):
                self._cells.setdefault(number, []).append(cell)

    def of(self, submission: int) -> list[Row]:
        """Return the cells that concern a submission, in canonical order; all of a table without submissions."""
        cells: Sequence[int] = range(len(self._table)) if self._at is None else self._cells.get(submission, ())
        return [self._row(cell) for cell in cells]

    def _row(self, cell: int) -> Row:
        table = self._table
        key = {name: members[numbers[cell]] for name, members, numbers in self._keys}
        state = VALUE if table.states is None else table.states[cell]
        value = Fraction(table.value.values[cell]) / table.value.denominator if state == VALUE else None
        columns = {name: Fraction(column.values[cell]) / column.denominator for name, column in self._columns}
        return Row(key, value, "" if state == VALUE else word(state, self._codes), columns)
