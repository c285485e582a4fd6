"""A judge's own journal: whose key is here, what it disclosed, and how far this computer wrote it."""

import json
import secrets
from collections.abc import Mapping, Sequence
from pathlib import Path

import attrs

from judge.acts import appending, recording
from judge.acts.appending import Added
from judge.acts.loading import Mistaken
from judge.acts.recording import Record
from judge.files import private
from judge.files.durable import FileRefused
from judge.model.canonical import encode
from judge.model.problem import Problem, listed, nearest
from judge.record import disclosure, journal
from judge.record.disclosure import Disclosure
from judge.record.journal import Entry
from judge.record.line import Body
from judge.record.opening import Opening
from judge.record.standing import Standing


def judge_of(directory: Path, judge: str | None) -> str:
    """Return who is at the terminal: the judge that was named, or the only one whose key of the challenge is here.

    Raises:
        Mistaken: if nobody or several could be meant.
    """
    if judge is not None:
        return judge
    record = recording.read(directory, "")
    here = private.owners(record.challenge)
    if len(here) != 1:
        which = f"keys of {listed(here)} are on this computer" if here else "no judge's key is on this computer"
        raise Mistaken(f"{which}; say --as JUDGE" if here else f"{which}; begin with `judge join JUDGE`")
    return here[0]


def disclosures(challenge: str, judge: str) -> Path:
    """Return where this computer keeps what a judge's entries hold only the digests of."""
    return private.of_challenge(challenge) / f"{judge}.disclosures.jsonl"


def disclosed(challenge: str, judge: str) -> dict[str, Disclosure]:
    """Return these by digest."""
    data = private.read(disclosures(challenge, judge)) or b""
    every = [disclosure.parse(line) for line in data.split(b"\n") if line]
    return {each.digest: each for each in every if each is not None}


def hidden(opens: list[Disclosure], judge: str, seq: int, field: str, value: object) -> dict[str, str]:
    """Return what stands in an entry for a private value, whose disclosure is added to ``opens``."""
    found = Disclosure(secrets.token_hex(disclosure.SALT_DIGITS // 2), judge, seq, field, value)
    opens.append(found)
    return {"sha256": found.digest}


def add(record: Record, judge: str, bodies: Sequence[Body], opens: list[Disclosure], passphrase: str | None) -> Added:
    """Append a judge's entries, on the disk on return; disclosures go first, for without them no entry could be opened.

    Raises:
        Refused: if this is an older copy of the journal, or the key is not here.
        FileRefused: if the system refuses.
    """
    key = recording.private_key(record.challenge, judge, passphrase)
    entries = record.audit.judges.get(judge, [])
    _whole(record, judge, entries)
    if opens:
        private.add(disclosures(record.challenge, judge), [each.line() for each in opens])
    after = record.audit.organizer[-1].text("at")
    added = appending.add(record.folder, judge, bodies, key, expected=recording.last_hash(entries), after=after)
    head = {"entries": len(entries) + len(added.entries), "head": added.entries[-1].hash}
    try:
        private.keep(head_file(record.challenge, judge), f"{encode(head)}\n".encode())
    except FileRefused as refused:
        raise FileRefused(_unnoted(refused.problem, judge)) from refused
    return added


def _unnoted(problem: Problem, judge: str) -> Problem:
    """Return what is wrong if an entry stands in the journal, and this computer cannot note that it does."""
    why = problem.message.removesuffix("; nothing was changed")
    message = f"what {judge} entered is in the journal, but this computer could not note how far it goes: {why}"
    return attrs.evolve(problem, message=message, hint="make room, then go on; nothing needs to be entered again")


def head_file(challenge: str, judge: str) -> Path:
    """Return where this computer keeps how far it wrote a judge's journal."""
    return private.of_challenge(challenge) / f"{judge}.head"


def _whole(record: Record, judge: str, entries: list[Entry]) -> None:
    """Refuse to go on from an older copy: the judge would sign two entries of one number, which is a fork for ever."""
    kept = private.read(head_file(record.challenge, judge))
    if kept is None:
        return
    count, head = _kept(kept)
    path = record.folder / journal.of_judge(judge)
    if count > len(entries) and path.is_file() and path.read_bytes().count(b"\n") >= count:
        return  # no older copy: another process wrote meanwhile, which is told where the entry would be appended
    if count > len(entries) or (count and entries[count - 1].hash != head):
        raise recording.refuse(
            "journal-older", f"{recording.FOLDER}/{journal.of_judge(judge)}",
            f"this copy of the journal has {len(entries)} entries and is not the one that has {count}; nothing was written",
            "get the newer copy back before you go on: two journals of one judge cannot be put together again",
        )  # fmt: skip


def _kept(data: bytes) -> tuple[int, str]:
    try:
        found = json.loads(data)
        return int(found["entries"]), str(found["head"])
    except (ValueError, KeyError, TypeError):
        return 0, ""


def of_round(record: Record, judge: str, opened: Opening) -> list[Entry]:
    """Return a judge's entries of a round.

    Raises:
        Mistaken: if the judge is not in the roster.
    """
    if judge not in record.audit.keys:
        which = nearest(judge, record.audit.keys) or "first send the organizers the file that `judge join` writes"
        raise Mistaken(f"{judge} is not in the roster; {which}")
    return journal.of_round(record.audit.judges.get(judge, []), opened.round.id)


def seen(record: Record) -> str:
    """Return the organizer's newest entry, which a new entry of a judge names."""
    return record.audit.organizer[-1].hash


def standing(
    mine: Sequence[Entry], submission: str, known: Mapping[str, Disclosure]
) -> tuple[Standing, dict[str, object]]:
    """Return the ballot as it stands, with what its sealed marks open to on this computer."""
    found, given = Standing(), dict[str, object]()
    for each in mine:
        if each.type == "mark" and each.body["sub"] == submission:
            found.follow(each)
            hidden = known.get(str(each.table("marks").get("sha256")))
            if hidden is not None and isinstance(hidden.value, dict):
                given.update(hidden.value["marks"])
    return found, given | found.given
