"""``floor``: values are not below a number."""

from fractions import Fraction

import attrs

from judge.score.cellwise import operand_in_words, worked
from judge.score.kinds import NumberOrName
from judge.score.plan import Calc, Col, Map
from judge.score.saying import Saying, Sentence
from judge.score.scope import Scope
from judge.score.shape import highest, widest
from judge.score.verb import Cell, Step, Typed, Verb


def _build(step: Step, source: Typed, scope: Scope) -> Typed:
    seen, operand, other = scope.joined(step, source, "floor", "operand")
    low, high = highest(source.shape.low, other.low), widest(source.shape, other)[1]
    return Typed(Map(seen.plan, Calc("max", Col(), operand)), attrs.evolve(source.shape, low=low, high=high), seen.plan)


_PHRASES = {
    "floor": {"en": "not below {operand}", "es": "no menos de {operand}", "fr": "pas moins de {operand}"},
}


def _sentence(step: Step, say: Saying) -> str:
    return say("floor", operand=operand_in_words(step))


def _working(step: Step, cells: tuple[Cell, ...], result: Fraction | None) -> str:
    return worked(step, cells, "or at least", result)


VERB = Verb("floor", "3.14", NumberOrName(), _build, Sentence(_PHRASES, _sentence), _working)
