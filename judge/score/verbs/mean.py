"""``mean``: the mean of a group, with or without weights."""

from fractions import Fraction

from judge.score.fold import (
    COUNT,
    exactly,
    failed,
    folded,
    grouped,
    settled,
    summed,
    term,
    weighted,
    weighted_value,
)
from judge.score.kinds import Names, Weights
from judge.score.plan import Calc, Col, Group, Map
from judge.score.saying import Saying, Sentence
from judge.score.scope import Scope
from judge.score.verb import Cell, Step, Typed, Verb


def _build(step: Step, source: Typed, scope: Scope) -> Typed:
    if not grouped(step, source, scope):
        return failed(step, source)
    shape = folded(step, source.shape, scope, source.shape.low, source.shape.high, source.shape.better)
    seen = settled(step, source, scope, "left out", "left out")
    if "weights" not in step.keys:
        totals = Group(seen, step.over, step.by, {"total": ("sum", Col()), "number": COUNT})
        return Typed(Map(totals, Calc("/", Col("total"), Col("number"))), shape, seen)
    seen, _, _ = weighted(step, source, seen, scope)
    totals = Group(
        seen, step.over, step.by, {"total": ("sum", weighted_value(Col("weight"))), "number": ("sum", Col("weight"))}
    )
    return Typed(Map(totals, Calc("/", Col("total"), Col("number"))), shape, seen)


_PHRASES = {
    "mean": {"en": "the mean over {over}", "es": "el promedio de los valores de {over}", "fr": "la moyenne sur {over}"},
    "weighted": {
        "en": "the weighted mean over {over}",
        "es": "el promedio ponderado de los valores de {over}",
        "fr": "la moyenne pondérée sur {over}",
    },
}


def _sentence(step: Step, say: Saying) -> str:
    return say("weighted" if "weights" in step.keys else "mean", over=say.over(step))


def _working(step: Step, cells: tuple[Cell, ...], result: Fraction | None) -> str:
    counted = [cell for cell in cells if cell.value is not None]
    total = sum((cell.columns.get("weight", Fraction(1)) for cell in counted), Fraction(0))
    return f"({summed(cells)}) / {term(total)} = {exactly(result)}"


VERB = Verb(
    "mean",
    "3.1",
    Names(),
    _build,
    Sentence(_PHRASES, _sentence),
    _working,
    {"weights": Weights()},
    grouped=True,
    folds=True,
)
