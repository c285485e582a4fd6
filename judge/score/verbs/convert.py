"""``convert``: values become points by a table of thresholds."""

from fractions import Fraction
from typing import cast

import attrs

from judge.score.fold import exactly, term
from judge.score.kinds import Choice, Number, Pairs
from judge.score.plan import Calc, Check, Col, Map, Num, Plan, Thresholds
from judge.score.scope import Scope
from judge.score.shape import Shape, opposite
from judge.score.verb import Cell, Step, Typed, Verb


def _build(step: Step, source: Typed, scope: Scope) -> Typed:
    table = _thresholds(step)
    first = table.pairs[0][0]
    plan: Plan = source.plan
    if "below" not in step.keys:
        reached = Calc(">=", Col(), Num(first))
        what = f"a value lies below the first threshold, {exactly(first)}"
        plan = Check(
            plan, "below-thresholds", reached, what, "add a threshold for it, or say what it becomes: `below = 0`"
        )
    gives = [points for _, points in table.pairs] + [table.below] * ("below" in step.keys)
    shape = source.shape.bounded(min(gives), max(gives))
    return Typed(Map(plan, table), _turned(step, table, shape), source.plan)


def _thresholds(step: Step) -> Thresholds:
    pairs = cast("tuple[tuple[Fraction, Fraction], ...]", step.keys["convert"])
    below = cast("Fraction", step.keys.get("below", Fraction(0)))
    return Thresholds(Col(), pairs, step.text("between") == "line", below)


def _turned(step: Step, table: Thresholds, shape: Shape) -> Shape:
    """Return the shape with the sense of the points: kept where they rise, turned round where they fall."""
    gives = [table.below] * ("below" in step.keys) + [points for _, points in table.pairs]
    if sorted(gives) == gives:
        return shape
    return attrs.evolve(shape, better=opposite(shape.better) if sorted(gives, reverse=True) == gives else None)


def _sentence(step: Step) -> str:
    table = _thresholds(step)
    line = " and on a line between them" if table.line else ""
    below = f"; below that {term(table.below)}" if "below" in step.keys else ""
    steps = ", ".join(f"from {term(start)} on {term(points)}" for start, points in table.pairs)
    return f"converted by thresholds{line}: {steps}{below}"


def _working(step: Step, cells: tuple[Cell, ...], result: Fraction | None) -> str:
    value, table = cells[0].value, _thresholds(step)
    if value is None:
        return exactly(result)
    under = [pair for pair in table.pairs if pair[0] <= value]
    if not under:
        return f"{term(value)} is below {term(table.pairs[0][0])}: {exactly(result)}"
    start, points = under[-1]
    if not table.line or len(under) == len(table.pairs):
        return f"{term(value)} reaches {term(start)}: {exactly(result)}"
    end, then = table.pairs[len(under)]
    way = f"({term(value)} − {term(start)}) / ({term(end)} − {term(start)})"
    return f"{term(points)} + ({term(then)} − {term(points)}) × {way} = {exactly(result)}"


VERB = Verb(
    "convert", "3.22", Pairs(), _build, _sentence, _working,
    {"between": Choice(("step", "line")), "below": Number()},
)  # fmt: skip
