"""``judge cosign``, ``judge receipt``: a sealed round seen by its judges, and proved to each of them."""

import json
from collections.abc import Sequence
from pathlib import Path

import attrs

from judge.acts import appending, recording
from judge.acts.loading import Mistaken
from judge.files import evidence, private
from judge.files.durable import write_whole
from judge.model.canonical import encode
from judge.record import checkpoint, journal, merkle, receipt
from judge.record.audit import Audit, Sealed
from judge.record.layers import heads
from judge.record.note import Note, parse
from judge.record.verify import verify


@attrs.frozen
class Cosigned:
    """A judge's cosignature.

    Attributes:
        judge: who.
        name: of the seal.
        note: the head with this cosignature alone: what to send to the organizer.
        written: where it was added, or None.
        notes: what a witness should know, though it is not wrong.
    """

    judge: str
    name: str
    note: bytes
    written: Path | None
    notes: tuple[str, ...]


_UNTOLD = ("N_ANCHOR", "N_RECEIPT", "N_WITHHELD")
"""What a witness need not be told: it is of auditors, and of bundles that are still in the making."""


def cosign(directory: Path, judge: str, bundle: Path | None, passphrase: str | None) -> Cosigned:
    """Audit a seal, and sign that it was seen; never two roots for one size.

    Args:
        bundle: what was published, or None for the challenge's own record.

    Raises:
        Refused: if anything is wrong with the evidence, or another root of this size was cosigned.
        Mistaken: if nothing is sealed.
    """
    folder = bundle if bundle is not None else recording.path_of(directory)
    audit = _sound(folder, bundled=bundle is not None)
    if not audit.seals:
        raise Mistaken("nothing is sealed yet")
    last = audit.seals[-1]
    if judge not in audit.keys:
        raise Mistaken(f"{judge} is not in the roster of this challenge")
    key = recording.private_key(audit.challenge, judge, passphrase)
    if key.public != audit.keys[judge][-1][1].bytes:
        raise Mistaken(f"the key of {judge} on this computer is not the one in the roster")
    _own(audit, judge)
    head = last.root
    _once(audit, judge, last, head)
    note = parse(audit.files[heads.of_seal(last.name)], heads.MOST_WITNESSES)
    assert audit.genesis is not None
    name = f"{audit.genesis.text('origin')}/{judge}"
    own = checkpoint.cosignature(note, name, key, max(appending.seconds(), heads.seconds(last)))
    where = None
    if bundle is None and name not in {each.name for each in note.signatures}:
        where = folder / heads.of_seal(last.name)
        write_whole(where, Note(note.text, (*note.signatures, own)).written())
    told = tuple(each.text for each in audit.findings.notes if each.code not in _UNTOLD)
    return Cosigned(judge, last.name, Note(note.text, (own,)).written(), where, told)


def _sound(folder: Path, *, bundled: bool) -> Audit:
    """Return an audit that found nothing wrong but that judges have not cosigned yet."""
    found = evidence.read(folder) if bundled else recording.files(folder)
    audit = verify(found.files, bundle=bundled)
    shown = folder.as_posix() if bundled else recording.FOLDER
    wrong = [each for each in audit.findings.found if each.code != "E_QUORUM"]
    if wrong or found.odd:
        first = wrong[0] if wrong else None
        place, text = (first.place, f"{first.text} [{first.code}]") if first else next(iter(found.odd.items()))
        raise recording.refuse(
            "evidence-fails", f"{shown}/{place}", text, "nothing was signed: tell the organizers, and keep what you have",
        )  # fmt: skip
    if audit.verdict("scoring") != "passed":
        raise recording.refuse(
            "evidence-incomplete", shown, "marks are withheld here, so the result cannot be scored again",
            "ask the organizer for a full or auditor edition; nothing was signed",
        )  # fmt: skip
    return audit


def _own(audit: Audit, judge: str) -> None:
    """Check that the judge's own journal is in the seal as far as this computer wrote it."""
    kept = private.read(private.of_challenge(audit.challenge) / f"{judge}.head")
    if kept is None:
        return
    found = json.loads(kept)
    lines = audit.lines.get(journal.of_judge(judge), [])
    count = int(found["entries"])
    if len(lines) < count or lines[count - 1].hash.hex() != found["head"]:
        raise recording.refuse(
            "own-journal-differs", f"{recording.FOLDER}/{journal.of_judge(judge)}",
            f"this computer wrote {count} entries of {judge}, and what is sealed is not the same",
            "nothing was signed: ask the organizers what became of your ballots, and keep your handover file",
        )  # fmt: skip


def _once(audit: Audit, judge: str, last: Sealed, head: bytes) -> None:
    """Remember the head before it is signed, and refuse one that is not an extension of those signed before."""
    path = private.of_challenge(audit.challenge) / f"{judge}.cosigned.jsonl"
    size = len(last.leaves)
    for line in private.whole_lines(private.read(path) or b"").splitlines():
        seen = json.loads(line)
        if seen["size"] > size or merkle.root(last.leaves[: seen["size"]]).hex() != seen["root"]:
            raise recording.refuse(
                "two-roots", f"{recording.FOLDER}/{heads.of_seal(last.name)}",
                f"{judge} cosigned another record before, of {seen['size']} entries, and this one does not go on from it",
                "two records are being shown: nothing was signed; keep both, and tell the other judges",
            )  # fmt: skip
    private.add(path, [encode({"size": size, "root": head.hex()})])


def receipts(audit: Audit, found: Sealed, judges: Sequence[str] | None = None) -> dict[str, bytes]:
    """Return by judge the proof that the last line is in a sealed tree."""
    index = {leaf: at for at, leaf in enumerate(found.leaves)}
    data = audit.files[heads.of_seal(found.name)]
    levels = merkle.levels(found.leaves)
    made = {}
    for judge, item in found.entry.table("journals").items():
        if judges is None or judge in judges:
            assert isinstance(item, dict)
            at = index[bytes.fromhex(item["head"])]
            made[judge] = receipt.Receipt(at, tuple(merkle.path(levels, at)), data).written()
    return made


def own_receipt(directory: Path, judge: str, round_id: str | None, bundle: Path | None) -> tuple[str, bytes]:
    """Return the name and the bytes of a judge's receipt.

    Raises:
        Refused: if the evidence is not whole.
        Mistaken: if nothing of the judge is sealed.
    """
    folder = bundle if bundle is not None else recording.path_of(directory)
    audit = _sound(folder, bundled=bundle is not None)
    seals = [each for each in audit.seals if round_id in (None, each.round) and judge in each.entry.table("journals")]
    if not seals:
        raise Mistaken(f"no journal of {judge} is sealed{f' in the round `{round_id}`' if round_id else ''}")
    return seals[-1].name, receipts(audit, seals[-1], [judge])[judge]
