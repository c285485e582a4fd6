"""``stv``: places by the single transferable vote, which chooses a set."""

from judge.score.counting import KEYS, PHRASES, said, transferring, working
from judge.score.fold import failed
from judge.score.kinds import Choice, Names, Whole
from judge.score.order_plan import Counting
from judge.score.ordering import orders_of
from judge.score.saying import Saying, Sentence
from judge.score.scope import Scope
from judge.score.verb import Step, Typed, Verb


def _build(step: Step, source: Typed, scope: Scope) -> Typed:
    quota = step.text("quota", "droop")
    exceed = step.text("elected", "exceed" if quota == "exact droop" else "reach") == "exceed"
    if "seats" not in step.keys:
        scope.problems.refuse("missing-key", step.place, "`stv` has no `seats`", "say how many: seats = 3")
        return failed(step, source)
    if quota == "exact droop" and not exceed:
        scope.problems.refuse(
            "quota-for-too-many", step.place_of("elected"),
            f"{step.whole('seats') + 1} submissions can reach the exact quota of Droop, and there are {step.whole('seats')} seats",
            'write `elected = "exceed"`, or `quota = "droop"`',
        )  # fmt: skip
        return failed(step, source)
    digits = step.whole("cut") if "cut" in step.keys else None
    later = step.text("surplus") == "last"
    counting = Counting(step.whole("seats"), quota, exceed, surplus_last=later, digits=digits)
    return transferring(step, source, scope, counting)


_PHRASES = {
    "stv": {
        "en": "places by the single transferable vote for {seats} seats, elected {how}, in the orders of {orders}",
        "es": "lugares por voto único transferible para {seats} puestos, con elección al {how}, en los órdenes de {orders}",
        "fr": "places par vote unique transférable pour {seats} sièges, élection en {how}, dans les classements donnés par {orders}",
    },
    "reach": {
        "en": "by reaching {quota}",
        "es": "alcanzar {quota}",
        "fr": "atteignant {quota}",
    },
    "exceed": {
        "en": "by exceeding {quota}",
        "es": "superar {quota}",
        "fr": "dépassant {quota}",
    },
    "droop": {
        "en": "Droop's quota (the ballots over the seats and one, cut to a whole number, and 1 more)",
        "es": "la cuota Droop (papeletas entre puestos más uno, sin decimales, y 1 más)",
        "fr": "le quota de Droop (bulletins sur sièges plus un, coupé à l'entier, et 1 de plus)",
    },
    "hare": {
        "en": "Hare's quota (the ballots over the seats, cut to a whole number)",
        "es": "la cuota Hare (papeletas entre puestos, sin decimales)",
        "fr": "le quota de Hare (bulletins sur sièges, coupé à l'entier)",
    },
    "exact droop": {
        "en": "the ballots over the seats and one",
        "es": "las papeletas entre puestos más uno",
        "fr": "le nombre des bulletins sur les sièges plus un",
    },
    "exact hare": {
        "en": "the ballots over the seats",
        "es": "las papeletas entre puestos",
        "fr": "le nombre des bulletins sur les sièges",
    },
    "cut": {
        "en": "each share of a ballot is cut to {n} decimals",
        "es": "cada parte de una papeleta se corta a {n} decimales",
        "fr": "chaque part d'un bulletin est coupée à {n} décimales",
    },
    "last": {
        "en": "those whom no surplus can save go out before a surplus is passed on",
        "es": "las que ningún excedente puede salvar salen antes de pasar un excedente",
        "fr": "celles qu'aucun excédent ne peut sauver sortent avant qu'un excédent soit transmis",
    },
    **PHRASES,
}


def _sentence(step: Step, say: Saying) -> str:
    quota = step.text("quota", "droop")
    how = say(step.text("elected", "exceed" if quota == "exact droop" else "reach"), quota=say(quota))
    words = [say("stv", seats=str(step.whole("seats")), how=how, orders=orders_of(step, say.language))]
    if "cut" in step.keys:
        words.append(say("cut", n=str(step.whole("cut"))))
    if step.text("surplus") == "last":
        words.append(say("last"))
    return "; ".join((*words, *said(step, say)))


VERB = Verb(
    "stv", "3.36", Names(), _build, Sentence(_PHRASES, _sentence), working,
    {"seats": Whole(1), "quota": Choice(("droop", "hare", "exact droop", "exact hare")),
     "elected": Choice(("reach", "exceed")), "surplus": Choice(("first", "last")), "cut": Whole(0, 30), **KEYS},
    grouped=True, folds=True, rounds=True,
)  # fmt: skip
