"""Rules that run, and that have cost competitions their results: told as cautions before there are marks (§9)."""

from collections.abc import Iterable

from judge.model.problem import Problems
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


def _caution(trim: Step, penalty: Step, problems: Problems) -> None:
    name = penalty.operand()
    problems.caution(
        "penalty-before-trim", trim.place,
        f"step {trim.number} trims marks from which step {penalty.number} has taken `{name}` away",
        f"the trim can drop the penalty itself, and a sum counts it once for each judge: take `{name}` away after the fold",
    )  # fmt: skip
