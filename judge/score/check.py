"""Proving a rule before there are marks: every step typed and planned, every name resolved (§9)."""

from collections.abc import Mapping
from fractions import Fraction
from itertools import pairwise

import attrs

from judge.model.number import plain
from judge.model.place import Place
from judge.model.problem import Problems
from judge.model.rubric import Sense
from judge.model.table import Table
from judge.score import breakers as tie_breaks
from judge.score import quotas, thresholds, tracks, traps
from judge.score import rule as rules
from judge.score.breakers import PlannedBreaker
from judge.score.chain import Planned, chained, marks_shape
from judge.score.chair import decisions_of
from judge.score.plan import Plan
from judge.score.quotas import PlannedSeats
from judge.score.rule import Rule
from judge.score.scope import Scope
from judge.score.setting import Setting
from judge.score.shape import Shape
from judge.score.thresholds import PlannedGate


@attrs.frozen(eq=False)
class Prepared:
    """A rule ready to run.

    Attributes:
        rule: as declared.
        steps: in order.
        ranked: the name of the table ranked.
        better: whether higher or lower scores come first.
        score: the shape of the table ranked.
        gates: those after the steps.
        breakers, outcomes: in order.
        marks: the shape of the marks, or None for a round without.
        filled: the plan of the marks with the derived ones, or None where no criterion is derived.
        tables: facts and earlier rounds, by the names that the plans read.
        used: the facts and fields that the rule reads, by name and dimensions.
    """

    rule: Rule
    steps: tuple[Planned, ...]
    ranked: str
    better: Sense
    score: Shape
    gates: tuple[PlannedGate, ...]
    breakers: tuple[PlannedBreaker, ...]
    outcomes: tuple[PlannedSeats, ...]
    marks: Shape | None
    filled: Plan | None
    tables: Mapping[str, Table]
    used: frozenset[tuple[str, tuple[str, ...]]]


def check(setting: Setting, earlier: Mapping[str, tuple[Shape, Table]], problems: Problems) -> Prepared | None:
    """Return a round's rule ready to run, or None where a problem forbids it.

    Args:
        setting: dimensions and facts of the round.
        earlier: by name (``first``, ``first.technical``), the tables of earlier rounds.
        problems: to which everything wrong is added.
    """
    found = Problems()
    rule = rules.read(setting, found)
    marks = marks_shape(setting)
    scope = Scope(setting, found, earlier, marks)
    scope.expects = rule.expects
    if found.refused:
        problems.extend(found)
        return None
    chain = chained(rule, scope, marks)
    steps, marks = chain.steps, chain.marks
    declared = [(planned.step, planned.source) for planned in steps]
    traps.penalty_before_trim(declared, found)
    traps.guests_beside(declared, decisions_of(setting.challenge, setting.round.id, "guest"), found)
    ranked, shape = _ranked(rule, steps, scope, marks)
    _unread(rule, steps, ranked, scope)
    better = rule.rank.better or shape.better
    if better is None and not found.refused:
        found.refuse(
            "sense-unknown", rule.rank.place, "nothing says whether higher or lower scores are better",
            'add `better = "higher"` under [rank]',
        )  # fmt: skip
    gates = thresholds.planned(setting.gates, scope)
    breakers = tuple(
        item for breaker in rule.rank.breakers if (item := tie_breaks.planned(breaker, scope, marks)) is not None
    )
    ranked_shape = attrs.evolve(shape, better=better)
    outcomes = tuple(
        quotas.planned(item, ranked, ranked_shape, rule.outcomes[:at], scope) for at, item in enumerate(rule.outcomes)
    )
    _check_by(rule, scope)
    _check_last(rule, setting, found)
    _check_minimum(rule, shape, found)
    used = {*scope.used, *setting.gated, (rule.expects, ("submission", "criterion")), (rule.expects, ("submission",))}
    problems.extend(found)
    if found.refused or better is None:
        return None
    return Prepared(
        rule, steps, ranked, better, shape, gates, breakers, outcomes, marks, chain.filled, scope.tables, frozenset(used)
    )  # fmt: skip


