"""Tables: cells with one key per dimension, a state, and columns of exact numbers (§1)."""

from collections.abc import Mapping, Sequence

import attrs

from judge.model.number import Exact
from judge.model.place import Place


@attrs.frozen(eq=False)
class Dimension:
    """One dimension and its members.

    Attributes:
        name: ``submission``, ``judge``, ``criterion``, or the name of a field used as a key.
        members: the ids in canonical order (of Unicode code points; criteria in the order of the rubric).
        fields: by field, the text of each member, or None where it has none.
        places: where each member is declared; empty if nowhere.
        titles: what people read for each member; empty if nothing but the ids.
    """

    name: str
    members: tuple[str, ...]
    fields: Mapping[str, tuple[str | None, ...]] = attrs.field(factory=dict)
    places: tuple[Place, ...] = ()
    titles: tuple[str, ...] = ()

    def index(self) -> dict[str, int]:
        """Return the number of each member."""
        return {member: number for number, member in enumerate(self.members)}

    def place(self, number: int) -> Place:
        """Return where a member is declared."""
        return self.places[number] if self.places else Place(f"{self.name} {self.members[number]}")


@attrs.frozen(eq=False)
class Column:
    """A column of exact numbers on one denominator.

    Attributes:
        values: one number a cell. Each stands for itself divided by ``denominator``. Whole numbers, unless
            no common denominator of moderate size exists: then fractions. Cells without a value hold 0.
        denominator: the common denominator, at least 1.
    """

    values: Sequence[Exact]
    denominator: int = 1


@attrs.frozen(eq=False)
class Table:
    """Cells in the canonical order of their keys.

    Attributes:
        dimensions: the names of the dimensions.
        keys: per dimension, the member's number for each cell.
        states: one state a cell, or None if all are values.
        columns: the columns by name; ``value`` is the table's own.
    """

    dimensions: tuple[str, ...]
    keys: tuple[Sequence[int], ...]
    states: bytearray | None
    columns: Mapping[str, Column]

    @property
    def value(self) -> Column:
        """The table's own column."""
        return self.columns["value"]

    def __len__(self) -> int:
        return len(next(iter(self.columns.values())).values)


@attrs.frozen(eq=False)
class Sources:
    """Where the cells of a table were read, as numbers in columns.

    Attributes:
        files: the files read.
        file: the file's number for each cell.
        line: the line or row for each cell, 0 for a cell that was not read (a missing mark).
        columns: the headers.
        column: the header's number for each cell.
    """

    files: tuple[str, ...]
    file: Sequence[int]
    line: Sequence[int]
    columns: tuple[str, ...]
    column: Sequence[int]

    def place(self, cell: int) -> Place | None:
        """Return where a cell was read, or None."""
        if not self.line[cell]:
            return None
        return Place(self.files[self.file[cell]], self.line[cell], self.columns[self.column[cell]])
