"""The sitting: what a judge types, what is asked, what is on the disk, and what comes back to the organizers."""

import json
import os
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import attrs
import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from judge.acts.sitting import begin
from judge.cli import judge
from judge.cli.editing import edit
from judge.record import journal
from judge.show import question
from judge.show.spoken import Spoken

RUBRIC = """
title.en = "Small prize"
title.es = "Premio pequeño"
title.fr = "Petit prix"
[scale]
low = 1
high = 5
step = 1
[[criterion]]
id = "idea"
title.en = "Idea"
title.es = "Idea"
title.fr = "Idée"
weight = 60
[[criterion.level]]
mark = 5
title.en = "Great"
title.es = "Grande"
title.fr = "Grande"
descriptor.en = "nobody has thought of it"
descriptor.es = "nadie lo había pensado"
descriptor.fr = "personne n'y avait pensé"
[[criterion]]
id = "work"
title.en = "Work"
title.es = "Trabajo"
title.fr = "Travail"
weight = 40
"""
CHALLENGE = """
title = "Small prize"
languages = ["en", "es", "fr"]
[[round]]
id = "final"
rubric = "small"
[[judge]]
id = "J-1"
[[judge]]
id = "J-2"
[[conflict]]
judge = "J-2"
submission = "S-3"
type = "family"
"""
ORDER = """
title = "Order"
[scale]
low = 1
better = "lower"
[[criterion]]
id = "place"
[score]
expects = "marks"
steps = [{ borda = "judge" }]
"""
RECORDS = "id,title,summary,secret\nS-1,One,the first,hidden thing\nS-2,Two,the second,\nS-3,Three,the third,\n"


@attrs.frozen
class Place:
    """A challenge folder with an open record and two judges."""

    folder: Path

    def run(self, *arguments: str, keys: str = "") -> Result:
        at = os.getcwd()
        os.chdir(self.folder.parent)
        try:
            return CliRunner().invoke(judge, [*arguments, "-C", str(self.folder)], input=keys)
        finally:
            os.chdir(at)

    def entries(self, who: str = "J-1") -> list[dict[str, object]]:
        path = self.folder / "record" / journal.of_judge(who)
        return [json.loads(line)["body"] for line in path.read_text().splitlines()] if path.exists() else []

    def organizer(self) -> list[dict[str, object]]:
        path = self.folder / "record" / journal.ORGANIZER
        return [json.loads(line)["body"] for line in path.read_text().splitlines()]


