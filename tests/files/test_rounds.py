"""The rounds of ``challenge.toml``."""

import pytest
from conftest import Loader

RUBRICS = {"criteria/other.toml": '[[criterion]]\nid = "x"\n'}


def test_without_rounds_the_only_rubric_is_one(loaded: Loader) -> None:
    """A rubric alone is a round named after it."""
    challenge, problems = loaded({})
    assert problems == []
    (only,) = challenge.rounds
    assert (only.id, only.rubric, str(only.title)) == ("final", "final", "The final")


def test_all_keys(loaded: Loader) -> None:
    """Every key of a round is read."""
    text = """
[[judge]]
id = "J-2"
[[judge]]
id = "J-1"
[[round]]
id = "screen"
rubric = "final"
[[round]]
id = "end"
title.es = "El final"
rubric = "final"
entrants = "screen"
panel = ["J-2"]
seed = "dice"
facts = { factor = 1.5 }
steps = [{ mean = "judge" }]
score = {}
[round.rank]
[[round.outcome]]
seats = 2
"""
    challenge, problems = loaded({"challenge.toml": text})
    assert problems == []
    end = challenge.rounds[1]
    assert (end.entrants, end.panel, end.seed, list(end.facts)) == ("screen", ("J-2",), "dice", ["factor"])
    assert end.steps is not None
    assert end.score is not None
    assert end.rank is not None
    assert end.outcomes is not None
    assert challenge.rounds[0].outcomes is None
    assert challenge.marks["end"].judges == ("J-2",)
    assert challenge.marks["screen"].judges == ("J-1", "J-2")


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ('id = "a.b"', "round-id", 1),
        ('id = "a/b"', "round-id", 1),
        ('id = "a b"', "round-id", 1),
        ('rubric = "final"', "missing-key", 1),
        ('id = "a"\nrubric = "finall"', "unknown-rubric", 3),
        ('id = "a"\nrubric = 3', "wrong-kind", 3),
        ('id = "a"\nentrants = "b"', "unknown-round", 3),
        ('id = "a"\nentrants = "a"', "round-order", 3),
        ('id = "a"\nsteps = {}', "wrong-kind", 3),
        ('id = "a"\nrubrik = "final"', "unknown-key", 3),
        ('id = "a"\npanel = 3', "wrong-kind", 3),
        ('id = "a"\npanel = ["x", "x"]', "duplicate-id", 3),
        ('id = "a"\n[[round]]\nid = "a"', "duplicate-id", 3),
        ('id = "a"\npanel = ["J-2"]\n[[judge]]\nid = "J-1"', "unknown-judge", 3),
    ],
)
def test_what_is_wrong(loaded: Loader, text: str, code: str, line: int) -> None:
    """Every name is looked up where it is used."""
    _, problems = loaded({"challenge.toml": "[[round]]\n" + text})
    assert [(problem.code, problem.place.line) for problem in problems] == [(code, line)]


def test_several_rubrics_and_no_round(loaded: Loader) -> None:
    """Nothing is guessed where there are several rubrics."""
    _, problems = loaded(RUBRICS)
    assert [problem.code for problem in problems] == ["no-round"]


def test_a_rubric_whose_name_is_no_round(loaded: Loader) -> None:
    """A rubric's name becomes a round's id only if it may be one."""
    _, problems = loaded({"criteria/final.toml": b"", "criteria/a b.toml": '[[criterion]]\nid = "x"\n'})
    assert "no-criteria" in [problem.code for problem in problems]


def test_no_rubric(loaded: Loader) -> None:
    """Without a rubric there is nothing to judge by."""
    challenge, problems = loaded({"criteria/final.toml": b"\xff"})
    assert [problem.code for problem in problems] == ["encoding"]
    assert challenge.rounds == ()
