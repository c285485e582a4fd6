"""``product``: the values of a group multiplied with one another."""

from fractions import Fraction

from judge.model.rubric import Sense
from judge.score.fold import exactly, failed, folded, grouped, members, settled, term
from judge.score.kinds import Names
from judge.score.plan import Col, Group
from judge.score.saying import Saying, Sentence
from judge.score.scope import Scope
from judge.score.shape import Bound, Shape
from judge.score.verb import Cell, Step, Typed, Verb

_MOST = 1000
"""Of more factors no bounds are worked out."""


def _build(step: Step, source: Typed, scope: Scope) -> Typed:
    if not grouped(step, source, scope):
        return failed(step, source)
    seen = settled(step, source, scope, "refuse", "refuse")
    low, high = _bounds(source.shape, members(step, scope))
    better: Sense | None = None if low is not None and low < 0 else source.shape.better
    shape = folded(step, source.shape, scope, low, high, better)
    return Typed(Group(seen, step.over, step.by, {"value": ("product", Col())}), shape, seen)


def _bounds(source: Shape, most: int) -> tuple[Bound, Bound]:
    """Return bounds of the product of one value, or two, or so many as there may be."""
    low, high = source.low, source.high
    if low is None or high is None or most > _MOST:
        return (Fraction(0) if low is not None and low >= 0 else None), None
    if low >= 0:
        return min(low, low**most), max(high, high**most)
    far = max(-low, abs(high))
    return -max(far, far**most), max(far, far**most)


_PHRASES = {
    "product": {
        "en": "the product over {over}",
        "es": "el producto de los valores de {over}",
        "fr": "le produit des valeurs sur {over}",
    },
}


def _sentence(step: Step, say: Saying) -> str:
    return say("product", over=say.over(step))


def _working(step: Step, cells: tuple[Cell, ...], result: Fraction | None) -> str:
    return f"{' × '.join(term(cell.value) for cell in cells if cell.value is not None)} = {exactly(result)}"


VERB = Verb("product", "3.20", Names(), _build, Sentence(_PHRASES, _sentence), _working, grouped=True, folds=True)
