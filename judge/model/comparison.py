"""What differs between two results, or between a result and its replay."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Literal

import attrs

Entry = Mapping[str, object]
"""One line of a result, as data."""


@attrs.frozen
class Difference:
    """The first thing in which a result and its replay differ.

    Attributes:
        side: ``input`` if what was read differs, ``result`` if what came out does, ``file`` if the file was changed.
        line: the line of the result, from 1; 0 if the result has no such line.
        then: the entry as the result has it, or None.
        now: the entry as the replay has it, or None.
        path: within the entry, the keys that lead to the value that differs.
        was: that value in the result.
        is_: that value in the replay.
    """

    side: Literal["input", "result", "file"]
    line: int
    then: Entry | None
    now: Entry | None
    path: tuple[str, ...]
    was: object
    is_: object


@attrs.frozen
class Position:
    """Where a submission stood in a result: its place and score, or why it had none."""

    place: Fraction | None
    score: Fraction | None
    shared: bool
    reason: str


@attrs.frozen
class Change:
    """One input that differs.

    Attributes:
        kind: the entry: ``ballot``, ``rule``, ``fact`` …
        about: which entry it is: its keys in reading order.
        submission: the submission that it belongs to, or None if it concerns all.
        path: the keys that lead to the value.
        was, is_: the value in the first and the second result; None where there is none.
    """

    kind: str
    about: tuple[str, ...]
    submission: str | None
    path: tuple[str, ...]
    was: object
    is_: object


@attrs.frozen
class Move:
    """A submission whose place, score or standing differs.

    Attributes:
        causes: the changes that concern it; empty if it moved because others did.
        track: the ranking in which it moved, or empty where there is one.
    """

    submission: str
    was: Position | None
    is_: Position | None
    causes: tuple[Change, ...]
    track: str = ""


@attrs.frozen
class Comparison:
    """Two results side by side.

    Attributes:
        same: whether they are the same bytes.
        digests: of the two files.
        moves: in the order of the second result's places.
        outcomes: by outcome, who came in and who went out.
        changes: every input that differs.
    """

    same: bool
    digests: tuple[str, str]
    moves: tuple[Move, ...]
    outcomes: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]
    changes: tuple[Change, ...]


@attrs.frozen
class EntryChange:
    """A line of a journal that two bundles have differently.

    Attributes:
        file: the journal.
        line: from 1.
        was, is_: what the first and the second bundle have there, in words; None where there is nothing.
    """

    file: str
    line: int
    was: str | None
    is_: str | None


@attrs.frozen
class Bundles:
    """Two bundles side by side.

    Attributes:
        entries: the lines of journals that differ.
        inputs: paths of inputs and other files that differ.
        results: the last results of the two, side by side, or None where one has none.
    """

    entries: tuple[EntryChange, ...]
    inputs: tuple[str, ...]
    results: Comparison | None
