"""What stands beside a ranking: raw places, a preview without a submission, several rankings, waivers and draws."""

import contextlib
import io
import json
from fractions import Fraction
from pathlib import Path

import pytest

from judge.cli import run
from judge.files import folder
from judge.model.problem import Problems
from judge.model.result import Result
from judge.score.run import score

MARKS = "submission,judge,mark\nA,J1,9\nA,J2,4\nB,J1,8\nB,J2,6\nC,J1,1\nC,J2,5\n"
Z = '[score]\nsteps = [{ standardise = "submission", deviation = "population" }, { mean = "judge" }]\n'


def written(directory: Path, rule: str = "", marks: str = MARKS, submissions: str = "", challenge: str = "") -> Path:
    """Write a challenge with one criterion, and return its folder."""
    files = {"criteria/prize.toml": f'[[criterion]]\nid = "story"\n{rule}', "ballots/marks.csv": marks}
    files |= {"submissions/all.csv": submissions} if submissions else {}
    files |= {"challenge.toml": challenge} if challenge else {}
    for name, text in files.items():
        (directory / name).parent.mkdir(parents=True, exist_ok=True)
        (directory / name).write_text(text, encoding="utf-8")
    return directory


def result(directory: Path) -> Result:
    problems = Problems()
    done = score(folder.load(directory, problems), "prize", problems)
    assert done is not None, [item.message for item in problems]
    return done.result


def shown(*arguments: str) -> str:
    out, narration = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(narration):
        assert run(list(arguments)) == 0, narration.getvalue()
    return out.getvalue()


def test_raw_places_stand_beside_adjusted_ones(tmp_path: Path) -> None:
    """Where a rule standardises, each place has beside it the one without (§3.25); the mild judge's scale is narrow here."""
    marks = "submission,judge,mark\nA,J1,10\nA,J2,5\nB,J1,9\nB,J2,5.5\nC,J1,0\nC,J2,4\n"
    found = result(written(tmp_path, Z, marks))

    assert {item.submission: item.place for item in found.standings} == {"B": 1, "A": 2, "C": 3}
    assert {item.submission: item.place for item in found.raw} == {"A": 1, "B": 2, "C": 3}
    assert {item.submission: item.score for item in found.raw} == {"A": Fraction(15, 2), "B": Fraction(29, 4), "C": 2}
    assert "raw place" in shown("rank", "-C", str(tmp_path))
    assert "Without the steps that standardise: place 2" in shown("explain", "B", "-C", str(tmp_path))


def test_a_rule_that_does_not_standardise_has_no_raw_places(tmp_path: Path) -> None:
    """Without a step that standardises nothing stands beside the places."""
    assert result(written(tmp_path)).raw == ()
    assert "raw place" not in shown("rank", "-C", str(tmp_path))


def test_a_preview_changes_nothing_and_tells_who_moves(tmp_path: Path) -> None:
    """``--without`` shows the effect of a disqualification before anybody decides it (§7.3)."""
    written(tmp_path)
    before = shown("rank", "-C", str(tmp_path))

    told = json.loads(shown("explain", "B", "--without", "-C", str(tmp_path), "--format", "json"))

    assert [(move["submission"], move["from"]["place"], move["to"]["place"]) for move in told["moves"]] == [
        ("A", "2", "1"),
        ("C", "3", "2"),
        ("B", "1", None),
    ]
    assert before == shown("rank", "-C", str(tmp_path))


@pytest.mark.parametrize("names", ['"x" = 1, "y" = 2', '"y" = 2, "x" = 1'])
def test_weigh_knows_no_first_name(tmp_path: Path, names: str) -> None:
    """The order of the names changes neither which cells there are nor whose states are passed on (§3.18)."""
    rule = (
        '[[criterion]]\nid = "b"\n[score]\nsteps = [{ mean = "judge", where = { criterion = "story" }, as = "x" }, '
        f'{{ mean = "judge", where = {{ criterion = "b" }}, of = "marks", as = "y" }}, {{ weigh = {{ {names} }} }}]\n'
    )
    found = result(written(tmp_path, rule, "submission,judge,story,b\nA,J1,3,4\nB,J1,,4\nC,J1,5,\n"))

    assert {item.submission: item.score for item in found.standings} == {"A": 11}
    assert [item.submission for item in found.unranked] == ["B", "C"]


