"""``majority_judgment``: places by the middle grade, then by the middle of what is left."""

from fractions import Fraction

from judge.model.number import plain
from judge.score.fold import exactly, term
from judge.score.kinds import Names
from judge.score.ordering import WEIGHTS, column, orders_of, placing
from judge.score.saying import Saying, Sentence
from judge.score.scope import Scope
from judge.score.verb import Cell, Step, Typed, Verb


def _build(step: Step, source: Typed, scope: Scope) -> Typed:
    return placing(step, source, scope)


_PHRASES = {
    "majority_judgment": {
        "en": "places by the middle grade of {orders}, then by the middle of what is left without it",
        "es": "lugares según la nota central de {orders}, y luego según la central de las que quedan sin ella",
        "fr": "places selon la note médiane donnée par {orders}, puis selon la médiane de ce qui reste sans elle",
    },
}


def _sentence(step: Step, say: Saying) -> str:
    return say("majority_judgment", orders=orders_of(step, say.language))


def _working(step: Step, cells: tuple[Cell, ...], result: Fraction | None) -> str:
    grades = sorted(cell.value for cell in cells if cell.value is not None)
    middle = column(cells, "middle")
    shown = middle if middle in grades else -middle
    return f"{', '.join(map(term, grades))}: the middle grade is {plain(shown)}: place {exactly(result)}"


VERB = Verb(
    "majority_judgment",
    "3.34",
    Names(),
    _build,
    Sentence(_PHRASES, _sentence),
    _working,
    {**WEIGHTS},
    grouped=True,
    folds=True,
)
