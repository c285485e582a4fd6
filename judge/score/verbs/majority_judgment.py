"""``majority_judgment``: places by the middle grade, then by the middle of what is left."""

from fractions import Fraction

from judge.model.number import plain
from judge.score.fold import exactly, term
from judge.score.kinds import Names
from judge.score.ordering import column, orders_of, placing
from judge.score.scope import Scope
from judge.score.verb import Cell, Step, Typed, Verb


def _build(step: Step, source: Typed, scope: Scope) -> Typed:
    return placing(step, source, scope)


def _sentence(step: Step) -> str:
    return f"places by the middle grade of {orders_of(step)}, then by the middle of what is left without it"


def _working(step: Step, cells: tuple[Cell, ...], result: Fraction | None) -> str:
    grades = sorted(cell.value for cell in cells if cell.value is not None)
    middle = column(cells, "middle")
    shown = middle if middle in grades else -middle
    return f"{', '.join(map(term, grades))}: the middle grade is {plain(shown)}: place {exactly(result)}"


VERB = Verb("majority_judgment", "3.34", Names(), _build, _sentence, _working, grouped=True, folds=True)
