"""Loading a challenge and scoring a round of it: what most acts begin with."""

from pathlib import Path

import attrs

from judge.files import folder, private
from judge.model.challenge import Challenge, Round
from judge.model.problem import Problem, Problems, listed, nearest
from judge.score.run import Scored, score

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


@attrs.frozen(eq=False)
class Chosen:
    """A round to be scored.

    Attributes:
        loaded: its challenge.
        round: its id.
        source: where the marks come from if there is a record, in words; else empty.
    """

    loaded: Loaded
    round: str
    source: str = ""


def choose(directory: Path, round_id: str | None) -> Chosen:
    """Return a round with its challenge: from the record if the round was opened there, else from the folder.

    Args:
        directory: the challenge folder.
        round_id: which round, or None for the last one that has marks.

    Raises:
        Refused: if the data is wrong.
        Mistaken: if there is no such round.
    """
    if (directory / RECORD).is_file():
        from judge.acts.drafting import drafted  # it reads keys and signatures, which a folder without a record has not

        found = drafted(directory, round_id)
        if found is not None:
            if found.loaded.problems.refused:
                raise Refused(_in_record(found.loaded.problems, found.round))
            return Chosen(found.loaded, found.round, found.source)
    loaded = load(directory)
    if loaded.problems.refused:
        raise Refused(loaded.problems)
    return Chosen(loaded, chosen(loaded.challenge, round_id).id)


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
    return scored_from(choose(directory, round_id), keep=keep)


def scored_from(found: Chosen, *, keep: bool) -> Scored:
    """Return a round scored.

    Raises:
        Refused: if the data is wrong.
    """
    problems = found.loaded.problems
    result = score(found.loaded.challenge, found.round, problems, keep=keep)
    if found.source:
        problems = _in_record(problems, found.round)
    if result is None or problems.refused:
        raise Refused(problems)
    cautions = tuple(problem for problem in problems if problem.severity == "caution")
    return attrs.evolve(result, result=attrs.evolve(result.result, cautions=cautions))


def _in_record(problems: Problems, round_id: str) -> Problems:
    """Return problems with their places in the record's own files."""
    found = Problems()
    for each in problems:
        inner = "" if each.place.file.startswith("journals/") else f"inputs/{round_id}/"
        place = attrs.evolve(each.place, file=f"record/{inner}{each.place.file}")
        found.extend([attrs.evolve(each, place=place)])
    return found


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
