"""The three files that imports write: two tables in the challenge's own form, and the ledger of all imports."""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from judge.files import csv_sheet, mark_changes, records
from judge.files.durable import make_folder, read_whole, write_together
from judge.model.ledger import Ledger
from judge.model.place import Place
from judge.model.problem import Problems

LEDGER = "imports.csv"
MARKS = mark_changes.OWN
SUBMISSIONS = records.OWN

_HEADERS = (
    "file", "sha256", "line", "kind", "round", "submission", "judge", "criterion", "action", "before", "after", "reason",
)  # fmt: skip
_SPECIAL = re.compile('[",;\t\r\n]')
"""What makes a cell stand in quotes: more than CSV asks for, so that no reader takes another delimiter."""


def text(rows: Iterable[Sequence[str]]) -> bytes:
    """Return rows as CSV: UTF-8, line feeds, cells as they are."""
    return "".join(_line(row) for row in rows).encode()


def _line(row: Sequence[str]) -> str:
    line = ",".join(row)
    if line.count(",") != len(row) - 1 or _SPECIAL.search(line.replace(",", "")):
        line = ",".join('"' + cell.replace('"', '""') + '"' if _SPECIAL.search(cell) else cell for cell in row)
    return line + "\n"


def readable(tables: Iterable[tuple[str, bytes]], problems: Problems) -> bool:
    """Whether the tables can be read again once they are written; if not, there is a problem."""
    for file, data in tables:
        found = Problems()
        if csv_sheet.read(data, file, None, found) is None:
            why = next(iter(found)).message
            problems.refuse("import-unreadable", Place(file), f"the table could not be read after the import: {why}")
    return not problems.refused


def write(directory: Path, ledger: Ledger, tables: Sequence[tuple[str, bytes]]) -> None:
    """Write the tables of an import, and add its rows to the ledger.

    The ledger goes first, for it holds the values that the tables lose: a crash in between leaves an import that is
    told and not done, and the same command does it. Records go before marks, so that no mark is of an unknown
    submission. A ledger that ends with these very rows is of an import that was interrupted, and is left as it is.

    Raises:
        FileRefused: if the system refuses; then nothing was changed.
    """
    path = directory / LEDGER
    old = read_whole(path) if path.exists() else text([_HEADERS])
    rows = text(_rows(ledger))
    if old and not old.endswith(b"\n"):
        old += b"\n"
    files = [] if old.endswith(rows) and path.exists() else [(path, old + rows)]
    for file, data in tables:
        make_folder((directory / file).parent)
        files.append((directory / file, data))
    write_together(files)


def _rows(ledger: Ledger) -> Iterable[Sequence[str]]:
    for row in ledger.rows:
        name, digest = ledger.files[row.file]
        key = row.key
        yield (
            name, digest, str(row.line), row.what, key.round, key.submission, key.judge, key.criterion,
            row.action, row.before, row.after, row.why,
        )  # fmt: skip
