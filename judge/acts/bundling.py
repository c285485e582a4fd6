"""A sealed round as a bundle that anybody can verify."""

from pathlib import Path

import attrs

from judge.acts import recording
from judge.acts.cosigning import receipts
from judge.acts.folders import bundle_of
from judge.acts.loading import Mistaken
from judge.acts.recording import Record
from judge.files.whole_folder import write_folder
from judge.model.problem import listed
from judge.record import disclosure, journal, opening
from judge.record import manifest as manifests
from judge.record.audit import Audit, Sealed
from judge.record.layers import heads, scoring
from judge.record.line import Line
from judge.record.manifest import Manifest
from judge.record.verify import verify

WITHHELD = {"full": (), "auditor": ("who",), "public": ("who", "remark", "why")}
"""What each edition does not disclose."""


@attrs.frozen
class Bundled:
    """A bundle.

    Attributes:
        folder: where it stands.
        name: of its seal.
        edition: which.
        files: how many it has.
        anchor: the hash of the round's `open`.
        manifest: the digest of its manifest.
        witnessed: whether as many judges cosigned as the record asks for.
    """

    folder: Path
    name: str
    edition: str
    files: int
    anchor: str
    manifest: str
    witnessed: bool


def bundle(
    directory: Path,
    round_id: str | None,
    edition: str,
    output: Path | None,
    passphrase: str | None,
    *,
    withhold_marks: bool,
    unwitnessed: bool,
) -> Bundled:
    """Write a bundle; it is audited before it gets its name, and never written over.

    Args:
        output: the folder, or None for ``published/<round>/<version>-public`` in the challenge, or ``confidential`` for
            all others; one for the judges to cosign has ``-unwitnessed`` behind it, and is confidential.
        withhold_marks: whether the ballots of a sealed round stay closed in this edition.
        unwitnessed: whether it may be published with fewer cosignatures than the record asks for.

    Raises:
        Refused: if the record is not whole, or too few judges cosigned.
        Mistaken: if nothing is sealed, or the folder is there already.
    """
    record = recording.read(directory, without=())
    seal = newest(record, round_id)
    needed = record.audit.genesis.number("witnesses") if record.audit.genesis is not None else 0
    count = record.audit.witnesses.get(seal.name, 0)
    if not unwitnessed:
        witnessed(record, seal)
    open_ = [each.round.id for each in record.audit.openings.values() if not each.round.sealed]
    if withhold_marks and open_:
        raise Mistaken(
            f"--withhold-marks is for rounds with `sealed = true`: the journals hold the marks of {listed(open_)} for all to read"
        )
    withheld = (*WITHHELD[edition], *(("marks",) if withhold_marks else ()))
    files = _files(record.audit, seal, withheld)
    key = recording.private_key(record.challenge, "organizer", passphrase)
    assert record.audit.genesis is not None
    manifest = Manifest(
        record.audit.genesis.text("origin"), record.challenge, seal.round, seal.entry.number("version"), edition, withheld,
        {path: manifests.of(data) for path, data in files.items()},
    )  # fmt: skip
    files[manifests.FILE] = manifests.signed(manifest, key)
    found = verify(files)
    wrong = [each for each in found.findings.found if each.code != "E_QUORUM" or not unwitnessed]
    if wrong:
        raise recording.refuse(
            "seal-unsafe", wrong[0].place, f"{wrong[0].text} [{wrong[0].code}]", "nothing was published"
        )
    folder = output or folder_of(directory, seal, edition, whole=not unwitnessed)
    if folder.exists():
        raise Mistaken(f"{folder} is there already, and what is published is never written over")
    write_folder(folder, sorted(files.items()))
    anchor = record.audit.openings[seal.round].entry.hash
    digest = manifests.of(files[manifests.FILE])[0]
    return Bundled(folder, seal.name, edition, len(files), anchor, digest, count >= needed)


def folder_of(directory: Path, seal: Sealed, edition: str, *, whole: bool = True) -> Path:
    """Return where a bundle stands."""
    return bundle_of(directory, seal.round, seal.entry.number("version"), edition, cosigned=whole)


