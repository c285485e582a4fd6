"""``judge score`` and ``judge recuse``: a judge's own entries."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path

import attrs

from judge.acts import recording
from judge.acts.appending import Added
from judge.acts.loading import Mistaken, Refused
from judge.acts.own_journal import add, disclosed, hidden, of_round, seen, standing
from judge.acts.recording import Record
from judge.acts.submitting import submitted
from judge.files.panel import CONFLICTS
from judge.model.challenge import Round
from judge.model.number import Unreadable, parse, plain
from judge.model.place import Place
from judge.model.problem import Problems, listed, nearest
from judge.record.disclosure import Disclosure, sealed_value
from judge.record.entries import decimal, name
from judge.record.journal import Entry
from judge.record.line import Body
from judge.record.opening import Opening
from judge.record.standing import Standing


@attrs.frozen
class Ballot:
    """A judge's ballot as it stands after an entry.

    Attributes:
        judge, round, submission: whose it is.
        marks: by criterion, in the order of the rubric; None where nothing is marked.
        added: the entries that were written.
        unchanged: whether nothing was, since all of it stood there already.
    """

    judge: str
    round: str
    submission: str
    marks: Mapping[str, str | None]
    added: Added
    unchanged: bool = False


@attrs.frozen
class Given:
    """A ballot as a judge gives it.

    Attributes:
        submission: what is judged.
        marks: by criterion the mark as it was typed; ``-`` takes a mark back.
        confidence: by criterion, how sure the judge is, where the rubric's rule reads it.
        remark: what the judge writes beside it, or None.
    """

    submission: str
    marks: Mapping[str, str]
    confidence: Mapping[str, str] = attrs.field(factory=dict)
    remark: str | None = None


def score(
    directory: Path, judge: str, round_id: str | None, ballots: Sequence[Given], why: str, passphrase: str | None
) -> list[Ballot]:
    """Enter or revise ballots, all of them or none.

    Args:
        why: the reason of a change.

    Raises:
        Refused: if a mark is not on the scale; everything wrong is said at once.
        Mistaken: if there is no such round, submission or criterion.
    """
    record = recording.read(directory, judge)
    opened = record.opening(round_id)
    mine = of_round(record, judge, opened)
    _still_open(record, mine, judge, opened)
    one_by_one(opened.round)
    opens: list[Disclosure] = []
    bodies: list[Body] = []
    known = disclosed(record.challenge, judge)
    standings: dict[str, Standing] = {}
    given: dict[str, dict[str, object]] = {}
    wrong: list[str] = []
    for each in ballots:
        record.submission(opened, each.submission)
        if any(one.type == "recuse" and one.body["sub"] == each.submission for one in mine):
            raise Mistaken(f"{judge} stepped aside for {each.submission}; no ballot can follow")
        if each.submission not in standings:
            standings[each.submission], given[each.submission] = standing(mine, each.submission, known)
        seq = len(record.audit.judges.get(judge, ())) + len(bodies)
        values = _values(opened, each, wrong)
        if not wrong:
            _unreasoned(each.submission, given[each.submission], values, why)
        if not opened.sealed and _nothing_new(each, given[each.submission], values):
            continue
        body = _body(record, opened, judge, seq, each, values, standings[each.submission].last, why, opens)
        standings[each.submission].last = seq
        given[each.submission].update(values)
        bodies.append(body)
    if wrong:
        raise Refused(_wrong(wrong))
    added = add(record, judge, bodies, opens, passphrase) if bodies else Added(())
    written = {body["sub"] for body in bodies}
    return [
        Ballot(
            judge,
            opened.round.id,
            sub,
            {each: _shown(marks.get(each)) for each in opened.criteria},
            added,
            sub not in written,
        )
        for sub, marks in given.items()
    ]


def _wrong(marks: Sequence[str]) -> Problems:
    problems = Problems()
    for each in marks:
        problems.refuse("mark-refused", Place(""), each)
    return problems


def _shown(value: object) -> str | None:
    return None if value is None else str(value)


def _nothing_new(each: Given, before: Mapping[str, object], values: Mapping[str, str | None]) -> bool:
    """Whether a ballot says again what stands, as a table does that is taken twice."""
    same = bool(values) and all(before.get(criterion) == value for criterion, value in values.items())
    return same and each.remark is None and not each.confidence


def _unreasoned(submission: str, before: Mapping[str, object], values: Mapping[str, object], why: str) -> None:
    absent = [each for each, value in values.items() if value is None and before.get(each) is None]
    if absent:
        raise Mistaken(f"{', '.join(absent)}: no mark for {submission} is there to be taken back")
    changes = [each for each, value in values.items() if before.get(each) not in (None, value)]
    if changes and not why:
        was = ", ".join(f"{each} was {before[each] or 'taken back'}" for each in changes)
        raise Mistaken(f"this changes what was given for {submission} ({was}); say why with --reason")


def _body(
    record: Record,
    opened: Opening,
    judge: str,
    seq: int,
    each: Given,
    values: Mapping[str, str | None],
    rev: int | None,
    why: str,
    opens: list[Disclosure],
) -> Body:
    """Return the entry of a ballot; what is private goes into ``opens``."""
    confidence = {criterion: _number(text, criterion) for criterion, text in each.confidence.items()}
    unmarked = [criterion for criterion in confidence if values.get(criterion) is None]
    if unmarked:
        raise Mistaken(f"a confidence on {', '.join(unmarked)} needs a mark beside it")
    facts = {"confidence": confidence} if confidence else {}
    again = "sealed ballot given again" if opened.sealed and rev is not None else ""
    sealed = hidden(opens, judge, seq, "marks", sealed_value(values, facts)) if opened.sealed else None
    return {
        "type": "mark", "judge": judge, "round": opened.round.id, "seen": seen(record), "sub": each.submission,
        "record": opened.records[each.submission], "marks": sealed or dict(values), "facts": {} if sealed else facts,
        "remark": None if each.remark is None else hidden(opens, judge, seq, "remark", each.remark), "rev": rev,
        "why": why or again,
    }  # fmt: skip


def entry_of(
    record: Record,
    opened: Opening,
    judge: str,
    mine: Sequence[Entry],
    given: Given,
    why: str,
    known: Mapping[str, Disclosure],
    opens: list[Disclosure],
) -> Body:
    """Return the entry of one ballot, which follows all those that the judge's journal has.

    Args:
        mine: the judge's entries of the round.
        known: by digest, what the judge's hidden marks open to.
        opens: to which the disclosures of what is private are added.

    Raises:
        Refused: if a mark is not on the scale.
        Mistaken: if it changes an earlier mark without a reason.
    """
    stands, before = standing(mine, given.submission, known)
    wrong: list[str] = []
    values = _values(opened, given, wrong)
    if wrong:
        raise Refused(_wrong(wrong))
    _unreasoned(given.submission, before, values, why)
    seq = len(record.audit.judges.get(judge, ()))
    return _body(record, opened, judge, seq, given, values, stands.last, why, opens)


def recuse(
    directory: Path, judge: str, round_id: str | None, submission: str, reason: str, kind: str, passphrase: str | None
) -> Added:
    """Step aside for a submission; the reason stays private unless an edition discloses it.

    Raises:
        Mistaken: if there is no such submission, or the kind of conflict is unknown.
    """
    record = recording.read(directory, judge)
    opened = record.opening(round_id)
    record.submission(opened, submission)
    if kind and kind not in CONFLICTS:
        raise Mistaken(
            f"`{kind}` is no kind of conflict; {nearest(kind, CONFLICTS) or f'kinds: {listed(CONFLICTS, 20)}'}"
        )
    mine = of_round(record, judge, opened)
    _still_open(record, mine, judge, opened)
    if any(each.type == "recuse" and each.body["sub"] == submission for each in mine):
        raise Mistaken(f"{judge} stepped aside for {submission} already")
    opens: list[Disclosure] = []
    seq = len(record.audit.judges.get(judge, ()))
    body = {
        "type": "recuse", "judge": judge, "round": opened.round.id, "seen": seen(record), "sub": submission, "kind": kind,
        "why": hidden(opens, judge, seq, "why", reason),
    }  # fmt: skip
    return add(record, judge, [body], opens, passphrase)


def one_by_one(round_: Round) -> None:
    """Refuse a round whose judges give no marks one by one, but say which of two submissions is better.

    Raises:
        Mistaken: if it is one.
    """
    if round_.ballot == "pairs":
        raise Mistaken(f"in the round `{round_.id}` judges compare submissions, two at a time: judge score {round_.id}")


# -- parts ------------------------------------------------------------------------------------------------------------


def _still_open(record: Record, mine: list[Entry], judge: str, opened: Opening) -> None:
    if submitted(record, mine, judge, opened):
        raise Mistaken(f"{judge} has submitted the round `{opened.round.id}`; ask the organizer for `judge reopen`")


def _values(opened: Opening, ballot: Given, wrong: list[str]) -> dict[str, str | None]:
    """Return marks in their one spelling; what is wrong with them is added to ``wrong``."""
    criteria = opened.criteria
    found: dict[str, str | None] = {}
    for criterion, text in ballot.marks.items():
        if criterion not in criteria:
            raise Mistaken(
                f"there is no criterion `{criterion}`; {nearest(criterion, criteria) or listed(criteria, 20)}"
            )
        value = None if text == "-" else spelt(text)
        fault = opened.fault(criterion, value)
        if fault or not (value is None or decimal(value) or name(value)):
            wrong.append(f"{ballot.submission}, {criterion}: {fault or f'`{text}` is no mark'}")
        found[criterion] = value
    return found


def spelt(text: str) -> str:
    """Return a mark in its one spelling: a number as `plain` writes it, anything else as it stands."""
    number = parse(text.strip())
    if isinstance(number, Unreadable):
        return text.strip()
    return plain(number)


def _number(text: str, criterion: str) -> str:
    number = parse(text.strip())
    if not isinstance(number, Fraction):
        raise Mistaken(f"the confidence `{text}` on {criterion} is no number")
    if number < 0 or not decimal(plain(number)):
        raise Mistaken(f"the confidence `{text}` on {criterion} is no decimal number of zero or more")
    return plain(number)
