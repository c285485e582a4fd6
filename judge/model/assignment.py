"""Who marks what in a round, what of the wishes it meets, and what the panel design is worth."""

from collections.abc import Sequence

import attrs

Pair = tuple[str, str]
"""A submission and a judge."""


@attrs.frozen
class Design:
    """How judges and submissions hang together.

    Attributes:
        components: parts without a common judge or submission; 1 if severity can be told from quality everywhere.
        cut: how many ballots have to fall out before it comes apart.
        error: the expected standard error of a judge's severity, in thousandths of the spread of one mark; None where
            it cannot be told.
    """

    components: int
    cut: int
    error: int | None


@attrs.frozen
class Unmet:
    """A wish in words, how often it is not met, and the points that costs."""

    wish: str
    times: int
    points: int


@attrs.frozen(eq=False)
class Assignment:
    """What `judge assign` found or changed.

    Attributes:
        round: its id.
        teams: each submission with its judges, both in the order of their ids.
        loads: each judge with the number of submissions and how many of them are new.
        added, removed: what changes against what stood before.
        finished: pairs with marks, which stay.
        points: what the wishes that are not met cost.
        bound: what they cost at least; nothing is better if it is the same.
        unmet: wish by wish.
        design: of this assignment; None where nothing was searched for.
        random: of an assignment with the same loads by chance.
        proposed: pairs that look like a conflict of interest, with the reason.
        notes: what people should know, in words.
        written: the files; empty for a dry run.
    """

    round: str
    teams: Sequence[tuple[str, tuple[str, ...]]]
    loads: Sequence[tuple[str, int, int]]
    added: Sequence[Pair]
    removed: Sequence[Pair]
    finished: int
    points: int
    bound: int
    unmet: Sequence[Unmet]
    design: Design | None
    random: Design | None
    proposed: Sequence[tuple[str, str, str]]
    notes: tuple[str, ...] = ()
    written: tuple[str, ...] = ()


@attrs.frozen
class Considered:
    """A judge, seen from one submission.

    Attributes:
        standing: ``assigned``, ``finished``, ``possible`` or ``not possible``.
        points: what the wishes cost with this judge; None where it is not possible.
        why: in words.
        load: how many submissions the judge has.
    """

    judge: str
    standing: str
    points: int | None
    why: str
    load: int


@attrs.frozen
class Explained:
    """Why a submission has the judges it has."""

    round: str
    submission: str
    judges: tuple[Considered, ...]
