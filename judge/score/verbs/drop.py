"""``drop``: the highest and lowest values of a group are taken out."""

from fractions import Fraction
from typing import Literal

from judge.score.fold import exactly, failed, grouped
from judge.score.kinds import Choice, Names, Whole
from judge.score.plan import Calc, Col, Few, Filter, Formula, Map, Num, Plan, Window
from judge.score.saying import ENDS, Saying, Sentence
from judge.score.scope import Scope
from judge.score.verb import Cell, Step, Typed, Verb


def _build(step: Step, source: Typed, scope: Scope) -> Typed:
    if not grouped(step, source, scope):
        return failed(step, source)
    highest, lowest = step.whole("highest"), step.whole("lowest")
    if not highest and not lowest:
        scope.problems.refuse(
            "drops-nothing", step.place, "this step drops nothing", "say `highest = 1` or `lowest = 1`"
        )
    least = step.whole("min", highest + lowest + 1)
    if least <= highest + lowest:
        scope.problems.refuse(
            "drops-all", step.place_of("min"),
            f"with {least} values, dropping {highest + lowest} would leave none", f"say `min = {highest + lowest + 1}` or more",
        )  # fmt: skip
    return Typed(_trimmed(step, source.plan, highest, lowest, least), source.shape, source.plan)


def _trimmed(step: Step, plan: Plan, highest: int, lowest: int, least: int) -> Plan:
    spared: Formula | None = None
    if step.text("too_few") == "keep":
        plan = Map(Window(plan, step.over, step.by, "down"), Col("size"), "at first")
        spared = Calc("<", Col("at first"), Num(Fraction(least)))
    else:
        what = f"`drop` needs {least} values and there are fewer"
        plan = Few(plan, step.over, step.by, least, step.text("too_few") == "unranked", what)
    orders: tuple[tuple[Literal["up", "down"], int], ...] = (("down", highest), ("up", lowest))
    for order, number in orders:
        if number:
            stays: Formula = Calc(">", Col("position"), Num(Fraction(number)))
            ranked = Window(plan, step.over, step.by, order)
            plan = Filter(ranked, stays if spared is None else Calc("max", stays, spared))
    return plan


_PHRASES = {
    "drop": {"en": "without {ends} over {over}", "es": "sin {ends} de {over}", "fr": "sans {ends} parmi {over}"},
    **ENDS,
}


def _sentence(step: Step, say: Saying) -> str:
    return say("drop", ends=say.ends(step), over=say.over(step))


def _working(step: Step, cells: tuple[Cell, ...], result: Fraction | None) -> str:
    return exactly(result)


VERB = Verb(
    "drop", "3.7", Names(), _build, Sentence(_PHRASES, _sentence), _working,
    {"highest": Whole(0), "lowest": Whole(0), "min": Whole(1), "too_few": Choice(("keep", "unranked"))},
    grouped=True, thins=True,
)  # fmt: skip
