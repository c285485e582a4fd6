"""Heads: the tree's signed heads, the judges' cosignatures and receipts, and the evidence that somebody kept."""

from judge.record import checkpoint, journal, merkle, receipt
from judge.record.audit import Audit, Sealed
from judge.record.entries import moment
from judge.record.layers import kept, told
from judge.record.note import ED25519, NotANote, Note, Verifier, key_id, parse

LAYER = "heads"
FOLDER = "seals"
RECEIPTS = "receipts"
MOST_WITNESSES = 10_000


def of_seal(name: str) -> str:
    """Return where the checkpoint of a seal stands."""
    return f"{FOLDER}/{name}.checkpoint"


def leaves_of(name: str) -> str:
    """Return where the leaves of the tree stand, a hash a line."""
    return f"{FOLDER}/{name}.leaves"


def of_judge(judge: str, name: str) -> str:
    """Return where a judge's receipt of a seal stands."""
    return f"{RECEIPTS}/{judge}.{name}.tlog-proof"


def check(audit: Audit) -> None:
    """Check every seal's head, then the receipts, then what was kept elsewhere."""
    known: set[str] = set()
    for seal in audit.seals:
        known |= {of_seal(seal.name), leaves_of(seal.name)}
        _leaves(audit, seal)
        head = _head(audit, seal)
        if head is not None:
            _cosignatures(audit, seal, head)
        known |= _receipts(audit, seal)
    for path in sorted(audit.files):
        if path.split("/")[0] in (FOLDER, RECEIPTS) and path not in known:
            audit.findings.add("E_FILESET", LAYER, path, "no seal has this", because=journal.ORGANIZER)
    kept.check(audit)


def _leaves(audit: Audit, seal: Sealed) -> None:
    path = leaves_of(seal.name)
    text = "".join(f"{leaf.hex()}\n" for leaf in seal.leaves).encode()
    found = audit.files.get(path, b"")
    if found == text:
        return
    one, other = found[: len(text) + 1].split(b"\n"), text.split(b"\n")
    line = next((n for n, (a, b) in enumerate(zip(one, other, strict=False), 1) if a != b), min(len(one), len(other)))
    words = (
        "the leaves of the tree are not there" if path not in audit.files else "the leaf is not that of the journals"
    )
    audit.findings.add("E_LEAF", LAYER, path, words, line if found else 0, because=_broken(audit))


def _broken(audit: Audit) -> str | None:
    """Return the first journal with which anything is wrong: what is wrong with the tree then follows from it."""
    return next((each.file for each in audit.findings.found if each.file.startswith("journals/")), None)


def _head(audit: Audit, seal: Sealed) -> Note | None:
    """Return the checkpoint of a seal, if the organizer signed it."""
    path = of_seal(seal.name)
    if path not in audit.files:
        audit.findings.add("E_CKPT_SIG", LAYER, path, "the checkpoint of the seal is not there")
        return None
    try:
        note = parse(audit.files[path], MOST_WITNESSES)
        if note.written() != audit.files[path]:
            raise NotANote("something stands beside it")
    except NotANote as wrong:
        audit.findings.add("E_CKPT_SIG", LAYER, path, f"this is no checkpoint: {wrong}")
        return None
    if audit.genesis is None or audit.organizer_key is None:
        return None
    origin = audit.genesis.text("origin")
    if not Verifier(origin, audit.organizer_key.bytes).signs(note):
        audit.findings.add("E_CKPT_SIG", LAYER, path, "the organizer's key did not sign this checkpoint")
        return None
    if note.signatures[0].name != origin:
        audit.findings.add(
            "E_CKPT_SIG", LAYER, path, "the organizer's signature does not stand before the cosignatures"
        )
    own = checkpoint.Checkpoint(origin, len(seal.leaves), seal.root)
    if note.text != own.text():
        text = f"the signed head is not that of the journals: expected size {own.size}, root {own.root.hex()[:16]}…"
        audit.findings.add("E_CKPT", LAYER, path, text, because=_broken(audit))
    return note


