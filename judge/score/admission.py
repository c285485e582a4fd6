"""Who takes part and who has a place, read back: an earlier round's seats, and the gates (§7.1, §8.8)."""

from collections.abc import Iterator, Mapping, Sequence

from judge.model.challenge import Round
from judge.model.number import plain
from judge.model.problem import Problems
from judge.model.regulation import Clause
from judge.model.rubric import Rubric
from judge.score.gates import Gate, read_gates
from judge.score.saying import Phrase, Saying, one
from judge.score.sentence import Called
from judge.score.setting import gates_of
from judge.score.thresholds import PlannedGate

PHRASES: Mapping[str, Phrase] = {
    "entrants": {
        "en": "Only those take part whom round `{round}` lets through.",
        "es": "Solo participan las candidaturas que deja pasar la ronda `{round}`.",
        "fr": "Seules participent les candidatures retenues au tour `{round}`.",
    },
    "calibration": {
        "en": "Marked by every judge to agree on the scale, and without a place: {submissions}.",
        "es": "Puntuadas por todos los jueces para acordar la escala, y sin lugar: {submissions}.",
        "fr": "Notées par tous les juges pour s'accorder sur l'échelle, et sans place : {submissions}.",
    },
    "gate": {
        "en": "A submission takes part only if {conditions}.",
        "es": "Una candidatura participa solo si {conditions}.",
        "fr": "Une candidature ne participe que si {conditions}.",
    },
    "named": {
        "en": "Gate “{name}”: a submission takes part only if {conditions}.",
        "es": "Requisito «{name}»: una candidatura participa solo si {conditions}.",
        "fr": "Condition « {name} » : une candidature ne participe que si {conditions}.",
    },
    "place": {
        "en": "A submission has a place only if {conditions}.",
        "es": "Una candidatura tiene lugar solo si {conditions}.",
        "fr": "Une candidature n'a de place que si {conditions}.",
    },
    "place named": {
        "en": "Gate “{name}”: a submission has a place only if {conditions}.",
        "es": "Requisito «{name}»: una candidatura tiene lugar solo si {conditions}.",
        "fr": "Condition « {name} » : une candidature n'a de place que si {conditions}.",
    },
    "each": {
        "en": "each of its values of `{table}`{where}",
        "es": "cada uno de sus valores de `{table}`{where}",
        "fr": "chacune de ses valeurs de `{table}`{where}",
    },
    "value": {
        "en": "its value of `{table}`{where}",
        "es": "su valor de `{table}`{where}",
        "fr": "sa valeur de `{table}`{where}",
    },
    "where": {"en": ", {name} {wanted},", "es": ", {name} {wanted},", "fr": ", {name} {wanted},"},
    "kept below": {"en": "{what} is below {n}", "es": "{what} es menor que {n}", "fr": "{what} est inférieure à {n}"},
    "kept above": {"en": "{what} is above {n}", "es": "{what} es mayor que {n}", "fr": "{what} est supérieure à {n}"},
    "kept at_least": {"en": "{what} is at least {n}", "es": "{what} es al menos {n}", "fr": "{what} est au moins {n}"},
    "kept at_most": {
        "en": "{what} is at most {n}",
        "es": "{what} es {n} como máximo",
        "fr": "{what} est {n} au plus",
    },
    "below": {"en": "`{fact}` is below {n}", "es": "`{fact}` es menor que {n}", "fr": "`{fact}` est inférieur à {n}"},
    "above": {"en": "`{fact}` is above {n}", "es": "`{fact}` es mayor que {n}", "fr": "`{fact}` est supérieur à {n}"},
    "at_least": {"en": "`{fact}` is at least {n}", "es": "`{fact}` es al menos {n}", "fr": "`{fact}` est au moins {n}"},
    "at_most": {
        "en": "`{fact}` is at most {n}",
        "es": "`{fact}` es {n} como máximo",
        "fr": "`{fact}` est {n} au plus",
    },
    "among": {"en": "`{fact}` is {texts}", "es": "`{fact}` es {texts}", "fr": "`{fact}` est {texts}"},
    "before": {
        "en": "`{fact}` is before {date}",
        "es": "`{fact}` es anterior a {date}",
        "fr": "`{fact}` est antérieur à {date}",
    },
    "last": {
        "en": "of those with the same `{field}` it has the last `{fact}`",
        "es": "entre las del mismo `{field}` tiene la última `{fact}`",
        "fr": "parmi celles du même `{field}` elle a la dernière date `{fact}`",
    },
    "first": {
        "en": "of those with the same `{field}` it has the first `{fact}`",
        "es": "entre las del mismo `{field}` tiene la primera `{fact}`",
        "fr": "parmi celles du même `{field}` elle a la première date `{fact}`",
    },
    "yes": {
        "en": "at least {n} of the judges answer yes to `{fact}`",
        "es": "al menos {n} de los jueces responden que sí a `{fact}`",
        "fr": "au moins {n} des juges répondent oui à `{fact}`",
    },
    "yes of": {
        "en": "at least {n} of exactly {answers} answers to `{fact}` are yes",
        "es": "al menos {n} de exactamente {answers} respuestas a `{fact}` son sí",
        "fr": "au moins {n} des exactement {answers} réponses à `{fact}` sont oui",
    },
}


def admission(round_: Round, rubric: Rubric | None, language: str) -> Iterator[Clause]:
    """Yield who takes part in a round."""
    say = Saying(PHRASES, language)
    if round_.entrants is not None:
        yield Clause("marks", say("entrants", round=round_.entrants), round_.place)
    if round_.calibration:
        yield Clause("marks", say("calibration", submissions=", ".join(round_.calibration)), round_.place)
    for gate in (gate for gate in read_gates(gates_of(rubric, round_), Problems()) if gate.where is None):
        conditions = say.all(_conditions(gate, say))
        yield Clause("marks", say("named" if gate.name else "gate", name=gate.name or "", conditions=conditions), gate.place)  # fmt: skip


def retention(gates: Sequence[PlannedGate], language: str, called: Called) -> Iterator[Clause]:
    """Yield who has a place, by the gates after the steps; ``called`` says what to call members that are named."""
    say = Saying(PHRASES, language)
    for item in gates:
        gate = item.gate
        where = "".join(
            say("where", name=one(name, language), wanted=say.either(called(name, text) for text in _texts(wanted)))
            for name, wanted in (gate.where or {}).items()
        )
        what = say("each" if item.fine else "value", table=gate.fact, where=where)
        conditions = say.all(say(f"kept {key}", what=what, n=plain(bound)) for key, bound in gate.bounds.items())
        kind = "place named" if gate.name else "place"
        yield Clause("places", say(kind, name=gate.name or "", conditions=conditions), gate.place)


def _texts(wanted: tuple[str, ...] | str) -> tuple[str, ...]:
    return (wanted,) if isinstance(wanted, str) else wanted


def _conditions(gate: Gate, say: Saying) -> Iterator[str]:
    if gate.asks:
        answers = "" if gate.answers is None else str(gate.answers)
        yield say("yes of" if answers else "yes", n=str(gate.yes), answers=answers, fact=gate.fact)
    for key, number in gate.bounds.items():
        yield say(key, fact=gate.fact, n=plain(number))
    if gate.among is not None:
        yield say("among", fact=gate.fact, texts=say.either(gate.among))
    if gate.each is not None:
        yield say("first" if gate.first else "last", fact=gate.fact, field=gate.each)
    if gate.before is not None:
        yield say("before", fact=gate.fact, date=gate.before)
