"""``borda``: how often each submission is preferred to another."""

from fractions import Fraction

from judge.model.number import plain
from judge.score.fold import exactly
from judge.score.ordering import by_order, column, on_orders
from judge.score.scope import Scope
from judge.score.verb import Cell, Step, Typed


def _build(step: Step, source: Typed, scope: Scope) -> Typed:
    return by_order(step, source, scope, "higher", None)


_PHRASE = {
    "en": "how often it stands ahead of another, and half for each time level, in the orders of {orders}",
    "es": "cuántas veces está por delante de otra, y media por cada vez que está a la par, en los órdenes de {orders}",
    "fr": "combien de fois elle devance une autre, et une demie pour chaque fois à égalité, dans les classements donnés par {orders}",
}


def _working(step: Step, cells: tuple[Cell, ...], result: Fraction | None) -> str:
    ahead, level = plain(column(cells, "ahead")), plain(column(cells, "level"))
    words = f"ahead of others {ahead} times"
    return words if level == "0" else f"{words}, level {level} times: {ahead} + {level}/2 = {exactly(result)}"


VERB = on_orders("borda", "3.29", _PHRASE, _working, _build)