def place(root: Path, challenge: str = CHALLENGE, *, order: bool = False) -> Place:
    folder = root / "c"
    for name, text in {
        "challenge.toml": challenge, "criteria/small.toml": RUBRIC, "submissions/submissions.csv": RECORDS,
    }.items():  # fmt: skip
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    if order:
        (folder / "criteria/order.toml").write_text(ORDER)
    made = Place(folder)
    assert made.run("open", "--witnesses", "0").exit_code == 0
    for who in ("J-1", "J-2"):
        assert made.run("join", who, "--name", f"Name of {who}").exit_code == 0
        assert made.run("enrol", str(root / f"{who}.join")).exit_code == 0
    assert made.run("open", "final").exit_code == 0
    return made


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    monkeypatch.setenv("JUDGE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("JUDGE_PLAIN", "0")
    return place(tmp_path)


def order(made: Place, who: str = "J-1") -> list[str]:
    return list(begin(made.folder, who, "final", None).order)


def test_every_key_is_an_entry_and_the_sitting_goes_on_where_it_stopped(made: Place) -> None:
    """Two keys are two entries; the next sitting begins with the third mark; exit code 3 until all is marked."""
    first = made.run("score", "final", "--as", "J-1", keys="45\nq")
    assert first.exit_code == 3
    assert [each["marks"] for each in made.entries()] == [{"idea": "4"}, {"work": "5"}]
    again = made.run("score", "final", "--as", "J-1", keys="")
    assert "2 of 6 marks, 1 of 3 submissions" in again.stdout
    assert f"Submission 2 of 3: {order(made)[1]}" in again.stdout
    assert "nobody has thought of it" in again.stdout


def test_a_whole_round_ends_with_what_goes_to_the_organizers(made: Place) -> None:
    """Six marks, three reviews, y: submitted, and the file is there; a further sitting says so."""
    done = made.run("score", "final", "--as", "J-1", keys="12\n34\n51\ny\n")
    assert done.exit_code == 0, done.stdout
    assert [each["type"] for each in made.entries()] == ["mark"] * 6 + ["submit"]
    assert (made.folder.parent / "J-1.final.handover").read_bytes().startswith(b'{"body":')
    assert "You have submitted this round" in made.run("score", "final", "--as", "J-1").stdout


def test_undo_is_an_entry_and_nothing_is_erased(made: Place) -> None:
    """u takes the last mark back by an entry, and asks again; the mark then given needs no reason."""
    made.run("score", "final", "--as", "J-1", keys="4u2q")
    given = [each["marks"] for each in made.entries()]
    assert given == [{"idea": "4"}, {"idea": None}, {"idea": "2"}]


def test_undo_reaches_into_an_earlier_sitting(made: Place) -> None:
    """u as the first key takes back the last mark of the sitting before, one after the other, then there is nothing."""
    made.run("score", "final", "--as", "J-1", keys="45\nq")
    done = made.run("score", "final", "--as", "J-1", keys="uuu3q")
    assert "There is nothing to take back." in done.stdout
    assert [each["marks"] for each in made.entries()][2:] == [{"work": None}, {"idea": None}, {"idea": "3"}]


def test_undo_below_a_ballot_asks_for_its_last_mark_again(made: Place) -> None:
    """u in the review takes back what was given last, and the same submission is asked for again."""
    made.run("score", "final", "--as", "J-1", keys="45u\n2q\n")
    assert [each["marks"] for each in made.entries()] == [{"idea": "4"}, {"work": "5"}, {"work": None}, {"work": "2"}]
    assert len({each["sub"] for each in made.entries()}) == 1


def test_nothing_follows_a_recusal(made: Place) -> None:
    """After stepping aside neither u nor g brings that submission back: a further entry would break the journal."""
    made.run("score", "final", "--as", "J-1", keys="4rmy brother\nug1\n5q")
    first = order(made)[0]
    assert [each["type"] for each in made.entries() if each["sub"] == first] == ["mark", "recuse"]
    assert made.entries()[-1]["sub"] == order(made)[1]


def test_a_mark_changed_in_the_review_asks_why(made: Place) -> None:
    """1 opens the first line: the same mark is no entry, another one without reason is none, with a reason it is one."""
    done = made.run("score", "final", "--as", "J-1", keys="45\n".rstrip() + "1\n4" + "1\n3\n3late\nq\n")
    assert "A change needs a reason; nothing was changed." in done.stdout
    assert [(each["marks"], each["why"]) for each in made.entries()] == [
        ({"idea": "4"}, ""), ({"work": "5"}, ""), ({"idea": "3"}, "late"),
    ]  # fmt: skip


def test_before_submitting_a_ballot_can_be_opened_again(made: Place) -> None:
    """g at the last question goes to a submission, its ballot is shown, and then it asks again."""
    done = made.run("score", "final", "--as", "J-1", keys="12\n34\n51\ng\n2\n2\n5read again\n\ny\n")
    assert done.exit_code == 0, done.stdout
    assert [each["type"] for each in made.entries()] == ["mark"] * 7 + ["submit"]
    assert (made.entries()[-2]["sub"], made.entries()[-2]["marks"]) == (order(made)[1], {"work": "5"})


@pytest.mark.parametrize(("declared", "given"), [("", []), ('decimal = "comma"\n', [{"idea": "7.25"}])])
def test_a_comma_is_a_decimal_sign_only_where_it_is_declared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, declared: str, given: list[dict[str, str]]
) -> None:
    """On a scale to 25 in quarters 7,25 is a mark where the round says so; else it is said how to write it."""
    monkeypatch.setenv("JUDGE_HOME", str(tmp_path / "home"))
    monkeypatch.setattr("tests.test_sitting.RUBRIC", RUBRIC.replace("high = 5\nstep = 1", "high = 25\nstep = 0.25"))
    made = place(tmp_path, CHALLENGE.replace('rubric = "small"\n', f'rubric = "small"\n{declared}'))
    done = made.run("score", "final", "--as", "J-1", keys="7,25\nq\n")
    assert [each["marks"] for each in made.entries()] == given
    assert ("Write it with a point: 7.25" in done.stdout) is not bool(given)


