"""Numbers that rest on the marks of one or two judges stand only where marks do."""

from pathlib import Path

import attrs
import pytest

from judge.acts.edition import source
from judge.model.edition import Release
from judge.model.publishing import Depth
from judge.show.data import files
from tests.challenges import write

CHALLENGE = 'title = "Few"\n\n[[round]]\nid = "final"\nrubric = "r"\n' + "".join(
    f'\n[[judge]]\nid = "J-{n}"\n' for n in (1, 2, 3)
)
SCALE = '[scale]\nlow = 0\nhigh = 10\n[[criterion]]\nid = "use"\n[[criterion]]\nid = "cost"\n'
TIE = '[rank]\nties = [{ criterion = "use" }, "share"]\n'
MARKS = "submission,judge,use,cost\n"


def told(root: Path, rules: str, marks: str, depth: Depth) -> bytes:
    """Return every byte of the files of an edition."""
    folder = write(
        root, {"challenge.toml": CHALLENGE, "criteria/r.toml": f"{SCALE}{rules}", "ballots/marks.csv": MARKS + marks}
    )
    found = source(folder, None)
    edition = attrs.evolve(found, most=depth).edition("public", Release(1, "unrecorded"))
    return b"".join(piece for path, pieces in files(edition) if not path.endswith(".xlsx") for piece in pieces)


@pytest.mark.parametrize(("depth", "there"), [("scores", False), ("criteria", False), ("marks", True)])
def test_a_tie_of_one_judge_hides_its_numbers(tmp_path: Path, depth: Depth, there: bool) -> None:
    """The mean mark of one judge is the mark."""
    data = told(tmp_path, TIE, "S-1,J-1,7.125,2.875\nS-2,J-1,4.875,5.125\n", depth)
    assert (b"7.125" in data) is there


def test_a_tie_of_three_judges_shows_its_numbers(tmp_path: Path) -> None:
    """Their mean tells no mark."""
    marks = "".join(f"S-1,J-{n},7.125,2.875\nS-2,J-{n},4.875,5.125\n" for n in (1, 2, 3))
    assert b"7.125" in told(tmp_path, TIE, marks, "scores")


def test_a_tie_break_by_one_judge_is_not_told(tmp_path: Path) -> None:
    """However many judges mark, this one's mark parts them."""
    rules = '[score]\nsteps = [{ mean = "criterion", as = "ballots" }, { mean = "judge" }]\n'
    rules += '[rank]\nties = [{ higher = "ballots", where = { judge = "J-1" } }, "share"]\n'
    marks = "S-1,J-1,7.125,7.125\nS-1,J-2,2,2\nS-1,J-3,5,5\nS-2,J-1,2,2\nS-2,J-2,7.125,7.125\nS-2,J-3,5,5\n"
    assert b"7.125" not in told(tmp_path, rules, marks, "scores")
    assert b"7.125" in told(tmp_path, rules, marks, "marks")


def test_a_gate_of_one_judge_hides_its_number(tmp_path: Path) -> None:
    """Why somebody has no place is then said in a word."""
    gate = '[[eligibility]]\nname = "useful"\nof = "means"\nwhere = { criterion = "use" }\nat_least = 5\n'
    rules = '[score]\nsteps = [{ mean = "judge", as = "means" }, { mean = "criterion" }]\n'
    marks = "S-1,J-1,4.875,2\n" + "".join(f"S-2,J-{n},4.625,2\n" for n in (1, 2, 3))
    data = told(tmp_path, rules + gate, marks, "scores")
    assert b"4.875" not in data
    assert b"4.625" in data
