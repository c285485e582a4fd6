"""A challenge's record as its acts read and extend it."""

import time
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import attrs

from judge.acts.scoring import Mistaken, Refused
from judge.files import evidence, private
from judge.files.durable import FileRefused, alone, append_durably, make_folder, write_whole
from judge.model.place import Place
from judge.model.problem import Problem, Problems, listed, nearest
from judge.record import journal
from judge.record.audit import Audit
from judge.record.finding import LAYERS, Finding
from judge.record.journal import Entry
from judge.record.keys import PrivateKey, WrongPassphrase, encrypted
from judge.record.line import JUDGE, LONGEST, ORGANIZER, ZERO, Body
from judge.record.opening import Opening
from judge.record.verify import verify

FOLDER = "record"
GITATTRIBUTES = "* -text\n"
ENTRIES_ONLY = tuple(LAYERS[LAYERS.index("heads") :])
"""What reading the entries alone leaves unchecked: heads, disclosures, scoring."""

UNSCORED = ("heads", "scoring")
"""What is left unchecked where a round is about to be scored anyway."""


@attrs.frozen(eq=False)
class Record:
    """A record, checked as far as its entries.

    Attributes:
        folder: the folder ``record/``.
        audit: what was read.
    """

    folder: Path
    audit: Audit

    @property
    def challenge(self) -> str:
        """Return the id of the challenge."""
        return self.audit.challenge

    def opening(self, round_id: str | None) -> Opening:
        """Return an opened round, or the only one.

        Raises:
            Mistaken: if there is no such one.
        """
        opened = self.audit.openings
        if round_id is None and len(opened) == 1:
            return next(iter(opened.values()))
        if round_id is None or round_id not in opened:
            said = f"the round `{round_id}` is not open" if round_id else "say which round"
            raise Mistaken(f"{said}; open: {listed(opened) or 'none; begin with `judge open ROUND`'}")
        return opened[round_id]

    def submission(self, opened: Opening, name: str) -> str:
        """Return the id of a submission.

        Raises:
            Mistaken: if there is none of this name.
        """
        if name not in opened.records:
            raise Mistaken(
                f"there is no submission `{name}`; {nearest(name, opened.records) or listed(opened.records)}"
            )
        return name


def path_of(directory: Path) -> Path:
    """Return where a challenge's record stands."""
    return directory / FOLDER


def exists(directory: Path) -> bool:
    """Whether a challenge has a record."""
    return (path_of(directory) / journal.ORGANIZER).is_file()


def read(directory: Path, judge: str | None = None, *, without: Iterable[str] = ENTRIES_ONLY) -> Record:
    """Return a challenge's record.

    Args:
        directory: the challenge folder.
        judge: whose journal is to be read; None for all.
        without: layers that are not checked.

    Raises:
        Refused: if it is not there, cannot be read, or is not whole.
    """
    if not exists(directory):
        raise Refused(_none(directory))
    folder = path_of(directory)
    found = evidence.read(folder, hidden=False)
    files = {name: data for name, data in found.files.items() if _needed(name, judge)}
    skipped = (*without, "seal") if judge is not None else without
    audit = verify(files, bundle=False, without=skipped, only=judge)
    odd = {name: why for name, why in found.odd.items() if _needed(name, judge)}
    if audit.failed or odd:
        raise Refused(_problems(directory, audit, odd))
    return Record(folder, audit)


def _needed(name: str, judge: str | None) -> bool:
    if name.startswith(("torn/", "private/")):
        return False
    if judge is None:
        return True
    return name == journal.ORGANIZER or name.startswith("inputs/") or name == journal.of_judge(judge)


def _none(directory: Path) -> Problems:
    problems = Problems()
    problems.refuse(
        "no-record", Place(path_of(directory).as_posix()), "this challenge has no record",
        "an organizer begins one with `judge open`; without one, marks stand in ballots/ and `judge rank` is enough",
    )  # fmt: skip
    return problems


def _problems(directory: Path, audit: Audit, odd: dict[str, str]) -> Problems:
    """Return what is wrong with a record, causes only."""
    problems = Problems()
    for cause, more in audit.findings.causes():
        problems.extend([problem(cause, len(more))])
    for name, why in odd.items():
        problems.refuse("record-broken", Place(f"{FOLDER}/{name}"), why, evidence.stray(name) or None)
    return problems


def problem(finding: Finding, more: int = 0) -> Problem:
    """Return a finding as a problem of a challenge's own record."""
    place = Place(f"{FOLDER}/{finding.file}", finding.line)
    hint = f"get the file again from where it came; `judge verify {FOLDER}` tells all" if not more else (
        f"{more} more findings follow from this; `judge verify` tells all"
    )  # fmt: skip
    return Problem("record-broken", "refused", place, f"{finding.text} [{finding.code}]", hint)


# -- writing ----------------------------------------------------------------------------------------------------------


def clock() -> str:
    """Return the time as an entry says it."""
    return datetime.fromtimestamp(int(time.time()), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def private_key(challenge: str, owner: str, passphrase: str | None) -> PrivateKey:
    """Return a key that is kept on this computer.

    Raises:
        Refused: if it is not here, or the passphrase is wrong.
    """
    path = private.key(challenge, owner)
    data = private.read(path)
    problems = Problems()
    whose = "the organizer's key" if owner == "organizer" else f"the key of {owner}"
    if data is None:
        problems.refuse(
            "no-key", Place(path.as_posix()), f"{whose} is not on this computer",
            "a key stays where it was made: work there, or copy the file over by hand",
        )  # fmt: skip
        raise Refused(problems)
    try:
        return PrivateKey.load(data, passphrase)
    except WrongPassphrase:
        said = "the passphrase does not open it" if encrypted(data) else "the file holds no key"
        problems.refuse("no-key", Place(path.as_posix()), f"{whose} cannot be used: {said}")
        raise Refused(problems) from None


def locked(directory: Path, owner: str) -> bool:
    """Whether the key of a judge, or of ``organizer``, asks for a passphrase."""
    path = path_of(directory) / journal.ORGANIZER
    try:
        with open(path, "rb") as stream:
            first = journal.cut(stream.readline(LONGEST).rstrip(b"\n"), journal.ORGANIZER)
    except OSError:
        return False
    data = private.read(private.key(first[0].hash.hex(), owner)) if first else None
    return data is not None and encrypted(data)


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
        raise FileRefused(Problem("clock-behind", "refused", Place(name), message, "set the clock right"))
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


def last_hash(entries: Sequence[Entry]) -> str | None:
    """Return the hash of the last entry, or None."""
    return entries[-1].hash if entries else None


def refuse(code: str, place: str, message: str, hint: str | None = None) -> Refused:
    """Return a refusal with one problem."""
    problems = Problems()
    problems.refuse(code, Place(place), message, hint)
    return Refused(problems)
