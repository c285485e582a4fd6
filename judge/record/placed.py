"""What people decided and what came out, as entries of the trail (docs/trail.md)."""

from collections.abc import Iterator

from judge.model.challenge import Challenge
from judge.model.number import plain
from judge.model.result import Compared, Outcome, Standing, Tie, Unranked

Entry = dict[str, object]


def decisions(challenge: Challenge, round_id: str) -> Iterator[Entry]:
    """Yield the orders, wildcards and waivers that hold for a round, in an order of their own."""
    found = [item for item in challenge.decisions if item.round in (None, round_id)]
    for item in sorted(found, key=lambda item: (item.kind, item.about or "", item.submissions, item.reason, item.by)):
        yield {"entry": "decision", "clause": f"{item.kind} {item.about or ''}".strip(),
               "submissions": list(item.submissions), "reason": item.reason, "by": item.by}  # fmt: skip


def standing(item: Standing) -> Entry:
    """Return a place as an entry."""
    return {
        "entry": "place",
        "submission": item.submission,
        "place": plain(item.place),
        "shared": item.shared,
        "score": plain(item.score),
    } | ({"track": item.track} if item.track else {})


def raw(item: Standing) -> Entry:
    """Return a place without the steps that standardise as an entry."""
    return standing(item) | {"entry": "raw place"}


def unranked(item: Unranked) -> Entry:
    """Return a submission without a place as an entry."""
    return {"entry": "unranked", "submission": item.submission, "state": item.state, "reason": item.reason}


def tie(item: Tie) -> Entry:
    """Return a tie and what parted it as an entry."""
    steps = [
        {"by": step.breaker, "values": {name: compared(value) for name, value in step.values},
         "blocks": [list(block) for block in step.blocks], "passed": step.passed}
        | ({"duels": [list(duel) for duel in step.duels]} if step.duels else {})
        for step in item.steps
    ]  # fmt: skip
    entry: Entry = {"entry": "tie", "submissions": list(item.submissions), "score": plain(item.score), "steps": steps,
                    "order": [list(block) for block in item.blocks], "end": item.end, "draws": dict(item.draws)}  # fmt: skip
    entry |= {"track": item.track} if item.track else {}
    return entry | ({"decided": [list(one.submissions) for one in item.decisions]} if item.decisions else {})


def compared(value: Compared) -> object:
    """Return what a tie-break compared as text, or a list of texts."""
    if isinstance(value, tuple):
        return [plain(number) for number in value]
    return None if value is None else plain(value)


def outcome(item: Outcome) -> Entry:
    """Return what an outcome gave as an entry; what it does not have is not there."""
    entry: Entry = {"entry": "outcome", "outcome": item.name, "seats": item.seats, "minimum": item.minimum, "taken": list(item.taken),
                    "tied": list(item.tied_at_cut), "passed": [[one.submission, one.clause] for one in item.passed]}  # fmt: skip
    further: Entry = {
        "award": item.award, "terms": list(item.terms), "notes": [[one.submission, one.clause] for one in item.notes],
        "waiting": [list(one) for one in item.waiting], "left": None if item.left is None else plain(item.left),
        "lacks": list(item.lacks), "wildcards": [name for one in item.wildcards for name in one.submissions],
        "decided": [list(one.submissions) for one in item.decisions],
    }  # fmt: skip
    return entry | {key: value for key, value in further.items() if value}
