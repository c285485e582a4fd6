"""Replay: scoring again and comparing, line by line, with what a result says."""

from collections.abc import Mapping, Sequence

import attrs

from judge.model.comparison import Difference, Entry
from judge.record.reading import Trail, identity

INPUTS = frozenset(
    {"round", "scale", "criterion", "rule", "judge", "submission", "left out", "aside", "fact", "ballot", "input"}
)
"""The entries that say what went in, as against what came out."""


def compare(trail: Trail, replayed: Sequence[str], entries: Sequence[Entry]) -> Difference | None:
    """Return the first difference between a result and its replay, or None if they are the same bytes.

    Args:
        trail: the result.
        replayed: the lines of the replay.
        entries: what they say.
    """
    if list(trail.lines) == list(replayed):
        return None
    then = {identity(entry): number for number, entry in enumerate(trail.entries)}
    now = {identity(entry): number for number, entry in enumerate(entries)}
    for number in range(max(len(trail.lines), len(replayed))):
        old = trail.lines[number] if number < len(trail.lines) else None
        new = replayed[number] if number < len(replayed) else None
        if old == new:
            continue
        return _difference(trail, entries, number, then, now)
    return None


def _difference(
    trail: Trail, entries: Sequence[Entry], number: int, then: Mapping[str, int], now: Mapping[str, int]
) -> Difference:
    """Tell what differs at a line: another value, an entry too few, or one too many."""
    old = trail.entries[number] if number < len(trail.entries) else None
    new = entries[number] if number < len(entries) else None
    if old is not None and identity(old) not in now:
        return _classed(trail, Difference("result", number + 1, old, None, (), old, None))
    if new is not None and identity(new) not in then:
        return _classed(trail, Difference("result", 0, None, new, (), None, new))
    if old is not None:
        new = entries[now[identity(old)]]
    path, was, is_ = first_difference(old, new)
    return _classed(trail, Difference("result", number + 1, old, new, path, was, is_))


def _classed(trail: Trail, difference: Difference) -> Difference:
    if not trail.whole:
        return attrs.evolve(difference, side="file")
    entry = difference.then or difference.now or {}
    return attrs.evolve(difference, side="input" if entry.get("entry") in INPUTS else "result")


def first_difference(was: object, is_: object) -> tuple[tuple[str, ...], object, object]:
    """Return where two values first differ, and the two values there."""
    if isinstance(was, dict) and isinstance(is_, dict):
        for key in sorted({*was, *is_}):
            if key not in was or key not in is_ or was[key] != is_[key]:
                path, old, new = first_difference(was.get(key), is_.get(key))
                return (key, *path), old, new
    if isinstance(was, list) and isinstance(is_, list):
        for at in range(max(len(was), len(is_))):
            old, new = (values[at] if at < len(values) else None for values in (was, is_))
            if old != new:
                path, old, new = first_difference(old, new)
                return (str(at + 1), *path), old, new
    return (), was, is_
