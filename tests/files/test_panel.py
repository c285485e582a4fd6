"""Judges, groups and conflicts of interest."""

import pytest
from conftest import Loader

from judge.model.state import CONFLICT

MARKS = {
    "submissions/s.csv": "id,title\nS-1,One\n",
    "ballots/m.csv": "submission,judge,criterion,mark\nS-1,J-1,c1,5\n",
}


def test_judges(loaded: Loader) -> None:
    """Judges are sorted; further texts are fields; what is private stays out."""
    text = """
[[judge]]
id = "J-2"
panel = "jury"
name = "Ana"
email = "a@example.org"
criteria = "c1"
facts = { weight = 2 }
[[judge]]
id = "J-1"
[[panel]]
id = "jury"
weight = 60
section = "s"
"""
    challenge, problems = loaded({"challenge.toml": text})
    assert problems == []
    assert [judge.id for judge in challenge.judges] == ["J-1", "J-2"]
    second = challenge.judges[1]
    assert (dict(second.fields), second.criteria, list(second.facts)) == ({"panel": "jury"}, ("c1",), ["weight"])
    (group,) = challenge.groups
    assert (group.kind, group.id, group.facts["weight"].value, dict(group.fields)) == (
        "panel",
        "jury",
        60,
        {"section": "s"},
    )
    assert "Ana" not in str(challenge.sources["challenge.toml"].data())


def test_conflicts(loaded: Loader) -> None:
    """A declared conflict sets a ballot apart, with its type and reason."""
    text = '[[conflict]]\njudge = "J-1"\nsubmission = "S-1"\ntype = "family"\nreason = "cousins"\n'
    challenge, problems = loaded({**MARKS, "challenge.toml": text})
    assert problems == []
    (aside,) = challenge.asides
    assert (aside.judge, aside.submission, aside.state, aside.kind, aside.reason, aside.round) == (
        "J-1",
        "S-1",
        CONFLICT,
        "family",
        "cousins",
        None,
    )


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ('[[judge]]\nid = "J-1"\n[[judge]]\nid = "J-1"', "duplicate-id", 3),
        ('[[judge]]\nid = "J-1"\ncriteria = ["c3"]', "unknown-criterion", 3),
        ('[[judge]]\nid = "J-1"\nweight = 2', "unknown-key", 3),
        ('[[judge]]\nid = "J-1"\nsubmission = "x"', "unknown-key", 3),
        ('[[jugde]]\nid = "J-1"', "unknown-key", 1),
        ('[judge]\nid = "J-1"', "wrong-kind", 1),
        ('[[judge]]\nid = "J-2"', "unknown-judge", 2),
        ('[[conflict]]\njudge = "J-9"\nsubmission = "S-1"', "unknown-judge", 2),
        ('[[conflict]]\njudge = "J-1"\nsubmission = "S-9"', "unknown-submission", 3),
        ('[[conflict]]\njudge = "J-1"', "missing-key", 1),
        ('[[conflict]]\njudge = "J-1"\nsubmission = "S-1"\ntype = "friend"', "unknown-choice", 4),
        ('languages = ["en", "english"]', "unknown-language", 1),
        ('tittle = "x"', "unknown-key", 1),
    ],
)
def test_what_is_wrong(loaded: Loader, text: str, code: str, line: int) -> None:
    """Every key is known and every name is looked up."""
    _, problems = loaded({**MARKS, "challenge.toml": text})
    assert [(problem.code, problem.place.line) for problem in problems] == [(code, line)]
