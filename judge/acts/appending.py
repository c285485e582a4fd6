"""Entries appended to a journal: each names the one before, is signed, and is on the disk before anybody is told so."""

import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import attrs

from judge.acts.recording import FOLDER
from judge.acts.scoring import Refused
from judge.files.durable import FileRefused, alone, append_durably, make_folder, write_whole
from judge.model.place import Place
from judge.model.problem import Problem, Problems
from judge.record import journal
from judge.record.journal import Entry
from judge.record.keys import PrivateKey
from judge.record.line import JUDGE, ORGANIZER, ZERO, Body


def clock() -> str:
    """Return the time as an entry says it."""
    return datetime.fromtimestamp(int(time.time()), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@attrs.frozen
class Added:
    """Entries that were added to a journal.

    Attributes:
        entries: as they stand there now.
        torn: where a torn line of an earlier writing was put aside, or None.
    """

    entries: tuple[Entry, ...]
    torn: Path | None = None


def add(folder: Path, owner: str, bodies: Sequence[Body], key: PrivateKey, *, expected: str | None = None) -> Added:
    """Append entries to a journal; on return they are on the disk.

    Args:
        folder: of the record.
        owner: a judge, or ``organizer``.
        bodies: what they say, but for the keys that all have.
        key: of the owner.
        expected: the hash of the entry they were worked out from, or None for the first ones; if another process has
            added something since, nothing is written.

    Raises:
        FileRefused: if the system refuses, or the clock stands before the last entry.
        Refused: if the journal has grown meanwhile, or is not whole.
    """
    name = journal.ORGANIZER if owner == "organizer" else journal.of_judge(owner)
    path = folder / name
    make_folder(path.parent)
    with alone(path.parent):
        torn = _heal(folder, path, name)
        data = path.read_bytes() if path.exists() else b""
        entries = [journal.entry(line) for line in journal.cut(data, name)]
        last = entries[-1] if entries else None
        if (last.hash if last is not None else None) != expected:
            raise Refused(_grown(name))
        lines = _lines(folder, owner, entries, bodies, key)
        append_durably(path, lines)
    numbered = journal.cut(data + "".join(f"{line}\n" for line in lines).encode(), name)
    return Added(tuple(journal.entry(line) for line in numbered[len(entries) :]), torn)


def _lines(folder: Path, owner: str, entries: Sequence[Entry], bodies: Sequence[Body], key: PrivateKey) -> list[str]:
    """Return the lines that follow, each naming the one before."""
    at, lines = clock(), []
    last = entries[-1] if entries else None
    challenge = _challenge(folder, owner, entries)
    context = ORGANIZER if owner == "organizer" else JUDGE
    name = journal.ORGANIZER if owner == "organizer" else journal.of_judge(owner)
    if last is not None and last.text("at") > at:
        message = (
            f"the clock of this computer says {at}, and the last entry is from {last.text('at')}; nothing was written"
        )
        hint = "set the clock right and do it again; if it is right, the last entry was made with a wrong one"
        raise FileRefused(Problem("clock-behind", "refused", Place(f"{FOLDER}/{name}"), message, hint))
    for body in bodies:
        line = journal.following(
            last, ZERO if last is None and owner == "organizer" else challenge, body, at, key, context
        )
        last = journal.entry(journal.cut(line.encode(), name)[0])
        challenge = challenge or last.hash
        lines.append(line)
    return lines


def _challenge(folder: Path, owner: str, entries: Sequence[Entry]) -> str:
    """Return the id of the challenge, or nothing where its genesis is about to be written."""
    if owner == "organizer":
        return entries[0].hash if entries else ""
    first = journal.cut((folder / journal.ORGANIZER).read_bytes(), journal.ORGANIZER)[0]
    return first.hash.hex()


def _heal(folder: Path, path: Path, name: str) -> Path | None:
    """Put a line aside whose writing was interrupted: it was never acknowledged."""
    data = path.read_bytes() if path.exists() else b""
    end = data.rfind(b"\n") + 1
    if end == len(data):
        return None
    torn = folder / "torn" / f"{name.rpartition('/')[2]}.{end}"
    make_folder(torn.parent)
    write_whole(torn, data[end:])
    write_whole(path, data[:end])
    return torn


def _grown(name: str) -> Problems:
    problems = Problems()
    problems.refuse(
        "journal-grown", Place(f"{FOLDER}/{name}"), "another process has added to this journal meanwhile; nothing was written",
        "do it again",
    )  # fmt: skip
    return problems
