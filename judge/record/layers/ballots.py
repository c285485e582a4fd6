"""The ballots of judges: of open rounds, on the scale, revised in order, and nothing after the last line."""

from collections.abc import Mapping

import attrs

from judge.record import journal
from judge.record.audit import Audit
from judge.record.entries import decimal
from judge.record.journal import Entry
from judge.record.layers import comparisons
from judge.record.opening import Opening, of_round
from judge.record.standing import Fault, Standing, pair

LAYER = "meaning"
FACT = "confidence"
"""What may be said of a mark; under another name it could take the place of a column of marks."""


def check(audit: Audit) -> None:
    """Follow the entries of each judge."""
    positions = {each.hash: at for at, each in enumerate(audit.organizer)}
    for judge, entries in audit.judges.items():
        follower = _Follower(audit, judge, positions)
        for each in entries:
            fault = follower.fault(each)
            if fault is not None:
                code, text = fault
                file = journal.of_judge(judge)
                because = source(audit, code, each.text("round"), file)
                audit.findings.add(code, LAYER, file, text, each.line.number, each.line.start, because=because)


def source(audit: Audit, code: str, round_id: str, file: str) -> str | None:
    """Return the file that a fault of an entry comes from, if anything is wrong with that."""
    if code in ("E_REV", "E_COUNT"):
        return file
    if code == "E_SEEN":
        return audit.findings.file_with(code) or journal.ORGANIZER
    if code in ("E_SUBMISSION", "E_VALUE", "E_ROSTER"):
        return audit.findings.file_below(of_round(round_id)) or file
    if code == "E_ROUND":
        broken = audit.findings.in_file(journal.ORGANIZER)
        return journal.ORGANIZER if broken else audit.findings.file_below(of_round(round_id))
    return None


@attrs.define(eq=False)
class _Follower:
    """One journal, followed entry by entry."""

    audit: Audit
    judge: str
    positions: Mapping[str, int]
    seen: int = 0
    ballots: dict[tuple[str, str], Standing] = attrs.field(factory=dict)
    answers: dict[tuple[str, str, str], Standing] = attrs.field(factory=dict)
    recused: set[tuple[str, str]] = attrs.field(factory=set)
    submitted: dict[str, int] = attrs.field(factory=dict)

    def fault(self, each: Entry) -> Fault:
        """Return what is wrong with an entry, and remember what it does."""
        opened = self.audit.openings.get(each.text("round"))
        fault = self._seen(each, opened)
        if fault is not None or opened is None:
            return fault
        return self._late(each) or _STEPS[each.type](self, each, opened)

    def _seen(self, each: Entry, opened: Opening | None) -> Fault:
        at = self.positions.get(each.text("seen"))
        if opened is None:
            return "E_ROUND", f"the round {each.text('round')} was not open"
        if at is None:
            return "E_SEEN", f"the entry names {each.text('seen')[:8]}… of the organizer, which is not in this record"
        if at < opened.position:
            return "E_SEEN", f"the entry was made before its judge had seen the round {opened.round.id} opened"
        if at < self.seen:
            return "E_SEEN", "the entry names an older entry of the organizer than the one before it"
        self.seen = at
        if each.text("at") < self.audit.organizer[at].text("at"):
            return "E_TIME", f"the time {each.text('at')} is earlier than that of the organizer's entry it names"
        if opened.judges and self.judge not in opened.judges:
            return "E_ROSTER", f"{self.judge} is not on the panel of the round {opened.round.id}"
        return None

    def _late(self, each: Entry) -> Fault:
        """Nothing follows the last line of a round, unless the organizer opened the journal again."""
        round_id = each.text("round")
        if round_id not in self.submitted:
            return None
        again = any(
            one.type == "reopen" and one.body["round"] == round_id and one.body["judge"] == self.judge
            for one in self.audit.organizer[self.submitted[round_id] + 1 : self.seen + 1]
        )
        if not again:
            return "E_AFTER_SUBMIT", f"the entry stands after the last line of the round {round_id}"
        del self.submitted[round_id]
        return None

    def mark(self, each: Entry, opened: Opening) -> Fault:
        """Return what is wrong with a ballot."""
        round_id, sub, marks = each.text("round"), each.text("sub"), each.table("marks")
        standing = self.ballots.setdefault((round_id, sub), Standing())
        fault = _record(each, opened)
        if fault is None and (round_id, sub) in self.recused:
            fault = "E_RECUSED", f"{self.judge} stepped aside for {sub}, and marked it afterwards"
        fault = fault or _hidden(opened, marks)
        if fault is None:
            fault = marks_fault(opened, {} if opened.sealed else marks, each.table("facts"))
        return standing.follow(each) or fault

    def compare(self, each: Entry, opened: Opening) -> Fault:
        """Return what is wrong with an answer on a pair."""
        round_id, subs = each.text("round"), pair(each)
        standing = self.answers.setdefault((round_id, *subs), Standing())
        fault = _hidden(opened, each.table("marks")) or comparisons.fault(opened, each)
        left = next((sub for sub in subs if (round_id, sub) in self.recused), None)
        if fault is None and left is not None:
            fault = "E_RECUSED", f"{self.judge} stepped aside for {left}, and compared it afterwards"
        return standing.follow(each) or fault

    def recuse(self, each: Entry, opened: Opening) -> Fault:
        """Return what is wrong with a recusal."""
        self.recused.add((each.text("round"), each.text("sub")))
        if each.text("sub") not in opened.records:
            return "E_SUBMISSION", f"there is no submission `{each.text('sub')[:40]}`"
        return None

    def submit(self, each: Entry, opened: Opening) -> Fault:
        """Return what is wrong with the last line of a round."""
        self.submitted[opened.round.id] = self.seen
        if each.number("count") != each.number("seq"):
            return (
                "E_COUNT",
                f"the last line counts {each.number('count')} lines before it, and there are {each.number('seq')}",
            )
        return None


