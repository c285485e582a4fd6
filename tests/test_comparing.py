"""A round of pairs: what a judge is asked, what is on the disk, and the life of the round up to its verification."""

import json
import signal
from pathlib import Path

import pytest

from judge.acts.comparing import Comparing
from judge.acts.sitting import begin
from tests.test_sitting import Place, place
from tests.test_terminal import ended, terminal

RUBRIC = """
title = "Which poster"
scale = { low = 0, high = 1, step = 0.5 }
[[criterion]]
id = "better"
title.en = "Which would you hang?"
title.es = "¿Cuál colgaría?"
title.fr = "Laquelle accrocheriez-vous ?"
"""
CHALLENGE = """
title = "Posters"
languages = ["en", "es", "fr"]
[[round]]
id = "final"
rubric = "small"
ballot = "pairs"
shows = ["title", "summary"]
{more}
[[judge]]
id = "J-1"
[[judge]]
id = "J-2"
[[conflict]]
judge = "J-2"
submission = "S-4"
"""
RECORDS = "id,title,summary,secret\n" + "".join(f"S-{n},Poster {n},the {n}th,hush\n" for n in range(1, 5))


def posters(root: Path, monkeypatch: pytest.MonkeyPatch, more: str = "", rubric: str = RUBRIC) -> Place:
    """Return a challenge with an open round of pairs."""
    monkeypatch.setenv("JUDGE_HOME", str(root / "home"))
    monkeypatch.setenv("JUDGE_PLAIN", "0")
    monkeypatch.setattr("tests.test_sitting.RUBRIC", rubric)
    monkeypatch.setattr("tests.test_sitting.RECORDS", RECORDS)
    return place(root, CHALLENGE.replace("{more}", more))


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    return posters(tmp_path, monkeypatch)


def answers(made: Place, who: str = "J-1") -> list[tuple[object, object]]:
    return [(each["subs"], each["marks"]) for each in made.entries(who) if each["type"] == "compare"]


def sit(made: Place, keys: str, *more: str, who: str = "J-1") -> tuple[int, str]:
    done = made.run("score", "final", "--as", who, *more, keys=keys)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.stdout


def test_each_key_is_an_entry_and_the_sitting_goes_on_where_it_stopped(made: Place) -> None:
    """1, 2 and = are three entries with both marks; 3 until all is compared; what may not be seen is not shown."""
    first = begin(made.folder, "J-1", "final", None)
    asked = [Comparing(first).following()]
    code, said = sit(made, "12=q")
    assert code == 3
    assert "3 comparisons are left." in said
    assert "hush" not in said
    assert "Comparison 4 of 6: Which would you hang?" in said
    given = answers(made)
    assert [sorted(marks.values()) for _, marks in given] == [["0", "1"], ["0", "1"], ["0.5", "0.5"]]  # type: ignore[attr-defined]
    left, right = asked[0] or ("", "")
    assert given[0] == (sorted((left, right)), {left: "1", right: "0"})
    assert "J-1, round final: 3 of 6 comparisons." in sit(made, "")[1]


def test_undo_is_an_entry_and_reaches_into_an_earlier_sitting(made: Place) -> None:
    """u takes back what was answered last, asks for it again, and at the end there is nothing to take back."""
    sit(made, "12")
    code, said = sit(made, "uuu1q")
    assert code == 3
    assert "There is nothing to take back." in said
    marks = [None if None in each.values() else "given" for _, each in answers(made)]  # type: ignore[attr-defined]
    assert marks == ["given", "given", None, None, "given"]
    assert [each["rev"] for each in made.entries()] == [None, None, 1, 0, 3]
    assert [each["why"] for each in made.entries()][2:] == ["taken back at once"] * 2 + [""]


def test_later_comes_at_the_end(made: Place) -> None:
    """A pair that was skipped is asked when no other one is left."""
    first = Comparing(begin(made.folder, "J-1", "final", None)).following()
    code, _ = sit(made, "s111111\nn\n")
    assert code == 0
    given = [subs for subs, _ in answers(made)]
    assert len(given) == 6
    assert given[-1] == sorted(first or ())


def test_stepping_aside_takes_the_answers_along(made: Place) -> None:
    """After r nothing is asked about that submission, and fewer comparisons are asked for."""
    _, said = sit(made, "1r1\nmy cousin\n" + "?q")
    assert "of 3: Which would you hang?" in said
    kinds = [each["type"] for each in made.entries()]
    assert kinds == ["compare", "recuse"]
    gone = made.entries()[1]["sub"]
    code, _ = sit(made, "111\nn\n")
    later = made.entries()[2:]
    assert code == 0
    assert later
    assert all(gone not in each["subs"] for each in later)  # type: ignore[operator]
    assert "S-4" not in sit(made, "q", who="J-2")[1]


def test_an_answer_is_changed_with_a_reason_and_circles_are_asked_about(made: Place) -> None:
    """The review numbers the answers and asks about circles; a number asks again, and a change needs a reason."""
    sitting = begin(made.folder, "J-1", "final", None)
    comparing = Comparing(sitting)
    for one, other in (("S-1", "S-2"), ("S-2", "S-3"), ("S-3", "S-1"), ("S-4", "S-1"), ("S-4", "S-2"), ("S-4", "S-3")):
        comparing.answer(one, other, 1)
    assert len(comparing.circles()) == 1
    shown = comparing.shown(("S-1", "S-2"))
    other_way = "2" if shown == ("S-1", "S-2") else "1"
    code, said = sit(made, f"1\n{other_way}\n{other_way}misread it\nn\n")
    assert code == 0
    assert "Is that what you mean?" in said
    assert "A change needs a reason; nothing was changed." in said
    last = made.entries()[-1]
    assert (last["subs"], last["marks"]) == (["S-1", "S-2"], {"S-1": "0", "S-2": "1"})
    assert (last["rev"], last["why"]) == (0, "misread it")


