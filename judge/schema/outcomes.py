"""What follows from places, and who may take part: ``[[outcome]]`` and ``[[eligibility]]`` (§8)."""

from typing import get_args

from judge.schema.kinds import WHERE
from judge.schema.places import SENSE
from judge.schema.shape import (
    NUMBER,
    TEXT,
    TEXTS,
    Schema,
    by_name,
    choice,
    either,
    has,
    lists,
    named,
    never,
    none_of,
    number,
    said,
    table,
    whole,
)
from judge.score.gates import BOUNDS
from judge.score.seats import LIMITS, Remainders, Rounded, Short, Ties

_COUNTS = by_name(whole(0))
_MONEY = by_name(number(0))

_OUTCOME = {
    "name": said(TEXT, "what it is called: shortlist, prizes"),
    "seats": said(whole(0), "how many are taken"),
    "minimum": said(NUMBER, "the lowest score that is taken (the highest, where lower is better)"),
    "places": said(whole(1), "the last place that is taken"),
    "share": said(
        {"type": "string", "pattern": "[%/]"}, 'the part of the ranked that is taken, such as "12 %" or "1/12"'
    ),
    "rounded": said(choice(*get_args(Rounded)), "how a share becomes a whole number; default: down"),
    "budget": said(NUMBER, "the money there is"),
    "cost": said(TEXT, "the fact that says what each one costs"),
    "short": said(choice(*get_args(Short)), "where the money does not suffice: skip that one, stop, or give part"),
    "ties": said(choice(*get_args(Ties)), "what happens to equals at the cut; default: refuse"),
    "award": said(TEXT, "the title that it gives"),
    "of": said(TEXT, "the table gone down; default: the ranking"),
    "where": said(WHERE, "which of them"),
    "better": said(SENSE, "which values come first; default: what the table knows"),
    "by": said(TEXT, "a field: the outcome is run apart for each of its values"),
    "after": said(TEXT, "the outcome above whose winners are passed over"),
    "proportion": said(choice("largest remainder"), "seats are shared out in proportion to those who entered"),
    "remainders": said(choice(*get_args(Remainders)), "who gets a seat of equal remainders"),
    "at_most": said(_COUNTS, "how many of a group are taken at most: { region = 2 }, or { south = 2 }"),
    "at_least": said(_COUNTS, "how many of a group are taken at least"),
    "cost_at_most": said(_MONEY, "how much those of a group may cost together"),
    "counting": said(TEXTS, "the outcomes above whose winners count against the limits"),
    "including": said(TEXTS, "the outcomes above whose winners are part of the seats"),
    "waiting": said(whole(0), "how many go on the waiting list"),
    "order": said(choice("ranking", "none"), "none: those taken are told in no order"),
}
_NEEDS = {"cost_at_most": ["cost"], "budget": ["cost"], "remainders": ["proportion"], "proportion": ["by", "seats"]}
_NUMBERS = {key: said(NUMBER, f"its number is {key.replace('_', ' ')} this") for key in BOUNDS}
_NAME = {"name": said(TEXT, "what the gate is called in the reason")}
_TESTS = {
    **_NUMBERS,
    "is": said(TEXT, "its text, letter for letter"),
    "one_of": said(TEXTS, "its text is one of these"),
    "before": said({"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}"}, "its date is earlier: 2017-12-31"),
    "last_of": said(TEXT, "of all with the same text in this field, its date is the last"),
    "first_of": said(TEXT, "of all with the same text in this field, its date is the first"),
}
_FIELD = {**_NAME, "field": said(TEXT, "a fact of the submission"), **_TESTS}
_QUESTION = {
    **_NAME,
    "question": said(TEXT, "a fact by submission and judge, each answer yes or no"),
    "yes": said(whole(1), "how many say yes at least"),
    "of": said(whole(1), "of exactly so many answers"),
}
_TABLE = {
    **_NAME,
    "of": said(TEXT, "the table of a step"),
    **_NUMBERS,
    "where": said(WHERE, "which cells of it"),
}


def definitions() -> dict[str, Schema]:
    """Return ``outcome``, ``gate``, and lists of them."""
    wrong = (none_of(_TESTS), has("is", "one_of"), has("last_of", "first_of"))
    gates = (
        {"title": "a fact", **table(_FIELD, ("field",), **never(*wrong))},
        {"title": "a question to the judges", **table(_QUESTION, ("question", "yes"))},
        {"title": "the table of a step", **table(_TABLE, ("of",), **never(none_of(BOUNDS)))},
    )
    what = "what follows from the places: who is taken, and how many"
    return {
        "outcome": {"description": what, **table(_OUTCOME, dependencies=_NEEDS, **never(none_of(LIMITS)))},
        "outcomes": said(lists(named("outcome")), "what follows from the places"),
        "gate": {"description": "a gate before scoring: who may take part", **either(*gates)},
        "gates": said(lists(named("gate")), "gates before scoring: who may take part"),
    }
