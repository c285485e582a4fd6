"""Criteria that are worked out on each ballot from the marks that the judge gave (§7.6)."""

from collections.abc import Sequence
from typing import cast

import attrs

from judge.model.rubric import Sense
from judge.score.scope import Scope
from judge.score.shape import Shape, widest
from judge.score.verb import Step

GIVEN = "given marks"
"""The table of the marks that judges gave, where others are derived from them."""

_ACROSS = ("submission", "judge")


def check_step(step: Step, scope: Scope) -> None:
    """Refuse a step that reads more than one ballot."""
    own = step.over if step.verb.grouped else ()
    over = (*own, *cast("tuple[str, ...]", step.keys.get("over", ())))
    across = [name for name in over if name in _ACROSS]
    if across or step.verb.name in ("remove", "rank"):
        scope.problems.refuse(
            "derived-beyond-ballot", step.place,
            f"step {step.number} for the criterion `{step.criterion}` works across {across[0] if across else 'submission'}s: "
            "a derived criterion comes from the marks of one ballot",
            "fold `criterion` here, and the rest under [score]",
        )  # fmt: skip


def check(criterion: str, last: Step, shape: Shape, scope: Scope) -> None:
    """Refuse a derived criterion that is not one number for each ballot."""
    if set(shape.dimensions) != set(_ACROSS) and not scope.problems.refused:
        found = " and ".join(shape.dimensions) or "nothing"
        scope.problems.refuse(
            "derived-not-one", last.place,
            f"after its last step the criterion `{criterion}` has a value for each {found}, and it needs one for each submission and judge",
            'fold what is left of the criteria: { mean = "criterion" }', found=found,
        )  # fmt: skip
    scope.senses[criterion] = shape.better


def with_derived(marks: Shape, derived: Sequence[Shape]) -> Shape:
    """Return the shape of the marks together with the derived ones."""
    for shape in derived:
        better = marks.better if marks.better == shape.better else None
        marks = attrs.evolve(marks.bounded(*widest(marks, shape)), better=better)
    return marks


def sense_of(criterion: str, scope: Scope) -> Sense | None:
    """Return which marks on a criterion are better, or None where that is not known."""
    criteria = scope.setting.rubric.criteria if scope.setting.rubric else ()
    known = next((item.scale.better for item in criteria if item.id == criterion), None)
    return scope.senses.get(criterion) or known
