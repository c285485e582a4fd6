"""The facts that a rule reads, wherever it names them: each is proved before there are marks, and stands in the trail."""

import json
from pathlib import Path

import pytest

from judge.record.trail import lines
from tests.challenges import found, scored, write

MARKS = "submission,judge,mark\nA,J1,3\nA,J2,\nB,J1,5\nB,J2,4\n"
PANELS = 'judge = [{ id = "J1", panel = "jury" }, { id = "J2", panel = "public" }]\n'
FILL = '[[criterion]]\nid = "a"\n[score]\nsteps = [{ fill = "missing", with = "mean", over = "judge", by = "BY" }, { mean = "judge" }]\n'
EXPECTS = '[[criterion]]\nid = "a"\n[score]\nexpects = "difficulty"\nsteps = [{ mean = "judge" }]\n'
LAST = '[[criterion]]\nid = "a"\n[[eligibility]]\nfield = "sent"\nlast_of = "city"\n'
CITIES = "submission,city,sent\nA,Lyon,2017-12-01\nB,Lyon,2017-12-20\n"


@pytest.mark.parametrize(
    ("rubric", "facts", "fact"),
    [
        (FILL.replace("BY", "panel"), "submission,population\nA,3\n", "panel"),
        (EXPECTS, "submission,difficulty\nA,2\n", "difficulty"),
        (LAST, CITIES, "city"),
    ],
    ids=["fill by a field", "expects a fact", "the last entry of a city"],
)
def test_a_fact_that_the_rule_reads_stands_in_the_trail(rubric: str, facts: str, fact: str, tmp_path: Path) -> None:
    """What a rule goes by can be read in its trail, so that the result can be counted again from it alone (docs/trail.md)."""
    files = {"challenge.toml": PANELS, "criteria/r.toml": rubric, "ballots/marks.csv": MARKS, "facts/f.csv": facts}
    entries = [json.loads(line) for line in lines(scored(write(tmp_path, files)))]

    assert fact in {entry["fact"] for entry in entries if entry["entry"] == "fact"}


def test_a_field_that_nobody_has_is_refused_where_it_makes_groups_of_what_is_filled(tmp_path: Path) -> None:
    """A misspelt `by` is told with the line, like that of any other step (§1.4)."""
    rubric = FILL.replace("BY", "pannel")
    problems = found(write(tmp_path, {"challenge.toml": PANELS, "criteria/r.toml": rubric, "ballots/marks.csv": MARKS}))

    assert [problem.code for problem in problems if problem.severity == "refused"] == ["no-field"]
