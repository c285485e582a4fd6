"""Loading a challenge and scoring a round of it: what most acts begin with."""

from pathlib import Path

import attrs

from judge.files import folder
from judge.model.challenge import Challenge, Round
from judge.model.problem import Problem, Problems, listed, nearest
from judge.score.run import Scored, score


class Refused(Exception):
    """An act that cannot be done; its problems say why. Nothing was written.

    Attributes:
        problems: everything found, by place.
    """

    def __init__(self, problems: Problems) -> None:
        super().__init__("refused")
        self.problems: tuple[Problem, ...] = tuple(problems)


class Mistaken(Exception):
    """A command that asks for something that is not there; the text says what, and what is."""


@attrs.frozen(eq=False)
class Loaded:
    """A challenge as its folder says it, with what was found on the way."""

    challenge: Challenge
    problems: Problems


def load(directory: Path) -> Loaded:
    """Return a challenge; its problems may be refusals."""
    problems = Problems()
    return Loaded(folder.load(directory, problems), problems)


def scored(directory: Path, round_id: str | None, *, keep: bool) -> Scored:
    """Return a round of the challenge in a folder, scored.

    Args:
        directory: the challenge folder.
        round_id: which round, or None for the last one that has marks.
        keep: whether to keep every step's table.

    Raises:
        Refused: if the data is wrong.
        Mistaken: if there is no such round.
    """
    loaded = load(directory)
    if loaded.problems.refused:
        raise Refused(loaded.problems)
    round_ = chosen(loaded.challenge, round_id)
    result = score(loaded.challenge, round_.id, loaded.problems, keep=keep)
    if result is None or loaded.problems.refused:
        raise Refused(loaded.problems)
    cautions = tuple(problem for problem in loaded.problems if problem.severity == "caution")
    return attrs.evolve(result, result=attrs.evolve(result.result, cautions=cautions))


def chosen(challenge: Challenge, round_id: str | None) -> Round:
    """Return the round that was asked for, or else the last one that can be scored.

    Raises:
        Mistaken: if there is no such round.
    """
    known = [item.id for item in challenge.rounds]
    if round_id is not None:
        found = next((item for item in challenge.rounds if item.id == round_id), None)
        if found is None:
            raise Mistaken(f"no round is called `{round_id}`; {nearest(round_id, known) or f'rounds: {listed(known)}'}")
        return found
    marked = [item for item in challenge.rounds if item.id in challenge.marks and len(challenge.marks[item.id].table)]
    last = challenge.rounds.index(marked[-1]) if marked else len(challenge.rounds) - 1
    following = challenge.rounds[last + 1 : last + 2]
    without_marks = following[0].rubric is None if following else False
    return following[0] if without_marks else challenge.rounds[last]
