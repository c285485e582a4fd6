"""``times``: values are multiplied by a number, a fact or a named table."""

from fractions import Fraction

import attrs

from judge.score.cellwise import operand_in_words, worked
from judge.score.kinds import NumberOrName
from judge.score.plan import Calc, Col, Map
from judge.score.saying import Saying, Sentence
from judge.score.scope import Scope
from judge.score.shape import product, turned
from judge.score.verb import Cell, Step, Typed, Verb


def _build(step: Step, source: Typed, scope: Scope) -> Typed:
    seen, operand, other = scope.joined(step, source, "times", "operand")
    low, high = product(source.shape, other)
    shape = attrs.evolve(source.shape, low=low, high=high, better=turned(source.shape.better, other))
    return Typed(Map(seen.plan, Calc("*", Col(), operand)), shape, seen.plan)


_PHRASES = {
    "times": {"en": "times {operand}", "es": "multiplicado por {operand}", "fr": "multiplié par {operand}"},
}


def _sentence(step: Step, say: Saying) -> str:
    return say("times", operand=operand_in_words(step))


def _working(step: Step, cells: tuple[Cell, ...], result: Fraction | None) -> str:
    return worked(step, cells, "×", result)


VERB = Verb("times", "3.11", NumberOrName(), _build, Sentence(_PHRASES, _sentence), _working)
