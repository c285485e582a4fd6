"""``kemeny``: places by the orders that disagree least with those of the judges."""

from fractions import Fraction

from judge.model.number import plain
from judge.score.fold import exactly
from judge.score.kinds import Names
from judge.score.ordering import UNPLACED, WEIGHTS, column, orders_of, placing
from judge.score.saying import Saying, Sentence
from judge.score.scope import Scope
from judge.score.verb import Cell, Step, Typed, Verb


def _build(step: Step, source: Typed, scope: Scope) -> Typed:
    return placing(step, source, scope)


_PHRASES = {
    "kemeny": {
        "en": "places by what all orders with the fewest disagreements have in common, against those of {orders}",
        "es": "lugares según lo que tienen en común todos los órdenes con menos desacuerdos frente a los de {orders}",
        "fr": "places selon ce qu'ont en commun tous les classements qui ont le moins de désaccords avec ceux donnés par {orders}",
    },
}


def _sentence(step: Step, say: Saying) -> str:
    return say("kemeny", orders=orders_of(step, say.language))


def _working(step: Step, cells: tuple[Cell, ...], result: Fraction | None) -> str:
    ahead, behind, fewest = (column(cells, name) for name in ("ahead of", "behind", "fewest"))
    words = f"in every order with only {plain(fewest)} disagreements ahead of {plain(ahead)} and behind {plain(behind)}"
    return f"{words}: place {exactly(result)}"


VERB = Verb(
    "kemeny",
    "3.33",
    Names(),
    _build,
    Sentence(_PHRASES, _sentence),
    _working,
    {**UNPLACED, **WEIGHTS},
    grouped=True,
    folds=True,
)
