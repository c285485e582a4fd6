"""Explaining every submission of a scoring: the same as one by one, without running a table for each of them."""

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import pytest

from judge.model.state import VALUE
from judge.model.table import Table
from judge.score.engine import Engine
from judge.score.explain import Explanations, explain
from judge.score.plan import Plan
from judge.score.run import Scored
from judge.score.stories import Stories
from tests.challenges import ROOT, scored, write
from tests.docs.test_rules_examples import EXAMPLES, Example
from tests.docs.test_rules_examples import scored as of_example
from tests.docs.test_rules_examples import write as write_example

TRIMMED = """
title = "Ferries"
[scale]
low = 0
high = 10
[[criterion]]
id = "craft"
weight = 60
[[criterion]]
id = "idea"
weight = 40
[score]
steps = [
  { drop = "judge", highest = 1, lowest = 1 },
  { mean = "judge", as = "means" },
  { standardise = "submission", deviation = "population", digits = 6, no_spread = "centre" },
  { mean = "criterion", weights = "weight" },
]
"""


def ferries(directory: Path, size: int) -> Scored:
    """Return a round of so many submissions, scored."""
    marks = [
        f"F-{at},{judge},{criterion},{(at * 7 + len(judge + criterion) * step) % 11}\n"
        for at in range(size)
        for step, judge in enumerate(("Ana", "Bo", "Chidi", "Di"), 1)
        for criterion in ("craft", "idea")
    ]
    return scored(
        write(
            directory,
            {
                "criteria/ferries.toml": TRIMMED,
                "submissions/s.csv": "id,title\n" + "".join(f"F-{at},Ferry {at}\n" for at in range(size)),
                "ballots/marks.csv": "submission,judge,criterion,mark\n" + "".join(marks),
            },
        )
    )


def ids(done: Scored) -> Sequence[str]:
    """Return all submissions, also those that take no part."""
    return [item.id for item in done.setting.challenge.submissions]


@pytest.mark.parametrize(
    "folder", [ROOT, *sorted(path for path in (ROOT / "examples").iterdir() if path.is_dir())], ids=lambda path: path.name
)  # fmt: skip
def test_all_at_once_as_one_by_one(folder: Path) -> None:
    """Whichever were explained before, an explanation is the same."""
    done = scored(folder)
    every = Explanations(done)
    for submission in reversed(ids(done)):
        assert explain(done, submission) == every.of(submission) == every.of(submission)


@pytest.mark.parametrize("example", EXAMPLES, ids=[f"{each.blocks[0].at}" for each in EXAMPLES])
def test_every_value_of_a_step_is_told_and_nothing_else(example: Example, tmp_path: Path) -> None:
    """The numbers of a story are those of the submission's cells in the step's own table, in their order."""
    write_example(example, tmp_path)
    done = of_example(tmp_path, None).done
    for number, submission in enumerate(done.setting.dimensions["submission"].members if done is not None else ()):
        assert done is not None
        told = {story.number: story for story in Stories(done).of(submission)}
        for planned in done.prepared.steps:
            table = done.tables[planned.table]
            if "submission" in table.dimensions and not planned.step.verb.thins:
                cells = told[planned.step.number].cells
                assert values(table, number) == [cell.value for cell in cells if cell.value is not None]


def values(table: Table, submission: int) -> list[Fraction]:
    """Return the numbers of a submission's cells."""
    keys = table.keys[table.dimensions.index("submission")]
    return [
        Fraction(table.value.values[cell]) / table.value.denominator
        for cell, key in enumerate(keys)
        if key == submission and (table.states is None or table.states[cell] == VALUE)
    ]


def runs(done: Scored, monkeypatch: pytest.MonkeyPatch) -> int:
    """Return how many plans are run while everything is explained."""
    counted = []
    run = Engine.run

    def counting(engine: Engine, plan: Plan) -> Table:
        counted.append(plan)
        return run(engine, plan)

    with monkeypatch.context() as patch:
        patch.setattr(Engine, "run", counting)
        every = Explanations(done)
        for submission in ids(done):
            every.of(submission)
    return len(counted)


def test_the_work_on_tables_does_not_grow_with_the_submissions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each table is run once, however many are explained."""
    few, many = (ferries(tmp_path / str(size), size) for size in (3, 30))
    assert 0 < runs(few, monkeypatch) == runs(many, monkeypatch)


def test_one_that_takes_no_part_has_no_steps(tmp_path: Path) -> None:
    """Who was left out has no story, and neither has a stranger."""
    done = ferries(tmp_path, 3)
    assert Stories(done).of("F-9") == ()
    assert list(Stories(done).backwards("F-9")) == []
