"""Scoring from a record: the inputs a round was opened with, the entries that count, and the lines of the result."""

from collections.abc import Mapping, Sequence

from judge.files import recorded
from judge.files.recorded import Entered
from judge.model.problem import Problems
from judge.record import opening
from judge.record.audit import Audit, Sealed
from judge.record.counted import entered
from judge.record.journal import Entry
from judge.record.trail import lines
from judge.score.run import Scored, score


def opened_values(audit: Audit) -> dict[tuple[str, int | None], object]:
    """Return by judge and number of the entry the hidden marks that disclosures open."""
    return {(each.judge, each.seq): each.value for each in audit.disclosed.values() if each.field == "marks"}


def built_on(audit: Audit, round_id: str) -> dict[str, Entered]:
    """Return by round what was entered in the rounds that a round builds on, as their seals have it."""
    found: dict[str, Entered] = {}
    opened = audit.openings[round_id]
    for name, hash_ in opened.entry.table("builds").items():
        seal = next((each for each in audit.seals if each.entry.hash == hash_), None)
        if seal is not None and name != round_id:
            found |= built_on(audit, name)
            found[name] = entered(name, seal.organizer, seal.counted, opened_values(audit))
    return found


def scored(
    audit: Audit, round_id: str, organizer: Sequence[Entry], journals: Mapping[str, Sequence[Entry]], problems: Problems
) -> Scored | None:
    """Return a round of a record scored, or None where a problem forbids it.

    Args:
        audit: the record, checked as far as the openings.
        round_id: a round that was opened.
        organizer: the organizer's entries that count.
        journals: by judge, the entries that count.
        problems: to which whatever is wrong is added.
    """
    every = built_on(audit, round_id)
    every[round_id] = entered(round_id, organizer, journals, opened_values(audit))
    challenge = recorded.load(opening.inputs(audit.files, round_id), every, problems)
    return None if problems.refused else score(challenge, round_id, problems, keep=True)


def result(audit: Audit, seal: Sealed, problems: Problems) -> bytes | None:
    """Return the bytes of a sealed result as they come out of the record, or None with a problem."""
    return written(scored(audit, seal.round, seal.organizer, seal.counted, problems))


def written(done: Scored | None) -> bytes | None:
    """Return the bytes of a result."""
    return None if done is None else "".join(f"{line}\n" for line in lines(done)).encode()
