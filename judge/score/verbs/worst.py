"""``worst``: the worst value of a group, by the table's sense."""

from fractions import Fraction

from judge.score.extreme import extreme, in_words
from judge.score.fold import exactly, things
from judge.score.kinds import Names
from judge.score.scope import Scope
from judge.score.verb import Cell, Step, Typed, Verb


def _build(step: Step, source: Typed, scope: Scope) -> Typed:
    return extreme(step, source, scope, "worst")


def _sentence(step: Step) -> str:
    return f"the worst value over {things(step)}"


def _working(step: Step, cells: tuple[Cell, ...], result: Fraction | None) -> str:
    return f"the worst of {in_words(cells)} is {exactly(result)}"


VERB = Verb("worst", "3.5", Names(), _build, _sentence, _working, grouped=True, folds=True)
