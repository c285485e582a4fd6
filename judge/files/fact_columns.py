"""Facts as columns in the making: rows of several files under one name."""

from collections.abc import Sequence
from itertools import pairwise
from typing import overload

import attrs

from judge.files.style import clean
from judge.model.challenge import Fact
from judge.model.place import Place
from judge.model.problem import Problems


@attrs.frozen(eq=False)
class Places(Sequence[Place]):
    """The places of the rows of a fact, each made when it is asked for.

    Attributes:
        files: the file of each row.
        lines: the line of each row.
        columns: the header of each row.
    """

    files: Sequence[str]
    lines: Sequence[int]
    columns: Sequence[str]

    @overload
    def __getitem__(self, row: int) -> Place: ...
    @overload
    def __getitem__(self, row: slice) -> "Places": ...
    def __getitem__(self, row: int | slice) -> "Place | Places":
        """Return the place of a row."""
        if isinstance(row, slice):
            return Places(self.files[row], self.lines[row], self.columns[row])
        return Place(self.files[row], self.lines[row], self.columns[row])

    def __len__(self) -> int:
        return len(self.lines)


@attrs.define
class _Growing:
    keys: tuple[list[str], ...]
    texts: list[str]
    files: list[str]
    lines: list[int]
    columns: list[str]


class FactColumns:
    """Facts by name and dimensions, fed file by file."""

    def __init__(self, problems: Problems) -> None:
        self.problems = problems
        self._found: dict[tuple[str, tuple[str, ...]], _Growing] = {}

    def add(
        self, name: str, dimensions: tuple[str, ...], keys: Sequence[Sequence[str]], texts: Sequence[str], where: Places
    ) -> None:
        """Add rows: per dimension the key of each row, the text of each row, and where each stands."""
        if not texts:
            return
        fresh = _Growing(tuple([] for _ in dimensions), [], [], [], [])
        growing = self._found.setdefault((clean(name), dimensions), fresh)
        for grown, more in zip(growing.keys, keys, strict=True):
            grown.extend(more)
        growing.texts.extend(texts)
        growing.files.extend(where.files)
        growing.lines.extend(where.lines)
        growing.columns.extend(where.columns)

    def finish(self, *, once: bool = True) -> tuple[Fact, ...]:
        """Return the facts sorted by name; with ``once`` a key that stands twice is a problem, and rows are sorted."""
        return tuple(self._fact(*name, growing, once) for name, growing in sorted(self._found.items()))

    def _fact(self, name: str, dimensions: tuple[str, ...], rows: _Growing, once: bool) -> Fact:
        places = Places(rows.files, rows.lines, rows.columns)
        if not once:
            return Fact(name, dimensions, rows.keys, rows.texts, places)
        every = list(zip(*rows.keys, strict=True))
        order = sorted(range(len(every)), key=lambda row: (every[row], places[row]))
        for before, row in pairwise(order):
            if every[before] == every[row]:
                self._twice(name, every[row], places[before], places[row])
        keys = tuple([key[row] for row in order] for key in rows.keys)
        files, lines, columns = rows.files, rows.lines, rows.columns
        where = Places([files[row] for row in order], [lines[row] for row in order], [columns[row] for row in order])
        return Fact(name, dimensions, keys, [rows.texts[row] for row in order], where)

    def _twice(self, name: str, key: tuple[str, ...], first: Place, second: Place) -> None:
        shown = ", ".join(f"`{part}`" for part in key)
        self.problems.refuse(
            "fact-twice",
            second,
            f"the fact `{name}` of {shown} is already given in {first}",
            "a fact has one row a key; remove one of them",
        )
