"""The marks of a round as columns."""

import pytest
from conftest import Loader

from judge.model.place import Place
from judge.model.problem import Problem
from judge.model.state import FIRST_CODE, LATE, MISSING, RECUSED, VALUE, VOID

HEAD = "submission,judge,criterion,mark\n"
SUBMISSIONS = {"submissions/s.csv": "id,title\nS-1,One\nS-2,Two\n"}


def _codes(problems: list[Problem]) -> list[tuple[str, int, int]]:
    return [(problem.code, problem.place.line, problem.more) for problem in problems]


def test_columns(loaded: Loader) -> None:
    """Cells are sorted by submission, judge and criterion, on one denominator, each with its source."""
    text = HEAD + "S-2,J-2,c2,7.5\nS-2,J-2,c1,3\nS-1,J-1,c1,0.5\n"
    challenge, problems = loaded({"ballots/m.csv": text})
    assert problems == []
    marks = challenge.marks["final"]
    assert (marks.submissions, marks.judges, marks.criteria) == (("S-1", "S-2"), ("J-1", "J-2"), ("c1", "c2"))
    assert [list(key) for key in marks.table.keys] == [[0, 1, 1], [0, 1, 1], [0, 0, 1]]
    assert (list(marks.table.value.values), marks.table.value.denominator) == ([1, 6, 15], 2)
    assert marks.table.states is None
    assert [marks.sources.place(cell) for cell in range(3)] == [Place("ballots/m.csv", n, "mark") for n in (4, 3, 2)]


def test_states(loaded: Loader) -> None:
    """A word is a state, an empty cell is missing, a code has a number of its own."""
    rows = ["7", "", "recused", "VOID", "Late", "dns", "DNF"]
    text = HEAD + "".join(f"S-{number},J-1,c1,{mark}\n" for number, mark in enumerate(rows))
    challenge, problems = loaded({"ballots/m.csv": text})
    assert problems == []
    table = challenge.marks["final"].table
    assert table.states is not None
    assert list(table.states) == [VALUE, MISSING, RECUSED, VOID, LATE, FIRST_CODE, FIRST_CODE + 1]
    assert list(table.value.values) == [7, 0, 0, 0, 0, 0, 0]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("S-1,J-1,c1,11", "mark-out-of-scale"),
        ("S-1,J-1,c1,-1", "mark-out-of-scale"),
        ("S-1,J-1,c1,7.3", "mark-off-step"),
        ('S-1,J-1,c1,"7,5"', "number-comma"),
        ("S-1,J-1,c1,recussed", "unknown-mark"),
        ("S-1,J-1,c1,nan", "number-not-finite"),
        ("S-1,J-1,c1," + "7" * 200, "number-too-long"),
        ("S-1,J-1,c1,1e9999999999", "number-exponent"),
        ("S-1,J-1,c9,7", "unknown-criterion"),
        ("S-9,J-1,c1,7", "unknown-submission"),
        ("S-1,J-9,c1,7", "unknown-judge"),
    ],
)
def test_what_is_no_mark(loaded: Loader, row: str, code: str) -> None:
    """Each wrong text is named once, at its first row, and its other rows are counted."""
    panel = '[[judge]]\nid = "J-1"\n'
    others = row.replace("c1", "c2")
    text = HEAD + f"S-2,J-1,c1,7\n{row}\n{others}\n{others.replace('S-1', 'S-2')}\n"
    _, problems = loaded({**SUBMISSIONS, "challenge.toml": panel, "ballots/m.csv": text})
    assert (code, 3) == (problems[0].code, problems[0].place.line)
    assert len(problems) == 1
    assert problems[0].more >= 1


def test_hints(loaded: Loader) -> None:
    """The nearest known name, and the nearest marks, are offered."""
    text = HEAD + "S-11,J-1,c1,7.3\nS-1,J-1,c1,recusd\n"
    _, problems = loaded({**SUBMISSIONS, "ballots/m.csv": text})
    hints = {problem.code: problem.hint for problem in problems}
    assert hints == {
        "unknown-submission": "did you mean `S-1`?",
        "mark-off-step": "the nearest are 7 and 7.5",
        "unknown-mark": "did you mean `recused`?",
    }


def test_each_criterion_has_its_scale(loaded: Loader) -> None:
    """A mark is checked against the scale of its own criterion, in a long and in a wide table."""
    rubric = "[scale]\nlow = 0\nhigh = 5\n" + '[[criterion]]\nid = "a"\n[[criterion]]\nid = "b"\nscale = { high = 1 }\n'
    files = {"criteria/final.toml": rubric}
    text = HEAD + "S,J-1,a,2\nS,J-1,b,2\nT,J-1,b,1\nT,J-1,a,6\nU,J-1,b,2\n"
    _, problems = loaded({**files, "ballots/m.csv": text})
    assert _codes(problems) == [("mark-out-of-scale", 3, 1), ("mark-out-of-scale", 5, 0)]
    _, problems = loaded({**files, "ballots/m.csv": "submission,judge,a,b\nS,J-1,2,2\nT,J-1,6,1\nU,J-1,,2\n"})
    assert _codes(problems) == [("mark-out-of-scale", 2, 1), ("mark-out-of-scale", 3, 0)]


