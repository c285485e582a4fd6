"""The three files that imports write: two tables in the challenge's own form, and the ledger of all imports."""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from judge.files import mark_changes, records
from judge.files.durable import make_folder, refused, write_together
from judge.model.ledger import Ledger

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


def write(directory: Path, ledger: Ledger, tables: Sequence[tuple[str, bytes]]) -> None:
    """Write the tables of an import, and add its rows to the ledger.

    The ledger goes first, for it holds the values that the tables lose: a crash in between leaves an import that is
    told and not done, and the same command does it. Records go before marks, so that no mark is of an unknown
    submission. A ledger that ends with these very rows is of an import that was interrupted, and is left as it is.

    Raises:
        FileRefused: if the system refuses; then nothing was changed.
    """
    path = directory / LEDGER
    old, rows = _read(path), text(_rows(ledger))
    files = [] if old.endswith(rows) else [(path, (old or text([_HEADERS])) + rows)]
    for file, data in tables:
        make_folder((directory / file).parent)
        files.append((directory / file, data))
    write_together(files)


def _read(path: Path) -> bytes:
    """Return the bytes of the ledger so far, whose last line is ended; none if there is no ledger."""
    try:
        old = path.read_bytes() if path.exists() else b""
    except OSError as error:
        raise refused(path, error) from error
    return old if not old or old.endswith(b"\n") else old + b"\n"


def _rows(ledger: Ledger) -> Iterable[Sequence[str]]:
    for row in ledger.rows:
        name, digest = ledger.files[row.file]
        key = row.key
        yield (
            name, digest, str(row.line), row.what, key.round, key.submission, key.judge, key.criterion,
            row.action, row.before, row.after, row.why,
        )  # fmt: skip
