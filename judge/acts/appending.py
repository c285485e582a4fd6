"""Entries appended to a journal: each names the one before, is signed, and is on the disk before anybody is told so."""

import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import attrs

from judge.acts.loading import Mistaken, Refused
from judge.acts.recording import FOLDER, TORN
from judge.files.durable import FileRefused, alone, append_durably, make_folder, write_whole
from judge.model.place import Place
from judge.model.problem import Problem, Problems
from judge.record import journal
from judge.record.entries import JUDGES, ORGANIZERS, fault
from judge.record.journal import Entry
from judge.record.keys import PrivateKey
from judge.record.line import JUDGE, ORGANIZER, ZERO, Body


def seconds() -> int:
    """Return the time in seconds since 1970."""
    return int(time.time())


def clock() -> str:
    """Return the time as an entry says it."""
    return datetime.fromtimestamp(seconds(), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@attrs.frozen
class Added:
    """Entries that were added to a journal.

    Attributes:
        entries: as they stand there now.
        torn: where a torn line of an earlier writing was put aside, or None.
    """

    entries: tuple[Entry, ...]
    torn: Path | None = None


def begin(folder: Path, body: Body, key: PrivateKey, keep: Callable[[str], None]) -> Entry:
    """Write the genesis of a record, whole or not at all.

    Args:
        keep: is called with the id of the challenge before, so that no record is without its key.

    Raises:
        FileRefused: if the system refuses.
        Refused: if there is a record already.
    """
    path = folder / journal.ORGANIZER
    make_folder(path.parent)
    with alone(path.parent):
        heal(folder, journal.ORGANIZER)
        if path.exists() and path.stat().st_size:
            raise Refused(_grown(journal.ORGANIZER))
        line = journal.following(None, ZERO, body, clock(), key, ORGANIZER).encode()
        genesis = journal.entry(journal.cut(line, journal.ORGANIZER)[0])
        keep(genesis.hash)
        write_whole(path, line + b"\n")
    return genesis


def add(
    folder: Path, owner: str, bodies: Sequence[Body], key: PrivateKey, *, expected: str | None = None, after: str = ""
) -> Added:
    """Append entries to a journal; on return they are on the disk.

    Args:
        folder: of the record.
        owner: a judge, or ``organizer``.
        bodies: what they say, but for the keys that all have.
        key: of the owner.
        expected: the hash of the entry they were worked out from, or None for the first ones; if another process has
            added something since, nothing is written.
        after: the time of the newest entry of others that they follow.

    Raises:
        FileRefused: if the system refuses, the record is gone, or the clock stands before the last entry.
        Refused: if the journal has grown meanwhile, or is not whole.
        Mistaken: if an entry is not as entries are written, such as one with a name of nothing.
    """
    name = journal.ORGANIZER if owner == "organizer" else journal.of_judge(owner)
    path = folder / name
    if not (folder / journal.ORGANIZER).is_file():
        raise FileRefused(_vanished())
    make_folder(path.parent)
    with alone(path.parent):
        torn = heal(folder, name)
        data = path.read_bytes() if path.exists() else b""
        entries = [journal.entry(line) for line in journal.cut(data, name)]
        last = entries[-1] if entries else None
        if (last.hash if last is not None else None) != expected:
            raise Refused(_grown(name))
        lines = _lines(folder, owner, entries, bodies, key, after)
        append_durably(path, lines)
    numbered = journal.cut(data + "".join(f"{line}\n" for line in lines).encode(), name)
    return Added(tuple(journal.entry(line) for line in numbered[len(entries) :]), torn)


def _lines(
    folder: Path, owner: str, entries: Sequence[Entry], bodies: Sequence[Body], key: PrivateKey, after: str
) -> list[str]:
    """Return the lines that follow, each naming the one before."""
    at, lines = clock(), []
    last = entries[-1] if entries else None
    challenge = _challenge(folder, owner, entries)
    context = ORGANIZER if owner == "organizer" else JUDGE
    name = journal.ORGANIZER if owner == "organizer" else journal.of_judge(owner)
    newest = max(after, last.text("at") if last is not None else "")
    if newest > at:
        message = f"the clock of this computer says {at}, and the last entry is from {newest}; nothing was written"
        hint = "set the clock right and do it again; if it is right, the last entry was made with a wrong one"
        raise FileRefused(Problem("clock-behind", "refused", Place(f"{FOLDER}/{name}"), message, hint))
    for body in bodies:
        line = journal.following(last, challenge, body, at, key, context)
        last = journal.entry(journal.cut(line.encode(), name)[0])
        wrong = fault(last.body, ORGANIZERS if owner == "organizer" else JUDGES)
        if wrong is not None:  # an entry that no audit takes would end the record
            raise Mistaken(f"{wrong[1]}; nothing was written")
        lines.append(line)
    return lines


def _challenge(folder: Path, owner: str, entries: Sequence[Entry]) -> str:
    """Return the id of the challenge: the hash of its genesis."""
    if owner == "organizer" and entries:
        return entries[0].hash
    first = journal.cut((folder / journal.ORGANIZER).read_bytes(), journal.ORGANIZER)[0]
    return first.hash.hex()


def heal(folder: Path, name: str) -> Path | None:
    """Put the last line of a journal aside whose writing was interrupted: it was never acknowledged.

    Returns:
        where it stands now, or None if the journal is whole.

    Raises:
        FileRefused: if the system refuses.
    """
    path = folder / name
    data = path.read_bytes() if path.exists() else b""
    end = data.rfind(b"\n") + 1
    if end == len(data):
        return None
    number = 0
    while (torn := folder / TORN / f"{name.rpartition('/')[2]}.{end}.{number}").exists():
        number += 1
    make_folder(torn.parent)
    write_whole(torn, data[end:])
    write_whole(path, data[:end])
    return torn


def _vanished() -> Problem:
    return Problem(
        "file-not-written", "refused", Place(FOLDER), "the record is not there any more; nothing was written",
        "is the disk, the stick or the shared folder still connected?",
    )  # fmt: skip


def _grown(name: str) -> Problems:
    problems = Problems()
    problems.refuse(
        "journal-grown", Place(f"{FOLDER}/{name}"), "another process has added to this journal meanwhile; nothing was written",
        "do it again",
    )  # fmt: skip
    return problems
