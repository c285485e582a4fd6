"""The difference of two results: who moved, and which marks, facts or rule lines caused it."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from judge.model.comparison import Change, Comparison, Entry, Move, Position
from judge.model.number import read_plain
from judge.model.place import Place
from judge.model.problem import Problems
from judge.record.reading import Trail, identity
from judge.record.replay import INPUTS, first_difference

Entries = Sequence[Entry]


def compare_results(first: Trail, second: Trail, problems: Problems) -> Comparison | None:
    """Return what differs between two results, whichever rules and rounds they come from; None if one is unreadable."""
    before, after = first.entries(problems), second.entries(problems)
    for trail, entries in ((first, before), (second, after)):
        if entries is not None and not trail.whole:
            problems.refuse(
                "result-changed",
                Place(trail.file, len(trail.lines)),
                "this result was changed after it was written",
                "its last line no longer fits the others: `judge replay` says which line differs",
            )
    if before is None or after is None or problems.refused:
        return None
    changes = tuple(_changes(before, after))
    before = [entry for entry in before if entry.get("round") == first.round]
    after = [entry for entry in after if entry.get("round") == second.round]
    was, is_ = _positions(before), _positions(after)
    moves = [
        Move(
            key[0], was.get(key), is_.get(key),
            tuple(change for change in changes if change.submission in (key[0], None)), key[1],
        )
        for key in {**is_, **was}
        if was.get(key) != is_.get(key)
    ]  # fmt: skip
    moves.sort(key=lambda move: (move.track, _order(move.is_), _order(move.was), move.submission))
    return Comparison(
        first.lines == second.lines,
        (first.digest, second.digest),
        tuple(moves),
        tuple(_outcomes(before, after)),
        changes,
    )


def _order(position: Position | None) -> Fraction:
    return position.place if position is not None and position.place is not None else Fraction(10**9)


def _positions(entries: Entries) -> dict[tuple[str, str], Position]:
    """Return where each submission stands, in each ranking."""
    found: dict[tuple[str, str], Position] = {}
    for entry in entries:
        if entry["entry"] == "place":
            place, score = read_plain(str(entry["place"])), read_plain(str(entry["score"]))
            found[str(entry["submission"]), str(entry.get("track", ""))] = Position(
                place, score, entry["shared"] is True, ""
            )
        elif entry["entry"] == "unranked":
            found[str(entry["submission"]), ""] = Position(None, None, False, str(entry["reason"]))
    return found


def _outcomes(first: Entries, second: Entries) -> Iterator[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    was, is_ = _taken(first), _taken(second)
    for name in sorted({*was, *is_}):
        before, after = was.get(name, ()), is_.get(name, ())
        into = tuple(item for item in after if item not in before)
        out = tuple(item for item in before if item not in after)
        if into or out:
            yield name, into, out


def _taken(entries: Entries) -> dict[str, tuple[str, ...]]:
    return {
        str(e["outcome"]): tuple(map(str, (*_list(e["taken"]), *_list(e.get("wildcards")))))
        for e in entries if e["entry"] == "outcome"
    }  # fmt: skip


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _changes(first: Entries, second: Entries) -> Iterator[Change]:
    was = {identity(entry): entry for entry in first if entry["entry"] in INPUTS}
    is_ = {identity(entry): entry for entry in second if entry["entry"] in INPUTS}
    opened = False
    for key in [*was, *(key for key in is_ if key not in was)]:
        old, new = was.get(key), is_.get(key)
        if old == new:
            continue
        entry = old or new or {}
        if entry["entry"] == "input" and opened:
            continue  # the digest differs because something named above does
        opened = True
        yield from _told(entry, old, new)


def _told(entry: Entry, old: Entry | None, new: Entry | None) -> Iterator[Change]:
    kind = str(entry["entry"])
    about = tuple(
        str(entry[key]) for key in ("clause", "fact", "judge", "submission", "input", "number") if key in entry
    )
    key = entry.get("key")
    submission = entry.get("submission") or (key.get("submission") if isinstance(key, dict) else None)
    if isinstance(key, dict):
        about += tuple(str(part) for part in key.values())
    owner = str(submission) if submission is not None else None
    if kind == "ballot":
        before, after = _marks(old), _marks(new)
        for criterion in sorted({*before, *after}):
            if before.get(criterion) != after.get(criterion):
                yield Change("mark", (*about, criterion), owner, (), before.get(criterion), after.get(criterion))
        return
    path, was, is_ = first_difference(old, new)
    yield Change(kind, about, owner, path if old is not None and new is not None else (), was, is_)


def _marks(entry: Entry | None) -> Mapping[str, object]:
    marks = entry.get("marks") if entry is not None else None
    return marks if isinstance(marks, dict) else {}
