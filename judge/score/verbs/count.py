"""``count``: how many values of a group meet conditions."""

from fractions import Fraction

from judge.score.fold import exactly, failed, folded, grouped, settled, term, things
from judge.score.kinds import Names, NumberOrName
from judge.score.plan import Calc, Col, Formula, Group, Map, Num, Operator
from judge.score.scope import Scope
from judge.score.verb import Cell, Step, Typed, Verb

_TESTS: dict[str, Operator] = {"above": ">", "below": "<", "at_least": ">=", "at_most": "<=", "equal": "=="}
_WORDS = {"above": "above", "below": "below", "at_least": "of at least", "at_most": "of at most", "equal": "equal to"}


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


def _sentence(step: Step) -> str:
    tests = [f"{_WORDS[key]} {_text(step.operand(key))}" for key in _TESTS if key in step.keys]
    return f"the number of values over {things(step)}" + (" " + " and ".join(tests) if tests else "")


def _text(operand: Fraction | str) -> str:
    return f"`{operand}`" if isinstance(operand, str) else term(operand)


def _working(step: Step, cells: tuple[Cell, ...], result: Fraction | None) -> str:
    return f"of {', '.join(term(cell.value) for cell in cells if cell.value is not None)}: {exactly(result)}"


VERB = Verb(
    "count", "3.6", Names(), _build, _sentence, _working, {key: NumberOrName() for key in _TESTS},
    grouped=True, folds=True,
)  # fmt: skip