def test_codes_of_several_letters_are_typed_with_enter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a one-digit scale with a code such as DNS no single key is a mark."""
    monkeypatch.setenv("JUDGE_HOME", str(tmp_path / "home"))
    rubric = RUBRIC.replace("step = 1", 'step = 1\ncodes = { DNS = "did not start" }')
    steps = '[{ fill = "DNS", with = 1 }, { mean = "criterion" }, { mean = "judge" }]'
    monkeypatch.setattr("tests.test_sitting.RUBRIC", f"{rubric}\n[score]\nsteps = {steps}\n")
    made = place(tmp_path)
    made.run("score", "final", "--as", "J-1", keys="DNS\n4\n\nq\n")
    assert [each["marks"] for each in made.entries()] == [{"idea": "DNS"}, {"work": "4"}]


def test_what_is_not_on_the_scale_is_said_at_once(made: Place) -> None:
    """9 is refused with the scale, nothing is written, and the question stays."""
    done = made.run("score", "final", "--as", "J-1", keys="9q")
    assert "9 is not on the scale. Marks from 1 to 5 in steps of 1." in done.stdout
    assert made.entries() == []


def test_a_change_in_the_review_needs_a_reason(made: Place) -> None:
    """A number opens that mark again; without a reason nothing changes, with one the entry holds it."""
    made.run("score", "final", "--as", "J-1", keys="45\n")
    first = order(made)[0]
    made.run("score", "final", first, "idea=2", "--as", "J-1", "--reason", "read again")
    assert made.entries()[-1]["why"] == "read again"
    refused = made.run("score", "final", first, "idea=3", "--as", "J-1")
    assert refused.exit_code == 2
    assert "say why with --reason" in refused.output


def test_stepping_aside_takes_the_submission_away(made: Place) -> None:
    """r asks for a reason, which stays private, and goes on with the next submission."""
    done = made.run("score", "final", "--as", "J-1", keys="rmy brother\nq")
    (entry,) = made.entries()
    assert (entry["type"], entry["sub"]) == ("recuse", order(made)[0])
    assert "my brother" not in json.dumps(entry)
    assert "Submission 2 of 3" in done.stdout


def test_a_declared_conflict_is_never_asked(made: Place) -> None:
    """What a judge has a conflict of interest with is not in the order."""
    assert "S-3" not in order(made, "J-2")


def test_the_order_is_the_judges_own_and_stays(made: Place) -> None:
    """Drawn for each judge, the same at every sitting; --order id goes by the ids."""
    assert order(made) == order(made)
    assert list(begin(made.folder, "J-1", "final", None, "id").order) == ["S-1", "S-2", "S-3"]


def test_undo_reaches_back_in_a_sealed_round(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Hidden marks are taken back at a later sitting, too, for this computer knows them."""
    monkeypatch.setenv("JUDGE_HOME", str(tmp_path / "home"))
    made = place(tmp_path, CHALLENGE.replace('rubric = "small"', 'rubric = "small"\nsealed = true'))
    made.run("score", "final", "--as", "J-1", keys="45\nq")
    made.run("score", "final", "--as", "J-1", keys="u2\nq")
    assert begin(made.folder, "J-1", "final", None).given(order(made)[0]) == {"idea": "4", "work": "2"}