def test_without_a_middle_nothing_is_equal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a scale of 0 and 1 the key = is refused in words, and lower may be better."""
    rubric = RUBRIC.replace("step = 0.5", 'step = 1, better = "lower"')
    made = posters(tmp_path, monkeypatch, rubric=rubric)
    first = Comparing(begin(made.folder, "J-1", "final", None)).following() or ("", "")
    _, said = sit(made, "=1q")
    assert "= is no answer." in said
    assert answers(made) == [(sorted(first), {first[0]: "0", first[1]: "1"})]


@pytest.mark.parametrize(("language", "question"), [("es", "¿Cuál colgaría?"), ("fr", "Laquelle accrocheriez-vous ?")])
def test_it_is_said_in_the_judges_language(made: Place, language: str, question: str) -> None:
    """Everything asked is in the language that was chosen."""
    said = sit(made, "?q", "--language", language)[1]
    assert question in said
    assert "comparison" not in said.casefold().replace("comparaison", "")


def test_other_ways_of_giving_marks_are_refused_in_words(made: Place, tmp_path: Path) -> None:
    """A mark for one submission, a table, an editor and a form have no place in a round of pairs."""
    (tmp_path / "marks.csv").write_text("submission,judge,better\nS-1,J-1,1\n")
    for words in (
        ("score", "final", "S-1", "better=1", "--as", "J-1"),
        ("score", "final", "--from", str(tmp_path / "marks.csv"), "--as", "J-1"),
        ("score", "final", "S-1", "--edit", "--as", "J-1"),
        ("ballot", "final", "--print"),
        ("import", str(tmp_path / "marks.csv"), "--round", "final"),
    ):
        done = made.run(*words)
        assert done.exit_code in (1, 2), (words, done.output)
        assert isinstance(done.exception, SystemExit), (words, done.exception)
    assert made.entries() == []


@pytest.mark.parametrize("more", ["", "sealed = true", "comparisons = 4"], ids=["open", "sealed", "four"])
def test_a_whole_life(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, more: str) -> None:
    """Asked, submitted, collected, watched, sealed, published, verified, ranked and replayed; the record alone gives the result."""
    made = posters(tmp_path, monkeypatch, more)
    asked = 4 if "4" in more else 6
    assert sit(made, "11")[0] == 3
    waiting = json.loads(made.run("status", "final", "--format", "json").stdout)["judges"]
    assert (waiting[0]["complete"], waiting[0]["asked"]) == (2, asked)
    unready = made.run("submit", "final", "--as", "J-1")
    assert unready.exit_code == 2
    assert f"2 of {asked} comparisons are made" in unready.output
    assert "comparisons left" in made.run("remind", "final").output
    assert sit(made, "1" * (asked - 2) + "\ny\n")[0] == 0
    assert sit(made, "1=1\ny\n", who="J-2")[0] == 0
    handed = [str(made.folder.parent / f"{who}.final.handover") for who in ("J-1", "J-2")]
    collected = made.run("collect", *handed)
    assert collected.exit_code == 0, collected.output
    status = json.loads(made.run("status", "final", "--format", "json").stdout)
    assert status["complete"] is True
    assert [each["complete"] for each in status["judges"]] == [asked, 3]
    assert [each["complete"] for each in status["submissions"]] == [2, 2, 2, 1]
    assert made.run("seal", "final").exit_code == 0
    assert made.run("rank").exit_code == 0
    result = (made.folder / "record" / "results" / "final.1.jsonl").read_text()
    assert result.count('"entry":"place"') == 4
    assert made.run("replay", str(made.folder / "record" / "results" / "final.1.jsonl")).exit_code == 0
    assert made.run("publish", "final").exit_code == 0
    anchor = next(each for each in made.organizer() if each["type"] == "open")
    assert anchor["sealed"] is ("sealed" in more)
    bundle = next((made.folder / "published" / "final").glob("1-*"))
    verified = verify(bundle)
    assert "passed   the result comes out again, byte for byte" in verified


def verify(bundle: Path) -> str:
    from click.testing import CliRunner

    from judge.cli import judge

    done = CliRunner().invoke(judge, ["verify", str(bundle)])
    assert done.exit_code == 3, done.output  # no anchor is given
    return done.output


def test_on_a_terminal_a_key_is_on_the_disk_before_the_next_question(made: Place) -> None:
    """Single keys without Enter; a terminal that is torn away loses nothing acknowledged; the next sitting goes on there."""
    with terminal(made) as child:
        child.expect(b"Comparison 1 of 6")
        child.expect(b"Which one")
        child.send("1")
        child.expect(b"Comparison 2 of 6")
        assert len(answers(made)) == 1
        child.expect(b"Which one")
        child.send("=")
        child.expect(b"equal, saved")
        child.expect(b"Which one")
        child.kill(signal.SIGKILL)
    with terminal(made, "--plain") as child:
        child.expect(b"2 of 6 comparisons")
        child.expect(b"Comparison 3 of 6")
        child.expect(b"Which one")
        child.send("u")
        child.expect(b"Taken back")
        child.expect(b"Comparison 2 of 6")
        child.expect(b"Which one")
        child.send("q")
        assert ended(child) == 3
        assert b"\x1b" not in child.logfile_read.text
    assert len(answers(made)) == 3
