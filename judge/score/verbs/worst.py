"""``worst``: the worst value of a group, by the table's sense."""

from fractions import Fraction

from judge.score.extreme import extreme, in_words
from judge.score.fold import exactly
from judge.score.kinds import Names
from judge.score.saying import Saying, Sentence
from judge.score.scope import Scope
from judge.score.verb import Cell, Step, Typed, Verb


def _build(step: Step, source: Typed, scope: Scope) -> Typed:
    return extreme(step, source, scope, "worst")


_PHRASES = {
    "worst": {
        "en": "the worst value over {over}",
        "es": "el peor valor de {over}",
        "fr": "la moins bonne valeur parmi {over}",
    },
}


def _sentence(step: Step, say: Saying) -> str:
    return say("worst", over=say.over(step))


def _working(step: Step, cells: tuple[Cell, ...], result: Fraction | None) -> str:
    return f"the worst of {in_words(cells)} is {exactly(result)}"


VERB = Verb("worst", "3.5", Names(), _build, Sentence(_PHRASES, _sentence), _working, grouped=True, folds=True)
