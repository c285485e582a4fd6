"""The whole rule as means and sums, where it is nothing else, so that a spreadsheet can work it out again."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Literal, cast

from judge.model.edition import Fold
from judge.model.rubric import Rubric
from judge.score.check import Prepared
from judge.score.run import Scored
from judge.score.setting import OWN
from judge.score.verb import Step

_POLICIES: Mapping[str, tuple[object, ...]] = {"mean": (None, "left out"), "sum": (None, "refuse")}
"""What a verb may say of marks without a number, so that it counts nothing in their place."""


def folds(scored: Scored) -> tuple[Fold, ...]:
    """Return the steps from the marks to the score; nothing where one of them is no plain mean or sum over judges or criteria."""
    rubric, prepared = scored.setting.rubric, scored.prepared
    if rubric is None or prepared.marks is None or not set(prepared.marks.dimensions) <= set(OWN):
        return ()
    found: list[Fold] = []
    for step in _back(prepared):
        fold = _fold(step, rubric) if step is not None and _plain(step) else None
        if fold is None:
            return ()
        found.insert(0, fold)
    return tuple(found)


def _back(prepared: Prepared) -> Iterator[Step | None]:
    """Yield the steps that lead to the table ranked, the last one first; None where they begin with other things than marks."""
    steps = {planned.step.number: planned.step for planned in prepared.steps if planned.step.criterion is None}
    by_name = {step.name: step for step in steps.values() if step.name is not None}
    by_table = {planned.table: planned.step for planned in prepared.steps}
    step = by_table.get(prepared.ranked)
    if step is None:
        yield None
    while step is not None:
        yield step
        source = step.of
        if source is None:
            step = steps.get(step.number - 1)
        elif isinstance(source, str) and (source in by_name or source == "marks"):
            step = by_name.get(source)
        else:
            yield None
            return


def _plain(step: Step) -> bool:
    """Whether a step is a mean or a sum over one dimension, of all that is there."""
    if step.verb.name not in _POLICIES or step.over not in (("judge",), ("criterion",)):
        return False
    known = _POLICIES[step.verb.name]
    return not step.where and not step.by and step.digits is None and step.missing in known and step.aside in known


def _fold(step: Step, rubric: Rubric) -> Fold | None:
    """Return a step as a fold; None where it weighs by others than the weights of the criteria."""
    verb, over = cast("Literal['mean', 'sum']", step.verb.name), cast("Literal['judge', 'criterion']", step.over[0])
    given = step.keys.get("weights")
    if given is None:
        return Fold(verb, over)
    if over == "judge" or not (isinstance(given, Mapping) or given == "weight"):
        return None
    each = [given.get(item.id) if isinstance(given, Mapping) else item.weight for item in rubric.criteria]
    weights = tuple(Fraction(weight) for weight in each if weight is not None)
    if len(weights) < len(each):
        return None
    divisors = {"percent": Fraction(100), "parts": sum(weights, Fraction(0)), "coefficients": Fraction(1)}
    return Fold(verb, over, weights, divisors[rubric.weights])
