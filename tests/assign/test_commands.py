"""``judge assign`` as an organizer uses it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
import tomli

from judge.cli import run
from tests.assign.made import Asked

JUDGES = {f"J-{at}": {"topics": "water, energy"[: 5 if at % 2 else 13]} for at in range(1, 6)}
HACKATHON = Asked(
    3, {f"S-{at:02}": "water" if at % 2 else "energy" for at in range(1, 13)}, JUDGES, frozenset({("S-01", "J-1")})
)


@pytest.fixture
def prize(tmp_path: Path) -> Path:
    return HACKATHON.write(tmp_path)


def lines(folder: Path) -> list[list[str]]:
    return [line.split(",") for line in (folder / "assignments.csv").read_text().splitlines()]


def test_a_dry_run_writes_nothing(prize: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["assign", "-C", str(prize), "--dry-run"]) == 0
    assert not (prize / "assignments.csv").exists()
    assert "would assign round final: 12 submissions, 5 judges, 36 ballots" in capsys.readouterr().out


def test_the_same_files_every_time(prize: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Rows in another order, and a second run, give the same bytes."""
    other = HACKATHON.write(tmp_path_factory.mktemp("other"), backwards=True)
    assert run(["assign", "-C", str(prize)]) == 0
    assert run(["assign", "-C", str(other)]) == 0
    assert (prize / "assignments.csv").read_bytes() == (other / "assignments.csv").read_bytes()
    before = (prize / "assignments.toml").read_bytes()
    assert run(["assign", "-C", str(prize)]) == 0
    assert before == (prize / "assignments.toml").read_bytes()


