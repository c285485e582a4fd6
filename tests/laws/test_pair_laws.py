"""The laws of rounds of pairs: what the answers say decides, not how they are written, by whom, or under which names."""

import tempfile
from collections.abc import Iterable, Mapping
from fractions import Fraction
from itertools import combinations
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from judge.record.trail import lines
from judge.score.run import Scored
from tests import challenges

VERBS = ("schulze", "copeland", "borda", "ranked_pairs", "kemeny", "mean")
Answer = tuple[str, str, str, Fraction]
"""Judge, submission, against which, and the mark of the first."""

JUDGES, SUBMISSIONS = ("J1", "J2", "J3"), ("A", "B", "C", "D", "E")
PAIRS = [(judge, *pair) for judge in JUDGES for pair in combinations(SUBMISSIONS, 2)]
MARKS = (Fraction(0), Fraction(1, 2), Fraction(1))
answers = st.dictionaries(st.sampled_from(PAIRS), st.sampled_from(MARKS), min_size=1).map(
    lambda found: [(*key, mark) for key, mark in found.items()]
)


def challenge(rows: Iterable[Answer], verb: str, more: str = "", names: Iterable[str] = SUBMISSIONS) -> dict[str, str]:
    """Return the files of a challenge with one round of pairs."""
    table = "".join(f"{judge},{one},{other},{float(mark)}\n" for judge, one, other, mark in rows)
    return {
        "challenge.toml": f'[[round]]\nid = "r"\nrubric = "which"\nballot = "pairs"\n{more}',
        "criteria/which.toml": "scale = { low = 0, high = 1, step = 0.5 }\n[[criterion]]\nid = 'better'\n"
        f'[score]\nsteps = [{{ {verb} = ["judge", "pair"] }}]\n',
        "submissions/submissions.csv": "id,title\n" + "".join(f"{name},{name}\n" for name in names),
        "ballots/r.csv": "judge,submission,against,mark\n" + table,
    }


def scored(files: Mapping[str, str]) -> Scored:
    """Return what comes out of a challenge's files."""
    with tempfile.TemporaryDirectory() as folder:
        return challenges.scored(challenges.write(Path(folder), dict(files)))


def standing(done: Scored) -> dict[str, tuple[Fraction, Fraction]]:
    """Return by submission its place and its score."""
    return {each.submission: (each.place, each.score) for each in done.result.standings}


@settings(max_examples=40, deadline=None)
@given(answers, st.sampled_from(VERBS), st.randoms(use_true_random=False), st.data())
def test_the_same_answers_in_any_order_and_either_way_round(
    rows: list[Answer], verb: str, random: Any, data: st.DataObject
) -> None:
    """The order of rows, and which of the two stands first in one, change no byte of the result."""
    turned = [(j, b, a, 1 - mark) if data.draw(st.booleans()) else (j, a, b, mark) for j, a, b, mark in rows]
    random.shuffle(turned)
    one, other = (scored(challenge(each, verb)) for each in (rows, turned))
    without = [[line for line in lines(each) if '"entry":"input"' not in line and '"entry":"end"' not in line]
               for each in (one, other)]  # fmt: skip
    assert without[0] == without[1]


@settings(max_examples=40, deadline=None)
@given(answers, st.sampled_from(VERBS), st.permutations(("n", "m", "~", "a ~ b", "x")))
def test_renaming_changes_nothing_but_names(rows: list[Answer], verb: str, names: list[str]) -> None:
    """Who is called what, and so the order in which a pair is named, changes no place and no score."""
    called = dict(zip(SUBMISSIONS, names, strict=True))
    other = [(judge, called[one], called[against], mark) for judge, one, against, mark in rows]
    before, after = standing(scored(challenge(rows, verb))), standing(scored(challenge(other, verb, names=names)))
    assert {called[name]: found for name, found in before.items()} == after


@settings(max_examples=60, deadline=None)
@given(answers, st.sampled_from(VERBS))
def test_an_answer_is_an_order_of_two(rows: list[Answer], verb: str) -> None:
    """A round of pairs comes out as if every answer were the ballot of a judge of its own, who marks two submissions."""
    table = "".join(
        f"{name},V{number},{float(value)}\n"
        for number, (_, one, other, mark) in enumerate(rows)
        for name, value in ((one, mark), (other, 1 - mark))
    )
    files = {
        "criteria/which.toml": f"[[criterion]]\nid = 'better'\n[score]\nsteps = [{{ {verb} = 'judge' }}]\n",
        "submissions/submissions.csv": "id,title\n" + "".join(f"{name},{name}\n" for name in SUBMISSIONS),
        "ballots/marks.csv": "submission,judge,mark\n" + table,
    }
    assert standing(scored(files)) == standing(scored(challenge(rows, verb)))


@settings(max_examples=40, deadline=None)
@given(answers)
def test_copeland_counts_whom_each_beats(rows: list[Answer]) -> None:
    """Who wins more of the answers on a pair beats the other one; level gives half: counted here by hand."""
    expected: dict[str, Fraction] = {}
    for one, other in combinations(SUBMISSIONS, 2):
        mine = [mark for _, a, b, mark in rows if (a, b) == (one, other)]
        if mine:
            lead = sum(mine) - Fraction(len(mine), 2)
            share = Fraction(1, 2) if lead == 0 else Fraction(lead > 0)
            expected[one] = expected.get(one, Fraction(0)) + share
            expected[other] = expected.get(other, Fraction(0)) + 1 - share
    assert expected == {name: score for name, (_, score) in standing(scored(challenge(rows, "copeland"))).items()}


@settings(max_examples=40, deadline=None)
@given(answers, st.sampled_from(VERBS), st.sampled_from(JUDGES), st.sampled_from(SUBMISSIONS))
def test_a_recusal_is_as_if_the_judge_had_not_been_asked(rows: list[Answer], verb: str, judge: str, sub: str) -> None:
    """Answers of a judge with a conflict of interest count for neither of the two submissions."""
    conflict = f'[[judge]]\nid = "J1"\n[[judge]]\nid = "J2"\n[[judge]]\nid = "J3"\n[[conflict]]\njudge = "{judge}"\nsubmission = "{sub}"\n'
    left = [row for row in rows if row[0] != judge or sub not in row[1:3]]
    assert standing(scored(challenge(rows, verb, conflict))) == standing(scored(challenge(left, verb, conflict)))


@settings(max_examples=30, deadline=None)
@given(answers, st.sampled_from(VERBS), st.sampled_from(SUBMISSIONS))
def test_a_withdrawal_takes_its_answers_along(rows: list[Answer], verb: str, sub: str) -> None:
    """Who was compared with a submission that is withdrawn neither gains nor loses by it."""
    gone = {"decisions.toml": f'[[decision]]\nkind = "withdraw"\nsubmission = "{sub}"\nreason = "sold"\n'}
    left = [row for row in rows if sub not in row[1:3]]
    assert standing(scored(challenge(rows, verb) | gone)) == standing(scored(challenge(left, verb) | gone))
