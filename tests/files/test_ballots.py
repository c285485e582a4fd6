"""The tables of marks: long, wide, and of which round."""

import pytest
from conftest import Loader

from judge.model.challenge import Challenge, Marks
from judge.model.number import plain

ROUNDS = '[[round]]\nid = "a"\nrubric = "final"\n[[round]]\nid = "b"\nrubric = "final"\n[[round]]\nid = "bare"\n'


def _marks(found: Marks) -> dict[tuple[str, str, str], str]:
    """Return the marks by names, as texts."""
    submissions, judges, criteria = found.table.keys
    column = found.table.value
    return {
        (found.submissions[s], found.judges[j], found.criteria[c]): plain(value) if column.denominator == 1 else ""
        for s, j, c, value in zip(submissions, judges, criteria, column.values, strict=True)
    }


def _final(challenge: Challenge) -> dict[tuple[str, str, str], str]:
    return _marks(challenge.marks["final"])


EXPECTED = {("S-1", "J-1", "c1"): "7", ("S-1", "J-1", "c2"): "8"}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("m.csv", "submission,judge,criterion,mark\nS-1,J-1,c1,7\nS-1,J-1,c2,8\n"),
        ("m.csv", " MARK ;Criterion;Judge;Submission\n7;c1;J-1;S-1\n8;Openness;J-1;S-1\n"),
        ("m.csv", "submission,judge,c1,c2\nS-1,J-1,7,8\n"),
        ("m.csv", "submission,judge,C1,openness\nS-1,J-1,7.0,8\n"),
        ("m.csv", "submission,judge,derechos,OPENNESS\nS-1,J-1,7,8\n"),
        ("m.json", '[{"submission": "S-1", "judge": "J-1", "marks": {"c1": 7, "c2": 8.0}}]'),
        ("m.json", '[{"submission": "S-1", "judge": "J-1", "criterion": "c1", "mark": 7},\n'
         '{"submission": "S-1", "judge": "J-1", "criterion": "c2", "mark": "8"}]'),
        ("m.ndjson", '{"submission": "S-1", "judge": "J-1", "c1": 7, "c2": 8}\n'),
        ("deep.er/../m.csv", "submission,judge,c1,c2\nS-1,J-1,7,8\n"),
    ],
)  # fmt: skip
def test_every_layout_says_the_same(loaded: Loader, name: str, text: str) -> None:
    """Long or wide, in any format: the same marks."""
    challenge, problems = loaded({f"ballots/{name}": text})
    assert problems == []
    assert _final(challenge) == EXPECTED


def test_one_criterion_needs_no_column(loaded: Loader) -> None:
    """Where the rubric has one criterion a long table need not name it."""
    challenge, problems = loaded(
        {"criteria/final.toml": '[[criterion]]\nid = "only"\n', "ballots/m.csv": "submission,judge,mark\nS-1,J-1,7\n"}
    )
    assert problems == []
    assert _final(challenge) == {("S-1", "J-1", "only"): "7"}


def test_rounds_by_folder_and_by_column(loaded: Loader) -> None:
    """A folder says the round, else a column."""
    challenge, problems = loaded(
        {
            "challenge.toml": ROUNDS,
            "ballots/a/m.csv": "submission,judge,c1,c2\nS-1,J-1,7,8\n",
            "ballots/a/deep/n.csv": "submission,judge,c1,c2,round\nS-2,J-1,7,8,a\n",
            "ballots/m.csv": "round,submission,judge,c1,c2\nb,S-1,J-1,1,2\na,S-3,J-1,3,4\nb,S-2,J-1,5,6\n",
        }
    )
    assert problems == []
    assert {key[0] for key in _marks(challenge.marks["a"])} == {"S-1", "S-2", "S-3"}
    assert _marks(challenge.marks["b"])["S-2", "J-1", "c1"] == "5"
    assert challenge.marks["b"].sources.line[-1] == 4


