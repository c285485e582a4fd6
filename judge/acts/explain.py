"""``judge explain``: one submission's place, down to the marks; or what would be without it."""

import hashlib
from pathlib import Path

import attrs

from judge.acts.loading import Mistaken, Refused
from judge.acts.scoring import choose, scored
from judge.model.challenge import Challenge, Removal
from judge.model.comparison import Comparison
from judge.model.explanation import Explanation
from judge.model.place import Place
from judge.model.problem import Problem, Problems, listed, nearest
from judge.record.difference import compare_results
from judge.record.reading import Trail
from judge.record.trail import lines
from judge.score.explain import explain as explained
from judge.score.run import score


def explain(directory: Path, submission: str, round_id: str | None) -> tuple[Explanation, tuple[Problem, ...]]:
    """Return how a submission came to its place, and the cautions.

    Raises:
        Refused: if the data is wrong.
        Mistaken: if there is no such round or submission.
    """
    done = scored(directory, round_id, keep=True)
    _known(done.result.challenge, submission)
    return explained(done, submission), done.result.cautions


def without(directory: Path, submission: str, round_id: str | None) -> Comparison:
    """Return what would differ if a submission were disqualified; nothing is written.

    Raises:
        Refused: if the data is wrong, with the submission or without it.
        Mistaken: if there is no such round or submission.
    """
    found = choose(directory, round_id)
    challenge, round_ = found.loaded.challenge, found.round
    _known(challenge, submission)
    gone = Removal(submission, "disqualified", "only to see the effect", None, Place(""))
    now = _trail(challenge, round_)
    then = _trail(attrs.evolve(challenge, removals=(gone, *challenge.removals)), round_)
    compared = compare_results(now, then, Problems())
    assert compared is not None  # both were written just now
    return compared


def _trail(challenge: Challenge, round_id: str) -> Trail:
    problems = Problems()
    done = score(challenge, round_id, problems, keep=True)
    if done is None:
        raise Refused(problems)
    every = list(lines(done))
    digest = hashlib.sha256("".join(line + "\n" for line in every).encode()).hexdigest()
    return Trail("", every, round_id, f"sha256:{digest}")


def _known(challenge: Challenge, submission: str) -> None:
    known = [item.id for item in challenge.submissions]
    if submission not in known:
        raise Mistaken(
            f"no submission is called `{submission}`; {nearest(submission, known) or f'submissions: {listed(known)}'}"
        )