def test_each_ranking_replays_and_differs_by_itself(tmp_path: Path) -> None:
    """A submission of two tracks has a place in each, in every report, in the trail and its replay (§6.7)."""
    people = "id,title,track\nA,One,film\nB,Two,film; sound\nC,Three,sound\n"
    written(tmp_path, '[rank]\nby = "track"\n', submissions=people)
    table = shown("rank", "-C", str(tmp_path), "--format", "csv").splitlines()
    assert table[1:] == ["film,1,B,Two,7.00", "film,2,A,One,6.50", "sound,1,B,Two,7.00", "sound,2,C,Three,3.00"]
    first, second = tmp_path / "first.jsonl", tmp_path / "second.jsonl"
    shown("rank", "-C", str(tmp_path), "-o", str(first))
    assert "the same bytes" in shown("replay", str(first), "-C", str(tmp_path))
    told = shown("explain", "B", "-C", str(tmp_path))
    assert "Round prize, film: place 1 of 2" in told
    assert "Round prize, sound: place 1 of 2" in told

    written(tmp_path, '[rank]\nby = "track"\n', MARKS.replace("C,J1,1", "C,J1,10"), people)
    shown("rank", "-C", str(tmp_path), "-o", str(second))
    moves = json.loads(shown("diff", str(first), str(second), "--format", "json"))["moves"]

    assert sorted(
        (move["submission"], move["track"], move["from"]["place"], move["to"]["place"]) for move in moves
    ) == [("B", "sound", "1", "2"), ("C", "sound", "2", "1")]


@pytest.mark.parametrize("track", ["", ";"])
def test_nobody_is_left_out_of_every_ranking_in_silence(tmp_path: Path, track: str) -> None:
    """A submission without a value of the field is refused before there are marks (§6.7)."""
    people = f"id,title,track\nA,One,film\nB,Two,{track}\nC,Three,film\n"
    written(tmp_path, '[rank]\nby = "track"\n', submissions=people)
    narration = io.StringIO()
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(narration):
        assert run(["check", "-C", str(tmp_path)]) == 1

    assert "[field-missing]" in narration.getvalue()


def test_a_list_puts_a_submission_in_several_rankings(tmp_path: Path) -> None:
    """In TOML several values stand in a list (§6.7)."""
    for name, track in (("A", '["film", "sound"]'), ("B", '["sound"]'), ("C", '"film"')):
        (tmp_path / "submissions").mkdir(exist_ok=True)
        (tmp_path / "submissions" / f"{name}.toml").write_text(f"facts = {{ track = {track} }}\n", encoding="utf-8")

    found = result(written(tmp_path, '[rank]\nby = "track"\n')).standings

    assert [(one.track, one.submission) for one in found] == [
        ("film", "A"),
        ("film", "C"),
        ("sound", "B"),
        ("sound", "A"),
    ]


def test_explain_tells_of_a_waiver_and_of_a_draw(tmp_path: Path) -> None:
    """Whoever asks why sees the decision that let a submission in, and the digest that anybody can draw again (§6.6, §8.8)."""
    rule = '[rank]\nties = ["lot"]\n[[eligibility]]\nname = "small"\nfield = "people"\nbelow = 10\n'
    people = "id,title,people\nA,One,5\nB,Two,50\n"
    challenge = '[[round]]\nid = "prize"\nrubric = "prize"\nseed = "dice"\n'
    written(tmp_path, rule, "submission,judge,mark\nA,J1,7\nB,J1,7\n", people, challenge)
    (tmp_path / "decisions.toml").write_text(
        '[[decision]]\nkind = "waive"\nsubmission = "B"\ngate = "small"\nreason = "grew after the call"\n',
        encoding="utf-8",
    )

    told = shown("explain", "B", "-C", str(tmp_path))

    assert "small is waived: " in told
    assert "grew after the call" in told
    assert "drawn for B: SHA-256 " in told
