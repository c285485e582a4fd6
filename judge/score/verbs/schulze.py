"""``schulze``: places by chains of majorities."""

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
    "schulze": {
        "en": "places by the strongest chains of majorities in the orders of {orders}",
        "es": "lugares según las cadenas de mayorías más fuertes en los órdenes de {orders}",
        "fr": "places selon les plus fortes chaînes de majorités dans les classements donnés par {orders}",
    },
}


def _sentence(step: Step, say: Saying) -> str:
    return say("schulze", orders=orders_of(step, say.language))


def _working(step: Step, cells: tuple[Cell, ...], result: Fraction | None) -> str:
    ahead, behind = column(cells, "ahead of"), column(cells, "behind")
    return f"has the stronger chain to {plain(ahead)}, the weaker to {plain(behind)}: place {exactly(result)}"


VERB = Verb(
    "schulze",
    "3.31",
    Names(),
    _build,
    Sentence(_PHRASES, _sentence),
    _working,
    {**UNPLACED, **WEIGHTS},
    grouped=True,
    folds=True,
)
