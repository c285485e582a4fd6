"""A rule: its steps, ``[rank]``, ``[[outcome]]`` and ``[[eligibility]]``, in a rubric or a round."""

from judge.schema import outcomes, places, steps
from judge.schema.shape import TEXT, Schema, named, said, table, whole

TABLES = {
    "score": named("score"),
    "rank": named("rank"),
    "outcome": named("outcomes"),
    "eligibility": named("gates"),
}
_SCORE = {
    "steps": named("steps"),
    "expects": said(
        TEXT, 'which marks are expected: "ballots" (default), "all", "assigned", "marks", or a fact of the criteria'
    ),
    "quorum": said(whole(0), "fewest counted ballots that a submission needs"),
}


def definitions() -> dict[str, Schema]:
    """Return what the tables of a rule refer to."""
    what = "how marks become a score; without it each judge's weighted mean, then the mean of the judges"
    return {"score": said(table(_SCORE), what), **places.definitions(), **outcomes.definitions(), **steps.definitions()}
