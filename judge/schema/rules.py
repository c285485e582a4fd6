"""A rule: its steps, ``[rank]``, ``[[outcome]]`` and ``[[eligibility]]``, in a rubric or a round."""

from judge.schema import outcomes, places, steps
from judge.schema.shape import TEXT, Schema, named, said, table, whole

TABLES = {
    "score": said(
        named("score"), "how marks become a score; without it each judge's weighted mean, then the mean of judges"
    ),
    "rank": said(named("rank"), "how scores become places"),
    "outcome": said(named("outcomes"), "what follows from the places"),
    "eligibility": said(named("gates"), "who may take part"),
}
_SCORE = {
    "steps": said(named("steps"), "from top to bottom, each on the table that the one before made"),
    "expects": said(
        TEXT, 'which marks are expected: "ballots" (default), "all", "assigned", "marks", or a fact of the criteria'
    ),
    "quorum": said(whole(0), "fewest counted ballots that a submission needs"),
}


def definitions() -> dict[str, Schema]:
    """Return what the tables of a rule refer to."""
    return {"score": table(_SCORE), **places.definitions(), **outcomes.definitions(), **steps.definitions()}
