"""``irv``: places by an instant run-off: the last goes out, and its ballots pass to the next whom they name."""

from judge.score.counting import KEYS, PHRASES, said, transferring, working
from judge.score.kinds import Names
from judge.score.order_plan import Counting
from judge.score.ordering import orders_of
from judge.score.saying import Saying, Sentence
from judge.score.scope import Scope
from judge.score.verb import Step, Typed, Verb


def _build(step: Step, source: Typed, scope: Scope) -> Typed:
    return transferring(step, source, scope, Counting())


_PHRASES = {
    "irv": {
        "en": "places by an instant run-off: round by round the one that fewest ballots name first goes out, and these pass to the next whom they name, in the orders of {orders}",
        "es": "lugares por segunda vuelta instantánea: en cada ronda sale la que menos papeletas nombran primera, y estas pasan a la siguiente que nombran, en los órdenes de {orders}",
        "fr": "places par vote alternatif : à chaque tour sort celle que le moins de bulletins nomment en premier, et ceux-ci passent à la suivante qu'ils nomment, dans les classements donnés par {orders}",
    },
    **PHRASES,
}


def _sentence(step: Step, say: Saying) -> str:
    return "; ".join((say("irv", orders=orders_of(step, say.language)), *said(step, say)))


VERB = Verb(
    "irv", "3.35", Names(), _build, Sentence(_PHRASES, _sentence), working, {**KEYS},
    grouped=True, folds=True, rounds=True,
)  # fmt: skip
