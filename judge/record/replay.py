"""Replay: scoring again and comparing, line by line, with what a result says."""

import json
from collections.abc import Mapping, Sequence
from itertools import zip_longest

import attrs

from judge.model.comparison import Difference, Entry
from judge.model.problem import Problems
from judge.record.reading import Trail, identity

INPUTS = frozenset(
    {"round", "scale", "criterion", "rule", "judge", "submission", "left out", "aside", "decision", "fact", "ballot",
     "input"}
)  # fmt: skip
"""The entries that say what went in, as against what came out."""


def compare(trail: Trail, replayed: Sequence[str], problems: Problems) -> Difference | None:
    """Return the first difference between a result and its replay, or None if they are the same bytes.

    Args:
        trail: the result.
        replayed: the lines of the replay.
        problems: to which a line of the result that is no entry is added; then there is no difference to tell.
    """
    if trail.lines == replayed:
        return None
    old_entries = trail.entries(problems)
    if old_entries is None:
        return None
    new_entries = [json.loads(line) for line in replayed]
    then = {identity(entry): number for number, entry in enumerate(old_entries)}
    now = {identity(entry): number for number, entry in enumerate(new_entries)}
    pairs = zip_longest(trail.lines, replayed)
    number = next(at for at, (old, new) in enumerate(pairs) if old != new)
    found = _difference(old_entries, new_entries, number, then, now)
    if not trail.whole:
        return attrs.evolve(found, side="file")
    entry = found.then or found.now or {}
    return attrs.evolve(found, side="input" if entry.get("entry") in INPUTS else "result")


def _difference(
    old_entries: Sequence[Entry],
    new_entries: Sequence[Entry],
    number: int,
    then: Mapping[str, int],
    now: Mapping[str, int],
) -> Difference:
    """Tell what differs at a line: another value, an entry too few, or one too many."""
    old = old_entries[number] if number < len(old_entries) else None
    new = new_entries[number] if number < len(new_entries) else None
    if old is not None and identity(old) not in now:
        return Difference("result", number + 1, old, None, (), old, None)
    if new is not None and identity(new) not in then:
        return Difference("result", 0, None, new, (), None, new)
    if old is not None:
        new = new_entries[now[identity(old)]]
    path, was, is_ = first_difference(old, new)
    return Difference("result", number + 1, old, new, path, was, is_)


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
