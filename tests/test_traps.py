"""Traps that published judging systems fell into, each as a small challenge that must not fall into it again."""

from fractions import Fraction
from itertools import permutations
from pathlib import Path

import pytest

from judge.model.number import plain
from judge.score.run import Scored
from tests.challenges import found, numbers, scored, write

HEAD = 'title = "T"\n[[criterion]]\nid = "use"\n'


def folder(directory: Path, rule: str, marks: str, decisions: str = "", criteria: str = HEAD, facts: str = "") -> Path:
    """Write a challenge with one rubric; ``marks`` are lines of submission, judge and marks, behind their header."""
    lines = marks.split()
    header = lines[0].split(",")[2:]
    files = {
        "criteria/rubric.toml": criteria + rule,
        "ballots/marks.csv": "\n".join([f"submission,judge,{','.join(header)}", *lines[1:]]) + "\n",
        "decisions.toml": decisions,
        "facts/facts.csv": facts,
    }
    return write(directory, {name: text for name, text in files.items() if text})


def places(done: Scored) -> dict[str, str]:
    return {one.submission: f"{plain(one.place)}{'=' * one.shared}" for one in done.result.standings}


def scores(done: Scored) -> dict[str, Fraction]:
    return {one.submission: one.score for one in done.result.standings}


def codes(directory: Path) -> set[str]:
    return {each.code for each in found(directory)}


def z(keys: str = "") -> str:
    step = f'{{ standardise = "submission", deviation = "sample", as = "even"{keys} }}'
    return f'[score]\nsteps = [{step}, {{ mean = "judge" }}]\n'


def test_1_a_judge_set_onto_the_panel_has_the_mean_of_the_panel(tmp_path: Path) -> None:
    """Scaling a judge's marks and then taking off the mean from before the scaling sends the marks anywhere."""
    done = scored(folder(tmp_path, z(', onto = "panel"'), "s,j,use A,J,9 B,J,7 C,J,5 A,K,5 B,K,4 C,K,3"))
    even = numbers(done, "even")
    for judge in ("J", "K"):
        assert sum(value for key, value in even.items() if key[1] == judge) / 3 == Fraction("5.5")


@pytest.mark.parametrize(("marks", "code"), [("s,j,use A,J,7 B,J,7", "no-spread"), ("s,j,use A,J,7", "too-few")])
def test_2_no_spread_and_a_single_mark_are_refused(marks: str, code: str, tmp_path: Path) -> None:
    """A judge who gave all the same, or one mark only, has no standard deviation to divide by."""
    assert code in codes(folder(tmp_path, z(), marks))


TWO = 'title = "T"\ncriterion = [{ id = "idea", weight = 50 }, { id = "extra", weight = 50 }]\n'


def test_3_an_optional_criterion_that_is_skipped_is_not_zero(tmp_path: Path) -> None:
    """A weighted total over the marks that are there counts a skipped criterion as nothing: pretalx does."""
    marks = "s,j,idea,extra A,J,8, B,J,7,7"
    assert scores(scored(folder(tmp_path / "mean", "", marks, criteria=TWO))) == {"A": 8, "B": 7}
    total = '[score]\nsteps = [{ sum = "criterion", weights = "weight" }, { mean = "judge" }]\n'
    assert "state-refused" in codes(folder(tmp_path / "sum", total, marks, criteria=TWO))


def test_4_a_criterion_of_one_track_gives_that_track_no_higher_score(tmp_path: Path) -> None:
    """Criteria asked of one track only must not raise the highest score that it can have."""
    rule = '[score]\nexpects = "asked"\nsteps = [{ mean = "criterion" }, { mean = "judge" }]\n'
    facts = "submission,criterion,asked\nA,idea,1\nB,idea,1\nB,extra,1\n"
    done = scored(
        folder(tmp_path, rule, "s,j,criterion,mark A,J,idea,8 B,J,idea,8 B,J,extra,8", criteria=TWO, facts=facts)
    )
    assert places(done) == {"A": "1=", "B": "1="}


def test_5_joint_winners_stay_first(tmp_path: Path) -> None:
    """Untying by the inverse of the order puts two joint winners third and fourth."""
    done = scored(folder(tmp_path, "", "s,j,use A,J,5 B,J,9 C,J,9 D,J,7"))
    assert places(done) == {"B": "1=", "C": "1=", "D": "3", "A": "4"}


def test_6_the_order_in_which_votes_arrive_decides_nothing(tmp_path: Path) -> None:
    """Three votes in a circle have no winner, whichever came first."""
    votes = ("A,J,9 B,J,8", "B,K,9 C,K,8", "C,L,9 A,L,8")
    rule = '[score]\nsteps = [{ copeland = "judge" }]\n'
    for at, order in enumerate(permutations(votes)):
        done = scored(folder(tmp_path / str(at), rule, f"s,j,use {' '.join(order)}"))
        assert places(done) == {"A": "1=", "B": "1=", "C": "1="}


