"""``judge rule``: a round's rule read back in words."""

from pathlib import Path

from judge.acts.loading import Refused, chosen, load
from judge.model.problem import Problem
from judge.model.regulation import Regulation
from judge.model.wording import LANGUAGES
from judge.score.clauses import read_back
from judge.score.run import check_rules


def rule(directory: Path, round_id: str | None, language: str | None) -> tuple[Regulation, tuple[Problem, ...]]:
    """Return a round's rule in words, and the cautions; no marks are needed.

    Args:
        language: ``en``, ``es`` or ``fr``; None for the challenge's first language if it is one of these, else ``en``.

    Raises:
        Refused: if the data is wrong.
        Mistaken: if there is no such round.
    """
    loaded = load(directory)
    challenge, problems = loaded.challenge, loaded.problems
    if problems.refused:
        raise Refused(problems)
    round_ = chosen(challenge, round_id)
    proved = check_rules(challenge, problems)
    if problems.refused or round_.id not in proved:
        raise Refused(problems)
    first = challenge.languages[0] if challenge.languages else "en"
    told = read_back(challenge, round_, proved[round_.id], language or (first if first in LANGUAGES else "en"))
    return told, tuple(problems)
