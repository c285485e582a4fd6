"""Challenge folders for tests: where the project's own are, and how small ones are written."""

from fractions import Fraction
from pathlib import Path

from judge.files.folder import load
from judge.model.problem import Problem, Problems
from judge.score.run import Scored, score

ROOT = Path(__file__).parents[1]
"""The project's folder, which is the sample challenge."""


def scored(directory: Path, round_id: str | None = None) -> Scored:
    """Return a round of a challenge that must be right, scored with every table kept."""
    problems = Problems()
    challenge = load(directory, problems)
    assert not problems.refused, list(problems)
    result = score(challenge, round_id or challenge.rounds[-1].id, problems, keep=True)
    assert result is not None, list(problems)
    return result


def found(directory: Path) -> list[Problem]:
    """Return every problem of a challenge, by place."""
    problems = Problems()
    challenge = load(directory, problems)
    if not problems.refused:
        for round_ in challenge.rounds:
            score(challenge, round_.id, problems)
    return list(problems)


def write(directory: Path, files: dict[str, str]) -> Path:
    """Write a challenge's files, by name, and return its folder."""
    for name, text in files.items():
        path = directory / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return directory


def numbers(done: Scored, name: str) -> dict[tuple[str, ...], Fraction]:
    """Return the table of a named step, by its keys as texts; cells without a value are left out."""
    step = next(step for step in done.result.steps if step.name == name)
    table = step.table
    assert table is not None
    members = [done.result.dimensions[dimension].members for dimension in table.dimensions]
    keys = zip(*table.keys, strict=True)
    return {
        tuple(names[number] for names, number in zip(members, key, strict=True)): Fraction(value)
        / table.value.denominator
        for at, (key, value) in enumerate(zip(keys, table.value.values, strict=True))
        if table.states is None or not table.states[at]
    }