def witnessed(record: Record, seal: Sealed) -> None:
    """Refuse what too few judges cosigned.

    Raises:
        Refused: if more must.
    """
    needed = record.audit.genesis.number("witnesses") if record.audit.genesis is not None else 0
    count = record.audit.witnesses.get(seal.name, 0)
    if count < needed:
        raise recording.refuse(
            "too-few-witnesses", f"{recording.FOLDER}/{heads.of_seal(seal.name)}",
            f"{count} judge{'s' * (count != 1)} cosigned this seal, and {needed} must",
            "ask judges to `judge cosign`, then `judge collect` what they send; --unwitnessed makes a bundle for them to see",
        )  # fmt: skip


def newest(record: Record, round_id: str | None) -> Sealed:
    """Return the newest seal of a round, or of the only one that is sealed.

    Raises:
        Mistaken: if there is none.
    """
    found = [each for each in record.audit.seals if round_id in (None, each.round)]
    if not found:
        raise Mistaken(
            f"{f'the round `{round_id}`' if round_id else 'no round'} is {'not ' if round_id else ''}sealed yet"
        )
    rounds = {each.round for each in found}
    if len(rounds) > 1:
        raise Mistaken(f"say which round; sealed: {listed(sorted(rounds))}")
    return found[-1]


def _files(audit: Audit, seal: Sealed, withheld: tuple[str, ...]) -> dict[str, bytes]:
    """Return what a bundle holds: everything as it was when the round was sealed."""
    position = next(at for at, each in enumerate(audit.organizer) if each is seal.entry)
    organizer = audit.organizer[: position + 1]
    seals = [each for each in audit.seals if any(each.entry is one for one in organizer)]
    files = {".gitattributes": recording.GITATTRIBUTES.encode()}
    files[journal.ORGANIZER] = _joined([each.line for each in organizer])
    for judge in audit.judges:
        counts = [item["n"] for each in seals if isinstance(item := each.entry.table("journals").get(judge), dict)]
        acks = [each.number("of") + 1 for each in organizer if each.type == "ack" and each.body["judge"] == judge]
        count = max([*counts, *acks], default=0)
        if count:
            files[journal.of_judge(judge)] = _joined(audit.lines[journal.of_judge(judge)][:count])
    opened = [each.text("round") for each in organizer if each.type == "open"]
    for path, data in audit.files.items():
        if path.startswith(tuple(opening.of_round(each) for each in opened)):
            files[path] = data
    for each in seals:
        results = () if "marks" in withheld else (scoring.of_seal(each.name),)  # a result holds every ballot
        for path in (heads.of_seal(each.name), heads.leaves_of(each.name), *results):
            files[path] = audit.files[path]
        files |= {heads.of_judge(judge, each.name): data for judge, data in receipts(audit, each).items()}
    files |= _disclosed(audit, files, withheld)
    return files


def _joined(lines: list[Line]) -> bytes:
    return b"".join(line.data + b"\n" for line in lines)


def _disclosed(audit: Audit, files: dict[str, bytes], withheld: tuple[str, ...]) -> dict[str, bytes]:
    """Return the disclosures of entries in the bundle that the edition does not withhold."""
    known = {each.line.data for entries in audit.judges.values() for each in entries if _in(files, each.line)}
    seqs = {
        (judge, each.number("seq"))
        for judge, entries in audit.judges.items()
        for each in entries
        if each.line.data in known
    }
    rostered = {each.text("judge") for each in audit.organizer if each.type == "roster" and _in(files, each.line)}
    closed = {
        (judge, seq)
        for each in audit.seals
        for judge, listed_ in each.entry.table("unopened").items()
        if isinstance(listed_, list)
        for seq in listed_
    }
    found: dict[str, list[str]] = {}
    for each in audit.disclosed.values():
        present = (each.judge, each.seq) in seqs or (each.seq is None and each.judge in rostered)
        if each.field not in withheld and present and not (each.field == "marks" and (each.judge, each.seq) in closed):
            found.setdefault(disclosure.of_judge(each.judge), []).append(each.line())
    return {path: "".join(f"{line}\n" for line in sorted(lines)).encode() for path, lines in found.items()}


def _in(files: dict[str, bytes], line: Line) -> bool:
    return len(files.get(line.file, b"")) >= line.start + len(line.data)
