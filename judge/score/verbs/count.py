"""``count``: how many values of a group meet conditions."""

from fractions import Fraction

from judge.score.fold import exactly, failed, folded, grouped, settled, term
from judge.score.kinds import Names, NumberOrName
from judge.score.plan import Calc, Col, Formula, Group, Map, Num, Operator
from judge.score.saying import Saying, Sentence
from judge.score.scope import Scope
from judge.score.verb import Cell, Step, Typed, Verb

_TESTS: dict[str, Operator] = {"above": ">", "below": "<", "at_least": ">=", "at_most": "<=", "equal": "=="}


def _build(step: Step, source: Typed, scope: Scope) -> Typed:
    if not grouped(step, source, scope):
        return failed(step, source)
    plan = Typed(settled(step, source, scope, "left out", "left out"), source.shape)
    test: Formula = Num(Fraction(1))
    for key, sign in _TESTS.items():
        if key in step.keys:
            plan, operand, _ = scope.joined(step, plan, key, key)
            met = Calc(sign, Col(), operand)
            test = met if isinstance(test, Num) else Calc("and", test, met)
    most = 1
    for dimension in step.over:
        most *= len(scope.setting.dimensions[dimension].members)
    shape = folded(step, source.shape, scope, Fraction(0), Fraction(most), "higher")
    return Typed(Group(Map(plan.plan, test), step.over, step.by, {"value": ("sum", Col())}), shape, plan.plan)


_PHRASES = {
    "count": {
        "en": "the number of values over {over}",
        "es": "el número de valores de {over}",
        "fr": "le nombre de valeurs parmi {over}",
    },
    "above": {"en": "above {n}", "es": "por encima de {n}", "fr": "au-dessus de {n}"},
    "below": {"en": "below {n}", "es": "por debajo de {n}", "fr": "au-dessous de {n}"},
    "at_least": {"en": "of at least {n}", "es": "de al menos {n}", "fr": "d'au moins {n}"},
    "at_most": {"en": "of at most {n}", "es": "de {n} como máximo", "fr": "de {n} au plus"},
    "equal": {"en": "equal to {n}", "es": "iguales a {n}", "fr": "égales à {n}"},
}


def _sentence(step: Step, say: Saying) -> str:
    tests = [say(key, n=_text(step.operand(key))) for key in _TESTS if key in step.keys]
    return say("count", over=say.over(step)) + (" " + say.all(tests) if tests else "")


def _text(operand: Fraction | str) -> str:
    return f"`{operand}`" if isinstance(operand, str) else term(operand)


def _working(step: Step, cells: tuple[Cell, ...], result: Fraction | None) -> str:
    return f"of {', '.join(term(cell.value) for cell in cells if cell.value is not None)}: {exactly(result)}"


VERB = Verb(
    "count", "3.6", Names(), _build, Sentence(_PHRASES, _sentence), _working, {key: NumberOrName() for key in _TESTS},
    grouped=True, folds=True,
)  # fmt: skip
