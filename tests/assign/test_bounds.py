"""What `[round.assign]` may ask besides wishes: limits of groups, fields apart, fixed pairs, loads."""

from pathlib import Path

import pytest

from judge.cli import run
from tests.assign.made import Asked

JUDGES = {
    f"J-{at}": {"topics": "a", "role": "chair" if at == 1 else "member", "city": "Guadalajara" if at < 3 else "Lyon"}
    for at in range(1, 7)
}
RECORDS = {f"S-{at}": "a" for at in range(1, 9)}


def assigned(folder: Path, asked: str) -> list[tuple[str, str]]:
    """Return the pairs that come out of a table that asks for three judges each."""
    Asked(3, RECORDS, JUDGES, wishes=()).write(folder)
    text = (folder / "challenge.toml").read_text()
    (folder / "challenge.toml").write_text(text.replace("judges = 3\nwishes = []", f"judges = 3\n{asked}"))
    assert run(["assign", "-C", str(folder)]) == 0
    rows = (folder / "assignments.csv").read_text().splitlines()[1:]
    return [(row.split(",")[1], row.split(",")[2]) for row in rows]


def loads(pairs: list[tuple[str, str]]) -> list[int]:
    return [sum(pair[1] == judge for pair in pairs) for judge in JUDGES]


def test_an_even_load_by_itself(tmp_path: Path) -> None:
    assert loads(assigned(tmp_path, "")) == [4] * 6


def test_a_chair_with_less_and_the_others_even(tmp_path: Path) -> None:
    """A limit holds for the judges of its group; the work it leaves is shared evenly."""
    found = loads(assigned(tmp_path, 'limits = [{ where = { role = "chair" }, most = 1 }]'))

    assert found[0] == 1
    assert sorted(found[1:]) == [4, 4, 5, 5, 5]


def test_at_least_so_many_for_a_group(tmp_path: Path) -> None:
    found = loads(assigned(tmp_path, 'load = [0, 8]\nlimits = [{ where = { role = "chair" }, least = 7 }]'))

    assert found[0] >= 7


def test_not_from_the_same_city(tmp_path: Path) -> None:
    """Fields that must be apart keep a pair from being assigned, as conflicts do."""
    Asked(3, RECORDS, JUDGES).write(tmp_path)
    table = "id,topics,city\n" + "".join(f"{name},a,{'lyon' if name < 'S-3' else ''}\n" for name in RECORDS)
    text = (tmp_path / "challenge.toml").read_text().replace("judges = 3", 'judges = 2\napart = "city"')
    (tmp_path / "challenge.toml").write_text(text)
    (tmp_path / "submissions/submissions.csv").write_text(table)
    assert run(["assign", "-C", str(tmp_path)]) == 0
    rows = [row.split(",")[1:] for row in (tmp_path / "assignments.csv").read_text().splitlines()[1:]]
    assert {("S-1", "J-1"), ("S-1", "J-2"), ("S-2", "J-1"), ("S-2", "J-2")} == {(s, j) for s, j in rows if s < "S-3"}


def test_fixed_pairs(tmp_path: Path) -> None:
    """1 is a pair that must be, -1 one that never may."""
    (tmp_path / "facts").mkdir()
    (tmp_path / "facts/fixed.csv").write_text("submission,judge,said\nS-1,J-1,1\nS-1,J-2,1\nS-2,J-3,-1\n")
    found = assigned(tmp_path, 'fixed = "said"')

    assert {("S-1", "J-1"), ("S-1", "J-2")} <= set(found)
    assert ("S-2", "J-3") not in found
    assert loads(found) == [4] * 6


@pytest.mark.parametrize("format_", ["json", "csv", "markdown"])
def test_every_format(tmp_path: Path, format_: str, capsys: pytest.CaptureFixture[str]) -> None:
    assigned(tmp_path, "")
    capsys.readouterr()
    assert run(["assign", "-C", str(tmp_path), "--format", format_]) == 0
    assert "S-8" in capsys.readouterr().out
    assert run(["assign", "-C", str(tmp_path), "--explain", "S-8", "--format", format_]) == 0
    assert "J-6" in capsys.readouterr().out


def test_what_is_judged_is_not_written_over(tmp_path: Path) -> None:
    assigned(tmp_path, "")
    assert run(["assign", "-C", str(tmp_path), "--write", str(tmp_path / "challenge.toml")]) == 2