def test_7_more_judges_do_not_make_a_better_score(tmp_path: Path) -> None:
    """A sum over judges pays for being seen often: a caution; the mean does not."""
    marks = "s,j,use A,J,3 A,K,3 A,L,3 B,J,8"
    assert places(scored(folder(tmp_path / "mean", "", marks))) == {"B": "1", "A": "2"}
    assert "uneven-sum" in codes(folder(tmp_path / "sum", '[score]\nsteps = [{ sum = "judge" }]\n', marks))


def test_8_the_value_that_is_ranked_is_the_value_that_is_told(tmp_path: Path) -> None:
    """What a page shows rounded is compared exactly, and the exact score stands beside the place."""
    done = scored(folder(tmp_path, "", "s,j,use A,J,8 A,K,9 A,L,9 B,J,8.6667 C,J,0.1 C,K,0.2 D,J,0.15"))
    assert places(done) == {"B": "1", "A": "2", "C": "3=", "D": "3="}
    assert [plain(one.score) for one in done.result.standings][:2] == ["8.6667", "26/3"]


def test_9_where_lower_is_better_a_tie_break_keeps_its_own_direction(tmp_path: Path) -> None:
    """A second key with its sign turned round lets the larger error win."""
    rule = '[scale]\nbetter = "lower"\n[rank]\nties = [{ lower = "error" }, "share"]\n'
    facts = "submission,error\nA,0.3\nB,0.1\n"
    assert places(scored(folder(tmp_path, rule, "s,j,use A,J,5 B,J,5", facts=facts))) == {"B": "1", "A": "2"}


PENALTY = '[[decision]]\nkind = "penalty"\nsubmission = "B"\npoints = 2\nreason = "over time"\n'
BANDS = "s,j,use A,J,7 A,K,8 A,L,9 B,J,7 B,K,8 B,L,9"


def test_10_a_penalty_is_taken_after_the_trim_and_touches_nobody_else(tmp_path: Path) -> None:
    """A time penalty for one band once broke the highest and lowest marks of all bands after it."""
    trim, take = '{ drop = "judge", highest = 1, lowest = 1 }', '{ minus = "penalty", missing = 0 }'
    good = f'[score]\nsteps = [{trim}, {{ sum = "judge" }}, {take}]\n'
    bad = f'[score]\nsteps = [{take}, {trim}, {{ sum = "judge" }}]\n'
    assert scores(scored(folder(tmp_path / "good", good, BANDS, PENALTY))) == {"A": 8, "B": 6}
    assert "penalty-before-trim" not in codes(tmp_path / "good")
    assert "penalty-before-trim" in codes(folder(tmp_path / "bad", bad, BANDS, PENALTY))


@pytest.mark.parametrize("better", ["higher", "lower"])
def test_11_who_has_no_score_is_not_first(better: str, tmp_path: Path) -> None:
    """An entry that nobody marked has no place, and is listed with the reason, whichever way is better."""
    done = scored(folder(tmp_path, f'[scale]\nbetter = "{better}"\n', "s,j,use A,J,5 B,J,"))
    assert places(done) == {"A": "1"}
    assert [(one.submission, one.reason) for one in done.result.unranked] == [("B", "no marks")]


def test_12_everybody_is_ranked_or_unranked_and_never_both(tmp_path: Path) -> None:
    """A list of the unranked that holds the ranked ones is an inverted condition away."""
    withdrawn = '[[decision]]\nkind = "withdraw"\nsubmission = "C"\nreason = "ill"\n'
    done = scored(folder(tmp_path, "", "s,j,use A,J,5 B,J, C,J,9", withdrawn)).result
    assert [one.submission for one in done.standings] == ["A"]
    assert [one.submission for one in done.unranked] == ["B", "C"]


GONE = '[[decision]]\nkind = "{}"\nsubmission = "A"\nreason = "gone"\n'
FIELD = "s,j,use A,J,1 A,K,9 B,J,9 B,K,6 C,J,7 C,K,5 D,J,5 D,K,1"
LEFT = " ".join(line for line in FIELD.split() if not line.startswith("A"))


@pytest.mark.parametrize("kind", ["withdraw", "disqualify"])
@pytest.mark.parametrize("rule", ["", z()])
def test_14_and_15_who_has_left_moves_nobody(kind: str, rule: str, tmp_path: Path) -> None:
    """An entry that has left shifts no index, and is in nobody's mean and deviation."""
    with_it = scored(folder(tmp_path / "with", rule, FIELD, GONE.format(kind)))
    assert scores(with_it) == scores(scored(folder(tmp_path / "without", rule, LEFT)))


