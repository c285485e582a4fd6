"""``round``: values are rounded to decimals."""

from fractions import Fraction

import attrs

from judge.model.number import rounded
from judge.score.fold import exactly, term
from judge.score.kinds import Whole
from judge.score.plan import Col, Map, Rounded
from judge.score.saying import Saying, Sentence
from judge.score.scope import Scope
from judge.score.verb import Cell, Step, Typed, Verb


def _build(step: Step, source: Typed, scope: Scope) -> Typed:
    digits = step.whole("round")
    low, high = (
        None if end is None else rounded(end, digits, step.half) for end in (source.shape.low, source.shape.high)
    )
    shape = attrs.evolve(source.shape, low=low, high=high)
    return Typed(Map(source.plan, Rounded(Col(), digits, step.half)), shape)


_PHRASES = {
    "round": {"en": "rounded {to}, {half}", "es": "con redondeo {to}, {half}", "fr": "avec arrondi {to}, {half}"},
    "cut": {"en": "cut off {to}", "es": "con corte {to}", "fr": "avec troncature {to}"},
    "decimals": {"en": "to {n} decimals", "es": "a {n} decimales", "fr": "à {n} décimales"},
    "1 decimal": {"en": "to 1 decimal", "es": "a 1 decimal", "fr": "à 1 décimale"},
    "whole": {"en": "to whole numbers", "es": "a números enteros", "fr": "à l'entier"},
    "multiples": {"en": "to multiples of {n}", "es": "a múltiplos de {n}", "fr": "aux multiples de {n}"},
    "up": {
        "en": "halves away from zero",
        "es": "las mitades se alejan de cero",
        "fr": "les moitiés s'éloignent de zéro",
    },
    "even": {
        "en": "halves to the even digit",
        "es": "las mitades van a la cifra par",
        "fr": "les moitiés vont au chiffre pair",
    },
    "down": {
        "en": "halves towards zero",
        "es": "las mitades se acercan a cero",
        "fr": "les moitiés se rapprochent de zéro",
    },
}


def _sentence(step: Step, say: Saying) -> str:
    return rounding(step.whole("round"), step.half, say.language)


def rounding(digits: int, half: str, language: str = "en") -> str:
    """Return how a step rounds, in words."""
    say = Saying(_PHRASES, language)
    if digits < 0:
        to = say("multiples", n=str(10**-digits))
    else:
        to = say("1 decimal" if digits == 1 else "decimals" if digits else "whole", n=str(digits))
    return say("cut", to=to) if half == "cut" else say("round", to=to, half=say(half))


def _working(step: Step, cells: tuple[Cell, ...], result: Fraction | None) -> str:
    return f"{term(cells[0].value)} becomes {exactly(result)}"


VERB = Verb("round", "3.16", Whole(), _build, Sentence(_PHRASES, _sentence), _working)
