"""What people decided: ``decisions.toml``."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

import attrs

from judge.files import keys
from judge.files.fact_columns import FactColumns, Places
from judge.model.challenge import Aside, Decision, Removal
from judge.model.fields import Fields
from judge.model.number import plain
from judge.model.place import Node, Place
from judge.model.problem import Problems
from judge.model.state import RECUSED, VOID

FILE = "decisions.toml"
KINDS = ("withdraw", "disqualify", "recuse", "void", "penalty", "order", "wildcard", "waive", "guest")
_REMOVED = {"withdraw": "withdrawn", "disqualify": "disqualified"}
_ASIDE = {"recuse": RECUSED, "void": VOID}
_ABOUT = {"wildcard": "outcome", "waive": "gate"}
"""Kinds of decisions that the rule asks for, with the key that says what they are about."""


@attrs.frozen
class Names:
    """The ids that a decision may name."""

    submissions: Mapping[str, object]
    judges: Mapping[str, object]
    rounds: Mapping[str, object]


@attrs.define
class Decisions:
    """What decisions come to: removals, ballots set apart, penalties by submission and round, and what a rule asks for."""

    removals: list[Removal]
    asides: list[Aside]
    penalties: list[tuple[str, str | None, Fraction, Place]]
    others: list[Decision] = attrs.field(factory=list)


def read(node: Node, names: Names, facts: FactColumns, problems: Problems) -> Decisions:
    """Return what the file says; penalties are added to ``facts`` as ``penalty``."""
    fields = Fields(node, problems, "decisions.toml")
    found = Decisions([], [], [])
    for item in fields.tables("decision"):
        _decision(item, names, found, problems)
    fields.finish()
    _penalties(found.penalties, tuple(names.rounds), facts)
    return found


def _decision(node: Node, names: Names, found: Decisions, problems: Problems) -> None:
    fields = Fields(node, problems, "a decision")
    if not fields.has("kind"):
        fields.text("kind", required=True)
    kind = fields.choice("kind", KINDS, "")
    if kind in ("order", "guest") or kind in _ABOUT:
        _asked_for(kind, fields, names, found)
        return
    submission = keys.reference(fields, "submission", names.submissions, required=True)
    judge = keys.reference(fields, "judge", names.judges, required=True) if kind in _ASIDE else None
    points = fields.number("points", required=True) if kind == "penalty" else None
    round_ = keys.reference(fields, "round", names.rounds)
    reason = fields.text("reason", required=True) or ""
    fields.text("by")
    fields.finish()
    if submission is None:
        return
    if kind in _REMOVED:
        found.removals.append(Removal(submission, _REMOVED[kind], reason, round_, node.place))
    elif kind in _ASIDE and judge is not None:
        found.asides.append(Aside(judge, submission, _ASIDE[kind], "", reason, round_, node.place))
    elif points is not None:
        found.penalties.append((submission, round_, points, node.place))


def _asked_for(kind: str, fields: Fields, names: Names, found: Decisions) -> None:
    """Read an order of equals, a wildcard, a waiver, or a guest."""
    if kind == "order":
        if not fields.has("submissions"):
            fields.text("submissions", required=True)
        whom = keys.references(fields, "submissions", "submission", names.submissions) or ()
    else:
        one = keys.reference(fields, "submission", names.submissions, required=True)
        whom = () if one is None else (one,)
    about = fields.text(_ABOUT[kind], required=kind == "waive") if kind in _ABOUT else None
    round_ = keys.reference(fields, "round", names.rounds)
    reason = fields.text("reason", required=True) or ""
    by = fields.text("by") or ""
    fields.finish()
    if whom:
        found.others.append(Decision(kind, whom, about, reason, by, round_, fields.place))


def _penalties(
    given: Sequence[tuple[str, str | None, Fraction, Place]], rounds: tuple[str, ...], facts: FactColumns
) -> None:
    """Add the sum of each submission's penalties, for each round if any of them names one."""
    by_round = any(round_ is not None for _, round_, _, _ in given)
    sums: dict[tuple[str, ...], tuple[Fraction, Place]] = {}
    for submission, round_, points, place in given:
        each = ((submission, name) for name in (rounds if round_ is None else (round_,)))
        for key in each if by_round else ((submission,),):
            before, first = sums.get(key, (Fraction(0), place))
            sums[key] = before + points, first
    places = [place for _, place in sums.values()]
    where = Places([place.file for place in places], [place.line for place in places], ["penalty"] * len(places))
    dimensions = ("submission", "round") if by_round else ("submission",)
    columns = [list(column) for column in zip(*sums, strict=True)]
    facts.add("penalty", dimensions, columns, [plain(points) for points, _ in sums.values()], where)
