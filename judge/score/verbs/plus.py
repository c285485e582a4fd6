"""``plus``: a number, a fact or a named table is added."""

from fractions import Fraction

import attrs

from judge.score.cellwise import operand_in_words, worked
from judge.score.kinds import NumberOrName
from judge.score.plan import Calc, Col, Map
from judge.score.saying import Saying, Sentence
from judge.score.scope import Scope
from judge.score.shape import plus
from judge.score.verb import Cell, Step, Typed, Verb


def _build(step: Step, source: Typed, scope: Scope) -> Typed:
    seen, operand, other = scope.joined(step, source, "plus", "operand")
    low, high = plus(source.shape.low, other.low), plus(source.shape.high, other.high)
    return Typed(Map(seen.plan, Calc("+", Col(), operand)), attrs.evolve(source.shape, low=low, high=high), seen.plan)


_PHRASES = {
    "plus": {"en": "plus {operand}", "es": "más {operand}", "fr": "plus {operand}"},
}


def _sentence(step: Step, say: Saying) -> str:
    return say("plus", operand=operand_in_words(step))


def _working(step: Step, cells: tuple[Cell, ...], result: Fraction | None) -> str:
    return worked(step, cells, "+", result)


VERB = Verb("plus", "3.9", NumberOrName(), _build, Sentence(_PHRASES, _sentence), _working)