_STEPS = {
    "mark": _Follower.mark, "compare": _Follower.compare, "recuse": _Follower.recuse, "submit": _Follower.submit,
}  # fmt: skip


def _hidden(opened: Opening, marks: Mapping[str, object]) -> Fault:
    if opened.sealed != ("sha256" in marks):
        return (
            "E_VALUE",
            "marks of a sealed round are hidden until its seal" if opened.sealed else "the marks are hidden",
        )
    return None


def _record(each: Entry, opened: Opening) -> Fault:
    known = opened.records.get(each.text("sub"))
    if known is None:
        return "E_SUBMISSION", f"there is no submission `{each.text('sub')[:40]}`"
    if known != each.body["record"]:
        return "E_SUBMISSION", f"the judge read another record of {each.text('sub')} than the one that is judged"
    return None


def marks_fault(opened: Opening, marks: Mapping[str, object], facts: Mapping[str, object]) -> Fault:
    """Return what is wrong with marks: their criteria, their values on the scale, or what is said beside them."""
    if opened.round.ballot == "pairs":
        return (
            "E_VALUE",
            f"the round {opened.round.id} asks which of two submissions is better, and takes no other marks",
        )
    named = {criterion: None for values in facts.values() if isinstance(values, dict) for criterion in values}
    for criterion, value in (*named.items(), *marks.items()):
        words = opened.fault(criterion, value)
        if words:
            return "E_VALUE", words
    odd = next((name for name in facts if name != FACT), None)
    if odd is not None:
        return "E_VALUE", f"a ballot says `{odd[:40]}` beside its marks, where only `{FACT}` may stand"
    texts = [text for values in facts.values() if isinstance(values, dict) for text in values.values()]
    if not all(decimal(text) and not str(text).startswith("-") for text in texts):
        return "E_VALUE", f"a `{FACT}` is a number of zero or more"
    return None


def import_fault(audit: Audit, opened: Opening, each: Entry, position: int) -> Fault:
    """Return what is wrong with a ballot that the organizer entered for a judge."""
    judge, sub = each.text("judge"), each.text("sub")
    standing = audit.imported.setdefault((opened.round.id, judge, sub), Standing())
    own = any(
        one.type == "mark" and one.body["sub"] == sub
        for one in journal.of_round(audit.judges.get(judge, ()), opened.round.id)
    )
    fault: Fault = None
    if own:
        fault = "E_REV", f"{judge} has marked {sub}, so nobody else can enter marks in this place"
    return standing.follow(each) or fault or marks_fault(opened, each.table("marks"), each.table("facts"))