def _cosignatures(audit: Audit, seal: Sealed, note: Note) -> None:
    assert audit.genesis is not None
    path, origin = of_seal(seal.name), audit.genesis.text("origin")
    cause = journal.ORGANIZER if audit.findings.in_file(journal.ORGANIZER) else path
    witnesses: set[str] = set()
    own = key_id(origin, ED25519, audit.organizer_key.bytes) if audit.organizer_key is not None else b""
    rostered = {each.body["judge"] for each in seal.organizer if each.type == "roster"}
    for number, each in enumerate(note.signatures, note.text.count("\n") + 2):
        if (each.name, each.id) == (origin, own):
            continue
        judge = each.name.removeprefix(f"{origin}/")
        found = [
            time
            for _, key in audit.keys.get(judge, ())
            if (time := checkpoint.cosigned(note, each, key.bytes)) is not None
        ]
        if not found or f"{origin}/{judge}" != each.name:
            text = f"the cosignature of {each.name} is not valid"
            audit.findings.add("E_CKPT_SIG", LAYER, path, text, number, because=cause)
            continue
        if judge in witnesses:
            text = f"{judge} cosigned twice; one judge counts once"
            audit.findings.add("E_QUORUM", LAYER, path, text, number, because=cause)
        if found[0] < seconds(seal):
            text = f"{judge} cosigned before the round was sealed"
            audit.findings.add("E_TIME", LAYER, path, text, number, because=cause)
        if judge in rostered:
            witnesses.add(judge)
        else:
            audit.findings.note("N_LATE", f"{judge} was taken in after {seal.name} was sealed, and is no witness of it")
    needed = audit.genesis.number("witnesses")
    replaced = any(other.entry.body["replaces"] == seal.entry.hash for other in audit.seals)
    audit.witnesses[seal.name] = len(witnesses)
    told.witnesses(audit, seal, witnesses, needed)
    if len(witnesses) < needed and not replaced:
        words = f"{len(witnesses)} judges cosigned the seal, {needed} are needed"
        if audit.bundle:
            audit.findings.add("E_QUORUM", LAYER, path, words, because=cause)
        else:
            audit.unchecked[LAYER] = words


def seconds(seal: Sealed) -> int:
    """Return when a round was sealed, in seconds since 1970."""
    found = moment(seal.entry.text("at"))
    return int(found.timestamp()) if found is not None else 0


def _receipts(audit: Audit, seal: Sealed) -> set[str]:
    """Check the receipts of a seal, and return where they stand."""
    known, missing = set(), list[str]()
    index = {leaf: at for at, leaf in enumerate(seal.leaves)}
    for judge, item in sorted(seal.entry.table("journals").items()):
        path = of_judge(judge, seal.name)
        known.add(path)
        if path not in audit.files:
            missing.append(judge)
            continue
        assert isinstance(item, dict)
        leaf = bytes.fromhex(item["head"])
        text = _receipt(audit, seal, path, leaf, index.get(leaf))
        if text:
            because = _broken(audit) or of_seal(seal.name)
            audit.findings.add("E_RECEIPT", LAYER, path, text, because=because)
    told.receipts(audit, seal, missing)
    return known


def _receipt(audit: Audit, seal: Sealed, path: str, leaf: bytes, index: int | None) -> str:
    try:
        found = receipt.parse(audit.files[path])
    except NotANote as wrong:
        return f"this is no receipt: {wrong}"
    if found.written() != audit.files[path] or found.checkpoint != audit.files.get(of_seal(seal.name)):
        return "the receipt does not repeat the checkpoint of its seal"
    size = len(seal.leaves)
    if index != found.index or not merkle.includes(seal.root, size, found.index, leaf, found.path):
        return "the receipt does not prove the judge's last line"
    return ""
