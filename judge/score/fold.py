"""What all verbs that work on groups have in common: states, weights, and the dimensions that are left (§1.4, §4)."""

from collections.abc import Mapping
from fractions import Fraction
from math import prod
from typing import cast

import attrs

from judge.model.number import plain, shown
from judge.model.rubric import Sense, Weights
from judge.model.state import ASIDE, FIRST_CODE, MISSING, UNRANKED
from judge.model.table import Table
from judge.score.columns import of_fractions
from judge.score.plan import (
    Calc,
    Col,
    Condition,
    Fill,
    Filter,
    Formula,
    Group,
    Join,
    Map,
    Num,
    Plan,
    Read,
    Refuse,
    Total,
    Where,
    Window,
)
from judge.score.scope import Scope
from judge.score.shape import Bound, Shape, widened
from judge.score.verb import Cell, Policy, Step, Typed

COUNT: tuple[Total, Formula] = ("count", Num(Fraction(1)))
"""The total that counts the values of a group."""


def grouped(step: Step, source: Typed, scope: Scope) -> bool:
    """Whether a table has the dimensions and fields that a step groups by; what is lacking is a problem."""
    place = step.place_of(step.verb.name)
    there = [scope.has_dimension(source.shape, dimension, place) for dimension in step.over]
    fields = [scope.complete_field(source.shape, field, step.place_of("by")) for field in step.by]
    return all(there) and all(fields)


def failed(step: Step, source: Typed) -> Typed:
    """Return what a step would have made, so that later steps are not blamed for it."""
    kept = [name for name in source.shape.dimensions if not (step.verb.folds and name in step.over)]
    fields = [field for field in step.by if step.verb.folds and field not in kept]
    return Typed(source.plan, attrs.evolve(source.shape, dimensions=(*kept, *fields)))


def folded(step: Step, source: Shape, scope: Scope, low: Bound, high: Bound, better: Sense | None) -> Shape:
    """Return the shape of a table after a fold."""
    for dimension in step.over:
        scope.folded(dimension, step.number)
    kept = [name for name in source.dimensions if name not in step.over]
    shape = Shape((*kept, *(field for field in step.by if field not in kept)), better, low, high)
    return widened(shape, step.missing if step.verb.name != "count" else None)


def settled(step: Step, source: Typed, scope: Scope, missing: Policy, aside: Policy) -> Plan:
    """Return the source with each cell without a value counted as the step says, or else as these defaults say (§4.1)."""
    plan = source.plan
    if source.shape.codes:
        scope.problems.refuse(
            "code-not-dealt-with", step.place,
            f"a mark may still be `{source.shape.codes[0]}` when step {step.number} folds the {' and '.join(step.over)}",
            f'deal with it before: {{ fill = "{source.shape.codes[0]}", with = "left out" }}',
        )  # fmt: skip
    policies = (((MISSING,), step.missing if step.missing is not None else missing),
                (ASIDE, step.aside if step.aside is not None else aside))  # fmt: skip
    for states, policy in policies:
        plan = _counted(step, plan, states, policy)
    codes = tuple(FIRST_CODE + number for number in range(len(scope.setting.codes)))
    if codes:
        plan = Refuse(plan, codes, f"`{step.verb.name}` over {' and '.join(step.over)}")
    if step.missing == 0:
        zero_for_missing(step, scope)
    return plan


def zero_for_missing(step: Step, scope: Scope) -> None:
    """Warn of a missing mark that counts as zero."""
    scope.problems.caution(
        "missing-as-zero",
        step.place,
        "a missing mark counts as zero: a judge who forgets a mark sinks a submission",
        "leave it out unless the regulations say zero",
    )


def _counted(step: Step, plan: Plan, states: tuple[int, ...], policy: Policy) -> Plan:
    if policy == "refuse":
        return Refuse(plan, states, f"`{step.verb.name}` over {' and '.join(step.over)}")
    if policy == "mean":
        return filled_by_group(plan, states, step.over, step.by, "mean")
    if isinstance(policy, Fraction):
        return Fill(plan, states, Num(policy))
    return plan


def filled_by_group(plan: Plan, states: tuple[int, ...], over: tuple[str, ...], by: tuple[str, ...], how: str) -> Plan:
    """Return the plan with cells of these states replaced by the mean, median, lowest or highest value of their group.

    A cell that makes its submission unranked has no say in that value.
    """
    there = Fill(plan, (UNRANKED,), None)
    if how in ("mean", "median"):
        cells = middle(there, over, by) if how == "median" else there
        totals = Group(cells, over, by, {"total": ("sum", Col()), "number": COUNT})
        group: Plan = Map(totals, Calc("/", Col("total"), Col("number")))
    else:
        group = Group(there, over, by, {"value": ("max" if how == "highest" else "min", Col())})
    joined = Join(plan, group, "of group", Fraction(0), "value in the group")
    return Fill(joined, states, Col("of group"), "of group")


_TWO = Num(Fraction(2))


def middle(plan: Plan, over: tuple[str, ...], by: tuple[str, ...], which: str = "") -> Plan:
    """Return the middle value of each group, or both of them, or the ``low`` or ``high`` one (§3.3).

    Of n values the middle ones have 2·position - n in {0, 1, 2}: 1 for odd n, 0 and 2 for even n.
    """
    least, most = {"": (0, 2), "low": (0, 1), "high": (1, 2)}[which]
    twice = Calc("-", Calc("*", _TWO, Col("position")), Col("size"))
    between = Calc("and", Calc(">=", twice, Num(Fraction(least))), Calc("<=", twice, Num(Fraction(most))))
    return Filter(Window(plan, over, by, "up"), between)


