"""What people decided."""

import pytest
from conftest import Loader

from judge.model.challenge import Removal
from judge.model.place import Place
from judge.model.state import RECUSED, VOID

FILES = {
    "challenge.toml": '[[round]]\nid = "a"\nrubric = "final"\n[[round]]\nid = "b"\nrubric = "final"\n',
    "submissions/s.csv": "id,title\nS-1,One\nS-2,Two\n",
    "ballots/a/m.csv": "submission,judge,criterion,mark\nS-1,J-1,c1,5\n",
}


def _decision(*lines: str) -> str:
    return "[[decision]]\n" + "\n".join(lines) + '\nreason = "why"\n'


def test_removals_and_ballots_set_apart(loaded: Loader) -> None:
    """Withdrawn and disqualified submissions, recused and void ballots, each for a round or for all."""
    text = (
        _decision('kind = "withdraw"', 'submission = "S-2"', 'by = "chair"')
        + _decision('kind = "disqualify"', 'submission = "S-1"', 'round = "b"')
        + _decision('kind = "recuse"', 'submission = "S-1"', 'judge = "J-1"')
        + _decision('kind = "void"', 'submission = "S-2"', 'judge = "J-1"', 'round = "a"')
    )
    challenge, problems = loaded({**FILES, "decisions.toml": text})
    assert problems == []
    assert challenge.removals == (
        Removal("S-2", "withdrawn", "why", None, Place("decisions.toml", 1)),
        Removal("S-1", "disqualified", "why", "b", Place("decisions.toml", 6)),
    )
    assert [(each.submission, each.state, each.round) for each in challenge.asides] == [
        ("S-1", RECUSED, None),
        ("S-2", VOID, "a"),
    ]
    assert "decisions.toml" in challenge.sources


def test_penalties_are_a_fact(loaded: Loader) -> None:
    """A penalty is the fact `penalty`; several add up."""
    text = _decision('kind = "penalty"', 'submission = "S-1"', "points = 2") + _decision(
        'kind = "penalty"', 'submission = "S-1"', "points = 0.5"
    )
    challenge, problems = loaded({**FILES, "decisions.toml": text})
    assert problems == []
    (fact,) = challenge.facts
    assert (fact.name, fact.dimensions, fact.keys, list(fact.texts)) == (
        "penalty",
        ("submission",),
        (["S-1"],),
        ["2.5"],
    )
    assert fact.sources[0] == Place("decisions.toml", 1, "penalty")


def test_penalties_of_rounds(loaded: Loader) -> None:
    """Where a penalty names a round, one that names none holds for each."""
    text = _decision('kind = "penalty"', 'submission = "S-1"', "points = 2") + _decision(
        'kind = "penalty"', 'submission = "S-1"', "points = 1", 'round = "b"'
    )
    challenge, _ = loaded({**FILES, "decisions.toml": text})
    (fact,) = challenge.facts
    assert fact.dimensions == ("submission", "round")
    assert list(zip(*fact.keys, fact.texts, strict=True)) == [("S-1", "a", "2"), ("S-1", "b", "3")]


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ('[[decision]]\nkind = "withdraw"\nsubmission = "S-1"\n', "missing-key", 1),
        (_decision('kind = "withdraw"'), "missing-key", 1),
        (_decision('submission = "S-1"'), "missing-key", 1),
        (_decision('kind = "recuse"', 'submission = "S-1"'), "missing-key", 1),
        (_decision('kind = "penalty"', 'submission = "S-1"'), "missing-key", 1),
        (_decision('kind = "withdrawn"', 'submission = "S-1"'), "unknown-choice", 2),
        (_decision('kind = "withdraw"', 'submission = "S-11"'), "unknown-submission", 3),
        (_decision('kind = "withdraw"', 'submission = "S-1"', 'round = "c"'), "unknown-round", 4),
        (_decision('kind = "withdraw"', 'submission = "S-1"', "points = 2"), "unknown-key", 4),
        (_decision('kind = "void"', 'submission = "S-1"', 'judge = "J-2"'), "unknown-judge", 4),
        ('[decision]\nkind = "withdraw"\n', "wrong-kind", 1),
        ("[[decisions]]\n", "unknown-key", 1),
    ],
)
def test_what_is_wrong(loaded: Loader, text: str, code: str, line: int) -> None:
    """A decision needs its kind, its names and a reason."""
    _, problems = loaded({**FILES, "decisions.toml": text})
    assert [(problem.code, problem.place.line) for problem in problems] == [(code, line)]
