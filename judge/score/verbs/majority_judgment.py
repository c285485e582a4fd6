"""``majority_judgment``: places by the middle grade, then by the middle of what is left."""

from fractions import Fraction

from judge.model.number import plain
from judge.score.fold import exactly, term
from judge.score.ordering import WEIGHTS, column, on_orders
from judge.score.verb import Cell, Step

_PHRASE = {
    "en": "places by the middle grade of {orders}, then by the middle of what is left without it",
    "es": "lugares según la nota central de {orders}, y luego según la central de las que quedan sin ella",
    "fr": "places selon la note médiane donnée par {orders}, puis selon la médiane de ce qui reste sans elle",
}


def _working(step: Step, cells: tuple[Cell, ...], result: Fraction | None) -> str:
    grades = sorted(cell.value for cell in cells if cell.value is not None)
    middle = column(cells, "middle")
    shown = middle if middle in grades else -middle
    return f"{', '.join(map(term, grades))}: the middle grade is {plain(shown)}: place {exactly(result)}"


VERB = on_orders("majority_judgment", "3.34", _PHRASE, _working, keys=WEIGHTS)
