"""Rubrics and their scales."""

from fractions import Fraction

import pytest

from judge.files import rubric, toml
from judge.model.problem import Problem, Problems
from judge.model.rubric import Rubric


def _read(text: str) -> tuple[Rubric, list[Problem]]:
    problems = Problems()
    node = toml.read(text, "criteria/final.toml", problems)
    assert node is not None
    return rubric.read("final", node, problems), list(problems)


def _codes(text: str) -> list[tuple[str, int]]:
    return [(problem.code, problem.place.line) for problem in _read(text)[1]]


def _criteria(*lines: str) -> str:
    return "".join(f'[[criterion]]\nid = "c{number}"\n{line}\n' for number, line in enumerate(lines, 1))


def test_a_rubric() -> None:
    """What a file declares is read, each number exact."""
    found, problems = _read(
        'title.en = "T"\nweights = "parts"\n[scale]\nlow = 0\nhigh = 5\nstep = 0.5\nbetter = "lower"\n'
        'codes = { DNS = "did not start" }\n[[scale.level]]\nmark = 5\ntitle = "Best"\n[[scale.level]]\nmark = 0\n'
        '[[criterion]]\nid = "a"\nweight = 2.5\nsection = "s"\nfacts = { factor = 2 }\n'
        '[[criterion]]\nid = "b"\nweight = 0\nscale = { low = 0, high = 1 }\n'
        "[score]\nsteps = []\n[rank]\n[[outcome]]\nseats = 1\n"
    )
    assert problems == []
    assert found.weights == "parts"
    assert (found.scale.low, found.scale.high, found.scale.step) == (0, 5, Fraction(1, 2))
    assert [level.mark for level in found.scale.levels] == [0, 5]
    first, second = found.criteria
    assert (first.weight, dict(first.fields), list(first.facts)) == (Fraction(5, 2), {"section": "s"}, ["factor"])
    assert (second.scale.high, second.scale.step, second.scale.better) == (1, None, "lower")
    assert dict(second.scale.codes) == {"DNS": "did not start"}
    assert found.score is not None
    assert found.rank is not None
    assert len(found.outcomes) == 1


def test_weights_add_up() -> None:
    """Percentages add up to 100; the place is the last weight's, the hint says by how much."""
    _, problems = _read(_criteria("weight = 65", "weight = 45"))
    (problem,) = problems
    assert (problem.code, problem.place.line) == ("weights-add-up", 6)
    assert problem.message == "the weights add up to 110, not 100"
    assert problem.hint == 'lower one weight by 10, or declare `weights = "parts"`'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (_criteria("weight = 33.3", "weight = 33.3", "weight = 33.4"), []),
        (_criteria("weight = 30", "weight = 69.5"), [("weights-add-up", 6)]),
        ('weights = "parts"\n' + _criteria("weight = 3", "weight = 4"), []),
        ('weights = "parts"\n' + _criteria("weight = 0", "weight = 0"), [("weights-add-up", 7)]),
        (_criteria("weight = 100", ""), [("weight-missing", 4)]),
        (_criteria("weight = 110", "weight = -10"), [("negative-weight", 6)]),
        (_criteria('weight = "100"'), [("wrong-kind", 3)]),
        (_criteria("weight = nan"), [("number-not-exact", 3)]),
        (_criteria('weight = 100\nsection = "a"', 'weight = 100\nsection = "b"'), []),
        (_criteria('weight = 100\nsection = "a"', "weight = 100"), [("weights-add-up", 7)]),
        (_criteria("", ""), []),
        ("", [("no-criteria", 0)]),
    ],
)
def test_weights(text: str, expected: list[tuple[str, int]]) -> None:
    """All criteria have a weight or none has; none is negative; percentages add up, in all or in each section."""
    assert _codes(text) == expected


@pytest.mark.parametrize(
    ("scale", "expected"),
    [
        ("low = 5\nhigh = 5", [("scale-bounds", 3)]),
        ("low = 0\nhigh = 5\nstep = 0", [("scale-step", 4)]),
        ("low = 0\nhigh = 5\nstep = 0.3", [("scale-step", 4)]),
        ("low = 0\nhigh = 0.9\nstep = 0.3", []),
        ("step = 0.3", []),
        ("low = 0\nhihg = 5", [("unknown-key", 3)]),
        ('better = "more"', [("unknown-choice", 2)]),
        ('codes = { Void = "x" }', [("bad-code", 2)]),
        ('codes = { "7" = "x" }', [("bad-code", 2)]),
        ('codes = { a = "x", A = "y" }', [("bad-code", 2)]),
        ("codes = { a = 1 }", [("wrong-kind", 2)]),
        ("low = 0\nhigh = 5\n[[scale.level]]\nmark = 6", [("level-off-scale", 4)]),
        ("[[scale.level]]\nmark = 1\n[[scale.level]]\nmark = 1.0", [("level-twice", 4)]),
        ('[[scale.level]]\ntitle = "x"', [("missing-key", 2)]),
        ("[scale.level]\nmark = 1", [("wrong-kind", 2)]),
    ],
)
def test_scales(scale: str, expected: list[tuple[str, int]]) -> None:
    """A scale goes up in steps that reach its end; its levels are on it, once each; a code is a word of its own."""
    assert _codes(f"[scale]\n{scale}\n" + _criteria("")) == expected


def test_a_criterion_has_no_codes_of_its_own() -> None:
    """Codes belong to the rubric's scale, so that they have one order."""
    assert _codes(_criteria('scale = { codes = { X = "x" } }')) == [("unknown-key", 3)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('[[criterion]]\ntitle = "x"\n', [("missing-key", 1)]),
        ('[[criterion]]\nid = " "\n', [("empty-text", 2)]),
        ('[[criterion]]\nid = "a\\u0007"\n', [("bad-id", 1)]),
        ('[[criterion]]\nid = "é"\n[[criterion]]\nid = "e\\u0301"\n', [("duplicate-id", 3)]),
        ('[[criterion]]\nid = "a"\n[[criterion]]\nid = "A"\n', [("ids-differ-in-case", 3)]),
        ('[[criterion]]\nid = "a"\nwieght = 3\n', [("unknown-key", 3)]),
        ('[[criterion]]\nid = "a"\ntitel = "x"\n', [("key-looks-misspelt", 3)]),
        ('[[criterion]]\nid = "a"\njudge = "x"\n', [("unknown-key", 3)]),
        ('[[criterion]]\nid = "a"\nsection = " "\n', [("empty-text", 3)]),
        ('criterion = "a"\n', [("wrong-kind", 1), ("no-criteria", 0)]),
        ('score = 1\n[[criterion]]\nid = "a"\n', [("wrong-kind", 1)]),
    ],
)
def test_criteria(text: str, expected: list[tuple[str, int]]) -> None:
    """An id stands once, composed; a further text key is a field; everything else is a problem."""
    assert sorted(_codes(text)) == sorted(expected)