def _ranked(rule: Rule, steps: tuple[Planned, ...], scope: Scope, marks: Shape | None) -> tuple[str, Shape]:
    """Return the table that is ranked; it must have the one dimension ``submission``."""
    table, shape, place = "marks", marks or Shape(("submission",)), rule.rank.place
    if rule.rank.of is not None:
        meaning = scope.table_of(rule.rank.of, place)
        if meaning is None:
            return table, Shape(("submission",), "higher")
        table, shape = meaning.table, meaning.shape
    elif steps:
        table, shape, place = steps[-1].table, steps[-1].typed.shape, steps[-1].step.place
    left = [name for name in shape.dimensions if name != "submission"]
    if left and not scope.problems.refused:
        scope.problems.refuse(
            "dimension-left", place, f"after the last step there is still a value for each {' and '.join(left)}",
            f'fold it, for example with {{ mean = "{left[0]}" }}', found=", ".join(left),
        )  # fmt: skip
    elif not scope.problems.refused and "submission" not in shape.dimensions:
        scope.problems.refuse(
            "submission-folded", place, "the table ranked has no submissions any more", "rank an earlier step with `of`"
        )
    return table, shape


def _unread(rule: Rule, steps: tuple[Planned, ...], ranked: str, scope: Scope) -> None:
    """A step whose result nothing reads is a mistake (§9)."""
    read = [
        before.step.criterion != now.step.criterion or (now.step.of is None and now.step.verb.name != "weigh")
        for before, now in pairwise(steps)
    ]
    for planned, follows in zip(steps, [*read, False], strict=bool(steps)):
        if planned.step.name is None and not follows and planned.table != ranked:
            scope.problems.refuse(
                "step-unread", planned.step.place, f"nothing reads the result of step {planned.step.number}",
                'name it with `as = "…"` and use the name, or delete the step',
            )  # fmt: skip


def _check_by(rule: Rule, scope: Scope) -> None:
    """A field makes rankings if every submission has it, and an outcome then goes by no other (§6.7)."""
    rank = rule.rank
    if rank.by is None:
        return
    if scope.complete_field(Shape(("submission",)), rank.by, rank.place):
        _check_tracks(rank.by, rank.place, scope)
    for outcome in rule.outcomes:
        if outcome.by is not None:
            scope.problems.refuse(
                "by-twice", outcome.place, f"[rank] makes a ranking for each `{rank.by}`, and this outcome goes by `{outcome.by}`",
                "leave `by` out of the outcome: it goes down each ranking", found=outcome.by,
            )  # fmt: skip


def _check_tracks(by: str, place: Place, scope: Scope) -> None:
    """Every submission stands in a ranking: a text of nothing but separators would leave it out in silence."""
    standing = {name for names in tracks.members(by, scope.setting).values() for name in names}
    dimension = scope.setting.dimensions["submission"]
    lacking = [number for number, name in enumerate(dimension.members) if name not in standing]
    for number in lacking[:1]:
        scope.problems.refuse(
            "field-missing", dimension.place(number),
            f"submission {dimension.members[number]} has an empty `{by}`, by which the rule ranks ({place})", more=len(lacking) - 1,
        )  # fmt: skip


def _check_last(rule: Rule, setting: Setting, problems: Problems) -> None:
    if any(last.word == "lot" for last in rule.rank.lasts) and not setting.round.seed:
        problems.refuse(
            "lot-without-seed", rule.rank.place, f'ties end in "lot", but round {setting.round.id} has no seed',
            'record one under the round: `seed = "what was thrown or drawn, where and when"`',
        )  # fmt: skip


def _check_minimum(rule: Rule, shape: Shape, problems: Problems) -> None:
    for outcome in rule.outcomes:
        minimum = outcome.minimum if outcome.of is None else None
        if minimum is not None and (_beyond(minimum, shape.high, 1) or _beyond(minimum, shape.low, -1)):
            ends = f"{plain(shape.low) if shape.low is not None else '…'} to {plain(shape.high) if shape.high is not None else '…'}"
            problems.caution(
                "minimum-out-of-range",
                outcome.place,
                f"a minimum of {plain(minimum)} lies outside the scores there can be ({ends})",
            )


def _beyond(value: Fraction, end: Fraction | None, sign: int) -> bool:
    return end is not None and (value - end) * sign > 0
