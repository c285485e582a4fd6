"""A round of a record scored as it stands: sealed, or as a draft of what was entered so far."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import attrs

from judge.acts import naming, recording
from judge.acts.loading import Loaded, Mistaken, Refused, load
from judge.acts.recording import Record
from judge.acts.submitting import submitted
from judge.files import assignments, recorded, snapshot
from judge.model.challenge import Challenge
from judge.model.problem import Problems, listed
from judge.record import journal, opening
from judge.record.audit import Sealed
from judge.record.counted import entered
from judge.record.journal import Entry
from judge.record.opening import Opening
from judge.record.scoring import built_on, opened_values


@attrs.frozen(eq=False)
class Drafted:
    """A challenge as a record has it for one round.

    Attributes:
        loaded: the challenge with the marks of the round and of those it builds on.
        round: the round.
        source: whether it is sealed, or who has not submitted, in words.
        record: where it was read.
        seal: whose result it is, or None of a draft.
    """

    loaded: Loaded
    round: str
    source: str
    record: Record
    seal: Sealed | None

    @property
    def sealed(self) -> bool:
        """Whether it is."""
        return self.seal is not None

    @property
    def newest(self) -> Sealed | None:
        """Return the newest seal of the round, which may be a later one."""
        return next((each for each in reversed(self.record.audit.seals) if each.round == self.round), None)


def drafted(directory: Path, round_id: str | None, version: int | None = None) -> Drafted | None:
    """Return a round from the record, or None where the record does not have it.

    Args:
        round_id: the round, or None for the last one opened.
        version: of its seal, or None for the newest.

    Raises:
        Refused: if the record is not whole.
        Mistaken: if it has no seal of this version.
    """
    record = recording.read(directory, without=recording.UNSCORED)
    if round_id is None and record.audit.openings:
        round_id = list(record.audit.openings)[-1]
    opened = record.audit.openings.get(round_id or "")
    if opened is None:
        return None
    seal = _seal(record, opened.round.id, version)
    organizer: Sequence[Entry] = record.audit.organizer if seal is None else seal.organizer
    journals: Mapping[str, Sequence[Entry]] = record.audit.judges if seal is None else seal.counted
    every = built_on(record.audit, opened.round.id)
    every[opened.round.id] = entered(opened.round.id, organizer, journals, opened_values(record.audit))
    problems = Problems()
    challenge = recorded.load(opening.inputs(record.audit.files, opened.round.id), every, problems)
    source = f"sealed as {seal.name}" if seal is not None else _waiting(record, opened)
    source += _changed(directory, record, opened, challenge)
    return Drafted(Loaded(challenge, problems), opened.round.id, source, record, seal)


def _seal(record: Record, round_id: str, version: int | None) -> Sealed | None:
    seals = [each for each in record.audit.seals if each.round == round_id]
    if version is None:
        return seals[-1] if seals else None
    found = next((each for each in seals if each.entry.number("version") == version), None)
    if found is None:
        raise Mistaken(
            f"there is no seal {round_id}.{version}; seals: {listed([each.name for each in seals]) or 'none'}"
        )
    return found


def _waiting(record: Record, opened: Opening) -> str:
    panel = opened.round.panel
    judges = sorted(judge for judge in record.audit.keys if panel is None or judge in panel)
    left = [
        judge
        for judge in judges
        if not submitted(record, journal.of_round(record.audit.judges.get(judge, []), opened.round.id), judge, opened)
    ]
    if not left:
        return "a draft from the record: all judges have submitted, and the round is not sealed"
    return f"a draft from the record: {listed(left, 20)} {'has' if len(left) == 1 else 'have'} not submitted"


def _changed(directory: Path, record: Record, opened: Opening, counted: Challenge) -> str:
    """Say which files of the folder are no longer as they were when the round was opened, since the record counts."""
    try:
        loaded = load(directory)
    except Refused:
        return ""
    if loaded.problems.refused:
        return "; the files of the folder can no longer be read as they are, and the record counts"
    now = _files(record, loaded.challenge)
    then = opening.inputs(record.audit.files, opened.round.id)
    entered = _files(record, attrs.evolve(loaded.challenge, assigned=counted.assigned))
    then |= {path: data for path, data in entered.items() if path == assignments.FILE}
    changed = (path for path in sorted(now.keys() | then.keys()) if now.get(path) != then.get(path))
    names = ["submissions/" if path == snapshot.SUBMISSIONS else path for path in changed]
    return (
        f"; changed in the folder since the round was opened, and without effect: {', '.join(names)}" if names else ""
    )


def _files(record: Record, challenge: Challenge) -> dict[str, bytes]:
    codes = naming.codes(record.challenge, (judge.id for judge in challenge.judges))
    return snapshot.files(challenge, codes, Problems())
