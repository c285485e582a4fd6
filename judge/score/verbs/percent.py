"""``percent``: values as percentages of a number, a fact or a named table."""

from fractions import Fraction

import attrs

from judge.score.cellwise import operand_in_words, operand_of
from judge.score.fold import exactly, term
from judge.score.kinds import NumberOrName
from judge.score.plan import Calc, Col, Map, Num
from judge.score.saying import Saying, Sentence
from judge.score.scope import Scope
from judge.score.shape import Shape, product, quotient, turned
from judge.score.verb import Cell, Step, Typed, Verb

_HUNDRED = Fraction(100)


def _build(step: Step, source: Typed, scope: Scope) -> Typed:
    seen, operand, other = scope.joined(step, source, "percent", "operand")
    low, high = quotient(source.shape, other)
    low, high = product(Shape((), None, low, high), Shape((), None, _HUNDRED, _HUNDRED))
    if high is not None and high > 100:
        scope.problems.caution(
            "percent-over-100", step.place_of("percent"),
            f"this percentage can reach {exactly(high)}", "divide by the highest value there can be",
        )  # fmt: skip
    shape = attrs.evolve(source.shape, low=low, high=high, better=turned(source.shape.better, other))
    formula = Calc("/", Calc("*", Col(), Num(_HUNDRED)), operand)
    return Typed(Map(seen.plan, formula), shape, seen.plan)


_PHRASES = {
    "percent": {
        "en": "as a percentage of {operand}",
        "es": "como porcentaje de {operand}",
        "fr": "en pourcentage de {operand}",
    },
}


def _sentence(step: Step, say: Saying) -> str:
    return say("percent", operand=operand_in_words(step))


def _working(step: Step, cells: tuple[Cell, ...], result: Fraction | None) -> str:
    return f"100 × {term(cells[0].value)} ÷ {term(operand_of(step, cells[0]))} = {exactly(result)}"


VERB = Verb("percent", "3.13", NumberOrName(), _build, Sentence(_PHRASES, _sentence), _working)
