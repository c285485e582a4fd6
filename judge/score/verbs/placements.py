"""``placements``: places by a majority of placings."""

from fractions import Fraction

from judge.model.number import plain
from judge.score.fold import exactly, failed
from judge.score.kinds import Names, Whole
from judge.score.ordering import UNPLACED, WEIGHTS, column, orders_of, ordinal, placing
from judge.score.saying import Saying, Sentence
from judge.score.scope import Scope
from judge.score.verb import Cell, Step, Typed, Verb


def _build(step: Step, source: Typed, scope: Scope) -> Typed:
    if source.shape.better == "higher":
        scope.problems.refuse(
            "placements-without-places", step.place, "`placements` counts places, and here higher is better",
            'give places before it: { rank = "submission" }',
        )  # fmt: skip
        return failed(step, source)
    return placing(step, source, scope)


_PHRASES = {
    "placements": {
        "en": "places by the first place for which there are {least} of {orders}",
        "es": "lugares según el primer lugar para el que hay {least} de {orders}",
        "fr": "places selon le premier rang pour lequel il y a {least} parmi {orders}",
    },
    "half": {"en": "more than half", "es": "más de la mitad", "fr": "plus de la moitié"},
    "or more": {"en": "{n} or more", "es": "{n} o más", "fr": "{n} ou plus"},
}


def _sentence(step: Step, say: Saying) -> str:
    least = say("or more", n=str(step.whole("majority"))) if "majority" in step.keys else say("half")
    return say("placements", least=least, orders=orders_of(step, say.language))


def _working(step: Step, cells: tuple[Cell, ...], result: Fraction | None) -> str:
    at, judges = column(cells, "majority at"), column(cells, "judges")
    if not at:
        return f"no majority: placed by {sum(cell.value is not None for cell in cells)} of {plain(judges)}: place {exactly(result)}"
    placed, total = column(cells, f"placed {plain(at)} or better"), column(cells, f"sum to {plain(at)}")
    words = f"{plain(placed)} of {plain(judges)} placed it {ordinal(at)} or better, {plain(total)} together"
    return f"{words}: place {exactly(result)}"


VERB = Verb(
    "placements", "3.30", Names(), _build, Sentence(_PHRASES, _sentence), _working, {"majority": Whole(1), **UNPLACED, **WEIGHTS},
    grouped=True, folds=True,
)  # fmt: skip
