"""An opened round: the inputs that its `open` entry commits to, read from their bytes."""

import hashlib
from collections.abc import Mapping
from fractions import Fraction
from typing import Final

import attrs

from judge.files import recorded, snapshot
from judge.files.mark_text import MarkTexts, Wrong
from judge.files.pairs import ends_of
from judge.model.challenge import Challenge, Round
from judge.model.place import Place
from judge.model.problem import Problem, Problems
from judge.model.rubric import Rubric
from judge.model.state import FIRST_CODE, VALUE
from judge.record.journal import Entry

FOLDER: Final = "inputs"


def of_round(round_id: str) -> str:
    """Return the folder in which a round's inputs stand, ended by a slash."""
    return f"{FOLDER}/{round_id}/"


def digests(files: Mapping[str, bytes]) -> dict[str, str]:
    """Return by path the SHA-256 of each input, in hexadecimal digits."""
    return {path: hashlib.sha256(data).hexdigest() for path, data in sorted(files.items())}


def inputs(files: Mapping[str, bytes], round_id: str) -> dict[str, bytes]:
    """Return the inputs of a round from the files of a record, by their path within."""
    folder = of_round(round_id)
    return {path.removeprefix(folder): data for path, data in files.items() if path.startswith(folder)}


class Unreadable(Exception):
    """Inputs that are no challenge; the problem says why."""

    def __init__(self, problem: Problem | None, round_id: str) -> None:
        super().__init__(problem.message if problem else f"there is no round `{round_id}`")
        self.problem = problem


@attrs.define(eq=False)
class Opening:
    """An opened round as its inputs say it.

    Attributes:
        entry: the `open`.
        position: its number in the organizer's journal, from 0.
        challenge: without any marks.
        round: the round.
        rubric: its rubric, or None for a round without marks.
        records: by submission, the digest of its record.
        judges: who may mark; nobody in it where the challenge names no judges.
    """

    entry: Entry
    position: int
    challenge: Challenge
    round: Round
    rubric: Rubric | None
    records: Mapping[str, str]
    judges: frozenset[str]
    _texts: MarkTexts
    _known: dict[tuple[str, str], str] = attrs.field(factory=dict)

    @property
    def sealed(self) -> bool:
        """Whether marks are disclosed only at the seal."""
        return self.entry.body["sealed"] is True

    @property
    def criteria(self) -> tuple[str, ...]:
        """Return what judges mark, in the order of the rubric."""
        return tuple(each.id for each in self.rubric.criteria if each.derived is None) if self.rubric else ()

    @property
    def ends(self) -> Fraction:
        """Return the two ends of the scale together, which is what the marks of a pair come to."""
        return ends_of(self.rubric) if self.rubric is not None else Fraction(0)

    def fault(self, criterion: str, value: object) -> str:
        """Return what is wrong with a mark, or nothing; a mark taken back is always right."""
        key = (criterion, str(value))
        if key not in self._known:
            self._known[key] = self._fault(criterion, value)
        return self._known[key]

    def _fault(self, criterion: str, value: object) -> str:
        found = next((each for each in self.rubric.criteria if each.id == criterion), None) if self.rubric else None
        if found is None:
            return f"the rubric has no criterion `{criterion[:40]}`"
        if found.derived is not None:
            return f"`{criterion}` is worked out from the other marks, so nobody marks it"
        if value is None:
            return ""
        outcome = self._texts.read(str(value), found.scale)
        if isinstance(outcome, Wrong):
            return outcome.message
        named = outcome.state == VALUE or outcome.state >= FIRST_CODE
        return "" if named else f"the mark `{str(value)[:40]}` is no mark; stepping aside is an entry of its own"


def read(entry: Entry, position: int, files: Mapping[str, bytes]) -> Opening:
    """Return an opened round.

    Args:
        entry: the `open`.
        position: its number in the organizer's journal.
        files: its inputs by their path within.

    Raises:
        Unreadable: if they are no challenge with that round.
    """
    round_id, problems = entry.text("round"), Problems()
    try:
        challenge = recorded.load(files, {}, problems)
    except (ValueError, RecursionError) as error:
        place = Place(snapshot.SUBMISSIONS)
        raise Unreadable(Problem("record-broken", "refused", place, str(error)[:200]), round_id) from None
    found = next((each for each in challenge.rounds if each.id == round_id), None)
    if problems.refused or found is None:
        raise Unreadable(next((each for each in problems if each.severity == "refused"), None), round_id)
    rubric = challenge.rubrics.get(found.rubric) if found.rubric else None
    lines = {item.id: record_digest(item.line) for item in snapshot.records(files.get(snapshot.SUBMISSIONS, b""))}
    records = {each.id: lines.get(each.id, "") for each in challenge.submissions}
    texts = MarkTexts(rubric.scale.codes if rubric else (), comma=False)
    panel = found.panel if found.panel is not None else [judge.id for judge in challenge.judges]
    return Opening(entry, position, challenge, found, rubric, records, frozenset(panel), texts)


def record_digest(record: str) -> str:
    """Return the digest of a record, which a ballot names."""
    return hashlib.sha256(record.encode()).hexdigest()
