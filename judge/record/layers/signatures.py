"""Signatures: each line was signed by the key that the roster says, over exactly these bytes."""

from judge.record import journal
from judge.record.audit import Audit, judge_of
from judge.record.journal import Entry
from judge.record.keys import PublicKey, from_base64
from judge.record.line import JUDGE, ORGANIZER

LAYER = "signatures"
REKEY = b"judge/v1/rekey\n"
"""What an old key signs when it hands over to a new one: this, the challenge's id, the new key, the last entry's hash."""


def check(audit: Audit) -> None:
    """Check the organizer's lines, read the roster from those that are signed, and check the judges' lines."""
    genesis = audit.genesis
    if genesis is None:
        text = "the organizer's journal does not begin with the genesis of a challenge"
        audit.findings.add("E_CHAIN", LAYER, journal.ORGANIZER, text, 1, because=journal.ORGANIZER)
        audit.entries.pop(journal.ORGANIZER, None)
        return
    audit.organizer_key = _key(audit, genesis)
    if audit.organizer_key is None:
        return
    owner = audit.organizer_key
    kept = [each for each in audit.organizer if _signed(audit, each, owner, ORGANIZER, "the organizer")]
    audit.entries[journal.ORGANIZER] = kept
    _roster(audit, kept)
    for judge, entries in audit.judges.items():
        _journal(audit, judge, entries)


def _key(audit: Audit, entry: Entry) -> PublicKey | None:
    """Return the key that an entry names, unless it is of low order, which would fit many signatures."""
    try:
        return PublicKey(from_base64(entry.text("key")) or b"")
    except ValueError:
        line = entry.line
        text = "the key is of low order, which fits more than one message"
        audit.findings.add("E_KEY", LAYER, line.file, text, line.number, line.start)
        return None


def _signed(audit: Audit, entry: Entry, key: PublicKey, context: bytes, whose: str) -> bool:
    line = entry.line
    if key.signed(line.signature or b"", context + line.body):
        return True
    text = f"the signature does not verify for {whose}, entry {entry.body['seq']}"
    audit.findings.add("E_SIG", LAYER, line.file, text, line.number, line.start, because=line.file)
    return False


def _roster(audit: Audit, organizer: list[Entry]) -> None:
    """Read who signs with which key, and refuse a key that serves twice."""
    owners: dict[bytes, str] = {}
    if audit.organizer_key is not None:
        owners[audit.organizer_key.bytes] = "the organizer"
    for each in organizer:
        if each.type not in ("roster", "rekey"):
            continue
        judge, key = each.text("judge"), _key(audit, each)
        line = each.line
        if key is None:
            continue
        if key.bytes in owners:
            text = f"the key of {judge} is already that of {owners[key.bytes]}"
            audit.findings.add("E_ROSTER", LAYER, line.file, text, line.number, line.start)
            continue
        owners[key.bytes] = judge
        if each.type == "roster" and judge in audit.keys:
            text = f"{judge} is in the roster twice; a new key is a `rekey`"
            audit.findings.add("E_ROSTER", LAYER, line.file, text, line.number, line.start)
        elif each.type == "roster":
            audit.keys[judge] = [(0, key)]
        else:
            _rekeyed(audit, each, judge, key)


def _rekeyed(audit: Audit, each: Entry, judge: str, key: PublicKey) -> None:
    line, last = each.line, each.text("last")
    entries = audit.entries.get(journal.of_judge(judge), [])
    at = next((number for number, entry in enumerate(entries) if entry.hash == last), None)
    fresh = last == audit.challenge  # nothing was entered with the old key
    if not audit.has_journal_of(judge):
        return
    if judge not in audit.keys or (at is None and not fresh):
        text = f"the new key of {judge} follows an entry that the journal does not have"
        audit.findings.add("E_REKEY", LAYER, line.file, text, line.number, line.start, because=journal.of_judge(judge))
        return
    old = audit.keys[judge][-1][1]
    hands_over = from_base64(str(each.body["old"])) if each.body["old"] is not None else None
    message = REKEY + f"{audit.challenge}\n{judge}\n{each.text('key')}\n{last}\n".encode()
    if hands_over is None:
        audit.findings.note("N_REKEY", f"{judge} has a new key that the old one did not sign: {each.text('why')}")
    elif not old.signed(hands_over, message):
        text = f"the old key of {judge} did not sign the new one"
        audit.findings.add("E_REKEY", LAYER, line.file, text, line.number, line.start)
        return
    audit.keys[judge].append((0 if at is None else at + 1, key))


def _journal(audit: Audit, judge: str, entries: list[Entry]) -> None:
    file = journal.of_judge(judge)
    if judge not in audit.keys:
        text = f"{judge} is not in the roster, but a journal stands here"
        audit.findings.add("E_ROSTER", LAYER, file, text, because=journal.ORGANIZER)
        del audit.entries[file]
        return
    kept = []
    for number, each in enumerate(entries):
        key = audit.key_at(judge, number)
        if key is not None and _signed(audit, each, key, JUDGE, judge_of(file)):
            kept.append(each)
    audit.entries[file] = kept
