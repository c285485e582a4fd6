"""``judge collect``: journals, disclosures and cosignatures taken in from mail, a stick, a shared folder or a checkout."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import attrs

from judge.acts import appending, delivered, recording
from judge.acts.loading import Refused
from judge.acts.recording import Record
from judge.files import evidence
from judge.files.durable import alone, make_folder, write_whole
from judge.model.place import Place
from judge.model.problem import Problems
from judge.record import checkpoint, disclosure, journal
from judge.record.disclosure import Disclosure
from judge.record.journal import Entry
from judge.record.layers import heads
from judge.record.layers.disclosures import commitments
from judge.record.line import Body, Line, Misspelt
from judge.record.note import NotANote, Note, parse
from judge.record.verify import verify


@attrs.frozen
class Collected:
    """What was taken in.

    Attributes:
        entries: by judge, how many new entries.
        complete: the judges whose last line of a round is now there.
        disclosures: how many new ones.
        cosigned: judges whose cosignature was added.
        passed: files with nothing new, and why.
    """

    entries: Mapping[str, int]
    complete: tuple[str, ...]
    disclosures: int
    cosigned: tuple[str, ...]
    passed: Mapping[str, str]


@attrs.define
class _Brought:
    """What files hold, before it is held against the record."""

    journals: dict[str, list[tuple[str, bytes]]] = attrs.field(factory=dict)
    longest: dict[str, str] = attrs.field(factory=dict)
    disclosures: dict[str, Disclosure] = attrs.field(factory=dict)
    notes: list[tuple[str, Note]] = attrs.field(factory=list)
    passed: dict[str, str] = attrs.field(factory=dict)


def collect(directory: Path, paths: Sequence[Path], passphrase: str | None) -> Collected:
    """Take in what judges send; every file is checked before anything is written.

    Raises:
        Refused: if a journal forks, is of another challenge, or is not whole; both lines are shown.
        FileRefused: if the system refuses.
    """
    record = recording.read(directory)
    problems, brought = Problems(), _Brought()
    for name, data in _files(paths, record, problems, brought):
        _sort(name, data, brought)
    if not (brought.journals or brought.disclosures or brought.notes):
        for name, why in sorted(brought.passed.items()):
            problems.refuse("collect-broken", Place(name), why)
    longest: dict[str, bytes] = {}
    for judge, copies in sorted(brought.journals.items()):
        found = _longest(record, judge, copies, problems, brought)
        if found is not None:
            longest[judge] = found
    if not problems.refused:
        _check(record, longest, brought, problems)
    if problems.refused:
        raise Refused(problems)
    cosigned = _cosignatures(record, brought)
    return _write(record, longest, brought, cosigned, passphrase)


def _files(paths: Iterable[Path], record: Record, problems: Problems, brought: _Brought) -> Iterable[tuple[str, bytes]]:
    own = record.folder.resolve()
    for path in paths:
        if path.is_dir():
            found = evidence.read(path, hidden=False)
            brought.passed |= {f"{path.name}/{name}": why for name, why in found.odd.items()}
            for name, data in sorted(found.files.items()):
                if own not in (path / name).resolve().parents:
                    yield (path / name).as_posix(), data
            continue
        one = evidence.read_file(path)
        if isinstance(one, str):
            problems.refuse("collect-broken", Place(path.as_posix()), one)
        else:
            yield path.as_posix(), one


def _sort(name: str, data: bytes, brought: _Brought) -> None:
    """Tell what a file is by how it begins; one may hold a journal and the disclosures below it."""
    if len(data) > LONGEST_FILE or data.count(b"\n") > journal.MOST_LINES:
        brought.passed[name] = "it is longer than anything a judge sends"
        return
    data = delivered.plain(name, data, brought.passed)
    if data.startswith((b'{"body":', b'["')):
        lines = data.split(b"\n")
        journal_lines = [line for line in lines if line.startswith(b"{")]
        opened = [found for line in lines if line.startswith(b"[") and (found := disclosure.parse(line)) is not None]
        brought.disclosures |= {found.digest: found for found in opened}
        judge, kind = delivered.sender(journal_lines)
        if kind in ("mark", "compare", "recuse", "submit"):
            whole = b"".join(line + b"\n" for line in journal_lines)
            cut = not data.endswith(b"\n") and lines[-1].startswith(b"{")
            brought.journals.setdefault(judge, []).append((name, whole[:-1] if cut else whole))
            return
        if kind == "join":
            brought.passed[name] = "a request to join is taken in with `judge enrol`"
        if opened or kind == "join":
            return
    if "\n\n— ".encode() in data:
        try:
            brought.notes.append((name, parse(delivered.signed(data), heads.MOST_WITNESSES)))
            return
        except NotANote:
            pass
    brought.passed[name] = delivered.nothing(data)


LONGEST_FILE = 64 << 20


def _longest(
    record: Record, judge: str, copies: Sequence[tuple[str, bytes]], problems: Problems, brought: _Brought
) -> bytes | None:
    """Return the longest of the copies of a journal; of two, one must be the beginning of the other."""
    own = b"".join(each.line.data + b"\n" for each in record.audit.judges.get(judge, []))
    best, where = own, f"{recording.FOLDER}/{journal.of_judge(judge)}"
    for name, copy in sorted(copies):
        data = copy[: copy.rfind(b"\n") + 1]
        if data != copy:
            brought.passed[name] = "its last line is torn; the lines before it were taken"
        if best.startswith(data):
            brought.passed.setdefault(name, "nothing in it is new")
            continue
        if not data.startswith(best):
            _fork(judge, (where, best), (name, data), problems)
            return None
        best, where = data, name
    brought.longest[judge] = where
    return best if best != own else None


def _fork(judge: str, one: tuple[str, bytes], other: tuple[str, bytes], problems: Problems) -> None:
    lines = [journal.cut(data, name) for name, data in (one, other)]
    first = next(
        (at for at, (a, b) in enumerate(zip(*lines, strict=False)) if a.data != b.data), min(map(len, lines))
    )  # fmt: skip
    here, there = [_told(each[first]) if first < len(each) else "(ends)" for each in lines]
    problems.refuse(
        "journal-fork", Place(other[0], first + 1),
        f"two journals of {judge} part ways here, at entry {first}, and cannot both count; nothing was taken",
        f"{one[0]}:{first + 1} says {here}\n         {other[0]}:{first + 1} says {there}\n"
        "         ask the judge which one is right, and keep both files",
    )  # fmt: skip


def _told(line: Line) -> str:
    """Return what an entry says, for the eye; what cannot be read, as it stands there."""
    try:
        body = journal.entry(line).body
    except (Misspelt, ValueError):
        return repr(line.data[:100].decode(errors="replace"))
    marks = body.get("marks")
    given = [f"{name}={mark}" for name, mark in marks.items()] if isinstance(marks, dict) else []
    return " ".join(str(each) for each in (body.get("at"), body.get("type"), body.get("sub", ""), *given))[:200]


def _check(record: Record, longest: Mapping[str, bytes], brought: _Brought, problems: Problems) -> None:
    """Audit the record as it would be."""
    files = dict(record.audit.files)
    for judge, data in longest.items():
        files[journal.of_judge(judge)] = data
    audit = verify(files, bundle=False, without=recording.ENTRIES_ONLY)
    came = {journal.of_judge(judge): brought.longest[judge] for judge in longest}
    for cause, more in audit.findings.causes():
        found = recording.problem(cause, len(more))
        place = Place(came.get(cause.file, found.place.file), cause.line)
        hint = "the file was changed or damaged on its way: ask for it again; nothing was taken"
        problems.extend([attrs.evolve(found, code="collect-broken", place=place, hint=hint)])


def _cosignatures(record: Record, brought: _Brought) -> dict[str, Note]:
    """Return by seal its checkpoint with the cosignatures that were brought."""
    found: dict[str, Note] = {}
    genesis = record.audit.genesis
    assert genesis is not None
    origin = genesis.text("origin")
    for name, note in brought.notes:
        seal = next((each for each in record.audit.seals if _text(record, each.name) == note.text), None)
        if seal is None:
            brought.passed[name] = "it is a signature of nothing that is sealed here"
            continue
        current = found.get(seal.name) or parse(record.audit.files[heads.of_seal(seal.name)], heads.MOST_WITNESSES)
        for each in note.signatures:
            judge = each.name.removeprefix(f"{origin}/")
            keys = [key.bytes for _, key in record.audit.keys.get(judge, ())]
            valid = any(checkpoint.cosigned(note, each, key) is not None for key in keys)
            if valid and each.name not in {one.name for one in current.signatures}:
                current = attrs.evolve(current, signatures=(*current.signatures, each))
        found[seal.name] = current
    return found


def _text(record: Record, name: str) -> str:
    data = record.audit.files.get(heads.of_seal(name))
    try:
        return parse(data, heads.MOST_WITNESSES).text if data is not None else ""
    except NotANote:
        return ""


def _write(
    record: Record,
    longest: Mapping[str, bytes],
    brought: _Brought,
    cosigned: Mapping[str, Note],
    passphrase: str | None,
) -> Collected:
    key = recording.private_key(record.challenge, "organizer", passphrase)
    known = record.audit.judges
    acks: list[Body] = []
    entries: dict[str, list[Entry]] = {}
    for judge, data in sorted(longest.items()):
        path = record.folder / journal.of_judge(judge)
        make_folder(path.parent)
        with alone(path.parent):
            torn = appending.heal(record.folder, journal.of_judge(judge))
            write_whole(path, data)
        if torn is not None:
            brought.passed[torn.as_posix()] = f"a line of {judge} whose writing was interrupted was put aside here"
        entries[judge] = [journal.entry(line) for line in journal.cut(data, journal.of_judge(judge))]
        last = entries[judge][-1]
        acks.append({"type": "ack", "judge": judge, "of": last.number("seq"), "head": last.hash})
    acks += _unacknowledged(record, longest)
    if acks:
        appending.add(record.folder, "organizer", acks, key, expected=recording.last_hash(record.audit.organizer))
    disclosed = _disclose(record, entries, brought)
    added = []
    for name, note in cosigned.items():
        path = record.folder / heads.of_seal(name)
        before = {each.name for each in parse(path.read_bytes(), heads.MOST_WITNESSES).signatures}
        added += [each.name.rpartition("/")[2] for each in note.signatures if each.name not in before]
        write_whole(path, note.written())
    counts = {judge: len(each) - len(known.get(judge, [])) for judge, each in entries.items()}
    complete = tuple(judge for judge, each in entries.items() if each[-1].type == "submit")
    return Collected(counts, complete, disclosed, tuple(added), brought.passed)


def _unacknowledged(record: Record, longest: Mapping[str, bytes]) -> list[Body]:
    """Return acknowledgements of journals that grew in the record's own folder, as in a shared one."""
    heads_ = {str(each.body["head"]) for each in record.audit.organizer if each.type == "ack"}
    return [
        {"type": "ack", "judge": judge, "of": entries[-1].number("seq"), "head": entries[-1].hash}
        for judge, entries in sorted(record.audit.judges.items())
        if judge not in longest and entries and entries[-1].hash not in heads_
    ]


def _disclose(record: Record, entries: Mapping[str, Sequence[Entry]], brought: _Brought) -> int:
    """Append the disclosures that open something and are new."""
    files = {**record.audit.files}
    for judge, each in entries.items():
        files[journal.of_judge(judge)] = b"".join(one.line.data + b"\n" for one in each)
    audit = verify(files, bundle=False, without=recording.ENTRIES_ONLY)
    committed = commitments(audit)
    count = 0
    fresh: dict[str, list[str]] = {}
    for digest, found in brought.disclosures.items():
        of = committed.get(found.key)
        if of is not None and of.digest == digest:
            known = audit.files.get(disclosure.of_judge(found.judge), b"").split(b"\n")
            if found.line().encode() not in known:
                fresh.setdefault(found.judge, []).append(found.line())
    for judge, lines in sorted(fresh.items()):
        recording.disclose(record, judge, lines)
        count += len(lines)
    return count
