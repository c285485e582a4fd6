"""``ranked_pairs``: places by the strongest majorities that close no circle."""

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
    "ranked_pairs": {
        "en": "places by the strongest majorities that close no circle, in the orders of {orders}",
        "es": "lugares según las mayorías más fuertes que no cierran un ciclo, en los órdenes de {orders}",
        "fr": "places selon les plus fortes majorités qui ne ferment aucun cycle, dans les classements donnés par {orders}",
    },
}


def _sentence(step: Step, say: Saying) -> str:
    return say("ranked_pairs", orders=orders_of(step, say.language))


def _working(step: Step, cells: tuple[Cell, ...], result: Fraction | None) -> str:
    ahead, behind = column(cells, "kept ahead of"), column(cells, "kept behind")
    return f"kept pairs put it ahead of {plain(ahead)} and behind {plain(behind)}: place {exactly(result)}"


VERB = Verb(
    "ranked_pairs",
    "3.32",
    Names(),
    _build,
    Sentence(_PHRASES, _sentence),
    _working,
    {**UNPLACED, **WEIGHTS},
    grouped=True,
    folds=True,
)
