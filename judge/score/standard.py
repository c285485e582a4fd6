"""Values set beside one another: the numbers of each group, and what makes a value of them (§3.25, §5.3).

With n values, their sum T and the sum of their squares Q, the mean is T/n and the variance (nQ − T²)/n², or over
n(n − 1) for a sample. So (x − m)/s is (nx − T) times the root of 1, or of n − 1, over nQ − T², or n times that.
"""

from collections.abc import Mapping
from fractions import Fraction
from typing import cast

from judge.model.state import UNRANKED
from judge.score.fold import COUNT
from judge.score.plan import Calc, Check, Choose, Col, Fill, Formula, Group, Join, Map, Num, Plan, Root, Total, Window
from judge.score.verb import Step

FEW = 5
"""With fewer values, a mean and a deviation say little."""

_ZERO, _ONE, _FIFTY = Num(Fraction(0)), Num(Fraction(1)), Num(Fraction(50))
_N, _TOTAL, _UP, _DOWN = Col("values"), Col("total"), Col("up"), Col("down")

Groups = tuple[tuple[str, ...], tuple[str, ...]]
"""The dimensions that groups go through, and the fields that make them finer."""


def method_of(step: Step) -> str:
    """Return how a step standardises."""
    return step.text("method", "z")


def least(step: Step) -> int:
    """Return how many values a group needs."""
    return step.whole("min", 2 if method_of(step) in ("z", "range") else 1)


def onto(step: Step) -> Mapping[str, Fraction] | str:
    """Return onto what a step puts values: ``panel``, or the numbers said."""
    return cast("Mapping[str, Fraction] | str", step.keys.get("onto", {}))


def digits(step: Step) -> int:
    """Return to how many decimals a standardised value is rounded."""
    return step.whole("digits", 12)


def beside(step: Step, plan: Plan, dimensions: tuple[str, ...]) -> Plan:
    """Return the plan with the numbers of each value's group beside it; groups that cannot be used are told."""
    alive = Fill(plan, (UNRANKED,), None)
    method = method_of(step)
    if method in ("percentile", "midrank"):
        return Join(
            _positions(step, plan), _checked(step, _totals(alive, (step.over, step.by), {})), "values", None, "group"
        )
    if method == "range":
        ends: Mapping[str, tuple[Total, Formula]] = {"lowest": ("min", Col()), "highest": ("max", Col())}
        totals = _totals(alive, (step.over, step.by), ends)
        group: Plan = Map(totals, Calc("-", Col("highest"), Col("lowest")), "down")
        return Join(plan, _checked(step, group), "values", None, "group", ("lowest", "highest", "down"))
    group = _moments(step, alive, (step.over, step.by), "")
    names: tuple[str, ...] = ("total", "mean", "variance", "down")
    if onto(step) == "panel":
        pool = _moments(step, alive, (dimensions, ()), "panel ")
        columns = ("panel variation", "panel mean", "panel variance")
        group = Join(group, pool, "panel values", None, "panel", columns)
        names += ("panel mean", "panel variance")
    return Join(plan, _checked(step, _factors(step, group)), "values", None, "group", (*names, "up"))


def _totals(plan: Plan, groups: Groups, further: Mapping[str, tuple[Total, Formula]]) -> Group:
    return Group(plan, *groups, {"value": COUNT, **further})


def _moments(step: Step, plan: Plan, groups: Groups, prefix: str) -> Plan:
    """Return the number, mean and variance of each group's values."""
    total, squares, variation = (Col(f"{prefix}{name}") for name in ("total", "squares", "variation"))
    sums: Mapping[str, tuple[Total, Formula]] = {
        total.name: ("sum", Col()),
        squares.name: ("sum", Calc("*", Col(), Col())),
    }
    made: Plan = _totals(plan, groups, sums)
    made = Map(made, Calc("-", Calc("*", Col(), squares), Calc("*", total, total)), variation.name)
    made = Map(made, Calc("/", total, Col()), f"{prefix}mean")
    return Map(made, Calc("/", variation, Calc("*", Col(), _freedom(step, Col()))), f"{prefix}variance")


def _freedom(step: Step, number: Formula) -> Formula:
    """Return by what squares are divided: how many values there are, or for a sample one less (but not 0)."""
    return Calc("max", Calc("-", number, _ONE), _ONE) if step.text("deviation") == "sample" else number


