"""``borda``: how often each submission is preferred to another."""

from fractions import Fraction

from judge.model.number import plain
from judge.score.fold import exactly
from judge.score.kinds import Names
from judge.score.ordering import UNPLACED, WEIGHTS, by_order, column, orders_of
from judge.score.saying import Saying, Sentence
from judge.score.scope import Scope
from judge.score.verb import Cell, Step, Typed, Verb


def _build(step: Step, source: Typed, scope: Scope) -> Typed:
    return by_order(step, source, scope, "higher", None)


_PHRASES = {
    "borda": {
        "en": "how often it stands ahead of another, and half for each time level, in the orders of {orders}",
        "es": "cuántas veces está por delante de otra, y media por cada vez que está a la par, en los órdenes de {orders}",
        "fr": "combien de fois elle devance une autre, et une demie pour chaque fois à égalité, dans les classements donnés par {orders}",
    },
}


def _sentence(step: Step, say: Saying) -> str:
    return say("borda", orders=orders_of(step, say.language))


def _working(step: Step, cells: tuple[Cell, ...], result: Fraction | None) -> str:
    ahead, level = plain(column(cells, "ahead")), plain(column(cells, "level"))
    words = f"ahead of others {ahead} times"
    return words if level == "0" else f"{words}, level {level} times: {ahead} + {level}/2 = {exactly(result)}"


VERB = Verb(
    "borda",
    "3.29",
    Names(),
    _build,
    Sentence(_PHRASES, _sentence),
    _working,
    {**UNPLACED, **WEIGHTS},
    grouped=True,
    folds=True,
)
