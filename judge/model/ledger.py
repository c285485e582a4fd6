"""The ledger of an import: what became of every mark and every record of the files."""

from collections import Counter
from typing import Literal

import attrs

Action = Literal["taken", "changed", "unchanged", "skipped"]
ACTIONS: tuple[Action, ...] = ("taken", "changed", "unchanged", "skipped")

Kind = Literal["mark", "submission"]


@attrs.frozen(order=True)
class Key:
    """What an imported row is about; a record has a submission only, what a whole ballot has no criterion."""

    round: str
    submission: str
    judge: str = ""
    criterion: str = ""

    @property
    def ballot(self) -> "Key":
        """The key of the ballot that a mark belongs to."""
        return Key(self.round, self.submission, self.judge)


@attrs.frozen(eq=False)
class Row:
    """What became of one mark or one record.

    Attributes:
        file: the number of the file, as the ledger lists them.
        line: the line or row in it.
        what: whether it is a mark or a record.
        key: what it is of.
        action: what was done.
        before: the value that stood there, or empty.
        after: the value that stands there now.
        why: the reason for a change, or where an unchanged value stands, or why a row was skipped.
    """

    file: int
    line: int
    what: Kind
    key: Key
    action: Action
    before: str
    after: str
    why: str


@attrs.frozen(eq=False)
class Ledger:
    """Every mark and record of the imported files, in their order.

    Attributes:
        files: the name of each file and the SHA-256 of its bytes.
        rows: in the order of the files.
        left: the headers of columns that were not taken.
        written: the files of the challenge that were written, or would be.
        dry: whether nothing was written because it was only asked for.
    """

    files: tuple[tuple[str, str], ...]
    rows: tuple[Row, ...]
    left: tuple[str, ...]
    written: tuple[str, ...]
    dry: bool

    def counts(self) -> dict[Action, int]:
        """Return how many rows were taken, changed, unchanged and skipped."""
        counted = Counter(row.action for row in self.rows)
        return {action: counted[action] for action in ACTIONS}