def test_what_stands_out_is_asked(made: Place) -> None:
    """A mark far from the judge's own others, where there are five; and one mark on everything; else nothing."""
    idea, work = begin(made.folder, "J-1", "final", None).criteria
    others = {"idea": [Fraction(each) for each in (1, 2, 2, 2, 1)], "work": [Fraction(1)] * 4}
    said = list(question.doubts([idea, work], {"idea": "5", "work": "5"}, others, Spoken("en")))
    assert said == ["Idea: 5 is far from what you gave the others (1 to 2). Is that what you mean?"]
    assert list(question.doubts([idea, work], {"idea": "3", "work": "5"}, others, Spoken("en"))) == []
    third = attrs.evolve(work, id="third")
    same = list(question.doubts([idea, work, third], dict.fromkeys(("idea", "work", "third"), "3"), {}, Spoken("en")))
    assert same == ["You gave 3 on everything. Is that what you mean?"]


def test_what_was_left_for_later_comes_again(made: Place) -> None:
    """s leaves a criterion, g comes back to it at once, and at the end everything that was left is asked again."""
    done = made.run("score", "final", "--as", "J-1", keys="s4\ng1\n5\nss\n12\n34\n")
    assert done.exit_code == 0, done.stdout
    assert len({(each["sub"], *each["marks"]) for each in made.entries()}) == 6  # type: ignore[misc]


def test_calibration_comes_first_for_everybody_and_has_no_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever is assigned, every judge begins with it; sealed, it is left out and lacks no ballots."""
    monkeypatch.setenv("JUDGE_HOME", str(tmp_path / "home"))
    write = {"assignments.csv": "submission,judge\nS-1,J-1\nS-3,J-1\nS-1,J-2\n"}
    (tmp_path / "c").mkdir()
    (tmp_path / "c/assignments.csv").write_text(write["assignments.csv"])
    made = place(tmp_path, CHALLENGE.replace('rubric = "small"', 'rubric = "small"\ncalibration = ["S-2"]'))
    assert order(made)[0] == "S-2"
    assert sorted(order(made)) == ["S-1", "S-2", "S-3"]
    assert order(made, "J-2") == ["S-2", "S-1"]
    told = json.loads(made.run("status", "final", "--format", "json").stdout)["judges"]
    assert [(each["asked"], each["left"]) for each in told] == [(3, ["S-1", "S-2", "S-3"]), (2, ["S-1", "S-2"])]
    assert made.run("score", "final", "--as", "J-1", keys="51\n34\n51\ny\n").exit_code == 0
    assert made.run("score", "final", "--as", "J-2", keys="12\n34\ny\n").exit_code == 0
    root = made.folder.parent
    assert made.run("collect", *(str(root / f"{who}.final.handover") for who in ("J-1", "J-2"))).exit_code == 0
    sealed = made.run("seal", "final")
    assert sealed.exit_code == 0, sealed.output
    told = made.run("rank", "final").stdout
    assert "marked for calibration only" in told


def test_calibration_names_submissions(tmp_path: Path) -> None:
    """A name that is no submission is refused before there are marks."""
    challenge = CHALLENGE.replace('rubric = "small"', 'rubric = "small"\ncalibration = ["S-9"]')
    for name, text in {
        "challenge.toml": challenge, "criteria/small.toml": RUBRIC, "submissions/submissions.csv": RECORDS,
    }.items():  # fmt: skip
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    done = CliRunner().invoke(judge, ["check", "-C", str(tmp_path)])
    assert done.exit_code == 1
    assert "`calibration` of the round `final` names `S-9`, which is no submission" in done.output


@pytest.mark.parametrize(("language", "word"), [("es", "Puntuación"), ("fr", "Note, ou s"), ("en", "Mark, or s")])
def test_it_speaks_the_judges_language(made: Place, language: str, word: str) -> None:
    """Prompts, titles and descriptors in the language asked for."""
    done = made.run("score", "final", "--as", "J-1", "--language", language, keys="q")
    assert word in done.stdout
    assert {"es": "nadie lo había", "fr": "personne n'y", "en": "nobody has"}[language] in done.stdout


def test_blind_rounds_show_the_declared_fields_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With `shows`, no title and no other field of a record is on the screen, not even in the whole record."""
    monkeypatch.setenv("JUDGE_HOME", str(tmp_path / "home"))
    blind = place(tmp_path, CHALLENGE.replace('rubric = "small"', 'rubric = "small"\nshows = ["summary"]'))
    done = blind.run("score", "final", "--as", "J-1", keys="vss\nvss\nvss\nq")
    assert "the first" in done.stdout
    assert "hidden thing" not in done.stdout
    assert "One" not in done.stdout


