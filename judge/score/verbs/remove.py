"""``remove``: a submission with one of these codes is disqualified from the round."""

from fractions import Fraction
from typing import cast

from judge.model.state import FIRST_CODE, FIRST_REMOVED
from judge.score.coded import counted, named
from judge.score.fold import exactly, without_codes
from judge.score.kinds import Choice, Names
from judge.score.plan import Become, Calc, Choose, Col, Group, Join, Num
from judge.score.saying import Saying, Sentence
from judge.score.scope import Scope
from judge.score.verb import Cell, Step, Typed, Verb


def _build(step: Step, source: Typed, scope: Scope) -> Typed:
    codes = named(step, scope)
    if not scope.has_dimension(source.shape, "submission", step.place) or not codes:
        return source
    end = len(scope.setting.codes)
    first = counted(source.plan, {code: FIRST_CODE + end - code for code in codes}, scope)
    others = tuple(name for name in source.shape.dimensions if name != "submission")
    plan = Join(source.plan, Group(first, others, (), {"value": ("max", Col())}), "code", Fraction(0), "code")
    number = Calc("-", Num(Fraction(FIRST_REMOVED + end)), Col("code"))
    become = Become(plan, Choose(Calc(">", Col("code"), Num(Fraction(0))), number, Num(Fraction(0))))
    return Typed(become, without_codes(source.shape, codes, scope.setting.codes), source.plan)


_PHRASES = {
    "remove": {
        "en": "a submission with a mark that is {codes} is disqualified",
        "es": "una candidatura con una nota {codes} queda descalificada",
        "fr": "une candidature avec une note {codes} est disqualifiée",
    },
}


def _sentence(step: Step, say: Saying) -> str:
    return say("remove", codes=say.either(cast("tuple[str, ...]", step.keys["codes"])))


def _working(step: Step, cells: tuple[Cell, ...], result: Fraction | None) -> str:
    return exactly(result)


VERB = Verb(
    "remove", "3.24", Choice(("submission",)), _build, Sentence(_PHRASES, _sentence), _working, {"codes": Names()}
)
