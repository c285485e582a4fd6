"""Releases: what was published of a sealed round names its seal and what it replaces, and keeps its embargo."""

from judge.record.audit import Audit
from judge.record.journal import Entry
from judge.record.layers import told
from judge.record.standing import Fault


def check(audit: Audit, each: Entry, position: int) -> Fault:
    """Return what is wrong with a release, if anything."""
    if each.text("round") not in audit.openings:
        return "E_ROUND", f"the round {each.text('round')} was not open"
    before = audit.organizer[:position]
    if not any(one.type == "seal" and one.hash == each.body["seal"] and _of_one(one, each) for one in before):
        return "E_RELEASE", "the release names no seal of its round that stands before it"
    last = latest(before, each.text("round"), each.text("edition"))
    if each.body["number"] != (1 if last is None else last.number("number") + 1):
        return "E_RELEASE", f"no. {each.body['number']} does not follow on the last release of this edition"
    if each.body["replaces"] != (None if last is None else last.body["results"]):
        return "E_RELEASE", "the release does not name what it replaces"
    if (each.body["until"] is not None) != (each.body["stage"] == "embargoed"):
        return "E_RELEASE", "an embargo has an end, and nothing else has one"
    if last is not None and not each.text("why") and not _due(last, each):
        return "E_RELEASE", "the release replaces another one, or comes before the end of its embargo, without a reason"
    if last is not None and each.text("why"):
        audit.findings.note(*told.note(each))
    return None


def latest(entries: list[Entry], round_id: str, edition: str) -> Entry | None:
    """Return the last release of an edition of a round, or None."""
    every = (each for each in reversed(entries) if each.type == "release" and each.body["round"] == round_id)
    return next((each for each in every if each.body["edition"] == edition), None)


def _of_one(one: Entry, each: Entry) -> bool:
    return one.body["round"] == each.body["round"]


def _due(last: Entry, each: Entry) -> bool:
    """Whether a release does what was announced: an embargo has come to its end."""
    until = last.body["until"]
    return isinstance(until, str) and each.text("at") >= until and each.body["seal"] == last.body["seal"]
