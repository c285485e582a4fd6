"""``copeland``: how many submissions each one beats."""

from fractions import Fraction

from judge.model.number import plain
from judge.score.fold import exactly
from judge.score.ordering import by_order, column, on_orders, submissions
from judge.score.scope import Scope
from judge.score.verb import Cell, Step, Typed


def _build(step: Step, source: Typed, scope: Scope) -> Typed:
    number = submissions(scope)
    return by_order(step, source, scope, "higher", None if number is None else number - 1)


_PHRASE = {
    "en": "how many submissions it beats, and half for each with which it is level, in the orders of {orders}",
    "es": "a cuántas candidaturas vence, y media por cada una con la que empata, en los órdenes de {orders}",
    "fr": "combien de candidatures elle bat, et une demie pour chacune avec laquelle elle est à égalité, dans les classements donnés par {orders}",
}


def _working(step: Step, cells: tuple[Cell, ...], result: Fraction | None) -> str:
    beaten, level, compared = (column(cells, name) for name in ("beaten", "level", "compared"))
    words = f"beats {plain(beaten)} of {plain(compared)}"
    return (
        f"{words}, level with {plain(level)}: {plain(beaten)} + {plain(level)}/2 = {exactly(result)}"
        if level
        else words
    )


VERB = on_orders("copeland", "3.28", _PHRASE, _working, _build)
