"""``judge decide``, ``judge void``, ``judge reopen``, ``judge fact``: what organizers enter, each with a reason."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import attrs

from judge.acts import appending, recording
from judge.acts.appending import Added
from judge.acts.loading import Mistaken, Refused
from judge.acts.recording import Record
from judge.files.style import clean
from judge.model.number import Unreadable, parse, plain
from judge.model.place import Place
from judge.model.problem import Problems, listed, nearest
from judge.record import journal
from judge.record.journal import Entry
from judge.record.line import Body, Line
from judge.record.opening import Opening
from judge.record.scoring import scored

KINDS = ("withdraw", "disqualify", "recuse", "penalty", "order", "wildcard", "waive", "quorum")


def decide(
    directory: Path,
    round_id: str | None,
    kind: str,
    submissions: Sequence[str],
    reason: str,
    *,
    by: str,
    judge: str | None,
    about: str | None,
    points: str | None,
    passphrase: str | None,
) -> Added:
    """Enter what people decided.

    Args:
        kind: as in ``decisions.toml``, or ``quorum``: to seal although a submission has too few ballots.
        by: who decided, or empty.
        judge: whom a recusal is of.
        about: the outcome of a wildcard, or the gate that is waived.
        points: of a penalty.

    Raises:
        Refused: if the round could not be scored with it.
        Mistaken: if something is missing or not there.
    """
    record = recording.needed(directory, "write it into decisions.toml (docs/challenge.md)")
    opened = record.opening(round_id)
    for each in submissions:
        record.submission(opened, each)
    if len(set(submissions)) < len(submissions):
        raise Mistaken("a submission is named twice")
    _complete(kind, submissions, judge, about, points)
    if judge is not None:
        _judge(record, opened, judge)
    body: Body = {
        "type": "decide", "round": opened.round.id, "kind": kind, "subs": list(submissions), "judge": judge, "about": about,
        "points": None if points is None else _number(points), "by": by, "why": reason,
    }  # fmt: skip
    return _entered(record, opened, [body], passphrase)


def void(
    directory: Path, round_id: str | None, judge: str, submission: str, reason: str, passphrase: str | None
) -> Added:
    """Set a ballot apart; it stays in the record and never counts.

    Raises:
        Mistaken: if there is no such submission or judge.
    """
    record = recording.read(directory, without=recording.UNSCORED)
    opened = record.opening(round_id)
    record.submission(opened, submission)
    _judge(record, opened, judge)
    body = {"type": "void", "round": opened.round.id, "judge": judge, "sub": submission, "why": reason}
    return _entered(record, opened, [body], passphrase)


def reopen(directory: Path, round_id: str | None, judge: str, reason: str, passphrase: str | None) -> Added:
    """Let a judge go on after the last line of a round.

    Raises:
        Mistaken: if there is no such judge.
    """
    record = recording.read(directory, without=recording.UNSCORED)
    opened = record.opening(round_id)
    _judge(record, opened, judge)
    body = {"type": "reopen", "round": opened.round.id, "judge": judge, "why": reason}
    return _entered(record, opened, [body], passphrase)


def fact(
    directory: Path,
    round_id: str | None,
    name: str,
    value: str,
    of: Mapping[str, str],
    reason: str,
    passphrase: str | None,
) -> Added:
    """Enter a fact that became known after the round was opened.

    Args:
        of: by dimension the member it is of, such as a submission.

    Raises:
        Refused: if the round could not be scored with it.
        Mistaken: if a submission is not there.
    """
    record = recording.read(directory, without=recording.UNSCORED)
    opened = record.opening(round_id)
    if name in ("id", "title"):
        raise Mistaken(
            f"the {name} of a record stays as it was when the round was opened; `judge correct` changes what is published"
        )
    if not of:
        raise Mistaken("say what the fact is of, as in --of submission=S-01")
    known: dict[str, Iterable[str]] = {
        "submission": opened.records, "judge": _judges(record, opened), "criterion": opened.criteria,
    }  # fmt: skip
    fields = {each.kind for each in opened.challenge.groups}
    fields |= {name for judge in opened.challenge.judges for name in judge.fields}
    fields |= {name for group in opened.challenge.groups for name in group.fields}
    fields |= {name for each in opened.challenge.submissions for name in each.texts}
    fields |= {name for each in (opened.rubric.criteria if opened.rubric else ()) for name in each.fields}
    for dimension, member in of.items():
        if dimension not in {*known, *fields}:
            raise Mistaken(f"--of {dimension}={member}: facts are of {listed([*known, *sorted(fields)], 20)}")
        if member not in known.get(dimension, (member,)):
            which = nearest(member, known[dimension]) or listed(known[dimension], 20)
            raise Mistaken(f"there is no {dimension} `{member}`; {which}")
    number = parse(value)
    text = clean(value) if isinstance(number, Unreadable) else plain(number)
    body = {"type": "fact", "round": opened.round.id, "name": name, "of": dict(of), "value": text, "why": reason}
    return _entered(record, opened, [body], passphrase)


def assign(
    directory: Path,
    round_id: str | None,
    changes: Mapping[str, tuple[Sequence[str], Sequence[str]]],
    reason: str,
    passphrase: str | None,
) -> Added:
    """Enter who is asked to mark what from now on.

    Args:
        changes: by judge the submissions that are added, and those that are no longer asked for.

    Raises:
        Refused: if the round could not be scored with it.
        Mistaken: if the round was opened without assignments, or somebody is not there.
    """
    record = recording.read(directory, without=recording.UNSCORED)
    opened = record.opening(round_id)
    if opened.round.id not in opened.challenge.assigned:
        raise Mistaken(f"the round `{opened.round.id}` was opened without assignments: every judge marks everything")
    bodies: list[Body] = []
    for judge, (more, fewer) in sorted(changes.items()):
        _judge(record, opened, judge)
        for each in (*more, *fewer):
            record.submission(opened, each)
        bodies.append(
            {
                "type": "assign",
                "round": opened.round.id,
                "judge": judge,
                "add": list(more),
                "drop": list(fewer),
                "why": reason,
            }
        )
    return _entered(record, opened, bodies, passphrase)


def _judges(record: Record, opened: Opening) -> list[str]:
    """Return who may be named in a round: its panel as it was opened; of anybody else no audit takes an entry."""
    return sorted(opened.judges or record.audit.keys)


def _judge(record: Record, opened: Opening, judge: str) -> None:
    known = _judges(record, opened)
    if judge not in known:
        raise Mistaken(
            f"there is no judge `{judge}` in this round; {nearest(judge, known) or f'judges: {listed(known, 20)}'}"
        )


def _complete(kind: str, submissions: Sequence[str], judge: str | None, about: str | None, points: str | None) -> None:
    """Say what a kind of decision needs and does not have."""
    if kind not in KINDS:
        raise Mistaken(f"`{kind}` is no kind of decision; kinds: {', '.join(KINDS)}")
    if not submissions:
        raise Mistaken("say which submission it is about")
    needed = {"recuse": ("--judge", judge), "penalty": ("--points", points), "waive": ("--about", about)}
    if kind in needed and needed[kind][1] is None:
        raise Mistaken(f"a decision `{kind}` needs {needed[kind][0]}")
    given = {
        "--judge": (judge, ("recuse",)),
        "--points": (points, ("penalty",)),
        "--about": (about, ("waive", "wildcard")),
    }
    for option, (value, kinds) in given.items():
        if value is not None and kind not in kinds:
            raise Mistaken(f"a decision `{kind}` has no {option}")


def _number(text: str) -> str:
    number = parse(text)
    if isinstance(number, Unreadable):
        raise Mistaken(f"--points: `{text}` {number.why}")
    return plain(number)


def _entered(record: Record, opened: Opening, bodies: Sequence[Body], passphrase: str | None) -> Added:
    """Write entries if the round can still be scored with them."""
    problems = Problems()
    last = record.audit.organizer[-1]
    would = [
        Entry(Line(journal.ORGANIZER, last.line.number + number, 0, b""), body, "")
        for number, body in enumerate(bodies, 1)
    ]
    before = Problems()
    scored(record.audit, opened.round.id, record.audit.organizer, record.audit.judges, before)
    scored(record.audit, opened.round.id, [*record.audit.organizer, *would], record.audit.judges, problems)
    known = {each.message for each in before}
    fresh = [each for each in problems if each.severity == "refused" and each.message not in known]
    if fresh:
        found = Problems()
        found.extend(
            attrs.evolve(each, place=Place("")) if each.place.file == journal.ORGANIZER else each for each in fresh
        )
        raise Refused(found)
    key = recording.private_key(record.challenge, "organizer", passphrase)
    return appending.add(record.folder, "organizer", list(bodies), key, expected=last.hash)
