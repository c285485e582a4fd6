"""``judge seal``: a round closed for good."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import attrs

from judge import __version__
from judge.acts import appending, recording
from judge.acts.loading import Mistaken, Refused
from judge.acts.recording import Record
from judge.acts.submitting import submitted
from judge.files.durable import make_folder, write_whole
from judge.model.place import Place
from judge.model.problem import Problems, listed
from judge.model.result import Result
from judge.record import checkpoint, journal
from judge.record.audit import Audit, Sealed
from judge.record.counted import unopened
from judge.record.journal import Entry
from judge.record.keys import PrivateKey
from judge.record.layers import heads, scoring
from judge.record.opening import Opening, record_digest
from judge.record.scoring import opened_values, scored, written
from judge.record.standing import submissions
from judge.record.verify import verify


@attrs.frozen
class Closed:
    """A sealed round.

    Attributes:
        round, version: which seal.
        seal: the hash of the seal's entry.
        size, root: of the tree that it closes; the root in hexadecimal digits.
        journals, absent: the judges whose journals are in it, and those who are not, with the reason.
        lost: by absent judge, the submissions whose ballots were begun and do not count.
        unopened: how many sealed ballots nobody opened.
        cosigned, witnesses: how many judges cosigned, and how many must.
        result: the ranking, or None where an interrupted sealing was only finished.
    """

    round: str
    version: int
    seal: str
    size: int
    root: str
    journals: tuple[str, ...]
    absent: Mapping[str, str]
    lost: Mapping[str, tuple[str, ...]]
    unopened: int
    cosigned: int
    witnesses: int
    result: Result | None


def seal(directory: Path, round_id: str | None, absent: Mapping[str, str], why: str, passphrase: str | None) -> Closed:
    """Close a round: every file is written, read back and audited before the head is signed.

    Args:
        absent: by judge who did not submit, the reason.
        why: the decision behind a further seal of the same round.

    Raises:
        Refused: if a judge has not submitted, a submission lacks ballots, or the record is not whole.
        Mistaken: if the round is not open, or is sealed and no reason is given for another seal.
    """
    record = recording.read(directory, without=recording.UNSCORED)
    opened = record.opening(round_id)
    key = recording.private_key(record.challenge, "organizer", passphrase)
    last = _last(record.audit, opened.round.id)
    if last is not None and heads.of_seal(last.name) not in record.audit.files:
        return _finish(record, last, key, None)
    if last is not None and not why:
        raise Mistaken(f"the round `{opened.round.id}` is sealed; say with --reason why it is sealed again")
    counted = _counted(record, opened, absent)
    problems = Problems()
    done = scored(record.audit, opened.round.id, record.audit.organizer, counted, problems)
    data = written(done)
    if done is None or data is None:
        raise Refused(problems)
    _covered(record, opened, done.result)
    version = 1 if last is None else last.entry.number("version") + 1
    name = f"{opened.round.id}.{version}"
    path = record.folder / scoring.of_seal(name)
    make_folder(path.parent)
    write_whole(path, data)
    if path.read_bytes() != data:
        raise _unsafe(scoring.of_seal(name), "the result read back is not what was written")
    body = {
        "type": "seal", "round": opened.round.id, "version": version, "why": why,
        "replaces": None if last is None else last.entry.hash, "absent": dict(absent), "result": record_digest(data.decode()),
        "journals": {judge: {"n": len(each), "head": each[-1].hash} for judge, each in counted.items()},
        "unopened": unopened(opened.round.id, counted, opened_values(record.audit)),
        "engine": {"name": "judge", "version": __version__},
    }  # fmt: skip
    appending.add(
        record.folder, "organizer", [body], key, expected=recording.last_hash(record.audit.organizer),
        after=max((each[-1].text("at") for each in counted.values()), default=""),
    )  # fmt: skip
    again = recording.read(directory, without=recording.UNSCORED)
    return _finish(again, again.audit.seals[-1], key, done.result)


def _last(audit: Audit, round_id: str) -> Sealed | None:
    return next((each for each in reversed(audit.seals) if each.round == round_id), None)


def _counted(record: Record, opened: Opening, absent: Mapping[str, str]) -> dict[str, list[Entry]]:
    """Return the entries of each judge up to the last line of the round; who has none must be declared absent."""
    panel = opened.round.panel
    judges = sorted(judge for judge in record.audit.keys if panel is None or judge in panel)
    unknown = sorted(set(absent) - set(judges))
    if unknown:
        raise Mistaken(f"{listed(unknown)} is no judge of this round; judges: {listed(judges, 50)}")
    found, problems = {}, Problems()
    for judge in judges:
        entries = record.audit.judges.get(judge, [])
        mine = journal.of_round(entries, opened.round.id)
        whole = submitted(record, mine, judge, opened)
        if whole and judge in absent:
            raise Mistaken(f"{judge} has submitted, so nobody can declare an absence; `judge void` sets a ballot apart")
        if whole:
            end = next(at for at in range(len(entries) - 1, -1, -1) if entries[at] is mine[-1])
            found[judge] = entries[: end + 1]
        elif judge not in absent:
            place = Place(f"{recording.FOLDER}/{journal.of_judge(judge)}")
            message = f"{judge} has {'begun, but ' if mine else ''}not submitted the round `{opened.round.id}`"
            begun = _marked(mine)
            lost = f"; then no ballot of {judge} counts, on {listed(begun)}" if begun else ""
            hint = f'`judge collect` what is there, or say --absent "{judge}: reason"{lost}'
            problems.refuse("judge-not-submitted", place, message, hint)
    if problems.refused:
        raise Refused(problems)
    return found


def _marked(mine: Sequence[Entry]) -> tuple[str, ...]:
    return tuple(sorted({sub for each in mine for sub in submissions(each)}))


def _covered(record: Record, opened: Opening, result: Result) -> None:
    """Refuse a seal that would leave a submission unranked, unless people decided so."""
    waived = {
        sub
        for each in journal.of_round(record.audit.organizer, opened.round.id)
        if each.type == "decide" and each.body["kind"] == "quorum" and isinstance(each.body["subs"], list)
        for sub in each.body["subs"]
    }
    problems = Problems()
    for each in result.unranked:
        if each.submission not in waived and each.state not in (
            "withdrawn",
            "disqualified",
            "ineligible",
            "not an entrant",
            "calibration",
            "guest",
        ):
            problems.refuse(
                "submission-not-covered", Place(""), f"{each.submission} would be sealed without a place: {each.reason}",
                f'get the ballots; or decide so: judge decide {opened.round.id} quorum {each.submission} --reason "…"',
            )  # fmt: skip
    if problems.refused:
        raise Refused(problems)


def _finish(record: Record, last: Sealed, key: PrivateKey, result: Result | None) -> Closed:
    """Write the leaves, audit everything from the disk, and only then sign the head."""
    genesis = record.audit.genesis
    assert genesis is not None
    folder = record.folder
    make_folder(folder / heads.FOLDER)
    write_whole(folder / heads.leaves_of(last.name), "".join(f"{leaf.hex()}\n" for leaf in last.leaves).encode())
    found = _read_back(folder, "no head can be signed", without=("heads",))
    root = next(each.root for each in found.seals if each.name == last.name)
    head = checkpoint.Checkpoint(genesis.text("origin"), len(last.leaves), root)
    write_whole(folder / heads.of_seal(last.name), checkpoint.signed(head, key).written())
    return closed(_read_back(folder, "the round is sealed, but cannot be read back"), last.name, result)


def _read_back(folder: Path, words: str, without: tuple[str, ...] = ()) -> Audit:
    """Return an audit of the record as it stands on the disk, in which nothing is wrong."""
    read = recording.files(folder)
    for name, why in read.odd.items():
        raise _unsafe(name, why, words)
    found = verify(read.files, bundle=False, without=without)
    if found.failed:
        cause = found.findings.found[0]
        raise _unsafe(cause.place, f"{cause.text} [{cause.code}]", words)
    return found


def _unsafe(place: str, message: str, words: str = "no head can be signed") -> Refused:
    hint = "the disk or another program changed a file: put it back from a copy, then `judge seal` again finishes"
    return recording.refuse("seal-unsafe", f"{recording.FOLDER}/{place}", f"{words}: {message}", hint)


def closed(audit: Audit, name: str, result: Result | None = None) -> Closed:
    """Return what a seal says."""
    found = next(each for each in audit.seals if each.name == name)
    entry = found.entry
    absent = {judge: str(why) for judge, why in entry.table("absent").items()}
    assert audit.genesis is not None
    begun = {judge: _marked(journal.of_round(audit.judges.get(judge, []), found.round)) for judge in absent}
    lost = {judge: subs for judge, subs in begun.items() if subs}
    counts = [len(each) for each in entry.table("unopened").values() if isinstance(each, list)]
    return Closed(
        found.round, entry.number("version"), entry.hash, len(found.leaves), found.root.hex(),
        tuple(entry.table("journals")), absent, lost, sum(counts), audit.witnesses.get(name, 0),
        audit.genesis.number("witnesses"), result,
    )  # fmt: skip
