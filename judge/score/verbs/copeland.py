"""``copeland``: how many submissions each one beats."""

from fractions import Fraction

from judge.model.number import plain
from judge.score.fold import exactly
from judge.score.kinds import Names
from judge.score.ordering import UNPLACED, WEIGHTS, by_order, column, orders_of, submissions
from judge.score.saying import Saying, Sentence
from judge.score.scope import Scope
from judge.score.verb import Cell, Step, Typed, Verb


def _build(step: Step, source: Typed, scope: Scope) -> Typed:
    number = submissions(scope)
    return by_order(step, source, scope, "higher", None if number is None else number - 1)


_PHRASES = {
    "copeland": {
        "en": "how many submissions it beats, and half for each with which it is level, in the orders of {orders}",
        "es": "a cuántas candidaturas vence, y media por cada una con la que empata, en los órdenes de {orders}",
        "fr": "combien de candidatures elle bat, et une demie pour chacune avec laquelle elle est à égalité, dans les classements donnés par {orders}",
    },
}


def _sentence(step: Step, say: Saying) -> str:
    return say("copeland", orders=orders_of(step, say.language))


def _working(step: Step, cells: tuple[Cell, ...], result: Fraction | None) -> str:
    beaten, level, compared = (column(cells, name) for name in ("beaten", "level", "compared"))
    words = f"beats {plain(beaten)} of {plain(compared)}"
    return (
        f"{words}, level with {plain(level)}: {plain(beaten)} + {plain(level)}/2 = {exactly(result)}"
        if level
        else words
    )


VERB = Verb(
    "copeland",
    "3.28",
    Names(),
    _build,
    Sentence(_PHRASES, _sentence),
    _working,
    {**UNPLACED, **WEIGHTS},
    grouped=True,
    folds=True,
)
