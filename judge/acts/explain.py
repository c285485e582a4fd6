"""``judge explain``: one submission's place, down to the marks."""

from pathlib import Path

from judge.acts.scoring import Mistaken, scored
from judge.model.explanation import Explanation
from judge.model.problem import Problem, listed, nearest
from judge.score.explain import explain as explained


def explain(directory: Path, submission: str, round_id: str | None) -> tuple[Explanation, tuple[Problem, ...]]:
    """Return how a submission came to its place, and the cautions.

    Raises:
        Refused: if the data is wrong.
        Mistaken: if there is no such round or submission.
    """
    done = scored(directory, round_id, keep=True)
    known = [item.id for item in done.result.challenge.submissions]
    if submission not in known:
        raise Mistaken(
            f"no submission is called `{submission}`; {nearest(submission, known) or f'submissions: {listed(known)}'}"
        )
    return explained(done, submission), done.result.cautions
