"""``schulze``: places by chains of majorities."""

from fractions import Fraction

from judge.model.number import plain
from judge.score.fold import exactly
from judge.score.kinds import Names
from judge.score.ordering import UNPLACED, column, orders_of, placing
from judge.score.scope import Scope
from judge.score.verb import Cell, Step, Typed, Verb


def _build(step: Step, source: Typed, scope: Scope) -> Typed:
    return placing(step, source, scope)


def _sentence(step: Step) -> str:
    return f"places by the strongest chains of majorities in the orders of {orders_of(step)}"


def _working(step: Step, cells: tuple[Cell, ...], result: Fraction | None) -> str:
    ahead, behind = column(cells, "ahead of"), column(cells, "behind")
    return f"has the stronger chain to {plain(ahead)}, the weaker to {plain(behind)}: place {exactly(result)}"


VERB = Verb("schulze", "3.31", Names(), _build, _sentence, _working, {**UNPLACED}, grouped=True, folds=True)
