"""Eligibility (docs/rules.md §8.8): who is let in before the first step, and who is left out with which words."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from judge.cli import judge
from judge.score.run import Scored
from tests.challenges import found, scored, write

RUBRIC = '[[criterion]]\nid = "use"\n\n[[eligibility]]\n'


def folder(directory: Path, gate: str, facts: str, decisions: str = "", **more: str) -> Path:
    """Write two submissions, A with 8 and B with 9, whose facts and answers are as given."""
    files = {
        "criteria/prize.toml": RUBRIC + gate,
        "ballots/marks.csv": "submission,judge,use\nA,J1,8\nB,J1,9\n",
        "submissions/submissions.csv": "id,title\nA,Alder\nB,Beech\n",
        "facts/facts.csv": facts,
        "challenge.toml": "".join(f'[[judge]]\nid = "J{at}"\n' for at in (1, 2, 3)),
    }
    files |= {"decisions.toml": decisions} if decisions else {}
    return write(directory, files | more)


def reasons(done: Scored) -> dict[str, tuple[str, str]]:
    return {item.submission: (item.state, item.reason) for item in done.result.unranked}


def codes(directory: Path) -> list[str]:
    return [problem.code for problem in found(directory)]


def waive(submission: str, gate: str, more: str = "") -> str:
    return f'[[decision]]\nkind = "waive"\nsubmission = "{submission}"\ngate = "{gate}"\nreason = "as agreed"\n{more}'


CONDITIONS = {
    "below": ("below = 5", "4.999", "5", "x is 5, not below 5"),
    "above": ("above = 5", "5.001", "5", "x is 5, not above 5"),
    "at least": ("at_least = 0.1", "0.1", "0.0999999999999999999", "x is 0.0999999999999999999, not at least 0.1"),
    "at most": ("at_most = 0.1", "0.10", "0.1000000000000000001", "x is 0.1000000000000000001, not at most 0.1"),
    "between": ("at_least = 2\nbelow = 5", "2", "7", "x is 7, not below 5"),
    "is": ('is = "north"', "north", "North", "x is North, not north"),
    "one of": ('one_of = ["north", "south"]', "south", "east", "x is east, not one of north, south"),
    "before": ('before = "2017-12-01"', "2017-11-30", "2017-12-01", "x is 2017-12-01, not before 2017-12-01"),
    "before, as a date": ("before = 2017-12-01", "2016-12-31", "2018-01-01", "x is 2018-01-01, not before 2017-12-01"),
    "before a time": (
        'before = "2017-12-01T18:00"', "2017-12-01T17:59", "2017-12-01T18:00",
        "x is 2017-12-01T18:00, not before 2017-12-01T18:00",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("condition", "good", "bad", "reason"), CONDITIONS.values(), ids=list(CONDITIONS))
def test_each_condition_holds_exactly_to_its_boundary(
    condition: str, good: str, bad: str, reason: str, tmp_path: Path
) -> None:
    done = scored(folder(tmp_path, f'field = "x"\n{condition}\n', f"submission,x\nA,{good}\nB,{bad}\n"))
    assert [item.submission for item in done.result.standings] == ["A"]
    assert reasons(done) == {"B": ("ineligible", reason)}


def test_several_gates_that_fail_are_all_told(tmp_path: Path) -> None:
    gates = 'name = "small"\nfield = "x"\nbelow = 5\n[[eligibility]]\nfield = "region"\nis = "north"\n'
    done = scored(folder(tmp_path, gates, "submission,x,region\nA,1,north\nB,6,south\n"))
    assert reasons(done) == {"B": ("ineligible", "small: x is 6, not below 5; region is south, not north")}


def test_nobody_may_be_eligible(tmp_path: Path) -> None:
    done = scored(folder(tmp_path, 'field = "x"\nbelow = 5\n', "submission,x\nA,5\nB,6\n"))
    assert done.result.standings == ()
    assert list(reasons(done)) == ["A", "B"]


def test_a_submission_without_the_fact_is_a_problem_at_its_record(tmp_path: Path) -> None:
    directory = folder(tmp_path, 'field = "x"\nbelow = 5\n', "submission,x\nA,1\n")
    (problem,) = found(directory)
    assert (problem.code, str(problem.place)) == ("fact-missing", "submissions/submissions.csv:3")
    assert 'gate = "x"' in (problem.hint or "")


def test_a_withdrawn_submission_needs_no_fact(tmp_path: Path) -> None:
    withdrawn = '[[decision]]\nkind = "withdraw"\nsubmission = "B"\nreason = "by letter"\n'
    done = scored(folder(tmp_path, 'field = "x"\nbelow = 5\n', "submission,x\nA,1\n", withdrawn))
    assert reasons(done) == {"B": ("withdrawn", "by letter")}


@pytest.mark.parametrize("facts", ["submission,x\nA,1\nB,9\n", "submission,x\nA,1\n"], ids=["a fact", "no fact"])
def test_a_waiver_lets_a_submission_through(facts: str, tmp_path: Path) -> None:
    done = scored(folder(tmp_path, 'field = "x"\nbelow = 5\n', facts, waive("B", "x")))
    assert [item.submission for item in done.result.standings] == ["B", "A"]
    assert [item.submissions for item in done.result.waived] == [("B",)]


def test_a_waiver_is_of_one_gate_only(tmp_path: Path) -> None:
    gates = 'name = "small"\nfield = "x"\nbelow = 5\n[[eligibility]]\nfield = "x"\nabove = 10\n'
    done = scored(folder(tmp_path, gates, "submission,x\nA,12\nB,6\n", waive("B", "small") + waive("A", "small")))
    assert reasons(done) == {"B": ("ineligible", "x is 6, not above 10")}


@pytest.mark.parametrize(
    ("gates", "decision", "code"),
    [
        ('field = "x"\nbelow = 5\n', waive("B", "y"), "waive-unfit"),
        ('field = "x"\nbelow = 5\n[[eligibility]]\nfield = "x"\nabove = 0\n', waive("B", "x"), "waive-unfit"),
        ('field = "x"\nbelow = 50\n', waive("B", "x"), "waive-unused"),
    ],
)
def test_a_waiver_that_says_nothing_is_told(gates: str, decision: str, code: str, tmp_path: Path) -> None:
    assert code in codes(folder(tmp_path, gates, "submission,x\nA,1\nB,6\n", decision))


ANSWERS = "submission,judge,fit\nA,J1,Yes\nA,J2,SÍ\nA,J3,no\nB,J1,oui\nB,J2,NON\nB,J3,0\n"


def test_a_question_counts_who_says_yes(tmp_path: Path) -> None:
    done = scored(folder(tmp_path, 'question = "fit"\nyes = 2\nof = 3\n', ANSWERS))
    assert reasons(done) == {"B": ("ineligible", "fit has 1 yes of 3, not 2")}


def test_an_answer_of_a_judge_who_is_set_aside_does_not_count(tmp_path: Path) -> None:
    recused = '[[decision]]\nkind = "recuse"\nsubmission = "A"\njudge = "J2"\nreason = "a cousin"\n'
    gate = 'question = "fit"\nyes = 2\n'
    done = scored(folder(tmp_path, gate, ANSWERS, recused))
    assert reasons(done)["A"] == ("ineligible", "fit has 1 yes of 2, not 2")


def test_too_few_answers_are_a_problem_only_where_their_number_is_said(tmp_path: Path) -> None:
    fewer = ANSWERS.replace("A,J3,no\n", "")
    assert codes(folder(tmp_path / "said", 'question = "fit"\nyes = 2\nof = 3\n', fewer)) == ["answer-count"]
    done = scored(folder(tmp_path / "free", 'question = "fit"\nyes = 2\n', fewer))
    assert list(reasons(done)) == ["B"]


WRONG = {
    "nothing to go by": ("below = 5\n", "gate-unfit"),
    "a field and a question": ('field = "x"\nquestion = "fit"\nyes = 1\n', "gate-unfit"),
    "no condition": ('field = "x"\n', "gate-unfit"),
    "both texts": ('field = "x"\nis = "a"\none_of = ["b"]\n', "gate-unfit"),
    "a key of the other kind": ('field = "x"\nbelow = 5\nyes = 1\n', "unknown-key"),
    "no number of yes": ('question = "fit"\n', "missing-key"),
    "more yes than answers": ('question = "fit"\nyes = 3\nof = 2\n', "wrong-number"),
    "an unknown fact": ('field = "y"\nbelow = 5\n', "unknown-name"),
    "a fact of another kind": ('field = "fit"\nbelow = 5\n', "gate-unfit"),
    "no date": ('field = "x"\nbefore = "1/12/2017"\n', "date-form"),
    "another form of date": ('field = "x"\nbefore = "2017-12-01"\n', "date-form"),
    "a text for a number": ('field = "t"\nbelow = 5\n', "fact-not-a-number"),
    "neither yes nor no": ('question = "t"\nyes = 1\n', "unknown-answer"),
}


@pytest.mark.parametrize(("gate", "code"), WRONG.values(), ids=list(WRONG))
def test_a_gate_that_is_wrong_is_refused(gate: str, code: str, tmp_path: Path) -> None:
    more = {"facts/more.csv": "submission,x,t\nA,1,a\nB,2,b\n"}
    assert set(codes(folder(tmp_path, gate, "submission,judge,fit\nA,J1,yes\nB,J1,no\n", **more))) == {code}


def test_the_gates_of_a_round_replace_those_of_its_rubric(tmp_path: Path) -> None:
    own = '[[round]]\nid = "final"\nrubric = "prize"\n[[round.eligibility]]\nfield = "x"\nabove = 5\n'
    more = {"challenge.toml": own, "ballots/final/marks.csv": "submission,judge,use\nA,J1,8\nB,J1,9\n"}
    directory = folder(tmp_path, 'field = "x"\nbelow = 5\n', "submission,x\nA,1\nB,6\n", **more)
    (directory / "ballots/marks.csv").unlink()
    assert list(reasons(scored(directory))) == ["A"]


def test_checking_asks_no_fact_of_those_who_may_not_enter(tmp_path: Path) -> None:
    """Who enters a later round is known when it is scored; only they need what its gates go by."""
    rounds = (
        '[[round]]\nid = "first"\nrubric = "prize"\neligibility = []\n[[round.outcome]]\nname = "in"\nseats = 1\n'
        '[[round]]\nid = "final"\nrubric = "prize"\nentrants = "first"\n'
    )
    marks = {f"ballots/{name}/marks.csv": "submission,judge,use\nA,J1,8\n" for name in ("first", "final")}
    directory = folder(
        tmp_path, 'field = "x"\nbelow = 5\n', "submission,x\nA,1\n", **{"challenge.toml": rounds}, **marks
    )
    (directory / "ballots/marks.csv").unlink()
    done = scored(directory)
    assert [item.submission for item in done.result.standings] == ["A"]
    assert CliRunner().invoke(judge, ["check", "-C", str(directory)]).exit_code == 0


def ranked(directory: Path) -> Path:
    path = directory / "result.jsonl"
    assert CliRunner().invoke(judge, ["rank", "-C", str(directory), "-o", str(path)]).exit_code == 0
    return path


def test_a_replay_names_the_gate_that_changed(tmp_path: Path) -> None:
    directory = folder(tmp_path, 'field = "x"\nbelow = 5\n', "submission,x,other\nA,1,1\nB,6,1\n")
    path = ranked(directory)
    run = ["replay", "-C", str(directory), str(path)]
    assert CliRunner().invoke(judge, run).exit_code == 0
    rubric = directory / "criteria/prize.toml"
    rubric.write_text(rubric.read_text("utf-8").replace("below = 5", "below = 7"), "utf-8")
    told = CliRunner().invoke(judge, run)
    assert told.exit_code == 1
    assert "eligibility 1.below" in told.output


def test_the_trail_holds_the_facts_that_gates_read_and_no_place(tmp_path: Path) -> None:
    directory = folder(tmp_path, 'field = "x"\nbelow = 5\n', "submission,x,other\nA,1,1\nB,6,1\n", waive("B", "x"))
    entries = [json.loads(line) for line in ranked(directory).read_text("utf-8").splitlines()]
    assert {item["fact"] for item in entries if item["entry"] == "fact"} == {"x"}
    assert [item["clause"] for item in entries if item["entry"] == "decision"] == ["waive x"]
    assert not any(".toml:" in json.dumps(item) for item in entries)


def test_the_ranking_shows_who_is_left_out_and_who_is_let_in(tmp_path: Path) -> None:
    facts = "submission,x\nA,1\nB,9\nC,8\n"
    more = {"submissions/submissions.csv": "id,title\nA,Alder\nB,Beech\nC,Cedar\n"}
    directory = folder(tmp_path, 'field = "x"\nbelow = 5\n', facts, waive("B", "x", 'by = "the chair"\n'), **more)
    shown = CliRunner().invoke(judge, ["rank", "-C", str(directory)]).output
    assert "x is 8, not below 5" in shown
    assert "x is waived for B (as agreed; the chair)" in shown
    assert "x is 8, not below 5" in CliRunner().invoke(judge, ["explain", "-C", str(directory), "C"]).output


MEANS = 'steps = [{ mean = "judge", as = "means" }, { mean = "criterion", weights = "weight", as = "total" }]\n'
TWO = '[[criterion]]\nid = "use"\nweight = 50\n[[criterion]]\nid = "cost"\nweight = 50\n[score]\n' + MEANS


def after(directory: Path, gates: str, marks: str, decisions: str = "") -> Path:
    """Write a rubric of two criteria with gates after the steps."""
    files = {"criteria/prize.toml": TWO + gates, "ballots/marks.csv": "submission,judge,use,cost\n" + marks}
    return write(directory, files | ({"decisions.toml": decisions} if decisions else {}))


USE = '[[eligibility]]\nname = "use"\nof = "means"\nwhere = { criterion = "use" }\nat_least = 3\n'


def test_a_gate_after_the_steps_is_exact(tmp_path: Path) -> None:
    """A mean of 8/3 is not 2.67; just at the boundary is enough."""
    marks = "A,J1,3,0\nA,J2,3,1\nA,J3,3,0\nB,J1,3,5\nB,J2,3,5\nB,J3,2,5\n"
    done = scored(after(tmp_path, USE, marks))
    assert [item.submission for item in done.result.standings] == ["A"]
    assert reasons(done) == {"B": ("ineligible", "use: means of use is 8/3, not at least 3")}


def test_without_a_slice_each_value_must_pass_and_every_failure_is_told(tmp_path: Path) -> None:
    gates = '[[eligibility]]\nof = "means"\nat_least = 3\n[[eligibility]]\nof = "total"\nabove = 3\nbelow = 9\n'
    done = scored(after(tmp_path, gates, "A,J1,3,4\nB,J1,2,1\nC,J1,9,9\n"))
    assert reasons(done) == {
        "B": (
            "ineligible",
            "means of use is 2, not at least 3, means of cost is 1, not at least 3; total is 1.5, not above 3",
        ),
        "C": ("ineligible", "total is 9, not below 9"),
    }


def test_a_value_that_is_not_there_does_not_pass(tmp_path: Path) -> None:
    """A criterion that nobody marked cannot be shown to reach its threshold."""
    gates = '[[eligibility]]\nof = "means"\nat_least = 0\n'
    done = scored(after(tmp_path, gates, "A,J1,3,4\nB,J1,2,\n"))
    assert reasons(done) == {"B": ("ineligible", "means of cost is missing")}


def test_a_gate_after_the_steps_can_be_waived(tmp_path: Path) -> None:
    marks = "A,J1,3,4\nB,J1,2,5\n"
    directory = after(tmp_path, USE, marks, waive("B", "use"))
    done = scored(directory)
    assert [item.submission for item in done.result.standings] == ["A", "B"]
    assert [item.about for item in done.result.waived] == ["use"]
    assert "use is waived for B" in CliRunner().invoke(judge, ["rank", "-C", str(directory)]).output
    again = after(tmp_path, USE, marks, waive("A", "use"))
    assert [item.code for item in scored(again).result.cautions] == ["waive-unused"]


def test_who_fails_a_gate_after_the_steps_takes_no_seat_and_is_explained(tmp_path: Path) -> None:
    """The steps are still shown: the number that failed can be followed to its marks."""
    gates = USE + '[[outcome]]\nname = "prize"\nseats = 1\n'
    directory = after(tmp_path, gates, "A,J1,3,3\nB,J1,2,9\n")
    assert scored(directory).result.outcomes[0].taken == ("A",)
    shown = CliRunner().invoke(judge, ["explain", "-C", str(directory), "B"]).output
    assert "use: means of use is 2, not at least 3" in shown
    assert "B has no place" in shown or "no place" in shown
    path = ranked(directory)
    assert CliRunner().invoke(judge, ["replay", "-C", str(directory), str(path)]).exit_code == 0


@pytest.mark.parametrize(
    ("gate", "code"),
    [
        ('of = "means"\n', "gate-unfit"),
        ('of = "nothing"\nbelow = 1\n', "unknown-name"),
        ('of = "means"\nfield = "x"\nbelow = 1\n', "gate-unfit"),
        ('of = "means"\nbelow = 1\nwhere = { criterion = "ease" }\n', "unknown-member"),
        ('of = "criterion.weight"\nbelow = 1\n', "gate-unfit"),
        ('of = "means"\nis = "north"\nbelow = 1\n', "unknown-key"),
    ],
)
def test_a_gate_after_the_steps_is_proved_before_there_are_marks(gate: str, code: str, tmp_path: Path) -> None:
    assert code in codes(after(tmp_path, f"[[eligibility]]\n{gate}", "A,J1,3,4\n"))


def test_a_gate_after_the_steps_is_read_back(tmp_path: Path) -> None:
    """``judge rule`` says it in each language, apart from who takes part."""
    directory = after(tmp_path, USE + '[[eligibility]]\nof = "means"\nabove = 1\n', "A,J1,3,4\n")
    told = {
        language: CliRunner().invoke(judge, ["rule", "-C", str(directory), "--language", language, "--format", "csv"])
        for language in ("en", "es", "fr")
    }
    assert "has a place only if its value of `means`, criterion use, is at least 3." in told["en"].output
    assert "has a place only if each of its values of `means` is above 1." in told["en"].output
    assert (
        "Requisito «use»: una candidatura tiene lugar solo si su valor de `means`, criterio use," in told["es"].output
    )
    assert "n'a de place que si chacune de ses valeurs de `means` est supérieure à 1." in told["fr"].output
