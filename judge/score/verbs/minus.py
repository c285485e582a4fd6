"""``minus``: a number, a fact or a named table is taken away."""

from fractions import Fraction

import attrs

from judge.score.cellwise import operand_in_words, worked
from judge.score.kinds import NumberOrName
from judge.score.plan import Calc, Col, Map
from judge.score.saying import Saying, Sentence
from judge.score.scope import Scope
from judge.score.shape import minus, plus
from judge.score.verb import Cell, Step, Typed, Verb


def _build(step: Step, source: Typed, scope: Scope) -> Typed:
    seen, operand, other = scope.joined(step, source, "minus", "operand")
    low, high = plus(source.shape.low, minus(other.high)), plus(source.shape.high, minus(other.low))
    return Typed(Map(seen.plan, Calc("-", Col(), operand)), attrs.evolve(source.shape, low=low, high=high), seen.plan)


_PHRASES = {
    "minus": {"en": "less {operand}", "es": "menos {operand}", "fr": "moins {operand}"},
}


def _sentence(step: Step, say: Saying) -> str:
    return say("minus", operand=operand_in_words(step))


def _working(step: Step, cells: tuple[Cell, ...], result: Fraction | None) -> str:
    return worked(step, cells, "−", result)


VERB = Verb("minus", "3.10", NumberOrName(), _build, Sentence(_PHRASES, _sentence), _working)
