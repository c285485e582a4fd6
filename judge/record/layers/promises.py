"""Promises: what the organizer acknowledged stands in the record, and no seal leaves it out."""

from collections.abc import Sequence

from judge.record import journal
from judge.record.audit import Audit, Sealed
from judge.record.journal import Entry
from judge.record.standing import Fault

LAYER = "seal"


def check(audit: Audit) -> None:
    """Hold every acknowledgement against the journals, and every seal against the acknowledgements before it."""
    for each in audit.organizer:
        fault = kept(audit, each) if each.type == "ack" else None
        if fault is not None:
            file = journal.of_judge(each.text("judge"))
            audit.findings.add(fault[0], LAYER, file, fault[1], because=file)
    for number, seal in enumerate(audit.seals):
        _taken(audit, seal, audit.seals[:number])


def kept(audit: Audit, each: Entry) -> Fault:
    """Return what is wrong with the journal that an acknowledgement names."""
    judge, seq = each.text("judge"), each.number("of")
    lines = audit.lines.get(journal.of_judge(judge))
    if lines is None:
        return "E_OMITTED", f"entry {seq} of {judge} was acknowledged, and the journal is not there"
    if seq >= len(lines):
        return "E_COUNT", f"entry {seq} was acknowledged, and the journal has {len(lines)} entries"
    if lines[seq].hash.hex() != each.text("head"):
        found = lines[seq].hash.hex()[:8]
        return "E_SEAL", f"entry {seq} is {found}…, and {each.text('head')[:8]}… was acknowledged"
    return None


def _taken(audit: Audit, seal: Sealed, before: Sequence[Sealed]) -> None:
    """Check that a seal has every line of its round that was acknowledged or sealed before it."""
    reach: dict[str, int] = {}
    for other in before:
        reach |= {judge: max(len(entries), reach.get(judge, 0)) for judge, entries in other.counted.items()}
    for each in seal.organizer:
        if each.type == "ack":
            reach[each.text("judge")] = max(each.number("of") + 1, reach.get(each.text("judge"), 0))
    absent = seal.entry.table("absent")
    for judge, end in sorted(reach.items()):
        entries = audit.judges.get(judge, [])[:end]
        if judge in seal.counted:
            left = journal.of_round(entries[len(seal.counted[judge]) :], seal.round)
            text = f"the seal leaves out {len(left)} entries of {judge} that the organizer had acknowledged or sealed"
        elif judge in absent:
            left = [] if _reopened(seal, judge) else _ended(entries, seal.round)
            text = f"{judge} is declared absent, and the organizer had acknowledged or sealed the last line of {judge}"
        else:
            continue
        if left:
            line = seal.entry.line
            file = journal.of_judge(judge)
            audit.findings.add("E_OMITTED", LAYER, journal.ORGANIZER, text, line.number, line.start, because=file)


def _ended(entries: list[Entry], round_id: str) -> list[Entry]:
    return [each for each in journal.of_round(entries, round_id) if each.type == "submit"]


def _reopened(seal: Sealed, judge: str) -> bool:
    mine = [each for each in journal.of_round(seal.organizer, seal.round) if each.type == "reopen"]
    return any(each.body["judge"] == judge for each in mine)
