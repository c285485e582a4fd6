"""What stands in the challenge already, and imported rows compared with it, cell by cell."""

from collections.abc import Mapping
from typing import Literal

import attrs

from judge.model.ledger import Action, Key, Kind

MARK = "mark"

Whose = Literal["own", "elsewhere", "brought"]
"""Where a row stands: in a table that imports write, in another file of the challenge, in a file being imported."""


@attrs.frozen(eq=False)
class Stand:
    """A row that stands somewhere: its cells by name, those that are empty left out."""

    whose: Whose
    file: str
    line: int
    cells: Mapping[str, str]

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@attrs.frozen(eq=False)
class Change:
    """A cell that would change: what stands where, and what would stand there."""

    name: str
    before: str
    after: str
    stand: Stand


@attrs.frozen(eq=False)
class Compared:
    """An imported row.

    Attributes:
        file: the number of its file.
        line, column: where it stands in it.
        what, key: what it is.
        action: what becomes of it.
        after: its mark or title.
        changes: the cells that differ from what stands; some may forbid the import.
        stand: what stood before, or None.
    """

    file: int
    line: int
    column: str
    what: Kind
    key: Key
    action: Action
    after: str
    changes: tuple[Change, ...] = ()
    stand: Stand | None = None


class Standing:
    """Rows by key: those that stand, and over them those that are imported."""

    def __init__(self) -> None:
        self.rows: dict[Key, Stand] = {}
        self.own: dict[Key, Mapping[str, str]] = {}
        self.touched: dict[Key, None] = {}

    def add(self, key: Key, stand: Stand) -> None:
        """Add a row that stands; of several the first counts, but an empty mark gives way to a mark."""
        if stand.whose == "own" and (key not in self.own or not self.own[key].get(MARK, MARK)):
            self.own[key] = stand.cells
        known = self.rows.get(key)
        if known is None or _empty(known):
            self.rows[key] = stand

    def compare(
        self, key: Key, row: Stand, beside: Mapping[str, str]
    ) -> tuple[Action, tuple[Change, ...], Stand | None]:
        """Return what becomes of a row, and take it if nothing forbids that; ``beside`` are the ballot's cells.

        Empty cells never count: they erase nothing. What fills an empty cell of a row brought before is taken.
        """
        base = self.rows.get(key)
        fresh = base is None or _empty(base)
        changes = [] if base is None or fresh else _changes(base, row.cells)
        if beside:
            changes += self._beside(key.ballot, beside, None if fresh else base)
        filled = len(changes)
        changes = [change for change in changes if change.before or change.stand.whose != "brought"]
        if not filled and not fresh:
            return "unchanged", (), base
        if all(change.stand.whose == "own" for change in changes):
            self._put(key, row)
            if beside:
                self._put(key.ballot, attrs.evolve(row, cells=beside))
        return "changed" if changes else "taken", tuple(changes), base

    def _beside(self, key: Key, cells: Mapping[str, str], base: Stand | None) -> list[Change]:
        known = self.rows.get(key)
        found = [] if known is None else _changes(known, cells)
        if base is None:
            return [change for change in found if change.before]
        return [Change(name, "", text, base) for name, text in cells.items()] if known is None else found

    def _put(self, key: Key, row: Stand) -> None:
        if key in self.rows and self.rows[key].whose == "elsewhere" and not _empty(self.rows[key]):
            return
        kept = self.rows[key].cells if key in self.touched else self.own.get(key)
        self.rows[key] = attrs.evolve(row, cells={**kept, **row.cells}) if kept else row
        self.touched[key] = None

    def final(self) -> dict[Key, Mapping[str, str]]:
        """Return every row that an imported table holds from now on."""
        return {**self.own, **{key: self.rows[key].cells for key in self.touched}}


def _empty(stand: Stand) -> bool:
    return stand.cells.get(MARK) == ""


def _changes(base: Stand, cells: Mapping[str, str]) -> list[Change]:
    known = base.cells
    return [
        Change(name, known.get(name, ""), text, base) for name, text in cells.items() if known.get(name, "") != text
    ]
