"""``judge check``: everything that is wrong with a challenge, all at once."""

from collections.abc import Iterator
from pathlib import Path

import attrs

from judge.acts.loading import load
from judge.assign.wanted import read as read_wanted
from judge.edition import kept as promises
from judge.model.number import shown
from judge.model.problem import Problem
from judge.score.check import Prepared
from judge.score.run import check_rules, score
from judge.score.shape import Bound, Shape


@attrs.frozen(eq=False)
class Checked:
    """What a check found.

    Attributes:
        problems: by place.
        summary: what was read, in sentences.
    """

    problems: tuple[Problem, ...]
    summary: tuple[str, ...]

    @property
    def refused(self) -> bool:
        """Whether anything forbids scoring."""
        return any(problem.severity == "refused" for problem in self.problems)


def check(directory: Path) -> Checked:
    """Return what is wrong with the challenge in a folder: its files, its rules, and its marks if there are any."""
    loaded = load(directory)
    challenge, problems = loaded.challenge, loaded.problems
    proved = check_rules(challenge, problems) if not problems.refused else {}
    judges = f"declared judges: {len(challenge.judges)}" if challenge.judges else "no declared judges"
    if not problems.refused:
        for round_ in challenge.rounds:
            read_wanted(challenge, round_, problems)
        promises.check(challenge, problems)
    summary = [f"submissions: {len(challenge.submissions)}; {judges}"]
    for round_ in challenge.rounds:
        marks = challenge.marks.get(round_.id)
        if not problems.refused and (marks is not None and len(marks.table)) and round_.id in proved:
            score(challenge, round_.id, problems)
        number = f"{len(marks.table)} marks" if marks is not None and len(marks.table) else "no marks yet"
        rule = proved.get(round_.id)
        ends = "" if rule is None else _ends(rule.score.low, rule.score.high)
        summary.append(f"round {round_.id}: rubric {round_.rubric or 'none'}, {number}{ends}")
        summary += [] if rule is None else _stages(rule)
    return Checked(tuple(problems), tuple(summary))


def _stages(rule: Prepared) -> Iterator[str]:
    """Yield what each step leaves: one value for each of which dimensions, and between which bounds."""
    if rule.marks is not None:
        yield f"  the marks: {_shape(rule.marks)}"
    for planned in rule.steps:
        name = f", `{planned.step.name}`" if planned.step.name else ""
        yield f"  step {planned.step.number}, {planned.step.verb.name}{name}: {_shape(planned.typed.shape)}"


def _shape(shape: Shape) -> str:
    low, high = ("…" if end is None else shown(end) for end in (shape.low, shape.high))
    each = " × ".join(shape.dimensions) or "round"
    return f"by {each}" + ("" if shape.low is None and shape.high is None else f", from {low} to {high}")


def _ends(low: Bound, high: Bound) -> str:
    return "" if low is None or high is None else f", scores from {shown(low)} to {shown(high)}"
