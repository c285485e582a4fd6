"""Chain: each entry names the one before, so that none is dropped, swapped, slipped in, or brought from elsewhere."""

from judge.record import journal
from judge.record.audit import Audit, judge_of
from judge.record.journal import Entry
from judge.record.line import ZERO

LAYER = "chain"


def check(audit: Audit) -> None:
    """Follow every journal from its first entry."""
    for file in sorted(audit.entries):
        _follow(audit, file)
    for anchor in audit.kept.anchors:
        known = {each.hash for each in audit.organizer}
        if anchor not in known:
            text = f"no entry of the organizer has the hash {anchor[:16]}…; this challenge is {audit.challenge[:16]}…"
            audit.findings.add("E_ANCHOR", LAYER, journal.ORGANIZER, text, because=journal.ORGANIZER)
    _early(audit)
    if not audit.kept.anchors:
        audit.findings.note(
            "N_ANCHOR", "NOT CHECKED: no anchor was given, so nothing says that this is the right challenge"
        )


def _early(audit: Audit) -> None:
    """Tell of rounds that were opened after the anchors: they could have been opened otherwise for somebody else."""
    at = [number for number, each in enumerate(audit.organizer) if each.hash in audit.kept.anchors]
    for each in audit.organizer[max(at) + 1 :] if at else ():
        if each.type == "open":
            text = f"the round {each.text('round')} was opened after the anchor: nothing from outside says with which rule and records"
            audit.findings.note("N_ANCHOR", text)


def _follow(audit: Audit, file: str) -> None:
    own = file == journal.ORGANIZER
    previous: Entry | None = None
    seen: set[str] = set()
    for each in audit.entries[file]:
        fault = _fault(audit, each, previous, own=own)
        if each.hash in seen:
            fault = "E_REPLAY", "the entry stands here a second time"
        if not own and each.body["judge"] != judge_of(file):
            fault = "E_JUDGE", f"the entry says that it is of {each.body['judge']}"
        if fault is not None:
            code, text = fault
            because = file if audit.genesis is not None else journal.ORGANIZER
            audit.findings.add(code, LAYER, file, text, each.line.number, each.line.start, because=because)
        seen.add(each.hash)
        previous = each


def _fault(audit: Audit, each: Entry, previous: Entry | None, *, own: bool) -> tuple[str, str] | None:
    challenge = ZERO if own and previous is None else audit.challenge
    if each.body["challenge"] != challenge:
        return "E_CHALLENGE", f"the entry is of another challenge, {each.text('challenge')[:16]}…"
    expected = challenge if previous is None else previous.hash
    seq = 0 if previous is None else previous.number("seq") + 1
    if each.body["prev"] != expected or each.body["seq"] != seq:
        if previous is not None and each.body["seq"] == previous.body["seq"]:
            return "E_CHAIN", f"a second entry {seq - 1} stands here: two copies of the journal were put together"
        named = f"entry {each.body['seq']} names {each.text('prev')[:8]}… before it"
        return "E_CHAIN", f"{named}; entry {seq - 1 if seq else 'none'} there is {expected[:8]}…"
    if previous is not None and each.text("at") < previous.text("at"):
        return "E_TIME", f"the time {each.text('at')} is earlier than that of the entry before, {previous.text('at')}"
    return None