def test_remarks_that_are_owed_are_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With `remarks = [5]` a ballot with a 5 is not finished before it has a remark."""
    monkeypatch.setenv("JUDGE_HOME", str(tmp_path / "home"))
    owing = place(tmp_path, CHALLENGE.replace('rubric = "small"', 'rubric = "small"\nremarks = [5]'))
    done = owing.run("score", "final", "--as", "J-1", keys="52\n")
    assert "A remark is asked for here." in done.stdout
    told = owing.run("score", "final", "--as", "J-1", keys="")
    assert "0 of 3 submissions" in told.stdout
    refused = owing.run("submit", "final", "--as", "J-1")
    assert refused.exit_code == 2
    assert order(owing)[0] in refused.output


def test_marks_of_a_sealed_round_are_hidden_and_still_known_to_their_judge(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the journal only a digest; at the next sitting the mark is there again."""
    monkeypatch.setenv("JUDGE_HOME", str(tmp_path / "home"))
    sealed = place(tmp_path, CHALLENGE.replace('rubric = "small"', 'rubric = "small"\nsealed = true'))
    sealed.run("score", "final", "--as", "J-1", keys="4q")
    (entry,) = sealed.entries()
    assert list(entry["marks"]) == ["sha256"]  # type: ignore[call-overload]
    assert "1 of 6 marks" in sealed.run("score", "final", "--as", "J-1", keys="").stdout


def test_a_packet_is_enough_to_judge_anywhere(made: Place, tmp_path: Path) -> None:
    """A packet in an empty folder: judged, handed over, collected; nothing of the other judge is in it."""
    made.run("score", "final", "--as", "J-2", keys="3q")
    assert made.run("packet", "J-1", "-o", str(tmp_path / "out")).exit_code == 0
    away = tmp_path / "away"
    away.mkdir()
    (away / "J-1.packet").write_bytes((tmp_path / "out/J-1.packet").read_bytes())
    at = os.getcwd()
    os.chdir(away)
    try:
        done = CliRunner().invoke(judge, ["score", "J-1.packet", "--as", "J-1"], input="12\n34\n51\ny\n")
    finally:
        os.chdir(at)
    assert done.exit_code == 0, done.output
    assert not list(away.rglob("J-2*"))
    collected = made.run("collect", str(away / "J-1.final.handover"))
    assert "J-1: 7 new entries, round submitted" in collected.stdout


KEYS = st.text(alphabet="12345suprgvc?q\n", max_size=14)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(KEYS, KEYS)
def test_whatever_is_typed_the_next_sitting_shows_what_was_accepted(
    tmp_path_factory: pytest.TempPathFactory, one: str, other: str
) -> None:
    """After any keys, the marks in force are those that were said to be saved and not taken back."""
    root = tmp_path_factory.mktemp("keys")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JUDGE_HOME", str(root / "home"))
        made = place(root)
        for keys in (one, other):
            done = made.run("score", "final", "--as", "J-1", keys=keys)
            assert done.exit_code in (0, 3), done.output
            assert not done.exception or isinstance(done.exception, SystemExit)
        sitting = begin(made.folder, "J-1", "final", None)
        asked = [name for name in sitting.order if name not in sitting.recused]
        marks = sum(len(sitting.given(name)) for name in asked)
        told = made.run("score", "final", "--as", "J-1", keys="").stdout
        assert f"{marks} of {2 * len(asked)} marks" in told
        assert made.run("submit", "final", "--as", "J-1", "--incomplete").exit_code == 0
        assert made.run("collect", str(root / "J-1.final.handover")).exit_code == 0


