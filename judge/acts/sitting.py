"""The sitting: a judge's ballots of a round, mark by mark, each on the disk before the next question."""

import hashlib
from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Literal

import attrs

from judge.acts import recording
from judge.acts.asked import asked
from judge.acts.balloting import Given, entry_of, spelt
from judge.acts.loading import Mistaken
from judge.acts.own_journal import add, disclosed, hidden, of_round, standing
from judge.acts.recording import Record
from judge.acts.submitting import submitted
from judge.model.challenge import Submission
from judge.model.rubric import Criterion
from judge.record import journal
from judge.record.disclosure import Disclosure
from judge.record.journal import Entry
from judge.record.opening import Opening

Order = Literal["drawn", "id"]
UNDONE = "taken back at once"
"""The reason that stands in the entry of an undo."""


@attrs.define(eq=False)
class Sitting:
    """A judge at work in one round.

    Attributes:
        directory: the challenge folder.
        judge: who.
        record, opened: what was read.
        order: the submissions to be marked, in this judge's own order.
        entries: the judge's journal as it stands.
        known: by digest, what its entries hold only the digests of.
    """

    directory: Path
    judge: str
    record: Record
    opened: Opening
    order: tuple[str, ...]
    entries: list[Entry]
    known: dict[str, Disclosure]
    _passphrase: str | None
    _done: list[tuple[str, str, str | None]] = attrs.field(factory=list)

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        """Return what the judge marks, in the order of the rubric."""
        judge = next((each for each in self.opened.challenge.judges if each.id == self.judge), None)
        mine = None if judge is None else judge.criteria
        every = self.opened.rubric.criteria if self.opened.rubric else ()
        return tuple(each for each in every if each.derived is None and (mine is None or each.id in mine))

    @property
    def ended(self) -> bool:
        """Whether the last line of the round is written."""
        return submitted(self.record, journal.of_round(self.entries, self.opened.round.id), self.judge, self.opened)

    @property
    def recused(self) -> frozenset[str]:
        """Return the submissions that the judge stepped aside for."""
        mine = journal.of_round(self.entries, self.opened.round.id)
        return frozenset(each.text("sub") for each in mine if each.type == "recuse")

    def submission(self, name: str) -> Submission:
        """Return a record."""
        return next(each for each in self.opened.challenge.submissions if each.id == name)

    def given(self, name: str) -> dict[str, object]:
        """Return by criterion the marks in force for a submission; what was taken back is not there."""
        mine = journal.of_round(self.entries, self.opened.round.id)
        _, found = standing(mine, name, self.known)
        return {criterion: value for criterion, value in found.items() if value is not None}

    def remark(self, name: str) -> str | None:
        """Return the last remark on a submission."""
        for each in reversed(journal.of_round(self.entries, self.opened.round.id)):
            hidden_ = each.body.get("remark")
            if each.type == "mark" and each.body["sub"] == name and isinstance(hidden_, dict):
                found = self.known.get(str(hidden_["sha256"]))
                return str(found.value) if found is not None else None
        return None

    def owes_remark(self, name: str) -> bool:
        """Whether the round asks for a remark on this ballot, and there is none."""
        asked = self.opened.round.remarks
        if asked is None or self.remark(name):
            return False
        return not asked or any(str(value) in asked for value in self.given(name).values())

    def unmarked(self, name: str) -> list[str]:
        """Return the criteria on which a submission has no mark yet."""
        given = self.given(name)
        return [each.id for each in self.criteria if each.id not in given]

    def complete(self, name: str) -> bool:
        """Whether nothing is left to do for a submission."""
        return name in self.recused or (not self.unmarked(name) and not self.owes_remark(name))

    def others(self, name: str) -> Mapping[str, Sequence[Fraction]]:
        """Return by criterion the judge's own marks for other submissions."""
        found: dict[str, list[Fraction]] = {}
        for other in self.order:
            for criterion, value in self.given(other).items() if other != name else ():
                try:
                    found.setdefault(criterion, []).append(Fraction(str(value)))
                except ValueError:
                    continue
        return found

    def progress(self) -> tuple[int, int, int, int]:
        """Return marks given, marks asked for, submissions finished, submissions asked for."""
        wanted = [name for name in self.order if name not in self.recused]
        marks = sum(len(self.criteria) - len(self.unmarked(name)) for name in wanted)
        done = sum(self.complete(name) for name in self.order)
        return marks, len(wanted) * len(self.criteria), done, len(self.order)

    # -- entries ------------------------------------------------------------------------------------------------------

    def mark(self, name: str, criterion: str, text: str, why: str = "") -> str:
        """Give a mark, and return it as it was written.

        Raises:
            Refused: if it is not on the scale.
            Mistaken: if it changes an earlier mark without a reason.
        """
        before = self.given(name).get(criterion)
        self._enter(Given(name, {criterion: text}), why)
        self._done.append((name, criterion, None if before is None else str(before)))
        return str(self.given(name).get(criterion))

    def spelt(self, criterion: str, text: str) -> tuple[str, str]:
        """Return a mark in its one spelling, and what is wrong with it or nothing; a comma is a point where declared."""
        typed = text.replace(",", ".") if self.opened.round.comma else text
        written = spelt(typed)
        return written, self.opened.fault(criterion, written)

    def with_point(self, criterion: str, text: str) -> bool:
        """Whether a mark with a comma would be right with a point."""
        return "," in text and not self.opened.fault(criterion, spelt(text.replace(",", ".")))

    def undo(self) -> tuple[str, str] | None:
        """Take back the last mark that stands, of this sitting or an earlier one; return what it was on, or None."""
        while self._done and self._done[-1][0] in self.recused:
            self._done.pop()  # a submission that the judge stepped aside for takes no more entries
        if not self._done:
            return None
        name, criterion, before = self._done.pop()
        self._enter(Given(name, {criterion: before if before is not None else "-"}), UNDONE)
        return name, criterion

    def enter(self, given: Given, why: str) -> None:
        """Enter a whole ballot: only what it changes becomes an entry.

        Raises:
            Refused: if a mark is not on the scale.
            Mistaken: if it changes an earlier mark without a reason.
        """
        before = self.given(given.submission)
        marks = {key: text for key, text in given.marks.items() if str(before.get(key)) != text}
        remark = given.remark if given.remark != self.remark(given.submission) else None
        if marks or remark is not None:
            self._enter(attrs.evolve(given, marks=marks, remark=remark), why)

    def write_remark(self, name: str, text: str) -> None:
        """Write a remark on a submission; the last one counts."""
        self._enter(Given(name, {}, remark=text), "")

    def step_aside(self, name: str, reason: str, kind: str = "") -> None:
        """Step aside for a submission."""
        opens: list[Disclosure] = []
        body = {
            "type": "recuse", "judge": self.judge, "round": self.opened.round.id, "sub": name, "kind": kind,
            "seen": self.record.audit.organizer[-1].hash,
            "why": hidden(opens, self.judge, len(self.entries), "why", reason),
        }  # fmt: skip
        self.append([body], opens)

    def _enter(self, given: Given, why: str) -> None:
        opens: list[Disclosure] = []
        mine = of_round(self.record, self.judge, self.opened)
        body = entry_of(self.record, self.opened, self.judge, mine, given, why, self.known, opens)
        self.append([body], opens)

    def append(self, bodies: Sequence[Mapping[str, object]], opens: list[Disclosure]) -> None:
        """Add entries to the judge's journal, with what they hide; on return they are on the disk."""
        added = add(self.record, self.judge, bodies, opens, self._passphrase)
        self.entries += added.entries
        self.known |= {each.digest: each for each in opens}


