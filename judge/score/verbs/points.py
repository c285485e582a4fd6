"""``points``: a list gives a number for each place."""

from fractions import Fraction
from typing import cast

import attrs

from judge.model.number import plain
from judge.score.fold import exactly, term
from judge.score.kinds import Choice, Number, Numbers
from judge.score.order_plan import Awarded
from judge.score.ordering import column, ordinal
from judge.score.plan import Read
from judge.score.saying import Saying, Sentence
from judge.score.scope import Scope
from judge.score.verb import Cell, Step, Typed, Verb


def _build(step: Step, source: Typed, scope: Scope) -> Typed:
    points = cast("tuple[Fraction, ...]", step.keys["points"])
    beyond = _beyond(step)
    shared = None
    if "ties" in step.keys:
        shared = scope.places.get(source.plan.name) if isinstance(source.plan, Read) else None
        if shared is None:
            scope.problems.refuse(
                "averaged-without-places", step.place_of("ties"),
                "only places that the step before gave can share points, for only there is it known who is equal",
                'put `points` right after { rank = "submission" }, without `where` between them',
            )  # fmt: skip
    shape = attrs.evolve(source.shape, better="higher", low=min(*points, beyond), high=max(*points, beyond))
    plan = Awarded(source.plan, points, beyond, shared)
    return Typed(plan, shape, attrs.evolve(plan, beside=True))


def _beyond(step: Step) -> Fraction:
    return cast("Fraction", step.keys.get("beyond", Fraction(0)))


_PHRASES = {
    "points": {
        "en": "points for places: {points}, then {beyond}",
        "es": "puntos por lugar: {points}, y después {beyond}",
        "fr": "points par place : {points}, puis {beyond}",
    },
    "averaged": {
        "en": ", equals get the mean of the places that they fill",
        "es": "; los empatados reciben el promedio de los lugares que ocupan",
        "fr": " ; les ex æquo reçoivent la moyenne des places qu'ils occupent",
    },
}


def _sentence(step: Step, say: Saying) -> str:
    points = cast("tuple[Fraction, ...]", step.keys["points"])
    words = say("points", points=", ".join(map(plain, points)), beyond=plain(_beyond(step)))
    return words + (say("averaged") if "ties" in step.keys else "")


def _working(step: Step, cells: tuple[Cell, ...], result: Fraction | None) -> str:
    if "ties" not in step.keys:
        return f"place {exactly(cells[0].value)} → {exactly(result)}"
    points = cast("tuple[Fraction, ...]", step.keys["points"])
    ahead, level = (int(column(cells, name)) for name in ("ahead", "level"))
    filled = [points[at] if at < len(points) else _beyond(step) for at in range(ahead, ahead + level)]
    first, last = ordinal(Fraction(ahead + 1)), ordinal(Fraction(ahead + level))
    if level == 1:
        return f"the {first} place → {exactly(result)}"
    return f"the {first} to the {last} place: ({' + '.join(map(term, filled))}) / {level} = {exactly(result)}"


VERB = Verb(
    "points", "3.27", Numbers(), _build, Sentence(_PHRASES, _sentence), _working,
    {"beyond": Number(), "ties": Choice(("averaged",))},
)  # fmt: skip