def _factors(step: Step, group: Plan) -> Plan:
    """Return the groups with what stands over and under the root: (nx − T)·√(up/down) is the standardised value."""
    sample = step.text("deviation") == "sample"
    up: Formula = _freedom(step, Col()) if sample else _ONE
    down: Formula = Calc("*", Col(), Col("variation")) if sample else Col("variation")
    if onto(step) == "panel":
        number = Col("panel values")
        up = Calc("*", up, Col("panel variation"))
        down = Calc("*", down, Calc("*", number, _freedom(step, number)))
    return Map(Map(group, up, "up"), down, "down")


def _positions(step: Step, plan: Plan) -> Plan:
    """Return each value with how many lie below it less how many lie above, as ``lead``, and its group's size.

    Both ways the equals stand in the same order, so that it cancels out.
    """
    upwards = Map(Window(plan, step.over, step.by, "up"), Col("position"), "upwards")
    return Map(Window(upwards, step.over, step.by, "down"), Calc("-", Col("upwards"), Col("position")), "lead")


def _checked(step: Step, group: Plan) -> Plan:
    """Return the groups; those with too few values, or without a spread, are told."""
    few, method = Calc("<", Col(), Num(Fraction(least(step)))), method_of(step)
    if "too_few" not in step.keys:
        what = f"`standardise` needs {least(step)} values and there are fewer"
        hint = 'say what becomes of them: `too_few = "keep"` or a number; or get the marks that lack'
        group = Check(group, "too-few", Calc("==", few, _ZERO), what, hint)
    if method in ("z", "range") and "no_spread" not in step.keys:
        spread = Calc("max", Calc(">", _DOWN, _ZERO), few)
        what = "all values are equal, so that there is no spread to divide by"
        hint = 'say what becomes of them: `no_spread = "centre"`, `"keep"` or a number'
        if method == "range":
            hint = 'say what becomes of them: `no_spread = "keep"` or a number'
        group = Check(group, "no-spread", spread, what, hint)
    if method == "z":
        what = f"a mean and a deviation of fewer than {FEW} values say little"
        many = Calc("max", Calc(">=", Col(), Num(Fraction(FEW))), few)
        group = Check(
            group, "few-values", many, what, "think of `centre` or of `onto`, or of no standardising at all", True
        )
    return group


def formula(step: Step) -> Formula:
    """Return what a value becomes, from the numbers beside it."""
    made = _FORMULAS[method_of(step)](step)
    if "no_spread" in step.keys:
        made = Choose(Calc("==", _DOWN, _ZERO), _instead(step, "no_spread"), made)
    if "too_few" in step.keys:
        made = Choose(Calc("<", _N, Num(Fraction(least(step)))), _instead(step, "too_few"), made)
    return made


def _instead(step: Step, key: str) -> Formula:
    """Return what stands for a value that cannot be standardised."""
    said = step.keys[key]
    if isinstance(said, Fraction):
        return Num(said)
    return Col() if said == "keep" else _moved(step, Calc("-", Col(), Col("mean")))


def _moved(step: Step, made: Formula) -> Formula:
    """Return a formula plus the mean onto which values are put."""
    where = onto(step)
    if isinstance(where, str):
        return Calc("+", made, Col("panel mean"))
    return Calc("+", made, Num(where["mean"])) if where else made


def _z(step: Step) -> Formula:
    up: Formula = _UP if onto(step) == "panel" or step.text("deviation") == "sample" else _ONE
    made: Formula = Root(Calc("-", Calc("*", _N, Col()), _TOTAL), up, _DOWN, digits(step))
    where = onto(step)
    if not isinstance(where, str) and where:
        made = Calc("*", made, Num(where["spread"]))
    return _moved(step, made)


def _range(step: Step) -> Formula:
    width = Choose(Calc("==", _DOWN, _ZERO), _ONE, _DOWN)
    return Calc("/", Calc("-", Col(), Col("lowest")), width)


def _percentile(step: Step) -> Formula:
    """Return 100·(below + equal/2)/n, where below + equal/2 is (n + lead)/2."""
    return Calc("/", Calc("*", _FIFTY, Calc("+", _N, Col("lead"))), Choose(Calc("==", _N, _ZERO), _ONE, _N))


def _midrank(step: Step) -> Formula:
    """Return below + (equal + 1)/2, which is (n + 1 + lead)/2."""
    return Calc("*", Num(Fraction(1, 2)), Calc("+", Calc("+", _N, _ONE), Col("lead")))


def _centre(step: Step) -> Formula:
    return _moved(step, Calc("-", Col(), Col("mean")))


_FORMULAS = {"z": _z, "centre": _centre, "range": _range, "percentile": _percentile, "midrank": _midrank}
