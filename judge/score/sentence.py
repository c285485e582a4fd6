"""The rule in plain words: what each step and each tie-break does, in English, Spanish and French."""

from collections.abc import Callable, Mapping

from judge.score.breakers import PlannedBreaker, in_words
from judge.score.chain import Planned
from judge.score.fold import term
from judge.score.saying import Phrase, Saying, one
from judge.score.verb import Step
from judge.score.verbs.round import rounding

Called = Callable[[str, str], str]
"""What to call a member of a dimension: from the dimension and the id."""

PHRASES: Mapping[str, Phrase] = {
    "where": {
        "en": ", only where {conditions}",
        "es": ", solo donde {conditions}",
        "fr": ", seulement si {conditions}",
    },
    "is": {"en": "{name} is {wanted}", "es": "{name} es {wanted}", "fr": "{name} est {wanted}"},
    "derived": {
        "en": "on each ballot, for {name}: {words}",
        "es": "en cada boleta, para {name}: {words}",
        "fr": "sur chaque bulletin, pour {name} : {words}",
    },
    "of": {"en": ", of `{table}`", "es": ", sobre `{table}`", "fr": ", à partir de `{table}`"},
    "by": {"en": ", by {fields}", "es": ", por {fields}", "fr": ", par {fields}"},
    "missing left out": {
        "en": "; what is missing is left out",
        "es": "; lo que falta se deja fuera",
        "fr": " ; ce qui manque est laissé de côté",
    },
    "missing mean": {
        "en": "; what is missing counts as the mean of the others",
        "es": "; lo que falta cuenta como el promedio de los demás",
        "fr": " ; ce qui manque compte pour la moyenne des autres",
    },
    "missing refuse": {
        "en": "; nothing may be missing",
        "es": "; nada puede faltar",
        "fr": " ; rien ne peut manquer",
    },
    "missing number": {
        "en": "; what is missing counts as {n}",
        "es": "; lo que falta cuenta como {n}",
        "fr": " ; ce qui manque compte pour {n}",
    },
    "aside left out": {
        "en": "; what is set aside is left out",
        "es": "; lo que está apartado se deja fuera",
        "fr": " ; ce qui est écarté est laissé de côté",
    },
    "aside mean": {
        "en": "; what is set aside counts as the mean of the others",
        "es": "; lo que está apartado cuenta como el promedio de los demás",
        "fr": " ; ce qui est écarté compte pour la moyenne des autres",
    },
    "aside refuse": {
        "en": "; nothing may be set aside",
        "es": "; nada puede estar apartado",
        "fr": " ; rien ne peut être écarté",
    },
    "fewer": {
        "en": "; at least {n} are needed, else {then}",
        "es": "; hacen falta al menos {n}; si no, {then}",
        "fr": " ; il en faut au moins {n}, sinon {then}",
    },
    "few": {
        "en": "; with too few values, {then}",
        "es": "; con muy pocos valores, {then}",
        "fr": " ; avec trop peu de valeurs, {then}",
    },
    "keep": {"en": "all of them stay", "es": "se quedan todos", "fr": "toutes restent"},
    "unranked": {
        "en": "the submission has no place",
        "es": "la candidatura queda sin lugar",
        "fr": "la candidature n'a pas de place",
    },
    "refused": {"en": "nothing is scored", "es": "no se calcula nada", "fr": "rien n'est calculé"},
    "too few": {
        "en": "; fewer than {n} values are too few",
        "es": "; menos de {n} valores son muy pocos",
        "fr": " ; moins de {n} valeurs sont trop peu",
    },
    "weights": {"en": "; weights: {weights}", "es": "; pesos: {weights}", "fr": " ; poids : {weights}"},
}


def of_step(planned: Planned, language: str = "en", called: Called | None = None) -> str:
    """Return a step as a sentence without a full stop.

    Args:
        called: what to call members that are named, else their ids.
    """
    step, say = planned.step, Saying(PHRASES, language)
    words = step.verb.sentence(step, language)
    if step.where:
        words += say("where", conditions=say.all(_condition(*item, say, called) for item in step.where.items()))
    if step.of is not None:
        words += say("of", table=step.of if isinstance(step.of, str) else "`, `".join(step.of))
    if step.by:
        words += say("by", fields=say.all(one(name, language) for name in step.by))
    words += _states(step, say) + _few(step, say)
    if step.digits is not None:
        words += ", " + rounding(step.digits, step.half, language)
    if step.criterion is not None:
        name = called("criterion", step.criterion) if called else f"`{step.criterion}`"
        words = say("derived", name=name, words=words)
    return words


def _condition(name: str, wanted: str | tuple[str, ...], say: Saying, called: Called | None) -> str:
    texts = (wanted,) if isinstance(wanted, str) else wanted
    told = say.either(called(name, text) if called else text for text in texts)
    return say("is", name=one(name, say.language), wanted=told)


def _states(step: Step, say: Saying) -> str:
    words = ""
    for key, policy in (("missing", step.missing), ("aside", step.aside)):
        if isinstance(policy, str):
            words += say(f"{key} {policy}")
        elif policy is not None:
            words += say(f"{key} number", n=str(policy))
    return words


def terms(step: Step, language: str, called: Called) -> str:
    """Return what else a step's keys say: its weights, and how many values are too few."""
    say, words = Saying(PHRASES, language), ""
    weights = step.keys.get("weights")
    if isinstance(weights, Mapping):
        over = step.over[0] if len(step.over) == 1 else ""
        words += say("weights", weights=", ".join(f"{called(over, name)} {term(n)}" for name, n in weights.items()))
    elif isinstance(weights, str):
        words += say("weights", weights=f"`{weights}`")
    if "min" in step.keys and not step.verb.thins:
        words += say("too few", n=str(step.whole("min")))
    return words


def _few(step: Step, say: Saying) -> str:
    """Return what a verb that takes values out does with a group of too few."""
    if not step.verb.thins or not ("min" in step.keys or "too_few" in step.keys):
        return ""
    then = say(step.text("too_few", "refused"))
    return say("fewer" if "min" in step.keys else "few", n=str(step.whole("min")), then=then)


def of_breaker(item: PlannedBreaker, language: str = "en", called: str | None = None) -> str:
    """Return a tie-break in words; ``called`` says what to call its table or criterion, else its name."""
    return in_words(item.breaker, item.better, language, called)
