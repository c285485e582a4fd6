"""Loading a challenge: what most acts begin with, and the ways in which they end early."""

from pathlib import Path

import attrs

from judge.files import folder, private
from judge.model.challenge import Challenge, Round
from judge.model.problem import Problem, Problems, listed, nearest

RECORD = "record/journals/organizer.jsonl"
"""Where a challenge has a record, this file is there."""


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


class Unfinished(Exception):
    """Nothing is wrong, but something that the act needs is still to come; the text says what. Nothing was written."""


@attrs.frozen(eq=False)
class Loaded:
    """A challenge as its folder says it, with what was found on the way."""

    challenge: Challenge
    problems: Problems


def kept(directory: Path) -> tuple[Path, ...]:
    """Return the folders in which a record and what is private stand, which no other output may touch."""
    return directory / "record", private.home()


def load(directory: Path) -> Loaded:
    """Return a challenge; its problems may be refusals."""
    problems = Problems()
    return Loaded(folder.load(directory, problems), problems)


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
