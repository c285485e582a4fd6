"""``kemeny``: places by the orders that disagree least with those of the judges."""

from fractions import Fraction

from judge.model.number import plain
from judge.score.fold import exactly
from judge.score.ordering import column, on_orders
from judge.score.verb import Cell, Step

_PHRASE = {
    "en": "places by what all orders with the fewest disagreements have in common, against those of {orders}",
    "es": "lugares según lo que tienen en común todos los órdenes con menos desacuerdos frente a los de {orders}",
    "fr": "places selon ce qu'ont en commun tous les classements qui ont le moins de désaccords avec ceux donnés par {orders}",
}


def _working(step: Step, cells: tuple[Cell, ...], result: Fraction | None) -> str:
    ahead, behind, fewest = (column(cells, name) for name in ("ahead of", "behind", "fewest"))
    words = f"in every order with only {plain(fewest)} disagreements ahead of {plain(ahead)} and behind {plain(behind)}"
    return f"{words}: place {exactly(result)}"


VERB = on_orders("kemeny", "3.33", _PHRASE, _working)
