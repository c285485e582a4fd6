"""``convert``: values become points by a table of thresholds."""

from fractions import Fraction
from typing import cast

import attrs

from judge.score.fold import exactly, term
from judge.score.kinds import Choice, Number, Pairs
from judge.score.plan import Calc, Check, Col, Map, Num, Plan, Thresholds
from judge.score.saying import Saying, Sentence
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


_PHRASES = {
    "step": {
        "en": "converted by thresholds: {pairs}",
        "es": "convertido por umbrales: {pairs}",
        "fr": "converti par seuils : {pairs}",
    },
    "line": {
        "en": "converted by thresholds and on a line between them: {pairs}",
        "es": "convertido por umbrales y en línea recta entre ellos: {pairs}",
        "fr": "converti par seuils et en ligne droite entre eux : {pairs}",
    },
    "pair": {"en": "from {start} on {points}", "es": "desde {start}, {points}", "fr": "à partir de {start}, {points}"},
    "below": {"en": "; below that {n}", "es": "; por debajo, {n}", "fr": " ; au-dessous, {n}"},
    "between": {"en": ", ", "es": "; ", "fr": " ; "},
}


def _sentence(step: Step, say: Saying) -> str:
    table = _thresholds(step)
    below = say("below", n=term(table.below)) if "below" in step.keys else ""
    pairs = [say("pair", start=term(start), points=term(points)) for start, points in table.pairs]
    return say("line" if table.line else "step", pairs=say("between").join(pairs)) + below


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
    "convert", "3.22", Pairs(), _build, Sentence(_PHRASES, _sentence), _working,
    {"between": Choice(("step", "line")), "below": Number()},
)  # fmt: skip
