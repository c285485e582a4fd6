"""What the verbs that count ballots in rounds have in common: their keys, and words for them (§3.35, §3.36)."""

from collections.abc import Iterator
from fractions import Fraction
from typing import cast

import attrs

from judge.score.breakers import in_words
from judge.score.fold import exactly
from judge.score.kinds import Choice, Kind
from judge.score.order_plan import Counting, Tiebreak
from judge.score.ordering import WEIGHTS, column, placing
from judge.score.saying import Phrase, Saying
from judge.score.scope import Scope
from judge.score.step_ties import CountTies, Ties, beside
from judge.score.verb import Cell, Step, Typed

KEYS: dict[str, Kind] = {
    "eliminate": Choice(("one", "hopeless")),
    "level": Choice(("split", "skip", "stop")),
    "ties": CountTies(),
    **WEIGHTS,
}
"""The keys that both verbs have."""


def transferring(step: Step, source: Typed, scope: Scope, counting: Counting) -> Typed:
    """Return what a verb makes of ballots that it counts in rounds; ``counting`` is what the verb alone says."""
    dimensions = tuple(name for name in source.shape.dimensions if name not in step.over)
    breakers, lasts = _ties(step)
    plan, parting = source.plan, list[Tiebreak]()
    for number, breaker in enumerate(breakers, 1):
        shape = attrs.evolve(source.shape, dimensions=dimensions)
        found = beside(step, number, breaker, plan, shape, scope)
        if found is not None:
            plan = found[0]
            parting.append(found[1])
    counting = attrs.evolve(
        counting, together=step.text("eliminate") == "hopeless", level=step.text("level", "split"),
        breakers=tuple(parting), refuses=not lasts or lasts[-1].word == "refuse",
    )  # fmt: skip
    return placing(step, attrs.evolve(source, plan=plan), scope, counting)


def _ties(step: Step) -> Ties:
    return cast("Ties", step.keys.get("ties", ((), ())))


PHRASES: dict[str, Phrase] = {
    "hopeless": {
        "en": "all without hope go out together",
        "es": "salen juntas todas las que no tienen esperanza",
        "fr": "toutes celles qui sont sans espoir sortent ensemble",
    },
    "skip": {
        "en": "a place of a ballot that several share is passed over",
        "es": "se salta el lugar que varias comparten en una papeleta",
        "fr": "un rang que plusieurs partagent sur un bulletin est sauté",
    },
    "stop": {
        "en": "a ballot ends where several share a place",
        "es": "una papeleta termina donde varias comparten un lugar",
        "fr": "un bulletin s'arrête là où plusieurs partagent un rang",
    },
    "parted": {
        "en": "equals are parted by the earlier rounds, then by {breakers}",
        "es": "los empates se deciden por las rondas anteriores y luego por {breakers}",
        "fr": "les ex æquo sont départagés par les tours précédents, puis par {breakers}",
    },
    "then": {"en": ", then ", "es": ", luego por ", "fr": ", puis par "},
    "criterion": {
        "en": "the better mark on `{name}`",
        "es": "la mejor nota en `{name}`",
        "fr": "la meilleure note pour `{name}`",
    },
    "share": {
        "en": "those who are still equal go out together",
        "es": "las que siguen empatadas salen juntas",
        "fr": "celles qui restent à égalité sortent ensemble",
    },
}
"""The phrases of the keys that both verbs have."""


def said(step: Step, say: Saying) -> Iterator[str]:
    """Yield what the keys of both verbs say."""
    if step.text("eliminate") == "hopeless":
        yield say("hopeless")
    if step.text("level") in ("skip", "stop"):
        yield say(step.text("level"))
    breakers, lasts = _ties(step)
    if breakers:
        words = [
            in_words(breaker, breaker.better or "higher", say.language)
            if breaker.criterion is None
            else say("criterion", name=breaker.criterion)
            for breaker in breakers
        ]
        yield say("parted", breakers=say("then").join(words))
    if lasts and lasts[-1].word == "share":
        yield say("share")


def working(step: Step, cells: tuple[Cell, ...], result: Fraction | None) -> str:
    """Return when a submission was elected or went out."""
    elected, out, rounds = (column(cells, name) for name in ("elected in", "out in", "rounds"))
    if elected:
        return f"elected in round {exactly(elected)} of {exactly(rounds)}: place {exactly(result)}"
    if out:
        return f"out in round {exactly(out)} of {exactly(rounds)}: place {exactly(result)}"
    return f"left at the end of {exactly(rounds)} rounds without a seat: place {exactly(result)}"
