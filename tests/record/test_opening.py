"""Opening a round: its rule must work, for it is fixed from then on."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from judge.cli import judge

RUBRIC = """
title = "Race"
[scale]
low = 0
[[criterion]]
id = "run"
[score]
steps = [{ mean = "judge" }, { times = "distance" }]
"""


def folder(root: Path) -> Path:
    for name, text in {
        "criteria/race.toml": RUBRIC,
        "challenge.toml": 'title = "Race"\n[[round]]\nid = "final"\nrubric = "race"\n',
        "submissions/submissions.csv": "id,title\nS-1,One\n",
    }.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    return root


def test_a_rule_that_cannot_work_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A step names a fact that is not there: refused with its line, and no record is begun."""
    monkeypatch.setenv("JUDGE_HOME", str(tmp_path / "home"))
    challenge = folder(tmp_path / "c")
    done = CliRunner().invoke(judge, ["open", "final", "-C", str(challenge)])
    assert done.exit_code == 1
    assert "criteria/race.toml:8: nothing here is called `distance`" in done.stderr
    assert not (challenge / "record").exists()


def test_a_fact_may_become_known_later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With --unproved the round is opened; the measured fact is an entry, and the draft then has a score."""
    monkeypatch.setenv("JUDGE_HOME", str(tmp_path / "home"))
    challenge = str(folder(tmp_path / "c"))
    table = tmp_path / "marks.csv"
    table.write_text("submission,judge,run\nS-1,J-1,4\n")
    for command in (
        ["open", "final", "--unproved", "--witnesses", "0"],
        ["import", str(table)],
        ["fact", "final", "distance", "2.5", "--of", "submission=S-1", "--reason", "measured"],
    ):
        done = CliRunner().invoke(judge, [*command, "-C", challenge])
        assert done.exit_code == 0, done.output
    ranked = CliRunner().invoke(judge, ["rank", "-C", challenge, "--format", "csv"])
    assert "1,S-1,One,10" in ranked.stdout
