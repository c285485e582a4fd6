"""``judge submit``: the end of a judge's round, and what goes to the organizers."""

from collections.abc import Iterable
from pathlib import Path

import attrs

from judge.acts import recording
from judge.acts.asked import asked
from judge.acts.compared import compared as compared_so_far
from judge.acts.loading import Mistaken
from judge.acts.own_journal import add, disclosed, disclosures, of_round, seen, standing
from judge.acts.recording import Record
from judge.files import private
from judge.model.problem import listed
from judge.record import journal
from judge.record.journal import Entry
from judge.record.opening import Opening


@attrs.frozen
class Submitted:
    """The end of a judge's round.

    Attributes:
        judge, round: whose.
        marked, recused: the submissions.
        unmarked: submissions without a complete ballot.
        untouched: submissions that the judge was asked to mark, and of which the journal says nothing.
        text: what to hand to the organizer: the journal, then the disclosures.
        sealed: whether the marks are hidden until the seal, so that the text is for the organizer alone.
        compared: in a round of pairs, how many comparisons were made, else None.
    """

    judge: str
    round: str
    marked: tuple[str, ...]
    recused: tuple[str, ...]
    unmarked: tuple[str, ...]
    untouched: tuple[str, ...]
    text: bytes
    sealed: bool
    compared: int | None = None


def submit(directory: Path, judge: str, round_id: str | None, passphrase: str | None, *, incomplete: bool) -> Submitted:
    """Write the last line of a round; a second time it only returns what to hand over.

    Args:
        incomplete: whether ballots may lack marks.

    Raises:
        Mistaken: if ballots lack marks, and that was not said to be right.
    """
    record = recording.read(directory, judge)
    opened = record.opening(round_id)
    mine = of_round(record, judge, opened)
    marked, recused, unmarked = _progress(record, judge, mine, opened)
    compared = compared_so_far(record, judge, mine, opened) if opened.round.ballot == "pairs" else None
    if compared is not None:
        marked = compared.submissions
    if not submitted(record, mine, judge, opened):
        if not (marked or recused or unmarked or incomplete):
            raise Mistaken(f"{judge} has given no ballot; say --incomplete if that is how it shall be")
        if unmarked and not incomplete:
            raise Mistaken(
                f"begun and not complete: {listed(unmarked)}; mark them, or say --incomplete if that is how it shall be"
            )
        if compared is not None and compared.done < compared.wanted and not incomplete:
            raise Mistaken(
                f"{compared.done} of {compared.wanted} comparisons are made; go on with `judge score {opened.round.id}`, "
                "or say --incomplete if that is how it shall be"
            )
        seq = len(record.audit.judges.get(judge, ()))
        body = {"type": "submit", "judge": judge, "round": opened.round.id, "seen": seen(record), "count": seq}
        add(record, judge, [body], [], passphrase)
    text = (record.folder / journal.of_judge(judge)).read_bytes()
    kept = private.read(disclosures(record.challenge, judge)) or b""
    untouched = tuple(sorted(asked(record, opened, judge) - {*marked, *recused, *unmarked}))
    done = None if compared is None else compared.done
    return Submitted(judge, opened.round.id, marked, recused, unmarked, untouched, text + kept, opened.sealed, done)


def submitted(record: Record, mine: list[Entry], judge: str, opened: Opening) -> bool:
    """Whether the last line of a round is written, and the organizer did not open the journal again."""
    last = next((each for each in reversed(mine) if each.type == "submit"), None)
    if last is None or mine[-1] is not last:
        return False
    seen = next(at for at, each in enumerate(record.audit.organizer) if each.hash == last.body["seen"])
    return not any(
        each.type == "reopen" and each.body["judge"] == judge and each.body["round"] == opened.round.id
        for each in record.audit.organizer[seen + 1 :]
    )


def _progress(
    record: Record, judge: str, mine: list[Entry], opened: Opening
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Return what is marked, recused, and begun without being complete."""
    criteria = set(opened.criteria)
    declared = next((each for each in opened.challenge.judges if each.id == judge), None)
    if declared is not None and declared.criteria is not None:
        criteria &= set(declared.criteria)
    recused = sorted({each.text("sub") for each in mine if each.type == "recuse"})
    subs = sorted({each.text("sub") for each in mine if each.type == "mark"} - set(recused))
    begun = []
    known = disclosed(record.challenge, judge)
    for sub in subs:
        _, given = standing(mine, sub, known)
        marks = {each: value for each, value in given.items() if value is not None}
        if not criteria <= marks.keys() or _owes(mine, sub, marks.values(), opened):
            begun.append(sub)
    return tuple(sub for sub in subs if sub not in begun), tuple(recused), tuple(begun)


def _owes(mine: list[Entry], sub: str, marks: Iterable[object], opened: Opening) -> bool:
    """Whether the round asks for a remark on a ballot that has none."""
    at = opened.round.remarks
    if at is None or any(each.body.get("remark") for each in mine if each.type == "mark" and each.body["sub"] == sub):
        return False
    return not at or any(str(value) in at for value in marks)
