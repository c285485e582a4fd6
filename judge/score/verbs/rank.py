"""``rank``: values become places among the submissions of each group."""

from fractions import Fraction
from typing import cast

import attrs

from judge.model.number import plain
from judge.model.rubric import Sense
from judge.score.breakers import in_words
from judge.score.fold import exactly, failed, grouped, term
from judge.score.kinds import Choice, Number, Only
from judge.score.order_plan import Ranked, Tiebreak
from judge.score.ordering import column, sense_of, submissions
from judge.score.saying import Saying, Sentence, one
from judge.score.scope import Scope
from judge.score.step_ties import StepTies, Ties, beside
from judge.score.ties import Breaker
from judge.score.verb import Cell, Step, Typed, Verb


def _build(step: Step, source: Typed, scope: Scope) -> Typed:
    if not grouped(step, source, scope):
        return failed(step, source)
    shape = source.shape
    if "better" in step.keys:
        shape = attrs.evolve(shape, better=cast("Sense", step.text("better")))
    sense = sense_of(step, shape, scope)
    if sense is None:
        return failed(step, source)
    breakers, lasts = _ties(step)
    plan, parting = source.plan, list[Tiebreak]()
    for number, breaker in enumerate(breakers, 1):
        found = beside(step, number, breaker, plan, source.shape, scope)
        if found is not None:
            plan = found[0]
            parting.append(found[1])
    gap = cast("Fraction", step.keys.get("gap", Fraction(0)))
    ends = tuple((last.places, last.word == "refuse") for last in lasts) or ((None, False),)
    ranked = Ranked(plan, step.by, sense, gap, tuple(parting), ends, step.text("numbering", "1-2-2-4"))
    if step.digits is None:
        scope.places[f"step {step.number}"] = step.by
    shape = attrs.evolve(shape, better="lower", low=Fraction(1), high=submissions(scope))
    return Typed(ranked, shape, attrs.evolve(ranked, beside=True))


def _ties(step: Step) -> Ties:
    return cast("Ties", step.keys.get("ties", ((), ())))


def _words(breaker: Breaker, language: str = "en") -> str:
    say = Saying(_PHRASES, language)
    last = say("behind") if breaker.last else ""
    if breaker.criterion is None:
        return in_words(breaker, breaker.better or "higher", language) + last
    only = "" if breaker.places is None else say("only", places=say.either(map(str, breaker.places)))
    where = "".join(
        f", {one(name, language)} {wanted if isinstance(wanted, str) else say.either(wanted)}"
        for name, wanted in breaker.where.items()
    )
    return say("criterion", name=breaker.criterion) + where + only + last


_PHRASES = {
    "rank": {
        "en": "the place among the submissions",
        "es": "el lugar entre las candidaturas",
        "fr": "la place parmi les candidatures",
    },
    "higher": {"en": ", higher first", "es": ", primero el valor más alto", "fr": ", la valeur la plus haute d'abord"},
    "lower": {"en": ", lower first", "es": ", primero el valor más bajo", "fr": ", la valeur la plus basse d'abord"},
    "gap": {
        "en": ", where a distance below {n} is equal",
        "es": ", donde una diferencia menor que {n} es un empate",
        "fr": ", où un écart inférieur à {n} est une égalité",
    },
    "parted": {
        "en": ", equals parted by {breakers}",
        "es": "; los empates se deciden por {breakers}",
        "fr": " ; les ex æquo sont départagés par {breakers}",
    },
    "then": {"en": ", then ", "es": "; luego por ", "fr": " ; puis par "},
    "criterion": {
        "en": "the better mark on `{name}`",
        "es": "la mejor nota en `{name}`",
        "fr": "la meilleure note pour `{name}`",
    },
    "behind": {
        "en": " (those without a value behind)",
        "es": " (quien no tiene valor, detrás)",
        "fr": " (ceux qui n'ont pas de valeur derrière)",
    },
    "only": {"en": ", for place {places}", "es": ", para el lugar {places}", "fr": ", pour la place {places}"},
    "refuse for": {
        "en": ", place {places} not shared",
        "es": "; el lugar {places} no se comparte",
        "fr": " ; la place {places} n'est pas partagée",
    },
    "share for": {
        "en": ", place {places} shared",
        "es": "; el lugar {places} se comparte",
        "fr": " ; la place {places} est partagée",
    },
    "refuse": {"en": ", no place shared", "es": "; ningún lugar se comparte", "fr": " ; aucune place n'est partagée"},
    "numbering": {
        "en": ", numbered {numbering}",
        "es": "; numeración {numbering}",
        "fr": " ; numérotation {numbering}",
    },
}


def _sentence(step: Step, say: Saying) -> str:
    breakers, lasts = _ties(step)
    words = say("rank")
    if "better" in step.keys:
        words += say(step.text("better"))
    if "gap" in step.keys:
        words += say("gap", n=term(cast("Fraction", step.keys["gap"])))
    if breakers:
        words += say("parted", breakers=say("then").join(_words(breaker, say.language) for breaker in breakers))
    for last in lasts:
        if last.places is not None:
            words += say(f"{last.word} for", places=say.either(map(str, last.places)))
        elif last.word == "refuse":
            words += say("refuse")
    return words + (say("numbering", numbering=step.text("numbering")) if "numbering" in step.keys else "")


def _working(step: Step, cells: tuple[Cell, ...], result: Fraction | None) -> str:
    ahead, level, among, parted = (column(cells, name) for name in ("ahead", "level", "among", "parted by"))
    words = f"{term(cells[0].value)}: {plain(ahead)} of {plain(among)} ahead"
    if parted:
        breaker = _ties(step)[0][int(parted) - 1]
        value = cells[0].columns.get(f"tie-break {plain(parted)}")
        words += f", parted from its equals by {_words(breaker)} ({exactly(value)})"
    if level > 1:
        words += f", {plain(level)} level"
    return f"{words}: place {exactly(result)}"


VERB = Verb(
    "rank", "3.26", Only("submission"), _build, Sentence(_PHRASES, _sentence), _working,
    {"ties": StepTies(), "numbering": Choice(("1-2-2-4", "1-2-2-3", "average")), "gap": Number(0),
     "better": Choice(("higher", "lower"))},
    grouped=True,
)  # fmt: skip
