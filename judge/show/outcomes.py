"""What follows from the places: who is taken, who is passed over and why, and whom people took beside the order."""

from collections.abc import Iterable, Mapping

from judge.model.challenge import Decision
from judge.model.number import plain
from judge.model.result import Outcome
from judge.show.report import Section
from judge.show.told import in_language

_CUT = "below the cut"
"""Whoever is simply below the cut needs no word of it beside the place."""

WORDS: Mapping[str, Mapping[str, str]] = {
    "not taken": {"en": "not {name}: {why}", "es": "no {name}: {why}", "fr": "pas {name} : {why}"},
    "colon": {"en": ": ", "es": ": ", "fr": " : "},
    "before": {"en": "before", "es": "antes que", "fr": "avant"},
    "wildcard": {"en": "wildcard", "es": "invitación", "fr": "invitation"},
}
"""By name, what stands beside a place in every language."""


def section(outcome: Outcome) -> Section:
    """Return an outcome as a part of a ranking; with more than seats and a minimum, a line for everybody."""
    limits = [counted(outcome.seats, "seat")] if outcome.seats is not None else []
    limits += [f"a minimum of {plain(outcome.minimum)}"] if outcome.minimum is not None else []
    limits += outcome.terms
    lines = [f"{len(outcome.taken)} taken ({' and '.join(limits)}): {', '.join(outcome.taken) or 'nobody'}"]
    if outcome.left is not None:
        lines.append(f"money left: {plain(outcome.left)}")
    lines += [f"not filled: {lack}" for lack in outcome.lacks]
    lines += [f"by the chair: {order(decision)}" for decision in outcome.decisions]
    if outcome.tied_at_cut and not outcome.decisions:
        side = "in" if set(outcome.tied_at_cut) <= set(outcome.taken) else "out"
        lines.append(f"{listed(outcome.tied_at_cut)} are tied at the cut; the rule says ties are {side}")
    if outcome.passed and not _detailed(outcome):
        lines.append(f"next: {outcome.passed[0].submission}, {outcome.passed[0].clause}")
    lines += [f"wildcard, beside the computed order: {order(decision)}" for decision in outcome.wildcards]
    heading = f"Outcome: {outcome.name}" + (f" ({outcome.award})" if outcome.award else "")
    if not _detailed(outcome):
        return Section(heading, lines=tuple(lines))
    notes = {one.submission: one.clause for one in outcome.notes}
    rows = [(name, "taken", notes.get(name, "")) for name in outcome.taken]
    rows += [(one.submission, "not taken", one.clause) for one in outcome.passed]
    return Section(heading, ("submission", "outcome", "reason"), tuple(rows), lines=tuple(lines))


def _detailed(outcome: Outcome) -> bool:
    """Whether each submission has a reason of its own."""
    return bool(outcome.terms or outcome.notes or outcome.waiting)


def beside(outcomes: Iterable[Outcome], language: str = "en") -> dict[tuple[str, str], str]:
    """Return for each track and submission what it has from the outcomes, and of some why it has not; of all tracks under ``""``."""
    found: dict[tuple[str, str], list[str]] = {}
    for outcome in outcomes:
        for name, text in told(outcome, language).items():
            for track in {outcome.track, ""}:
                found.setdefault((track, name), []).append(text)
    return {key: "; ".join(texts) for key, texts in found.items()}


def told(outcome: Outcome, language: str = "en") -> dict[str, str]:
    """Return by submission what it has from an outcome, and of some why it has not."""
    gives = outcome.award or outcome.name
    found = dict.fromkeys(outcome.taken, gives)
    if _detailed(outcome):
        colon = WORDS["colon"][language]
        found |= {one.submission: f"{gives}{colon}{in_language(one.clause, language)}" for one in outcome.notes}
        passed = [one for one in outcome.passed if one.clause != _CUT]
        not_taken = WORDS["not taken"][language]
        found |= {
            one.submission: not_taken.format(name=outcome.name, why=in_language(one.clause, language)) for one in passed
        }
    wildcard = f"{gives} ({WORDS['wildcard'][language]})"
    return found | {name: wildcard for one in outcome.wildcards for name in one.submissions}


def data(item: Outcome) -> dict[str, object]:
    """Return an outcome as data, its numbers exact."""
    return {
        "name": item.name, "award": item.award, "seats": item.seats, "minimum": item.minimum, "terms": item.terms,
        "taken": item.taken, "notes": {one.submission: one.clause for one in item.notes}, "left": item.left,
        "tied_at_cut": item.tied_at_cut, "passed": {one.submission: one.clause for one in item.passed},
        "waiting": dict(item.waiting), "not_filled": item.lacks,
        "wildcards": [decision_data(one) for one in item.wildcards],
        "decisions": [decision_data(one) for one in item.decisions],
    }  # fmt: skip


def order(decision: Decision, language: str = "en") -> str:
    """Return what people decided in words: an order of equals, or one submission, with the reason."""
    names = f" {WORDS['before'][language]} ".join(decision.submissions)
    return f"{names} ({decision.reason}{f'; {decision.by}' * bool(decision.by)})"


def decision_data(item: Decision) -> dict[str, object]:
    """Return a decision of people as data."""
    return {"kind": item.kind, "submissions": item.submissions, "reason": item.reason, "by": item.by or None}


def counted(number: int, what: str) -> str:
    """Return a number of things in words."""
    return f"{number} {what}{'s' * (number != 1)}"


def listed(names: tuple[str, ...]) -> str:
    """Return names as a list for the eye."""
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]