def begin(directory: Path, judge: str, round_id: str | None, passphrase: str | None, order: Order = "drawn") -> Sitting:
    """Return a sitting where the judge left off.

    Raises:
        Refused: if the record is not whole.
        Mistaken: if the round is not open, or the judge is not in the roster.
    """
    record = recording.read(directory, judge)
    opened = record.opening(round_id)
    of_round(record, judge, opened)
    if opened.rubric is None:
        raise Mistaken(f"the round `{opened.round.id}` has no marks")
    mine_ = asked(record, opened, judge)
    names = [name for name in opened.records if name in mine_]
    if order == "drawn":
        names.sort(key=lambda name: _drawn(record.challenge, opened.round.id, judge, name))
    names.sort(key=lambda name: name not in opened.round.calibration)
    entries = list(record.audit.judges.get(judge, []))
    record.audit.entries[journal.of_judge(judge)] = entries
    known = disclosed(record.challenge, judge)
    mine = of_round(record, judge, opened)
    return Sitting(directory, judge, record, opened, tuple(names), entries, known, passphrase, _given(mine, known))


def _given(mine: Sequence[Entry], known: Mapping[str, Disclosure]) -> list[tuple[str, str, str | None]]:
    """Return the marks that may be taken back, the last one last: submission, criterion and the mark before."""
    done: list[tuple[str, str, str | None]] = []
    now: dict[tuple[str, str], str | None] = {}
    for each in mine:
        if each.type != "mark":
            continue
        name, marks = each.text("sub"), each.table("marks")
        opened = known.get(str(marks.get("sha256")))
        values = opened.value["marks"] if opened is not None and isinstance(opened.value, dict) else marks
        for criterion, value in values.items():
            text = None if value is None else str(value)
            if each.body["why"] == UNDONE and done and done[-1][:2] == (name, criterion):
                done.pop()
            elif "sha256" not in values:
                done.append((name, criterion, now.get((name, criterion))))
            now[name, criterion] = text
    return done


def _drawn(challenge: str, round_id: str, judge: str, name: str) -> str:
    """Return what a judge's order goes by: the same at every resume, and another for every judge."""
    return hashlib.sha256(f"{challenge}/{round_id}/{judge}/{name}".encode()).hexdigest()
