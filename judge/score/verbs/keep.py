"""``keep``: only the highest and lowest values of a group stay."""

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
            "keeps-nothing", step.place, "this step keeps nothing", "say `highest = 3` or `lowest = 3`"
        )
    plan = source.plan
    if step.text("too_few") != "keep":
        least = step.whole("min", highest + lowest)
        what = f"`keep` needs {least} values and there are fewer"
        plan = Few(plan, step.over, step.by, least, step.text("too_few") == "unranked", what)
    return Typed(_left(step, plan, highest, lowest), source.shape, source.plan)


def _left(step: Step, plan: Plan, highest: int, lowest: int) -> Plan:
    """Return the plan without what lies neither among the highest nor among the lowest."""
    stays: Formula = Num(Fraction(0))
    orders: tuple[tuple[Literal["up", "down"], int], ...] = (("up", highest), ("down", lowest))
    for order, number in orders:
        if number:
            beyond = Calc("-", Col("size"), Col("position"))
            plan = Map(Window(plan, step.over, step.by, order), beyond, f"beyond {order}")
            stays = Calc("max", stays, Calc("<", Col(f"beyond {order}"), Num(Fraction(number))))
    return Filter(plan, stays)


_PHRASES = {
    "keep": {"en": "only {ends} over {over}", "es": "solo {ends} de {over}", "fr": "seulement {ends} parmi {over}"},
    **ENDS,
}


def _sentence(step: Step, say: Saying) -> str:
    return say("keep", ends=say.ends(step), over=say.over(step))


def _working(step: Step, cells: tuple[Cell, ...], result: Fraction | None) -> str:
    return exactly(result)


VERB = Verb(
    "keep", "3.21", Names(), _build, Sentence(_PHRASES, _sentence), _working,
    {"highest": Whole(0), "lowest": Whole(0), "min": Whole(1), "too_few": Choice(("keep", "unranked"))},
    grouped=True, thins=True,
)  # fmt: skip