def test_a_mark_given_twice(loaded: Loader) -> None:
    """The same mark twice counts once; two values are refused with both places."""
    challenge, problems = loaded({"ballots/m.csv": HEAD + "S,J,c1,7\nS,J,c2,5\nS,J,c1,7.0\nS,J,c2,5\n"})
    assert _codes(problems) == [("mark-twice", 4, 1)]
    assert list(challenge.marks["final"].table.value.values) == [7, 5]
    files = {"ballots/m.csv": HEAD + "S,J,c1,7\nS,J,c2,8\n", "ballots/n.csv": "submission,judge,c1\nS,J,6\n"}
    _, problems = loaded(files)
    differs = [problem for problem in problems if problem.code == "mark-differs"]
    assert [problem.place for problem in differs] == [Place("ballots/n.csv", 2, "c1")]
    assert differs[0].message == "the mark is 6 here, but 7 in ballots/m.csv:2"


def test_an_empty_cell_gives_way(loaded: Loader) -> None:
    """Where one cell is empty and another holds the mark, the mark counts."""
    challenge, problems = loaded({"ballots/m.csv": HEAD + "S,J,c1,\nS,J,c1,7\nS,J,c1,\n"})
    assert not [problem for problem in problems if problem.severity == "refused"]
    table = challenge.marks["final"].table
    assert (list(table.value.values), table.states) == ([7], None)


def test_reasons(loaded: Loader) -> None:
    """The reason of a ballot that is set apart as a whole goes with it; beside a single mark it is a fact."""
    text = "submission,judge,c1,c2,reason\nS,J,recused,recused,my cousin\nT,J,7,late,sent on Monday\n"
    challenge, problems = loaded({"ballots/m.csv": text})
    assert problems == []
    (aside,) = challenge.asides
    assert (aside.submission, aside.state, aside.reason, aside.round) == ("S", RECUSED, "my cousin", "final")
    (fact,) = challenge.marks["final"].facts
    assert (fact.name, fact.dimensions, list(fact.texts)) == ("reason", ("submission", "judge"), ["sent on Monday"])


def test_further_columns_are_facts(loaded: Loader) -> None:
    """A further column is a fact of the mark in a long table, of the ballot in a wide one."""
    files = {
        "challenge.toml": '[tables]\ndecimal = "comma"\n',
        "ballots/m.csv": "submission;judge;criterion;mark;sure\nS;J;c1;7,5;0,5\nS;J;c2;8;\n",
        "ballots/n.csv": "submission;judge;c1;c2;remark\nT;J;7;8;well done\n",
    }
    challenge, problems = loaded(files)
    assert problems == []
    facts = {fact.name: fact for fact in challenge.marks["final"].facts}
    assert facts["sure"].dimensions == ("submission", "judge", "criterion")
    assert (facts["sure"].keys, list(facts["sure"].texts)) == ((["S"], ["J"], ["c1"]), ["0.5"])
    assert facts["remark"].dimensions == ("submission", "judge")
    assert facts["sure"].sources[0] == Place("ballots/m.csv", 2, "sure")


def test_no_marks(loaded: Loader) -> None:
    """A round without ballots has an empty table."""
    challenge, problems = loaded(SUBMISSIONS)
    assert problems == []
    marks = challenge.marks["final"]
    assert (len(marks.table), marks.submissions, marks.judges) == (0, ("S-1", "S-2"), ())


def test_many_unknown_names(loaded: Loader) -> None:
    """A score of unknown names is listed, the rest is counted."""
    text = HEAD + "".join(f"X-{number},J,c1,1\n" for number in range(100))
    _, problems = loaded({**SUBMISSIONS, "ballots/m.csv": text})
    assert (len(problems), problems[-1].more) == (20, 80)


def test_a_judge_of_another_round(loaded: Loader) -> None:
    """A judge who is not on the panel of a round gives no marks in it."""
    text = '[[judge]]\nid = "J"\n[[judge]]\nid = "K"\n[[round]]\nid = "a"\nrubric = "final"\npanel = "K"\n'
    _, problems = loaded({"challenge.toml": text, "ballots/m.csv": HEAD + "S,J,c1,1\nS,K,c1,1\n"})
    assert _codes(problems) == [("not-on-panel", 2, 0)]
