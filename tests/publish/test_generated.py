"""Editions of generated rounds: data that fits its schema, and formulas only where they give the score."""

import os
from fractions import Fraction

from hypothesis import HealthCheck, assume, event, given, settings
from hypothesis import strategies as st

from judge.edition.building import build
from judge.model.challenge import Challenge
from judge.model.edition import DEPTHS, Depth, Edition, Evidence, Release
from judge.model.problem import Problems
from judge.score.run import score
from judge.show.data import recount, results
from judge.show.data.ballots import values
from judge.show.data.marks import ballots
from tests.laws.strategies import rounds
from tests.naive.build import challenge
from tests.naive.given import Given
from tests.publish.test_files import VALID, data, read, written

TRIED = settings(
    deadline=None,
    derandomize=not os.environ.get("JUDGE_SEARCH"),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)


def edition(whole: Challenge, depth: Depth) -> Edition | None:
    """Return an edition of a generated round, or None if it is refused."""
    problems = Problems()
    scored = score(whole, "final", problems, keep=True)
    if scored is None or problems.refused:
        return None
    return build(scored, "auditor", Evidence("0" * 64, 1, "0"), Release(1, "public"), most=depth)


@settings(TRIED, max_examples=120)
@given(rounds(), st.sampled_from(DEPTHS))
def test_the_data_of_any_round_fits_the_schema(round_: Given, depth: Depth) -> None:
    """Whatever the rule, the ties, the states and the outcomes: the data is of its schema, and a table has a row for everybody."""
    found = edition(challenge(round_), depth)
    assume(found is not None)
    assert found is not None
    assert not list(VALID.iter_errors(data(found)))
    files = written(found)
    assert [row["submission"] for row in read(files["results.csv"])] == [
        row.submission for row in (*found.rows, *found.unranked)
    ]
    assert results.NAME in files


@settings(TRIED, max_examples=150)
@given(rounds(verbs=("mean", "sum"), outcomes=False, where=False))
def test_formulas_stand_only_where_they_give_the_score(round_: Given) -> None:
    """Where an edition says that its rule is means and sums, these give each score exactly, whatever marks are missing."""
    found = edition(challenge(round_), "marks")
    assume(found is not None and found.folds and found.rows)
    assert found is not None
    event(" ".join(f"{fold.verb} {fold.over} {bool(fold.weights)}" for fold in found.folds))
    assert [row.score for row in found.rows] == [worked(found, row.submission) for row in found.rows]


def worked(found: Edition, submission: str) -> Fraction | None:
    """Return a score as the folds of an edition give it, cell by cell."""
    row = next(each for each in found.rows if each.submission == submission)
    table = [values([ballot.get(each.id) for each in found.criteria]) for _, ballot in ballots(row)]
    first, *rest = found.folds
    if not rest:
        return recount.worked(first, [marks[0] for marks in table])
    lines = table if first.over == "criterion" else [list(column) for column in zip(*table, strict=True)]
    return recount.worked(rest[0], [recount.worked(first, line) for line in lines])
