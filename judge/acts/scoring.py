"""A round chosen and scored, from the record where it was opened there, else from the folder."""

from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from judge.acts.loading import RECORD, Loaded, Refused, chosen, load
from judge.model.problem import Problems
from judge.score.run import Scored, score

if TYPE_CHECKING:
    from judge.acts.drafting import Drafted


@attrs.frozen(eq=False)
class Chosen:
    """A round to be scored.

    Attributes:
        loaded: its challenge.
        round: its id.
        drafted: the same as the record has it, if it was opened there.
    """

    loaded: Loaded
    round: str
    drafted: "Drafted | None" = None

    @property
    def source(self) -> str:
        """Return where the marks come from if there is a record, in words; else nothing."""
        return "" if self.drafted is None else self.drafted.source


def choose(directory: Path, round_id: str | None, version: int | None = None) -> Chosen:
    """Return a round with its challenge: from the record if the round was opened there, else from the folder.

    Args:
        directory: the challenge folder.
        round_id: which round, or None for the last one that has marks.
        version: of its seal in the record, or None for the newest.

    Raises:
        Refused: if the data is wrong.
        Mistaken: if there is no such round.
    """
    if (directory / RECORD).is_file():
        from judge.acts.drafting import drafted  # it reads keys and signatures, which a folder without a record has not

        found = drafted(directory, round_id, version)
        if found is not None:
            if found.loaded.problems.refused:
                raise Refused(_in_record(found.loaded.problems, found.round))
            return Chosen(found.loaded, found.round, found)
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
    if found.drafted is not None:
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
