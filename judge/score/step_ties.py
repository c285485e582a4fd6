"""The tie-breaks of the step ``rank``: as in ``[rank]``, but looked up by the key of each cell (§3.26)."""

from fractions import Fraction

import attrs

from judge.model.place import Node, Place
from judge.model.problem import Problems, listed
from judge.model.rubric import Sense
from judge.score.ballot import sense_of
from judge.score.fold import COUNT
from judge.score.order_plan import Tiebreak
from judge.score.plan import Calc, Col, Condition, Group, Join, Map, Plan, Read, Where
from judge.score.scope import Scope
from judge.score.shape import Shape
from judge.score.ties import Breaker, Last, read_ties
from judge.score.verb import Step, Typed

LASTS = ("share", "refuse")
KINDS = ("higher", "lower", "criterion")

Ties = tuple[tuple[Breaker, ...], tuple[Last, ...]]
"""Tie-breaks in order, and what happens when they run out."""


@attrs.frozen
class StepTies:
    """Tie-breaks by number, and places that are shared or refused."""

    def read(self, node: Node, what: str, problems: Problems) -> Ties | None:
        """Return the tie-breaks, or None with a problem for one that only ``[rank]`` has."""
        breakers, lasts = read_ties(node, node.place, problems)
        found: list[tuple[str, Place, tuple[str, ...]]] = [(item.kind, item.place, KINDS) for item in breakers]
        found += [(last.word, last.place, LASTS) for last in lasts]
        strange = [(word, place, known) for word, place, known in found if word not in known]
        for word, place, known in strange:
            problems.refuse(
                "unknown-choice", place, f"{what} has `{word}`, and a step knows only {listed(known)}",
                'order equals by a fact: { lower = "order" }', found=word, expected=listed(known),
            )  # fmt: skip
        return None if strange else (breakers, lasts)


def beside(
    step: Step, number: int, breaker: Breaker, source: Plan, shape: Shape, scope: Scope
) -> tuple[Plan, Tiebreak] | None:
    """Return the source with what a tie-break compares beside each cell, or None with a problem."""
    found = _by_criterion(step, breaker, shape, scope) if breaker.name is None else _named(step, breaker, shape, scope)
    if found is None:
        return None
    column = f"tie-break {number}"
    return Join(source, found[0], column, Fraction(0), ""), Tiebreak(column, found[1], breaker.last, breaker.places)


def _named(step: Step, breaker: Breaker, shape: Shape, scope: Scope) -> tuple[Plan, Sense] | None:
    name, better = breaker.name or "", breaker.better or "higher"
    if not breaker.where:
        meaning = scope.operand(name, shape, breaker.place)
        return None if meaning is None else (Read(meaning.table), better)
    meaning = scope.table_of(name, breaker.place)
    if meaning is None:
        return None
    chosen = scope.where(attrs.evolve(step, where=breaker.where), Typed(Read(meaning.table), meaning.shape))
    further = [dimension for dimension in chosen.shape.dimensions if not scope.reaches(shape, dimension)]
    if further:
        scope.problems.refuse(
            "operand-too-fine", breaker.place,
            f"`{name}` has a value for each {' and '.join(chosen.shape.dimensions)}, but here there is no {' and no '.join(further)}",
            f"fold {further[0]} first, or choose one with `where`",
        )  # fmt: skip
        return None
    return chosen.plan, better


def _by_criterion(step: Step, breaker: Breaker, shape: Shape, scope: Scope) -> tuple[Plan, Sense] | None:
    """The mean of the marks on a criterion: of the one judge where the table has judges, of the panel where it has panels."""
    setting, wanted = scope.setting, breaker.criterion or ""
    criteria = {item.id: item for item in setting.rubric.criteria} if setting.rubric else {}
    if wanted not in criteria or scope.marks is None:
        scope.unknown_member("criterion", criteria, wanted, breaker.place)
        return None
    chosen = scope.where(attrs.evolve(step, where=breaker.where), Typed(Read("marks"), scope.marks))
    plan = chosen.plan
    if "criterion" in chosen.shape.dimensions:
        plan = Where(plan, (Condition("criterion", None, (wanted,), True),))
    over = ("judge",) if "judge" in chosen.shape.dimensions and "judge" not in shape.dimensions else ()
    by = tuple(name for name in shape.dimensions if over and name in setting.dimensions["judge"].fields)
    totals = Group(plan, over, by, {"total": ("sum", Col()), "number": COUNT})
    return Map(totals, Calc("/", Col("total"), Col("number"))), sense_of(wanted, scope) or "higher"


@attrs.frozen
class CountTies:
    """Tie-breaks of a count of ballots; nothing said is a refusal."""

    def read(self, node: Node, what: str, problems: Problems) -> Ties | None:
        """Return the tie-breaks, or None with a problem for one that holds for some places only."""
        found = StepTies().read(node, what, problems)
        if found is None:
            return None
        breakers, lasts = found
        limits = [(item.place, item.places) for item in breakers] + [(item.place, item.places) for item in lasts]
        for at, places in limits:
            if places is not None:
                problems.refuse(
                    "key-without-use", at, f"`places` has no use in {what}: a count gives places only at its end",
                    "leave `places` out", found="places",
                )  # fmt: skip
                return None
        items = node.value if isinstance(node.value, tuple) else (node,)
        said = any(isinstance(item.value, str) for item in items)
        return breakers, lasts if said else (Last("refuse", None, node.place),)
