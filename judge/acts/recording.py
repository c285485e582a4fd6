"""A challenge's record as its acts read and extend it."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import attrs

from judge.acts.loading import Mistaken, Refused
from judge.files import evidence, private
from judge.files.durable import make_folder, write_whole
from judge.model.place import Place
from judge.model.problem import Problem, Problems, listed, nearest
from judge.record import disclosure, journal
from judge.record.audit import Audit
from judge.record.finding import LAYERS, Finding
from judge.record.journal import Entry
from judge.record.keys import PrivateKey, WrongPassphrase, encrypted
from judge.record.layers.manifest import AS_THEY_ARE
from judge.record.line import LONGEST
from judge.record.opening import Opening
from judge.record.verify import verify

FOLDER = "record"
TORN = "torn"
"""Where lines stand whose writing was interrupted."""

GITATTRIBUTES = AS_THEY_ARE.decode()
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
    """Whether a challenge has a record: a journal of the organizer with one line at least."""
    try:
        with open(path_of(directory) / journal.ORGANIZER, "rb") as stream:
            return stream.readline(LONGEST + 1).endswith(b"\n")
    except (FileNotFoundError, NotADirectoryError):
        return False


def files(folder: Path) -> evidence.Evidence:
    """Return what a record holds, as far as it was written to its end.

    A last line without its line feed is about to be written, or its writing was interrupted: nobody was told that it is
    there, and it does not count. Files that look like second copies of others are set apart.
    """
    found = evidence.read(folder, hidden=False)
    for name in [each for each in found.files if each.startswith((f"{TORN}/", "private/"))]:
        del found.files[name]
    for name, data in found.files.items():
        if name.startswith(("journals/", "disclosures/")):
            found.files[name] = private.whole_lines(data)
    for name, other in evidence.copies(found.files).items():
        found.odd[name] = f"this looks like a second copy of {other.rpartition('/')[2]}"
        del found.files[name]
    return found


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
    found = files(folder)
    needed = {name: data for name, data in found.files.items() if _needed(name, judge)}
    skipped = (*without, "seal") if judge is not None else without
    audit = verify(needed, bundle=False, without=skipped, only=judge)
    odd = {name: why for name, why in found.odd.items() if _needed(name, judge)}
    if audit.failed or odd:
        raise Refused(_problems(directory, audit, odd))
    return Record(folder, audit)


def needed(directory: Path, instead: str) -> Record:
    """Return a challenge's record for an entry that has a counterpart where there is none.

    Args:
        instead: what to do without a record.

    Raises:
        Refused: if it is not there, cannot be read, or is not whole.
    """
    if not exists(directory):
        raise refuse("no-record", FOLDER, "there is no record in this folder", f"without one, {instead}")
    return read(directory, without=UNSCORED)


def disclose(record: Record, judge: str, lines: Sequence[str]) -> None:
    """Add disclosures of a judge to the record, all or none.

    Raises:
        FileRefused: if the system refuses.
    """
    name = disclosure.of_judge(judge)
    make_folder((record.folder / name).parent)
    added = "".join(f"{line}\n" for line in lines).encode()
    write_whole(record.folder / name, record.audit.files.get(name, b"") + added)


def _needed(name: str, judge: str | None) -> bool:
    if judge is None:
        return True
    own = journal.of_judge(judge)
    copy = evidence.stray(name) != "" and name.startswith(own.removesuffix(".jsonl"))
    return name in (journal.ORGANIZER, own) or name.startswith("inputs/") or copy


def _none(directory: Path) -> Problems:
    """Say that there is no record, and which folders beside have one, such as what a packet became."""
    problems = Problems()
    near = sorted(path.parent for path in directory.glob(f"*/{FOLDER}") if exists(path.parent))[:3]
    here = f"{' or '.join(f'-C {each}' for each in near)} has one; else " if near else ""
    problems.refuse(
        "no-record", Place(FOLDER), "there is no record in this folder",
        f"{here}name the challenge folder with -C; if it has no record yet, an organizer begins one with `judge open`",
    )  # fmt: skip
    return problems


def _problems(directory: Path, audit: Audit, odd: dict[str, str]) -> Problems:
    """Return what is wrong with a record, causes only."""
    problems = Problems()
    if audit.only is None and _of_packet(directory, audit):
        problems.refuse(
            "record-broken", Place(FOLDER), "this is the folder of one judge's packet, without the ballots of others",
            "what needs all ballots is done where the challenge is: by the organizers, or from a published bundle",
        )  # fmt: skip
        return problems
    for cause, more in audit.findings.causes():
        problems.extend([problem(cause, len(more))])
    for name, why in odd.items():
        problems.refuse("record-broken", Place(f"{FOLDER}/{name}"), why, evidence.stray(name) or None)
    return problems


def _of_packet(directory: Path, audit: Audit) -> bool:
    """Whether nothing is wrong but that journals of others are not here, in a folder that a packet became."""
    unpacked = (directory / "README.txt").exists() and not (directory / "criteria").exists()
    return unpacked and all(cause.code == "E_OMITTED" for cause, _ in audit.findings.causes())


def problem(finding: Finding, more: int = 0) -> Problem:
    """Return a finding as a problem of a challenge's own record."""
    place = Place(f"{FOLDER}/{finding.file}", finding.line)
    hint = "the file was changed or damaged: put back the copy that you sent, received or saved last"
    if more:
        hint += f"; {more} more finding{'s' * (more != 1)} will go with this one"
    return Problem("record-broken", "refused", place, f"{finding.text} [{finding.code}]", hint)


def opened_in(directory: Path, round_id: str | None) -> bool:
    """Whether a record has a round open; without one, whether it has any.

    Raises:
        Refused: if the record is not whole.
    """
    opened = read(directory).audit.openings
    return bool(opened) if round_id is None else round_id in opened


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
            "no-key", Place(private.shown(path)), f"{whose} is not on this computer",
            "a key stays on the computer where it was made: work there, or bring this file over on a stick",
        )  # fmt: skip
        raise Refused(problems)
    try:
        return PrivateKey.load(data, passphrase)
    except WrongPassphrase:
        said = "the passphrase does not open it" if encrypted(data) else "the file holds no key"
        hint = "type it again; capital letters count" if encrypted(data) else "put back your copy of the key file"
        problems.refuse("no-key", Place(private.shown(path)), f"{whose} cannot be used: {said}", hint)
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


def last_hash(entries: Sequence[Entry]) -> str | None:
    """Return the hash of the last entry, or None."""
    return entries[-1].hash if entries else None


def refuse(code: str, place: str, message: str, hint: str | None = None) -> Refused:
    """Return a refusal with one problem."""
    problems = Problems()
    problems.refuse(code, Place(place), message, hint)
    return Refused(problems)
