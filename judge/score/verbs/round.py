"""``round``: values are rounded to decimals."""

from fractions import Fraction

import attrs

from judge.model.number import rounded
from judge.score.fold import exactly, term
from judge.score.kinds import Whole
from judge.score.plan import Col, Map, Rounded
from judge.score.scope import Scope
from judge.score.verb import Cell, Step, Typed, Verb


def _build(step: Step, source: Typed, scope: Scope) -> Typed:
    digits = step.whole("round")
    low, high = (
        None if end is None else rounded(end, digits, step.half) for end in (source.shape.low, source.shape.high)
    )
    shape = attrs.evolve(source.shape, low=low, high=high)
    return Typed(Map(source.plan, Rounded(Col(), digits, step.half)), shape)


def _sentence(step: Step) -> str:
    return rounding(step.whole("round"), step.half)


def rounding(digits: int, half: str) -> str:
    """Return how a step rounds, in words."""
    to = f"to {digits} decimal{'s' * (digits != 1)}" if digits > 0 else "to whole numbers"
    to = f"to multiples of {10**-digits}" if digits < 0 else to
    ways = {"up": "halves away from zero", "even": "halves to the even digit", "down": "halves towards zero"}
    return f"rounded {to}, {ways[half]}"


def _working(step: Step, cells: tuple[Cell, ...], result: Fraction | None) -> str:
    return f"{term(cells[0].value)} becomes {exactly(result)}"


VERB = Verb("round", "3.16", Whole(), _build, _sentence, _working)
