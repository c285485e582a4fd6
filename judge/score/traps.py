"""Rules that run, and that have cost competitions their results: told as cautions before there are marks (§9)."""

from collections.abc import Iterable

from judge.model.challenge import Decision
from judge.model.problem import Problems, listed
from judge.score.orders.methods import METHODS
from judge.score.shape import Shape
from judge.score.verb import Step


def penalty_before_trim(steps: Iterable[tuple[Step, Shape]], problems: Problems) -> None:
    """Caution of a trim over judges that works on marks from which a penalty was taken before.

    Args:
        steps: each with the shape of the table that it works on.
    """
    last: tuple[Step, ...] = ()
    named: dict[str, tuple[Step, ...]] = {}
    for step, source in steps:
        inside = last if step.of is None else named.get(step.of, ()) if isinstance(step.of, str) else ()
        if step.verb.thins and "judge" in step.over:
            for penalty in inside:
                _caution(step, penalty, problems)
        if step.verb.name == "minus" and isinstance(step.operand(), str) and "judge" in source.dimensions:
            inside = (*inside, step)
        if step.verb.folds and "judge" in step.over:
            inside = ()
        last = inside
        if step.name is not None:
            named[step.name] = inside


def guests_beside(steps: Iterable[tuple[Step, Shape]], guests: Iterable[Decision], problems: Problems) -> None:
    """Caution of submissions out of competition that a step sets beside the others."""
    found = list(guests)
    beside = [step for step, source in steps if _compares(step, source)]
    if beside and found:
        names = [name for decision in found for name in decision.submissions]
        problems.caution(
            "guest-beside", found[0].place,
            f"step {beside[0].number} (`{beside[0].verb.name}`) sets submissions beside one another, {listed(names)} among them",
            "out of competition, it still moves the numbers of the others there; withdraw it if it must not",
        )  # fmt: skip


def _compares(step: Step, source: Shape) -> bool:
    """Whether what becomes of a submission's cell depends on those of others."""
    value = step.keys.get(step.verb.name)
    over = value if isinstance(value, tuple) else (value,)
    return "submission" in over or step.verb.name in METHODS


def _caution(trim: Step, penalty: Step, problems: Problems) -> None:
    name = penalty.operand()
    problems.caution(
        "penalty-before-trim", trim.place,
        f"step {trim.number} trims marks from which step {penalty.number} has taken `{name}` away",
        f"the trim can drop the penalty itself, and a sum counts it once for each judge: take `{name}` away after the fold",
    )  # fmt: skip
