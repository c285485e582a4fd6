"""``cap``: values are not above a number."""

from fractions import Fraction

import attrs

from judge.score.cellwise import operand_in_words, worked
from judge.score.kinds import NumberOrName
from judge.score.plan import Calc, Col, Map
from judge.score.saying import Saying, Sentence
from judge.score.scope import Scope
from judge.score.shape import lowest, widest
from judge.score.verb import Cell, Step, Typed, Verb


def _build(step: Step, source: Typed, scope: Scope) -> Typed:
    seen, operand, other = scope.joined(step, source, "cap", "operand")
    low, high = widest(source.shape, other)[0], lowest(source.shape.high, other.high)
    return Typed(Map(seen.plan, Calc("min", Col(), operand)), attrs.evolve(source.shape, low=low, high=high), seen.plan)


_PHRASES = {
    "cap": {"en": "not above {operand}", "es": "no más de {operand}", "fr": "pas plus de {operand}"},
}


def _sentence(step: Step, say: Saying) -> str:
    return say("cap", operand=operand_in_words(step))


def _working(step: Step, cells: tuple[Cell, ...], result: Fraction | None) -> str:
    return worked(step, cells, "or at most", result)


VERB = Verb("cap", "3.15", NumberOrName(), _build, Sentence(_PHRASES, _sentence), _working)