def test_ctrl_c_in_the_middle_loses_nothing(made: Place) -> None:
    """An interrupted sitting ends with 130, and what was accepted is there."""
    code = (
        "import os, signal, sys, threading\n"
        "from judge.cli import run\n"
        "real = sys.stdin.read\n"
        "class In:\n"
        "    keys = iter('4')\n"
        "    def isatty(self): return False\n"
        "    def read(self, n=-1):\n"
        "        for key in self.keys: return key\n"
        "        raise KeyboardInterrupt\n"
        "    def readline(self): raise KeyboardInterrupt\n"
        "sys.stdin = In()\n"
        f"sys.exit(run(['score', 'final', '--as', 'J-1', '-C', {str(made.folder)!r}]))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 130, done.stderr
    assert [each["marks"] for each in made.entries()] == [{"idea": "4"}]
    assert "Traceback" not in done.stderr


def test_a_ballot_in_the_editor_comes_back_until_it_is_right(made: Place) -> None:
    """The rubric stands there as comments; a mark off the scale comes back with its line; the right one is taken."""
    sitting = begin(made.folder, "J-1", "final", None)
    shown: list[str] = []

    def editor(text: str) -> str:
        shown.append(text)
        right = '"idea" = "9"' if len(shown) == 1 else '"idea" = "5"'
        return (
            text.replace('"idea" = ""', right).replace('"idea" = "9"', right).replace('remark = ""', 'remark = "fine"')
        )

    assert edit(sitting, "S-1", "", Spoken("en"), editor)
    assert "nobody has thought of it" in shown[0]
    assert shown[1].startswith("# ! Not taken, line ")
    assert begin(made.folder, "J-1", "final", None).given("S-1") == {"idea": "5"}
    assert begin(made.folder, "J-1", "final", None).remark("S-1") == "fine"


@pytest.mark.parametrize("text", ["idea = [1]", "idea = ", "nothing = 3", "\x00", "idea = 2026-01-01"])
def test_what_is_no_ballot_is_said_with_its_line(made: Place, text: str) -> None:
    """Whatever the editor saves, it is taken or comes back; emptied, it is given up."""
    sitting = begin(made.folder, "J-1", "final", None)
    seen: list[str] = []

    def editor(shown: str) -> str:
        seen.append(shown)
        return text if len(seen) == 1 else ""

    assert not edit(sitting, "S-1", "", Spoken("es"), editor)
    assert seen[1].startswith("# ! No aceptado, línea ")
    assert made.entries() == []


def test_paper_forms_are_typed_into_a_table_and_imported(made: Place, tmp_path: Path) -> None:
    """A form for each submission with every level; the table, filled in, becomes entries of the organizer."""
    done = made.run("ballot", "final", "--judge", "J-2", "-o", str(tmp_path / "forms"))
    assert done.exit_code == 0, done.output
    assert "nobody has thought of it" in (tmp_path / "forms/S-1.txt").read_text()
    table = tmp_path / "forms/ballots.csv"
    table.write_text(table.read_text().replace("S-1,J-2,,,", "S-1,J-2,4,3,"))
    assert made.run("import", str(table)).exit_code == 0
    (entry,) = [each for each in made.organizer() if each["type"] == "import"]
    assert (entry["judge"], entry["sub"], entry["marks"]) == ("J-2", "S-1", {"idea": "4", "work": "3"})
