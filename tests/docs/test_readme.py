"""What README shows runs: every command of a role's minute, and the rule."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.challenges import ROOT, scored, write

README = (ROOT / "README.md").read_text("utf-8")
CRITERIA = ("innovation", "technique", "result", "presentation")


def blocks(kind: str) -> list[str]:
    """Return the fenced blocks of a kind, in order."""
    return re.findall(rf"```{kind}\n(.*?)```", README, re.DOTALL)


@pytest.fixture
def shell(tmp_path: Path) -> Path:
    """A folder with ``judge`` on the path, a table of submissions and one of marks."""
    runner = tmp_path / "bin" / "judge"
    runner.parent.mkdir()
    runner.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m judge "$@"\n', "utf-8")
    runner.chmod(0o755)
    names = [f"S-{number:02}" for number in range(1, 5)]
    (tmp_path / "submissions.csv").write_text("id,title\n" + "".join(f"{n},Title of {n}\n" for n in names), "utf-8")
    rows = [f"{n},J-{j},{c},{(at + j) % 5 + 1}\n" for at, n in enumerate(names) for j in range(3) for c in CRITERIA]
    (tmp_path / "marks.csv").write_text("submission,judge,criterion,mark\n" + "".join(rows), "utf-8")
    return tmp_path


def run(folder: Path, script: str) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "PATH": f"{folder / 'bin'}:{os.environ['PATH']}",
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    return subprocess.run(
        ["bash", "-e", "-c", script], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


def test_each_roles_minute_runs(shell: Path) -> None:
    """The commands of organizers, judges and auditors, in order, in one folder."""
    _, organizers, judges, auditors, _ = blocks("console")
    assert (done := run(shell, organizers)).returncode == 0, done.stderr
    assert (done := run(shell, judges)).returncode == 0, done.stderr
    again = "judge rank -C prize -o before.jsonl; cp before.jsonl after.jsonl; cp prize/result.jsonl . 2>/dev/null || true\n"
    assert (done := run(shell, again + auditors)).returncode == 0, done.stderr
    assert "the same bytes" in done.stdout


def test_the_record_shown_runs(shell: Path) -> None:
    """Every command from the record's beginning to the audit, which has the anchor that was printed on the way."""
    _, organizers, _, _, record = blocks("console")
    before, _, verify = record.strip().rpartition("\n")
    begin = "\n".join(organizers.splitlines()[:2])
    home = f"export JUDGE_HOME={shell / 'home'}\n"
    done = run(shell, f"{home}{begin}\n{before}")
    assert done.returncode == 0, done.stderr
    anchor = re.findall(r"^anchor: ([0-9a-f]{64})$", done.stdout, re.MULTILINE)
    done = run(shell, f"{home}ANCHOR={anchor[-1]}\n{verify}")
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.startswith("VERIFIED")


def test_the_rule_shown_runs(tmp_path: Path) -> None:
    """The rule in README is a whole one: on a rubric with its criterion it gives a ranking."""
    rule = blocks("toml")[0]
    rubric = '[scale]\nlow = 0\nhigh = 10\n[[criterion]]\nid = "rights"\nweight = 60\n[[criterion]]\nid = "open"\nweight = 40\n'
    marks = "submission,judge,rights,open\n" + "".join(
        f"{name},{judge},{at + 3},{at + 4}\n" for at, name in enumerate("AB") for judge in ("J1", "J2", "J3", "J4")
    )
    write(
        tmp_path,
        {"criteria/r.toml": rubric + rule, "ballots/m.csv": marks, "submissions/s.csv": "id,title\nA,a\nB,b\n"},
    )
    result = scored(tmp_path).result
    assert [item.submission for item in result.standings] == ["B", "A"]
    assert result.outcomes[0].name == "finalists"


def test_the_two_commands_are_in_the_makefile() -> None:
    """`make demo` and `make test` exist."""
    made = re.findall(r"^make (\w+)", blocks("console")[0], re.MULTILINE)
    targets = re.findall(r"^(\w+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert made == ["demo", "test"]
    assert set(made) <= set(targets)


def test_links_lead_somewhere() -> None:
    """Every file that README links is there."""
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        assert (ROOT / target).exists(), target
