"""What a judge of a record is asked to mark: what takes part and was assigned, without conflicts of interest."""

from judge.acts.recording import Record
from judge.record import journal
from judge.record.opening import Opening


def asked(record: Record, opened: Opening, judge: str) -> frozenset[str]:
    """Return the submissions that a judge is to mark in a round, as entries have changed it since the round was opened.

    Recusals of the judge's own are not taken out.
    """
    out = {each.submission for each in opened.challenge.asides if each.judge == judge}
    out |= {each.submission for each in opened.challenge.removals}
    pairs = opened.challenge.assigned.get(opened.round.id)
    all_mark = set(opened.round.calibration)
    mine = set(opened.records) if pairs is None else {submission for submission, one in pairs if one == judge}
    for each in journal.of_round(record.audit.organizer, opened.round.id):
        if each.type == "decide" and (
            each.body["kind"] in ("withdraw", "disqualify")
            or (each.body["kind"], each.body["judge"]) == ("recuse", judge)
        ):
            out |= set(_listed(each.body["subs"]))
        if each.type == "assign" and each.body["judge"] == judge:
            mine = (mine | set(_listed(each.body["add"]))) - set(_listed(each.body["drop"]))
    return frozenset((mine | all_mark) - out)


def _listed(value: object) -> list[str]:
    return value if isinstance(value, list) else []
