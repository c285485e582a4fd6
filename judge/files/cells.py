"""Cells in the making: columns of several tables one after the other, then sorted, each key once."""

from array import array
from collections.abc import Sequence
from itertools import groupby, islice
from operator import eq, lt

import attrs

from judge.files.mark_text import Outcome
from judge.files.sheet import MOST_LISTED
from judge.model.number import plain
from judge.model.place import Place
from judge.model.problem import Problems
from judge.model.state import MISSING, VALUE, word


@attrs.define
class Cells:
    """Cells in columns.

    Attributes:
        origins: the tables' columns that marks were read from: file and header of each.
        outcomes: what texts came to.
        keys: per cell the number of its submission, judge and criterion together.
        cells: per cell the number of its outcome.
        lines: per cell the line it was read on.
        origin: per cell the number of its origin.
    """

    origins: list[tuple[str, str]] = attrs.field(factory=list)
    outcomes: dict[Outcome, int] = attrs.field(factory=dict)
    keys: list[int] = attrs.field(factory=list)
    cells: list[int] = attrs.field(factory=list)
    lines: Sequence[int] = ()
    origin: "array[int]" = attrs.field(factory=lambda: array("l"))

    def __len__(self) -> int:
        return len(self.keys)

    def number(self, outcome: Outcome) -> int:
        """Return the number of an outcome."""
        return self.outcomes.setdefault(outcome, len(self.outcomes))

    def add(self, origin: tuple[str, str], keys: list[int], cells: list[int], lines: Sequence[int]) -> None:
        """Add the cells of one column of marks; the lists become the cells' own."""
        if self.keys:
            self.lines = self.lines if isinstance(self.lines, array) else array("q", self.lines)
            self.keys.extend(keys)
            self.cells.extend(cells)
            self.lines.extend(lines)
        else:
            self.keys, self.cells, self.lines = keys, cells, lines
        self.origin.extend(array("l", [len(self.origins)]) * len(keys))
        self.origins.append(origin)

    def place(self, cell: int) -> Place:
        """Return where a cell was read."""
        file, header = self.origins[self.origin[cell]]
        return Place(file, self.lines[cell], header)

    def sort(self) -> None:
        """Sort by key; cells of one key stay in the order of reading."""
        if not all(map(lt, self.keys, islice(self.keys, 1, None))):
            self.keep(sorted(range(len(self.keys)), key=self.keys.__getitem__))

    def keep(self, order: Sequence[int]) -> None:
        """Keep these cells in this order."""
        self.keys = list(map(self.keys.__getitem__, order))
        self.cells = list(map(self.cells.__getitem__, order))
        self.lines = array("q", map(self.lines.__getitem__, order))
        if len(self.origins) > 1:
            self.origin = array("l", map(self.origin.__getitem__, order))
        else:
            self.origin = self.origin[: len(order)]

    def once(self, codes: tuple[str, ...], problems: Problems) -> None:
        """Leave one cell of each key: a mark given twice counts once, and with two values is a problem."""
        if not any(map(eq, self.keys, islice(self.keys, 1, None))):
            return
        _Doubles(self, codes, problems).leave_one()


class _Doubles:
    """The cells that share a key with others."""

    def __init__(self, cells: Cells, codes: tuple[str, ...], problems: Problems) -> None:
        self.cells = cells
        self.codes = codes
        self.problems = problems
        self.outcomes = list(cells.outcomes)
        self.same: list[int] = []
        self.different: list[tuple[int, int]] = []

    def leave_one(self) -> None:
        kept = []
        for _, group in groupby(range(len(self.cells)), key=self.cells.keys.__getitem__):
            kept.append(self.one(list(group)))
        self.report()
        self.cells.keep(kept)

    def one(self, group: list[int]) -> int:
        """Return the cell of one key that counts: an empty one gives way to a mark."""
        if len(group) > 1:
            self.same.append(group[1])
        marked = [cell for cell in group if self.outcomes[self.cells.cells[cell]].state != MISSING] or group
        other = next((cell for cell in marked if self.cells.cells[cell] != self.cells.cells[marked[0]]), None)
        if other is not None:
            self.same.pop()
            self.different.append((marked[0], other))
        return marked[0]

    def report(self) -> None:
        if self.same:
            place = min(map(self.cells.place, self.same[:MOST_LISTED]))
            self.problems.caution(
                "mark-twice", place, "the mark is given twice with the same value; it counts once",
                "remove one of the rows", more=len(self.same) - 1,
            )  # fmt: skip
        more = max(len(self.different) - MOST_LISTED, 0)
        for number, (first, second) in enumerate(self.different[:MOST_LISTED], 1):
            self.problems.refuse(
                "mark-differs",
                self.cells.place(second),
                f"the mark is {self.shown(second)} here, but {self.shown(first)} in {self.cells.place(first)}",
                "a judge gives a submission one mark a criterion; remove the one that does not hold",
                found=self.shown(second),
                expected=self.shown(first),
                more=more if number == MOST_LISTED else 0,
            )

    def shown(self, cell: int) -> str:
        outcome = self.outcomes[self.cells.cells[cell]]
        return plain(outcome.mark) if outcome.state == VALUE else f"`{word(outcome.state, self.codes)}`"
