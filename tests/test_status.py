"""How far a round is, from a folder of tables."""

import json
from pathlib import Path

from click.testing import CliRunner

from judge.cli import judge
from tests.played import BEFORE, at, play

RUBRIC = """
title = "A small prize"
[scale]
low = 0
high = 5
[[criterion]]
id = "a"
weight = 50
[[criterion]]
id = "b"
weight = 50
"""
CHALLENGE = """
title = "A small prize"
languages = ["es", "en"]
[[round]]
id = "final"
rubric = "prize"
differ = 3
[[judge]]
id = "J-1"
[[judge]]
id = "J-2"
language = "fr"
[[conflict]]
judge = "J-2"
submission = "S-3"
type = "family"
"""
MARKS = """submission,judge,a,b
S-1,J-1,5,5
S-2,J-1,5,
S-1,J-2,1,2
"""


def folder(path: Path) -> Path:
    for name, text in {
        "criteria/prize.toml": RUBRIC, "challenge.toml": CHALLENGE, "ballots/final.csv": MARKS,
        "submissions/submissions.csv": "id,title\nS-1,One\nS-2,Two\nS-3,Three\n",
    }.items():  # fmt: skip
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_text(text)
    return path


def ran(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(judge, arguments)
    return done.exit_code, done.stdout


def test_status_counts_ballots_and_says_who_is_missing(tmp_path: Path) -> None:
    """Each judge with what is complete, begun and left; each submission with whom it waits for; exit code 3."""
    code, text = ran("status", "-C", str(folder(tmp_path)), "--format", "json")
    found = json.loads(text)
    assert code == 3
    first, second = found["judges"]
    assert (first["asked"], first["complete"], first["begun"], first["left"]) == (3, 1, 1, ["S-2", "S-3"])
    assert (second["asked"], second["complete"], second["recused"], second["left"]) == (2, 1, 1, ["S-2"])
    assert [each["waiting"] for each in found["submissions"]] == [[], ["J-1", "J-2"], ["J-1"]]
    assert found["refuses"] == ["S-3: no marks"] or any("S-3" in each for each in found["refuses"])
    assert found["doubts"] == ["S-1, a: judges differ by more than declared"]


def test_assignments_say_who_is_asked(tmp_path: Path) -> None:
    """With assignments only the assigned pairs are waited for."""
    challenge = folder(tmp_path)
    (challenge / "assignments.csv").write_text("round,submission,judge\nfinal,S-1,J-1\nfinal,S-1,J-2\nfinal,S-2,J-1\n")
    _, text = ran("status", "-C", str(challenge), "--format", "json")
    assert [(each["asked"], each["left"]) for each in json.loads(text)["judges"]] == [(2, ["S-2"]), (1, [])]


def test_a_reminder_is_in_the_judges_language(tmp_path: Path) -> None:
    """One message for each judge who has something left, in the judge's language, else the challenge's."""
    code, text = ran("remind", "-C", str(folder(tmp_path)))
    assert code == 0
    assert "Hola, J-1" in text
    assert "Bonjour J-2" in text
    assert "S-2" in text


def test_reminders_become_files(tmp_path: Path) -> None:
    """With -o there is a file for each judge."""
    code, _ = ran("remind", "-C", str(folder(tmp_path / "c")), "-o", str(tmp_path / "out"))
    assert code == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["J-1.txt", "J-2.txt"]


RECORDED = """
title = "A small prize"
[[round]]
id = "final"
rubric = "prize"
assign = { judges = 1 }
[[judge]]
id = "J-1"
[[judge]]
id = "J-2"
language = "fr"
"""
PAIRS = "round,submission,judge\nfinal,S-1,J-1\nfinal,S-2,J-1\nfinal,S-3,J-2\n"
ENTERED = """judge open
judge join J-1 --name A
judge enrol J-1.join
judge join J-2 --name B
judge enrol J-2.join
judge open final
judge score final S-1 a=3 b=3 --as J-1
judge score final S-2 a=3 b=4 --as J-1
judge score final S-3 a=4 b=4 --as J-2
judge submit final --as J-2
judge assign final --set S-1=J-1,J-2 --reason more
"""


def test_who_has_still_to_submit_is_reminded_and_who_is_asked_for_more_is_told_of(tmp_path: Path) -> None:
    """Marks that nobody submits count for nothing; and only what a judge was asked for is missing at the end."""
    challenge = folder(tmp_path)
    (challenge / "ballots/final.csv").unlink()
    (challenge / "challenge.toml").write_text(RECORDED)
    (challenge / "assignments.csv").write_text(PAIRS)
    (challenge / BEFORE).write_text(ENTERED)
    play(challenge)
    with at(challenge):
        reminders, status = ran("remind", "final")[1], ran("status", "final")[1]
        said = CliRunner().invoke(judge, ["submit", "final", "--as", "J-1"]).output
    assert "judge submit final" in reminders
    assert "Dear J-1" in reminders
    assert "J-2" not in reminders
    assert "J-2 has submitted, and was asked for S-1 as well: judge reopen final J-2" in status
    assert "no ballot for" not in said
