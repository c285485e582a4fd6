"""``clip``: values are moved to within a distance of a middle, or left out beyond it."""

from fractions import Fraction

import attrs

from judge.score.cellwise import operand_in_words, operand_of
from judge.score.fold import exactly, term
from judge.score.kinds import Choice, NumberOrName
from judge.score.plan import Calc, Col, Filter, Map
from judge.score.saying import Saying, Sentence
from judge.score.scope import Scope
from judge.score.shape import Bound, Shape, highest, lowest
from judge.score.verb import Cell, Step, Typed, Verb


def _build(step: Step, source: Typed, scope: Scope) -> Typed:
    if "around" not in step.keys:
        scope.problems.refuse(
            "missing-key",
            step.place,
            "`clip` has no `around`",
            'say around what, such as `around = "middle"`',
            expected="around",
        )
        return source
    seen, distance, width = scope.joined(step, source, "clip", "operand")
    seen, middle, centre = scope.joined(step, seen, "around", "around")
    if width.low is not None and width.low < 0:
        scope.problems.refuse("wrong-number", step.place_of("clip"), "`clip` is a distance and cannot be negative")
    low, high = _ends(source.shape, centre, width)
    shape, top, bottom = (
        attrs.evolve(source.shape, low=low, high=high),
        Calc("+", middle, distance),
        Calc("-", middle, distance),
    )
    if "outside" in step.keys:
        near = Calc("and", Calc("<=", Col(), top), Calc(">=", Col(), bottom))
        return Typed(Filter(seen.plan, near), shape, seen.plan)
    return Typed(Map(seen.plan, Calc("max", Calc("min", Col(), top), bottom)), shape, seen.plan)


def _ends(source: Shape, centre: Shape, width: Shape) -> tuple[Bound, Bound]:
    """A clipped value grows with the value and with the middle, so its ends are the ends clipped around the ends."""
    low = high = None
    if centre.low is not None and width.low is not None and width.high is not None:
        low = lowest(highest(source.low, centre.low - width.high), centre.low + width.low)
    if centre.high is not None and width.low is not None and width.high is not None:
        high = highest(lowest(source.high, centre.high + width.high), centre.high - width.low)
    return low, high


_PHRASES = {
    "clip": {
        "en": "moved to within {operand} of {middle}",
        "es": "llevado a no más de {operand} de {middle}",
        "fr": "ramené à {operand} au plus de {middle}",
    },
    "left out": {
        "en": "without what is further than {operand} from {middle}",
        "es": "sin lo que dista más de {operand} de {middle}",
        "fr": "sans ce qui est à plus de {operand} de {middle}",
    },
}


def _sentence(step: Step, say: Saying) -> str:
    phrase = "left out" if "outside" in step.keys else "clip"
    return say(phrase, operand=operand_in_words(step), middle=operand_in_words(step, "around"))


def _working(step: Step, cells: tuple[Cell, ...], result: Fraction | None) -> str:
    cell = cells[0]
    distance, middle = operand_of(step, cell), operand_of(step, cell, "around", "around")
    if distance is None or middle is None or cell.value is None:
        return exactly(result)
    ends = f"from {exactly(middle - distance)} to {exactly(middle + distance)}"
    return f"{term(cell.value)}, {ends}: {exactly(result)}"


VERB = Verb(
    "clip", "3.8", NumberOrName(), _build, Sentence(_PHRASES, _sentence), _working,
    {"around": NumberOrName(), "outside": Choice(("left out",))},
)  # fmt: skip