@pytest.mark.parametrize(
    ("name", "text", "code", "line"),
    [
        ("m.csv", "submission,judge,c1,c2\nS-1,J-1,7,8\n", "round-not-said", 0),
        ("m.csv", "submission,judge,c1,c2,round\nS-1,J-1,7,8,c\n", "unknown-round", 2),
        ("m.csv", "submission,judge,c1,c2,round\nS-1,J-1,7,8,\n", "empty-id", 2),
        ("c/m.csv", "submission,judge,c1,c2\nS-1,J-1,7,8\n", "unknown-round", 0),
        ("a/m.csv", "submission,judge,c1,c2,round\nS-1,J-1,7,8,b\n", "round-differs", 2),
        ("bare/m.csv", "submission,judge,c1,c2\nS-1,J-1,7,8\n", "round-without-rubric", 0),
        ("m.csv", "submission,judge,c1,c2,round\nS-1,J-1,7,8,bare\n", "round-without-rubric", 2),
    ],
)
def test_rounds_that_are_not_known(loaded: Loader, name: str, text: str, code: str, line: int) -> None:
    """Marks of no known round are refused."""
    _, problems = loaded({"challenge.toml": ROUNDS, f"ballots/{name}": text})
    assert [(problem.code, problem.place.line) for problem in problems] == [(code, line)]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("submission,c1,c2\nS-1,7,8\n", ["marks-columns"]),
        ("submission,judge,x,y\nS-1,J-1,7,8\n", ["marks-columns"]),
        ("submission,judge,mark\nS-1,J-1,7\n", ["marks-columns"]),
        ("submission,judge,c1\nS-1,J-1,7\n", ["criterion-without-column"]),
        ("submission,judge,c1,opennes\nS-1,J-1,7,8\n", ["criterion-without-column", "column-not-read"]),
        ("submission,judge,c1,c2,comments\nS-1,J-1,7,8,fine\n", []),
        ("submission,judge,c1,Rights,c2\nS-1,J-1,7,7,8\n", ["duplicate-header"]),
        ("submission,judge,c1,c2\n,J-1,7,8\nS-1,,7,8\n", ["empty-id", "empty-id"]),
    ],
)
def test_columns(loaded: Loader, text: str, codes: list[str]) -> None:
    """What the columns hold must be clear; what looks like a mistake is said."""
    _, problems = loaded({"ballots/m.csv": text})
    assert [problem.code for problem in problems] == codes


def test_foreign_headers(loaded: Loader) -> None:
    """`[columns]` names the headers of other systems, criteria included."""
    challenge, problems = loaded(
        {
            "challenge.toml": '[columns]\njudge = ["Reviewer", "Evaluator"]\nsubmission = "Project"\nc1 = "Q1"\n',
            "ballots/m.csv": "Project,Evaluator,Q1,c2\nS-1,J-1,7,8\n",
            "ballots/n.csv": "project,REVIEWER,judge,Q1,c2\nS-2,J-1,x,7,8\n",
        }
    )
    assert [problem.code for problem in problems] == ["column-ignored"]
    assert len(_final(challenge)) == 4


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('juge = "Evaluator"', "unknown-column-key"),
        ('judge = "X"\nsubmission = "x"', "column-claimed-twice"),
        ("judge = 3", "wrong-kind"),
    ],
)
def test_wrong_columns(loaded: Loader, text: str, code: str) -> None:
    """A mapping that cannot be meant is said."""
    _, problems = loaded({"challenge.toml": f"[columns]\n{text}\n"})
    assert [problem.code for problem in problems] == [code]


def test_journals_are_no_tables(loaded: Loader) -> None:
    """Journals are left to the record."""
    _, problems = loaded({"ballots/J-1.jsonl": "{", "ballots/notes.md": "x", "ballots/m.xls": "x"})
    assert [(problem.code, problem.place.file) for problem in problems] == [("file-not-read", "ballots/m.xls")]


def test_a_wrong_round_column_is_curtailed(loaded: Loader) -> None:
    """A column of a hundred thousand unknown rounds is a score of problems, in good time."""
    rows = "".join(f"S,J,c1,1,r{number}\n" for number in range(100_000))
    _, problems = loaded({"challenge.toml": ROUNDS, "ballots/m.csv": "submission,judge,criterion,mark,round\n" + rows})
    assert {problem.code for problem in problems} == {"unknown-round"}
    assert len(problems) == 20