def test_a_judge_drops_out(prize: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Finished work stays, the rest goes to others, and the reason stands in assignments.toml."""
    assert run(["assign", "-C", str(prize)]) == 0
    mine = [row[1] for row in lines(prize)[1:] if row[2] == "J-2"]
    (prize / "ballots").mkdir()
    (prize / "ballots/marks.csv").write_text(f"submission,judge,mark\n{mine[0]},J-2,4\n")
    text = (prize / "challenge.toml").read_text()
    (prize / "challenge.toml").write_text(text.replace('id = "J-2"', 'id = "J-2"\nleft = "fell ill"'))

    assert run(["assign", "-C", str(prize)]) == 2
    assert "say why it changes" in capsys.readouterr().err
    assert run(["assign", "-C", str(prize), "--reason", "J-2 fell ill"]) == 0
    assert [mine[0]] == [row[1] for row in lines(prize)[1:] if row[2] == "J-2"]
    assert len(lines(prize)) == 37
    noted = tomli.loads((prize / "assignments.toml").read_text())["assigned"]
    assert (noted[-1]["what"], noted[-1]["reason"]) == ("replanned", "J-2 fell ill")
    assert {judge for _, judge in noted[-1]["removed"]} >= {"J-2"}


def test_what_all_judges_mark_is_assigned_to_nobody(prize: Path) -> None:
    """Submissions for calibration are marked by everybody, so they take part in no assignment."""
    text = (prize / "challenge.toml").read_text()
    (prize / "challenge.toml").write_text(text.replace('id = "final"', 'id = "final"\ncalibration = ["S-02"]', 1))
    assert run(["assign", "-C", str(prize)]) == 0
    assert {row[1] for row in lines(prize)[1:]} == {f"S-{at:02}" for at in range(1, 13)} - {"S-02"}


def test_by_hand(prize: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A conflict of interest is refused, bounds are told, and a change has a reason."""
    assert run(["assign", "-C", str(prize)]) == 0
    assert run(["assign", "-C", str(prize), "--set", "S-01=J-1", "--reason", "x"]) == 1
    assert run(["assign", "-C", str(prize), "--set", "S-02=J-1", "--reason", "a short one"]) == 0
    assert "S-02 now has 1 judges; 3 were meant" in capsys.readouterr().out
    assert [row for row in lines(prize) if row[1] == "S-02"] == [["final", "S-02", "J-1"]]


def test_an_explanation_names_every_judge(prize: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["assign", "-C", str(prize)]) == 0
    capsys.readouterr()
    assert run(["assign", "-C", str(prize), "--explain", "S-01"]) == 0
    out = capsys.readouterr().out
    assert all(judge in out for judge in JUDGES)
    assert "conflict (family)" in out


@pytest.mark.parametrize("system", ["hotcrp", "openreview"])
def test_read_gives_what_was_written(prize: Path, system: str) -> None:
    """Another system's file, written and read back, changes nothing; read into a fresh folder it is the same."""
    assert run(["assign", "-C", str(prize)]) == 0
    table = (prize / "assignments.csv").read_bytes()
    file = str(prize.parent / f"{system}.csv")
    assert run(["assign", "-C", str(prize), "--write", file, "--as", system]) == 0
    (prize / "assignments.csv").unlink()
    assert run(["assign", "-C", str(prize), "--read", file, "--as", system]) == 0
    assert table == (prize / "assignments.csv").read_bytes()


def test_a_tie_is_proposed_and_kept_apart_until_somebody_decides(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    judges = {"J-1": {"organization": "City of Example"}, "J-2": {"name": "Ana"}, "J-3": {"email": "x@uni.example"}}
    case = Asked(1, {"S-1": "a", "S-2": "b"}, judges, wishes=())
    case.write(tmp_path)
    (tmp_path / "submissions/submissions.csv").write_text(
        "id,organization,team,email\nS-1,city of example,Ana; Eva,team@uni.example\nS-2,,,\n"
    )
    assert run(["assign", "-C", str(tmp_path)]) == 1
    assert "S-1 has 0 possible judges and needs 1" in capsys.readouterr().err
    cleared = '\n[[conflict]]\njudge = "J-3"\nsubmission = "S-1"\ntype = "none"\nreason = "another department"\n'
    with (tmp_path / "challenge.toml").open("a") as file:
        file.write(cleared)
    assert run(["assign", "-C", str(tmp_path)]) == 0
    assert ["final", "S-1", "J-3"] in lines(tmp_path)


def test_an_exchange_of_judges_who_mark_both_is_refused(prize: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["assign", "-C", str(prize)]) == 0
    teams: dict[str, set[str]] = {}
    for _, submission, judge in lines(prize)[1:]:
        teams.setdefault(submission, set()).add(judge)
    one, other = next((s, t) for s in teams for t in teams if s != t and teams[s] & teams[t] and teams[s] - teams[t])
    both, own = min(teams[one] & teams[other]), min(teams[one] - teams[other])
    assert run(["assign", "-C", str(prize), "--swap", f"{one}={own}/{other}={both}", "--reason", "x"]) == 2
    assert "one of them marks both" in capsys.readouterr().err
    different = min(teams[other] - teams[one])
    assert run(["assign", "-C", str(prize), "--swap", f"{one}={own}/{other}={different}", "--reason", "x"]) == 0
    assert ["final", one, different] in lines(prize)
    assert ["final", other, own] in lines(prize)


def test_in_a_record_a_change_is_an_entry_and_names_stay_out_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A drop-out in a round that is open: the record has codes, assignments.csv the ids of the folder."""
    monkeypatch.setenv("JUDGE_HOME", str(tmp_path / "home"))
    names = {f"J-{at}": name for at, name in enumerate(("Ana", "Bea Gil", "Carlos", "Dora", "Eva Ruiz"), 1)}
    prize = HACKATHON.renamed(names | {name: name for name in HACKATHON.records}).write(tmp_path / "prize")
    assert run(["assign", "-C", str(prize)]) == 0
    assert run(["open", "final", "-C", str(prize)]) == 0
    text = (prize / "challenge.toml").read_text()
    (prize / "challenge.toml").write_text(text.replace('id = "Bea Gil"', 'id = "Bea Gil"\nleft = "fell ill"'))

    assert run(["assign", "-C", str(prize), "--reason", "one judge fell ill"]) == 0
    table = (prize / "assignments.csv").read_text()
    assert "Bea Gil" not in table
    assert "Eva Ruiz" in table
    assert run(["assign", "-C", str(prize), "--reason", "nothing more"]) == 0
    assert table == (prize / "assignments.csv").read_text()
    entries = "".join(path.read_text() for path in (prize / "record").rglob("*.jsonl"))
    assert '"type":"assign"' in entries
    assert not [name for name in names.values() if name in entries]


def test_only_entrants_are_assigned(prize: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A later round is shared out among those that the earlier one lets through, and once it is scored."""
    text = (prize / "challenge.toml").read_text()
    first = '[[round]]\nid = "screen"\nrubric = "final"\n[[round.outcome]]\nseats = 2\n\n'
    (prize / "challenge.toml").write_text(
        first + text.replace('rubric = "final"', 'rubric = "final"\nentrants = "screen"', 1)
    )
    (prize / "ballots/screen").mkdir(parents=True)
    marks = "".join(f"S-{at:02},J-3,{at}\n" for at in range(1, 13))
    (prize / "ballots/screen/marks.csv").write_text(f"submission,judge,mark\n{marks}")

    assert run(["assign", "-C", str(prize)]) == 0, capsys.readouterr().err
    assert {"S-11", "S-12"} == {row[1] for row in lines(prize)[1:]}


@pytest.mark.parametrize("seed", ["0", "1"])
def test_the_hash_seed_changes_nothing(prize: Path, seed: str) -> None:
    """Sets of texts have another order in every process; the assignment has not."""
    assert run(["assign", "-C", str(prize)]) == 0
    expected = (prize / "assignments.csv").read_bytes()
    (prize / "assignments.csv").unlink()
    command = [sys.executable, "-m", "judge", "assign", "-C", str(prize)]
    done = subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert expected == (prize / "assignments.csv").read_bytes()


def test_a_judge_who_joins_late(prize: Path) -> None:
    """Without `load` an even share is taken over, and nobody else gets new work; with a fewest of 2, as much."""
    assert run(["assign", "-C", str(prize)]) == 0
    text = (prize / "challenge.toml").read_text()
    joined = text + '\n[[judge]]\nid = "J-6"\ntopics = "water"\n'
    (prize / "challenge.toml").write_text(joined.replace("judges = 3", "judges = 3\nload = [2, 8]"))
    before = {tuple(row[1:]) for row in lines(prize)[1:]}
    assert run(["assign", "-C", str(prize), "--reason", "J-6 has joined"]) == 0
    after = {tuple(row[1:]) for row in lines(prize)[1:]}
    assert [judge for _, judge in after - before] == ["J-6", "J-6"]
    (prize / "challenge.toml").write_text(joined)
    assert run(["assign", "-C", str(prize), "--reason", "evenly"]) == 0
    final = {tuple(row[1:]) for row in lines(prize)[1:]}
    assert {"J-6"} == {judge for _, judge in final - after}
    assert sum(judge == "J-6" for _, judge in final) == 6
