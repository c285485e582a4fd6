"""How places are made, read back: direction, gap, tie-breaks, what is left of a tie, and numbering."""

from collections.abc import Callable, Iterator, Mapping

from judge.model.challenge import Round
from judge.model.number import plain
from judge.model.regulation import Clause
from judge.score.check import Prepared
from judge.score.saying import Phrase, Saying
from judge.score.sentence import of_breaker
from judge.score.ties import Last

PHRASES: Mapping[str, Phrase] = {
    "higher last": {
        "en": "Places follow the result of the last step; the higher score comes first.",
        "es": "Los lugares siguen el resultado del último paso; primero va el puntaje más alto.",
        "fr": "Les places suivent le résultat de la dernière étape ; le score le plus haut vient d'abord.",
    },
    "lower last": {
        "en": "Places follow the result of the last step; the lower score comes first.",
        "es": "Los lugares siguen el resultado del último paso; primero va el puntaje más bajo.",
        "fr": "Les places suivent le résultat de la dernière étape ; le score le plus bas vient d'abord.",
    },
    "higher of": {
        "en": "Places follow `{table}`; the higher score comes first.",
        "es": "Los lugares siguen `{table}`; primero va el puntaje más alto.",
        "fr": "Les places suivent `{table}` ; le score le plus haut vient d'abord.",
    },
    "lower of": {
        "en": "Places follow `{table}`; the lower score comes first.",
        "es": "Los lugares siguen `{table}`; primero va el puntaje más bajo.",
        "fr": "Les places suivent `{table}` ; le score le plus bas vient d'abord.",
    },
    "by": {
        "en": "There is a ranking for each `{field}`; a submission of several stands in each.",
        "es": "Hay una clasificación por cada `{field}`; quien tiene varios figura en cada una.",
        "fr": "Il y a un classement par `{field}` ; qui en a plusieurs figure dans chacun.",
    },
    "no gap": {
        "en": "Only scores that are exactly equal are tied.",
        "es": "Solo empatan los puntajes exactamente iguales.",
        "fr": "Seuls des scores exactement égaux sont ex æquo.",
    },
    "gap": {
        "en": "A score that is less than {n} from the one above it counts as equal to it.",
        "es": "Un puntaje a menos de {n} del que tiene encima cuenta como igual a él.",
        "fr": "Un score à moins de {n} de celui qui le précède compte comme égal à lui.",
    },
    "breaker": {
        "en": "Tie-break {n}: {words}{end}.",
        "es": "Desempate {n}: {words}{end}.",
        "fr": "Départage {n} : {words}{end}.",
    },
    "without last": {
        "en": "; those without a value come last",
        "es": "; quien no tiene valor va al final",
        "fr": " ; ceux qui n'ont pas de valeur viennent en dernier",
    },
    "without passed": {
        "en": "; if one of them has no value, this tie-break is passed over",
        "es": "; si alguna no tiene valor, este desempate se omite",
        "fr": " ; si l'une n'a pas de valeur, ce départage est sauté",
    },
    "share": {
        "en": "What is still tied{places} shares the place.",
        "es": "Quienes sigan empatadas{places} comparten el lugar.",
        "fr": "Celles qui restent ex æquo{places} partagent la place.",
    },
    "refuse": {
        "en": "If a tie is left{places}, there is no result.",
        "es": "Si queda un empate{places}, no hay resultado.",
        "fr": "S'il reste une égalité{places}, il n'y a pas de résultat.",
    },
    "chair": {
        "en": "The chair orders what is still tied{places}, with a reason on record.",
        "es": "La presidencia ordena a las que sigan empatadas{places}, con un motivo por escrito.",
        "fr": "La présidence départage celles qui restent ex æquo{places}, par une décision motivée et consignée.",
    },
    "lot": {
        "en": "What is still tied{places} is ordered by a lot from the recorded seed “{seed}”.",
        "es": "Las que sigan empatadas{places} se ordenan por sorteo a partir de la semilla registrada «{seed}».",
        "fr": "Celles qui restent ex æquo{places} sont départagées par un tirage au sort issu de la graine consignée « {seed} ».",
    },
    "for": {"en": " for place {places}", "es": " en el lugar {places}", "fr": " à la place {places}"},
    "1-2-2-4": {
        "en": "Places are numbered 1-2-2-4: after two second places comes the fourth.",
        "es": "Los lugares se numeran 1-2-2-4: tras dos segundos lugares viene el cuarto.",
        "fr": "Les places sont numérotées 1-2-2-4 : après deux deuxièmes vient la quatrième.",
    },
    "1-2-2-3": {
        "en": "Places are numbered 1-2-2-3: after two second places comes the third.",
        "es": "Los lugares se numeran 1-2-2-3: tras dos segundos lugares viene el tercero.",
        "fr": "Les places sont numérotées 1-2-2-3 : après deux deuxièmes vient la troisième.",
    },
    "1-2-3-4": {
        "en": "Places are numbered 1-2-3-4: no place is shared.",
        "es": "Los lugares se numeran 1-2-3-4: ningún lugar se comparte.",
        "fr": "Les places sont numérotées 1-2-3-4 : aucune place n'est partagée.",
    },
    "average": {
        "en": "Those who share places get the mean of them: two on places 2 and 3 are both 2.5.",
        "es": "Quienes comparten lugares reciben su promedio: dos en los lugares 2 y 3 tienen 2.5.",
        "fr": "Celles qui partagent des places en reçoivent la moyenne : deux aux places 2 et 3 ont 2.5.",
    },
}


def places(round_: Round, prepared: Prepared, language: str, called: Callable[[str], str]) -> Iterator[Clause]:
    """Yield how places are made.

    Args:
        called: what to call a criterion.
    """
    say, rank = Saying(PHRASES, language), prepared.rule.rank
    if rank.by is not None:
        yield Clause("places", say("by", field=rank.by), rank.place)
    followed = say(f"{prepared.better} {'last' if rank.of is None else 'of'}", table=rank.of or "")
    yield Clause("places", followed, rank.place)
    yield Clause("places", say("gap", n=plain(rank.gap)) if rank.gap else say("no gap"), rank.place)
    for number, item in enumerate(prepared.breakers, 1):
        breaker = item.breaker
        end = say("without last" if breaker.last else "without passed")
        words = of_breaker(item, language, called(breaker.criterion) if breaker.criterion else None)
        yield Clause("places", say("breaker", n=str(number), words=words, end=end), breaker.place)
    for last in rank.lasts:
        yield Clause("places", _last(last, round_, say), last.place)
    yield Clause("places", say(rank.numbering), rank.place)


def _last(last: Last, round_: Round, say: Saying) -> str:
    where = "" if last.places is None else say("for", places=say.either(map(str, last.places)))
    return say(last.word, places=where, seed=round_.seed or "")
