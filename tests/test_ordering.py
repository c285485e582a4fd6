"""Ranking rounds at the terminal: what a judge types, and the places it comes to."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from judge.cli.ordering import Misplaced, moved, places, read, standing
from tests.test_sitting import CHALLENGE, place

KNOWN = ["S-1", "S-2", "S-3", "S-4"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("S-2 s-1", {"S-2": 1, "S-1": 2}),
        ("S-2, S-1=S-4 > S-3", {"S-2": 1, "S-1": 2, "S-4": 2, "S-3": 4}),
        ("S-3", {"S-3": 1}),
        ("", {}),
    ],
)
def test_an_order_is_read_best_first(line: str, expected: dict[str, int]) -> None:
    """Ids by spaces, commas or `>`; `=` between equals, who share the place and leave the next one out."""
    assert places(read(line, KNOWN, None)) == expected


@pytest.mark.parametrize(
    ("line", "most", "phrase"),
    [("S-9", None, "unknown"), ("S-1 S-1", None, "order-twice"), ("S-1 S-2", 1, "order-many")],
)
def test_what_gives_no_order_is_said(line: str, most: int | None, phrase: str) -> None:
    """An unknown id, one that stands twice, too many."""
    with pytest.raises(Misplaced) as wrong:
        read(line, KNOWN, most)
    assert wrong.value.phrase == phrase


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("S-2 up", [["S-2"], ["S-1"], ["S-3"]]),
        ("S-2 down", [["S-1"], ["S-3"], ["S-2"]]),
        ("S-3 to 1", [["S-3"], ["S-1"], ["S-2"]]),
        ("S-1 up", [["S-1"], ["S-2"], ["S-3"]]),
        ("S-3 descend", [["S-1"], ["S-2"], ["S-3"]]),
        ("S-1 à 9", [["S-2"], ["S-3"], ["S-1"]]),
        ("S-1 S-2", None),
    ],
)
def test_one_submission_moves(line: str, expected: list[list[str]] | None) -> None:
    """Up, down, or to a place, in three languages; the ends are the ends."""
    assert moved([["S-1"], ["S-2"], ["S-3"]], line) == expected


@given(st.permutations(KNOWN), st.lists(st.sampled_from(["up", "down", "to 2", "to 4"]), max_size=6), st.data())
def test_moving_loses_nobody(order: list[str], how: list[str], data: st.DataObject) -> None:
    """Whatever is moved, everybody stands in the order once; an order read back from its places is the same."""
    groups = [[name] for name in order]
    for each in how:
        groups = moved(groups, f"{data.draw(st.sampled_from(KNOWN))} {each}") or groups
    assert sorted(name for group in groups for name in group) == KNOWN
    assert standing(places(groups)) == groups


def test_a_ranking_round_is_judged_and_submitted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The order becomes places; a later one becomes entries with a reason; what was dropped is taken back."""
    monkeypatch.setenv("JUDGE_HOME", str(tmp_path / "home"))
    made = place(
        tmp_path, CHALLENGE.replace('rubric = "small"', 'rubric = "order"\nballot = "order"\npicks = 2'), order=True
    )
    first = made.run("score", "final", "--as", "J-1", keys="S-2 S-3\n\nn\n")
    assert first.exit_code == 0, first.output
    assert {each["sub"]: each["marks"] for each in made.entries()} == {"S-2": {"place": "1"}, "S-3": {"place": "2"}}
    again = made.run("score", "final", "--as", "J-1", keys="S-3 S-1\n\ny\n")
    assert "  1. S-3" in again.stdout
    assert [each["type"] for each in made.entries()][-1] == "submit"
    assert made.entries()[-2]["why"] == "put in another order"


def test_a_blind_order_shows_no_title_and_v_shows_what_may_be_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With `shows` neither the list nor `v ID` tells a title or another field; ? tells how to type an order."""
    monkeypatch.setenv("JUDGE_HOME", str(tmp_path / "home"))
    blind = 'rubric = "order"\nballot = "order"\nshows = ["summary"]'
    made = place(tmp_path, CHALLENGE.replace('rubric = "small"', blind), order=True)
    done = made.run("score", "final", "--as", "J-1", keys="v s-1\n?\nq\n")
    assert "the first" in done.stdout
    assert "One" not in done.stdout
    assert "hidden thing" not in done.stdout
    assert done.stdout.count("best first") == 2