def test_15_who_is_not_eligible_moves_nobody(tmp_path: Path) -> None:
    """Marks are standardised over those who passed the gates only."""
    gate = '[[eligibility]]\nfield = "size"\nat_least = 1\n'
    facts = "submission,size\nA,0\nB,1\nC,1\nD,1\n"
    with_it = scored(folder(tmp_path / "with", z() + gate, FIELD, facts=facts))
    assert scores(with_it) == scores(scored(folder(tmp_path / "without", z(), LEFT)))


def test_a_mark_given_twice_is_refused(tmp_path: Path) -> None:
    """Of two marks of one judge for one submission neither is taken in silence."""
    assert "mark-differs" in codes(folder(tmp_path, "", "s,j,use A,J,5 A,J,6 B,J,7"))


def test_a_byte_order_mark_and_the_order_of_columns_change_nothing(tmp_path: Path) -> None:
    """A table saved by a spreadsheet begins with a mark of its own and may have its columns moved."""
    done = scored(folder(tmp_path, "", "s,j,use A,J,5 B,J,6"))
    write(tmp_path, {"ballots/marks.csv": "\ufeffuse,judge,submission\r\n5,J,A\r\n6,J,B\r\n"})
    assert places(done) == places(scored(tmp_path))


def test_a_quota_that_cannot_be_met_is_told_before_there_are_marks(tmp_path: Path) -> None:
    """Seats owed to a group that may not have them, or has nobody, are told by `judge check`."""
    facts = "submission,region\nA,south\nB,north\n"
    rule = '[[outcome]]\nname = "final"\nseats = 2\nat_least = {{ south = 2 }}\n{}'
    marks = "s,j,use A,J,5 B,J,6"
    assert "quota-short" in codes(folder(tmp_path / "short", rule.format(""), marks, facts=facts))
    assert "quota-unmet" in codes(
        folder(tmp_path / "unmet", rule.format("at_most = { south = 1 }\n"), marks, facts=facts)
    )


@pytest.mark.parametrize(
    ("breaker", "code"),
    [
        ('criterion = "gone"', "unknown-member"),
        ('higher = "gone"', "unknown-name"),
        ('higher = "marks"', "breaker-too-fine"),
    ],
)
def test_a_tie_break_on_something_that_is_gone_is_refused(breaker: str, code: str, tmp_path: Path) -> None:
    """A tie-break names what is there for each submission, or the rule is refused, tie or no tie."""
    assert code in codes(folder(tmp_path, f"[rank]\nties = [{{ {breaker} }}]\n", "s,j,use A,J,5 B,J,6"))


@pytest.mark.parametrize("missing", ["", ', missing = "mean"', ', missing = "refuse"'])
def test_what_was_left_out_is_no_silent_zero_of_a_sum(missing: str, tmp_path: Path) -> None:
    """A mark that a step left out is not missing, so nothing stands in for it; a sum without it is refused."""
    head = 'title = "T"\nscale = { codes = { A = "not seen" } }\ncriterion = [{ id = "loop" }, { id = "roll" }]\n'
    rule = f'[score]\nsteps = [{{ fill = "A", with = "left out" }}, {{ sum = "criterion"{missing} }}, {{ mean = "judge" }}]\n'
    assert codes(folder(tmp_path, rule, "s,j,loop,roll A,J,8,7 A,K,A,8", criteria=head)) >= {"uneven-group"}


def test_whoever_takes_no_place_makes_no_sum_uneven(tmp_path: Path) -> None:
    """A submission that a code disqualified may lack whole sections; the others are added up all the same."""
    head = (
        'title = "T"\nscale = { codes = { DNS = "did not start" } }\ncriterion = [{ id = "rail" }, { id = "jump" }]\n'
    )
    rule = '[score]\nsteps = [{ remove = "submission", codes = "DNS" }, { mean = "judge" }, { sum = "criterion" }]\n'
    directory = folder(tmp_path, rule, "s,j,rail,jump A,J,8,7 C,J,DNS,", criteria=head)
    (directory / "ballots" / "marks.csv").write_text(
        "submission,judge,criterion,mark\nA,J,rail,8\nA,J,jump,7\nC,J,rail,DNS\n"
    )
    assert scores(scored(directory)) == {"A": 15}


def test_a_rule_may_name_a_group_that_nobody_is_in(tmp_path: Path) -> None:
    """Regulations name every age group; one that nobody entered is declared, and one that is misspelt is told."""
    rule = '[[outcome]]\nname = "next level"\nminimum = 5\nwhere = { age = ["II", "III"] }\n'
    directory = folder(tmp_path, rule, "s,j,use A,J,5 B,J,6")
    write(directory, {"submissions/s.csv": "id,title,age\nA,A,II\nB,B,II\n"})
    assert "unknown-member" in codes(directory)
    write(directory, {"challenge.toml": 'title = "T"\n[[age]]\nid = "II"\n[[age]]\nid = "III"\n'})
    assert codes(directory) == set()
