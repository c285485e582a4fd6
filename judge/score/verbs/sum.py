"""``sum``: the sum of a group; it never renormalises."""

from collections.abc import Callable
from fractions import Fraction

from judge.score.fold import exactly, failed, folded, grouped, settled, summed, weighted
from judge.score.kinds import Names, Weights
from judge.score.plan import Calc, Col, Even, Formula, Group, Plan
from judge.score.saying import Saying, Sentence
from judge.score.scope import Scope
from judge.score.shape import Bound, Shape, widened
from judge.score.verb import Cell, Step, Typed, Verb


def _build(step: Step, source: Typed, scope: Scope) -> Typed:
    if not grouped(step, source, scope):
        return failed(step, source)
    seen = settled(step, source, scope, "refuse", "refuse")
    seen = _even(step, seen, scope)
    value: Formula = Col()
    if "weights" in step.keys:
        seen, divisor, weights = weighted(step, source, seen, scope)
        value = Calc("*", Col(), Col("weight"))
        if divisor is not None:
            value = Calc("/", value, divisor)
        low, high = _spread(source.shape, weights, divisor is None)
    else:
        own = widened(source.shape, step.missing)
        low, high = _times_members(own.low, step, scope, min), _times_members(own.high, step, scope, max)
    shape = folded(step, source.shape, scope, low, high, source.shape.better)
    return Typed(Group(seen, step.over, step.by, {"value": ("sum", value)}), shape, seen)


def _even(step: Step, seen: Plan, scope: Scope) -> Plan:
    """A sum never renormalises, so what a group lacks would count as zero: judges may, other things may not (§3.2)."""
    if "judge" in step.over:
        return Even(
            seen,
            step.over,
            step.by,
            "a sum over judges, who differ in number",
            "use `mean` unless the regulations mean it so",
        )
    if step.missing not in (None, "refuse", "mean") or scope.expects not in ("ballots", "all", "assigned"):
        return seen
    what = f"a sum over {' and '.join(step.over)}, of which some are not there"
    hint = 'use `mean`, or say `missing = "left out"` on the step'
    if step.missing == "mean":
        hint = 'what was left out is not missing: `fill` it `with = "mean"`, or use `mean`'
    return Even(seen, step.over, step.by, what, hint, refused=True)


def _times_members(bound: Bound, step: Step, scope: Scope, further: Callable[[Fraction, Fraction], Fraction]) -> Bound:
    """Return a bound of the sum of one value up to as many as there may be."""
    if bound is None:
        return None
    most = 1
    for dimension in step.over:
        most *= len(scope.setting.dimensions[dimension].members)
    return further(bound, bound * most)


def _spread(source: Shape, weights: Shape, bare: bool) -> tuple[Bound, Bound]:
    """Sums weighted by percentages or parts lie between the ends of the values and zero; other weights have no end."""
    low, high = source.low, source.high
    if weights.low is None or weights.low < 0:
        return None, None
    if bare:
        return (Fraction(0) if low is not None and low >= 0 else None), None
    return (min(low, Fraction(0)) if low is not None else None), (max(high, Fraction(0)) if high is not None else None)


_PHRASES = {
    "sum": {"en": "the sum over {over}", "es": "la suma de los valores de {over}", "fr": "la somme sur {over}"},
    "weighted": {
        "en": "the weighted sum over {over}",
        "es": "la suma ponderada de los valores de {over}",
        "fr": "la somme pondérée sur {over}",
    },
}


def _sentence(step: Step, say: Saying) -> str:
    return say("weighted" if "weights" in step.keys else "sum", over=say.over(step))


def _working(step: Step, cells: tuple[Cell, ...], result: Fraction | None) -> str:
    if "weights" not in step.keys:
        return f"{summed(cells)} = {exactly(result)}"
    weighted_total = sum((cell.value * cell.columns["weight"] for cell in cells if cell.value is not None), Fraction(0))
    divided = "" if not result or weighted_total == result else f" / {exactly(weighted_total / result)}"
    return f"({summed(cells)}){divided} = {exactly(result)}" if divided else f"{summed(cells)} = {exactly(result)}"


VERB = Verb(
    "sum",
    "3.2",
    Names(),
    _build,
    Sentence(_PHRASES, _sentence),
    _working,
    {"weights": Weights()},
    grouped=True,
    folds=True,
)
