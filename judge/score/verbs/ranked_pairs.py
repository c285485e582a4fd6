"""``ranked_pairs``: places by the strongest majorities that close no circle."""

from fractions import Fraction

from judge.model.number import plain
from judge.score.fold import exactly
from judge.score.ordering import column, on_orders
from judge.score.verb import Cell, Step

_PHRASE = {
    "en": "places by the strongest majorities that close no circle, in the orders of {orders}",
    "es": "lugares según las mayorías más fuertes que no cierran un ciclo, en los órdenes de {orders}",
    "fr": "places selon les plus fortes majorités qui ne ferment aucun cycle, dans les classements donnés par {orders}",
}


def _working(step: Step, cells: tuple[Cell, ...], result: Fraction | None) -> str:
    ahead, behind = column(cells, "kept ahead of"), column(cells, "kept behind")
    return f"kept pairs put it ahead of {plain(ahead)} and behind {plain(behind)}: place {exactly(result)}"


VERB = on_orders("ranked_pairs", "3.32", _PHRASE, _working)
