"""What people decided: ``decisions.toml``."""

from judge.files.decisions import KINDS
from judge.schema.shape import IDS, NUMBER, TEXT, Schema, choice, either, lists, said, table

_SUBMISSION = {"submission": said(TEXT, "the id of a submission")}
_JUDGE = {"judge": said(TEXT, "the id of the judge whose ballot it is")}
_WHOM: dict[str, dict[str, Schema]] = {
    "recuse": {**_SUBMISSION, **_JUDGE},
    "void": {**_SUBMISSION, **_JUDGE},
    "penalty": {**_SUBMISSION, "points": said(NUMBER, "also the fact `penalty` of the submission")},
    "order": {"submissions": said(IDS, "equals, the best one first")},
    "waive": {**_SUBMISSION, "gate": said(TEXT, "the gate that it need not pass")},
}
"""What is required of some kinds of decisions instead of a submission alone."""
_OUTCOME = {"outcome": said(TEXT, "the outcome that it is taken for, beside the computed order")}
_MORE = {
    "reason": said(TEXT, "why; it is published"),
    "by": said(TEXT, "who decided"),
    "round": said(TEXT, "the round in which it holds; default: all"),
}


def schema() -> Schema:
    """Return the schema of ``decisions.toml``."""
    decisions = said(lists(either(*map(_decision, KINDS))), "a decision of people, with its reason")
    return {"title": "decisions", **table({"decision": decisions})}


def _decision(kind: str) -> Schema:
    whom = _WHOM.get(kind, _SUBMISSION)
    keys = {"kind": said(choice(kind), "what was decided"), **whom, **(_OUTCOME if kind == "wildcard" else {}), **_MORE}
    return {"title": kind, **table(keys, ("kind", *whom, "reason"))}
