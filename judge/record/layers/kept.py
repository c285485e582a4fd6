"""What somebody kept elsewhere: heads, receipts, journals, another bundle. None of it may tell another story."""

from collections.abc import Sequence

from judge.record import checkpoint, journal, merkle, receipt
from judge.record.audit import Audit
from judge.record.line import JUDGE, Misspelt
from judge.record.note import NotANote, Verifier, parse
from judge.record.receipt import Receipt

LAYER = "heads"


def check(audit: Audit) -> None:
    """Hold everything that was kept against the record."""
    for name, data in sorted(audit.kept.heads.items()):
        _head(audit, name, data)
    for name, data in sorted(audit.kept.receipts.items()):
        _receipt(audit, name, data)
    for name, data in sorted(audit.kept.journals.items()):
        _journal(audit, name, data)
    if audit.kept.against:
        _against(audit)


def _head(audit: Audit, name: str, data: bytes, proof: Receipt | None = None) -> checkpoint.Checkpoint | None:
    """Return a kept head if the organizer signed it; say so if it is not one of this tree."""
    if audit.genesis is None or audit.organizer_key is None:
        return None
    try:
        note = parse(data, 10_000)
        found = checkpoint.parse(note.text)
    except NotANote as wrong:
        audit.findings.add("E_HEAD", LAYER, name, f"what was kept is no checkpoint: {wrong}")
        return None
    origin = audit.genesis.text("origin")
    if not Verifier(origin, audit.organizer_key.bytes).signs(note):
        text = f"the organizer of this record did not sign what was kept; it is of {found.origin[:60]}"
        audit.findings.add("E_SPLIT", LAYER, name, text)
        return None
    leaves = audit.seals[-1].leaves if audit.seals else ()
    if found.size > len(leaves) and proof is not None and _parted(leaves, found.size, proof):
        text = "the receipt is of a tree whose earlier entries are not those of this record: two were shown"
        audit.findings.add("E_SPLIT", LAYER, name, text)
    elif found.size > len(leaves):
        text = f"a signed head of {found.size} entries exists, and this record has only {len(leaves)}"
        audit.findings.add("E_ROLLBACK", LAYER, name, text)
    elif found.root != merkle.root(leaves[: found.size]):
        text = f"a signed head of {found.size} entries has another root than this record: two were shown"
        audit.findings.add("E_SPLIT", LAYER, name, text)
    return found


def _parted(leaves: Sequence[bytes], size: int, proof: Receipt) -> bool:
    """Whether a receipt of a longer tree says of entries that are here too that they are others."""
    known = merkle.before(proof.index, size, proof.path)
    return any(end <= len(leaves) and merkle.root(leaves[begin:end]) != root for begin, end, root in known)


def _receipt(audit: Audit, name: str, data: bytes) -> None:
    try:
        found = receipt.parse(data)
    except NotANote as wrong:
        audit.findings.add("E_HEAD", LAYER, name, f"what was kept is no receipt: {wrong}")
        return
    before = len(audit.findings.found)
    head = _head(audit, name, found.checkpoint, found)
    if head is None or len(audit.findings.found) > before:
        return
    leaves = audit.seals[-1].leaves if audit.seals else ()
    leaf = leaves[found.index] if found.index < len(leaves) else b""
    if not merkle.includes(head.root, head.size, found.index, leaf, found.path):
        audit.findings.add("E_SPLIT", LAYER, name, "the receipt proves an entry that this record does not have")


def _journal(audit: Audit, name: str, data: bytes) -> None:
    """Compare a kept journal with the one in the record, line by line."""
    entries = []
    for line in journal.cut(data, name, journal.MOST_LINES):
        try:
            entry = journal.entry(line) if line.framed else None
        except Misspelt:
            entry = None
        if entry is None:
            break
        entries.append(entry)
    judge = str(entries[0].body.get("judge", "")) if entries else ""
    if judge not in audit.keys:
        audit.findings.add(
            "E_ROSTER", LAYER, name, f"what was kept is no journal of a judge of this record: `{judge[:40]}`"
        )
        return
    file = journal.of_judge(judge)
    lines = audit.lines.get(file, [])
    for number, each in enumerate(entries):
        key = audit.key_at(judge, number)
        if key is None or not key.signed(each.line.signature or b"", JUDGE + each.line.body):
            audit.findings.add("E_SIG", LAYER, name, f"{judge} did not sign this line of what was kept", number + 1)
            return
        if number >= len(lines):
            if any(seal.round == each.body.get("round") for seal in audit.seals):
                text = f"the kept copy of {judge} has {len(entries)} entries, the record has {len(lines)}"
                audit.findings.add("E_OMITTED", LAYER, file, text, number + 1)
            return
        if lines[number].data != each.line.data:
            byte = _differs(lines[number].data, each.line.data)
            text = (
                f"{judge} signed two entries {number}: this one, and that of the kept copy; they differ at byte {byte}"
            )
            audit.findings.add("E_FORK", LAYER, file, text, number + 1, lines[number].start + byte)
            return


def _against(audit: Audit) -> None:
    """Compare with another bundle: of two journals one must be the beginning of the other."""
    for file in sorted(audit.lines):
        others = journal.cut(audit.kept.against.get(file, b""), file, len(audit.lines[file]))
        for mine, other in zip(audit.lines[file], others, strict=False):
            if mine.data != other.data:
                byte = _differs(mine.data, other.data)
                text = f"the other bundle has another entry here; they differ at byte {byte}"
                audit.findings.add("E_SPLIT", LAYER, file, text, mine.number, mine.start + byte)
                break
    for path in sorted(audit.kept.against):
        mine_, other_ = audit.files.get(path), audit.kept.against[path]
        if path.startswith("seals/") and path.endswith(".checkpoint") and mine_ is not None:
            _same_head(audit, path, mine_, other_)


def _same_head(audit: Audit, path: str, mine: bytes, other: bytes) -> None:
    try:
        heads = [checkpoint.parse(parse(data, 10_000).text) for data in (mine, other)]
    except NotANote:
        return
    if heads[0] != heads[1]:
        text = "the other bundle has another head under this name"
        audit.findings.add("E_SPLIT", LAYER, path, text, because="*")


def _differs(one: bytes, other: bytes) -> int:
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
