"""``schulze``: places by chains of majorities."""

from fractions import Fraction

from judge.model.number import plain
from judge.score.fold import exactly
from judge.score.ordering import column, on_orders
from judge.score.verb import Cell, Step

_PHRASE = {
    "en": "places by the strongest chains of majorities in the orders of {orders}",
    "es": "lugares según las cadenas de mayorías más fuertes en los órdenes de {orders}",
    "fr": "places selon les plus fortes chaînes de majorités dans les classements donnés par {orders}",
}


def _working(step: Step, cells: tuple[Cell, ...], result: Fraction | None) -> str:
    ahead, behind = column(cells, "ahead of"), column(cells, "behind")
    return f"has the stronger chain to {plain(ahead)}, the weaker to {plain(behind)}: place {exactly(result)}"


VERB = on_orders("schulze", "3.31", _PHRASE, _working)