def weighted(
    step: Step, source: Typed, plan: Plan, scope: Scope, *, shares: bool = True
) -> tuple[Plan, Formula | None, Shape]:
    """Return the plan with the column ``weight`` beside each cell, the total that ``sum`` divides by, and its bounds.

    The total is None where weights are coefficients (§3.2), and where they are no shares of anything.
    """
    weights = step.keys["weights"]
    if isinstance(weights, Mapping):
        kind = scope.weights if shares else "coefficients"
        other, shape = _inline(step, weights, scope, kind)
    else:
        name = cast("str", weights)
        meaning = scope.operand(name, source.shape, step.place_of("weights"), step.over)
        if meaning is None:
            return plan, None, Shape(())
        other, shape = Read(meaning.table), meaning.shape
        kind = scope.weights if shares and name.rpartition(".")[2] == "weight" else "coefficients"
    joined = Join(plan, other, "weight", None, f"weight `{weights}`" if isinstance(weights, str) else "weight")
    divisor: Formula | None = Num(Fraction(100)) if kind == "percent" else None
    if kind == "parts":
        joined, divisor = _parts(step, joined, other, shape, source)
    return joined, divisor, shape


def _parts(step: Step, plan: Join, weights: Plan, shape: Shape, source: Typed) -> tuple[Join, Formula]:
    """Return the total of the parts beside each cell: of all members, or of those that a ``where`` keeps (§3.2)."""
    conditions = _conditions_on(source.plan, shape.dimensions)
    kept = Where(weights, conditions) if conditions else weights
    by = tuple(field for field in step.by if field not in shape.dimensions)
    gone = [name for name in shape.dimensions if name in step.over or name not in source.shape.dimensions]
    total = Group(kept, tuple(name for name in gone if name not in step.by), by, {"value": ("sum", Col())})
    return Join(plan, total, "parts", None, "total of the parts"), Col("parts")


def _conditions_on(plan: Plan, dimensions: tuple[str, ...]) -> tuple[Condition, ...]:
    if not isinstance(plan, Where):
        return ()
    return tuple(
        attrs.evolve(condition, slices=False) for condition in plan.conditions if condition.dimension in dimensions
    )


def _inline(step: Step, weights: Mapping[str, Fraction], scope: Scope, kind: Weights) -> tuple[Plan, Shape]:
    """Return weights by member as a table of the dimension folded."""
    place, name = step.place_of("weights"), step.over[0]
    if len(step.over) > 1:
        scope.problems.refuse(
            "weights-unclear",
            place,
            f"weights by member stand for one dimension, and here {' and '.join(step.over)} are folded at once",
            "fold them one after the other",
        )
        return Read("marks"), Shape(())
    dimension = scope.setting.dimensions.get(name)
    members = dimension.members if dimension else ()
    for member in weights:
        if member not in members:
            scope.problems.refuse("unknown-member", place, f"no {name} is `{member}`", found=member)
    for member in members:
        if member not in weights:
            scope.problems.refuse("weight-missing", place, f"{name} {member} has no weight here", expected=member)
    total = sum(weights.values())
    if kind == "percent" and total != 100:
        scope.problems.refuse(
            "weights-add-up", place, f"the weights add up to {plain(total)}, not 100",
            'let them add up to 100, or declare `weights = "parts"` in the rubric', found=plain(total), expected="100",
        )  # fmt: skip
    table = f"weights of step {step.number}"
    values = [weights.get(member, Fraction(1)) for member in members]
    scope.tables[table] = Table((name,), (range(len(members)),), None, {"value": of_fractions(values)})
    return Read(table), Shape((name,), None, min(weights.values()), max(weights.values()))


def weighted_value(formula: Formula | None) -> Formula:
    """Return value times weight, or the value where there are no weights."""
    return Col() if formula is None else Calc("*", Col(), Col("weight"))


def without_codes(shape: Shape, states: tuple[int, ...], codes: tuple[str, ...]) -> Shape:
    """Return the shape after these states are dealt with; ``codes`` are all that the scale declares."""
    gone = {code for at, code in enumerate(codes) if FIRST_CODE + at in states}
    return attrs.evolve(shape, codes=tuple(code for code in shape.codes if code not in gone))


def members(step: Step, scope: Scope) -> int:
    """Return how many cells a group may have at most."""
    return prod(len(scope.setting.dimensions[dimension].members) for dimension in step.over)


# -- sentences and workings -----------------------------------------------------------------------------------------


def exactly(value: Fraction | None) -> str:
    """Return a number as it is worked with: a decimal if it ends, else a fraction with its decimals beside it."""
    if value is None:
        return "no value"
    short = shown(value)
    return plain(value) if not short.startswith("≈") else f"{plain(value)} ({short})"


def term(value: Fraction | None) -> str:
    """Return a number as a term of a sum or product."""
    text = "?" if value is None else plain(value)
    return f"({text})" if text.startswith("-") or "/" in text else text


def summed(cells: tuple[Cell, ...]) -> str:
    """Return the cells as a sum, weighted where they have weights."""
    terms = [
        f"{term(cell.columns['weight'])}×{term(cell.value)}" if "weight" in cell.columns else term(cell.value)
        for cell in cells if cell.value is not None
    ]  # fmt: skip
    return " + ".join(terms) or "nothing"
