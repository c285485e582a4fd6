"""Who takes part, read back: an earlier round's seats, and the gates (§7.1, §8.8)."""

from collections.abc import Iterator, Mapping

from judge.model.challenge import Round
from judge.model.number import plain
from judge.model.problem import Problems
from judge.model.regulation import Clause
from judge.model.rubric import Rubric
from judge.score.eligibility import Gate, read_gates
from judge.score.saying import Phrase, Saying
from judge.score.setting import gates_of

PHRASES: Mapping[str, Phrase] = {
    "entrants": {
        "en": "Only those take part whom round `{round}` lets through.",
        "es": "Solo participan las candidaturas que deja pasar la ronda `{round}`.",
        "fr": "Seules participent les candidatures retenues au tour `{round}`.",
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
    for gate in read_gates(gates_of(rubric, round_), Problems()):
        conditions = say.all(_conditions(gate, say))
        yield Clause("marks", say("named" if gate.name else "gate", name=gate.name or "", conditions=conditions), gate.place)  # fmt: skip


def _conditions(gate: Gate, say: Saying) -> Iterator[str]:
    if gate.asks:
        answers = "" if gate.answers is None else str(gate.answers)
        yield say("yes of" if answers else "yes", n=str(gate.yes), answers=answers, fact=gate.fact)
    for key, number in gate.bounds.items():
        yield say(key, fact=gate.fact, n=plain(number))
    if gate.among is not None:
        yield say("among", fact=gate.fact, texts=say.either(gate.among))
    if gate.before is not None:
        yield say("before", fact=gate.fact, date=gate.before)
