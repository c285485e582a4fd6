"""The waiting list: those for whom no seat was left, best first, and equals with the same number (§8.7)."""

from pathlib import Path

import pytest

from tests.challenges import scored, write

RUBRIC = '[[criterion]]\nid = "a"\n[score]\nsteps = [{ mean = "judge" }]\n[[outcome]]\nname = "seat"\nseats = SEATS\nties = "out"\nwaiting = 3\nat_least = { south = 1 }\n'
MARKS = "submission,judge,mark\nA,J1,9\nB,J1,9\nC,J1,6\nD,J1,9\nE,J1,4\n"
REGIONS = "submission,region\nA,north\nB,north\nC,south\nD,REGION\nE,north\n"


@pytest.mark.parametrize(
    ("seats", "region", "waiting"),
    [
        ("1", "north", (("A", 1), ("B", 1), ("D", 1))),  # the one seat is owed to the south
        ("2", "north", (("A", 1), ("B", 1), ("D", 1))),  # one seat for three equals, and one that is owed
        ("1", "south", (("A", 1), ("B", 1), ("C", 3))),  # D takes the seat that is owed, A and B are equal
    ],
)
def test_equals_have_the_same_number(
    seats: str, region: str, waiting: tuple[tuple[str, int], ...], tmp_path: Path
) -> None:
    """Whatever keeps equals from a seat, nobody is ahead on the list by the letters of an id."""
    files = {"criteria/r.toml": RUBRIC.replace("SEATS", seats), "ballots/marks.csv": MARKS}
    files["facts/f.csv"] = REGIONS.replace("REGION", region)
    (outcome,) = scored(write(tmp_path, files)).result.outcomes

    assert waiting == outcome.waiting
