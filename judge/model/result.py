"""What one scoring gives: places, ties, outcomes, and who was left out with which reason."""

from collections.abc import Mapping
from fractions import Fraction

import attrs

from judge.model.challenge import Challenge, Decision
from judge.model.problem import Problem
from judge.model.rubric import Sense
from judge.model.table import Dimension, Table

Compared = Fraction | tuple[Fraction, ...] | None
"""What a tie-break compares: a number, a list of numbers, or nothing."""


@attrs.frozen
class Standing:
    """A submission's place.

    Attributes:
        place: the number shown; a half where shared places are averaged.
        shared: whether others have the same place.
        block: the number of its block of equals, from 0 at the top.
        track: the value of the field for which this ranking is, or empty where there is one ranking.
    """

    submission: str
    score: Fraction
    place: Fraction
    shared: bool
    block: int
    track: str = ""


@attrs.frozen
class Unranked:
    """A submission without a place.

    Attributes:
        state: ``missing``, ``quorum``, ``withdrawn``, ``disqualified``, ``not an entrant``, ``calibration``, ``ineligible``, ``guest``, or a
            state of its score.
        reason: a sentence without a full stop.
    """

    submission: str
    state: str
    reason: str


@attrs.frozen
class TieStep:
    """One tie-break applied to one block of equals.

    Attributes:
        breaker: the tie-break in words.
        values: what it compared, for each submission of the block: a number, a list of them, or None where there is none.
        blocks: the block afterwards, best first; several blocks if it parted them.
        passed: why it was passed over, or None.
        duels: for head to head, each pair with how many put the one ahead, and how many the other.
    """

    breaker: str
    values: tuple[tuple[str, Compared], ...]
    blocks: tuple[tuple[str, ...], ...]
    passed: str | None = None
    duels: tuple[tuple[str, str, int, int], ...] = ()


@attrs.frozen
class Tie:
    """Submissions with equal scores, and what parted them.

    Attributes:
        submissions: by id.
        score: their score; the best one where a gap joined them.
        steps: the tie-breaks applied, in order.
        blocks: the order they ended in.
        end: ``parted``, ``shared``, ``chair`` or ``lot``.
        draws: for a lot, each submission's SHA-256 in hexadecimal.
        decisions: the recorded orders that parted what the tie-breaks had left.
        track: as for a standing.
    """

    submissions: tuple[str, ...]
    score: Fraction
    steps: tuple[TieStep, ...]
    blocks: tuple[tuple[str, ...], ...]
    end: str
    draws: tuple[tuple[str, str], ...] = ()
    decisions: tuple[Decision, ...] = ()
    track: str = ""


@attrs.frozen
class Passed:
    """A ranked submission that an outcome did not take, with the clause."""

    submission: str
    clause: str


@attrs.frozen
class Outcome:
    """What one ``[[outcome]]`` gave.

    Attributes:
        name: what it is called; with ``by``, also the member of the field.
        seats: how many it offers, or None.
        minimum: the score it asks for, or None.
        taken: who is taken, best first.
        tied_at_cut: those equal at the cut, or nobody.
        passed: everybody else who is ranked, best first.
        award: the title that it gives, or None for seats.
        terms: its further conditions, in words.
        notes: of those taken, what they cost and what is left.
        waiting: the waiting list, with the number of each.
        left: the money that is left, or None.
        lacks: the seats that were owed and could not be filled, in words.
        wildcards: those whom people took beside the computed order.
        decisions: the recorded orders that parted equals at the cut.
        track: as for a standing.
    """

    name: str
    seats: int | None
    minimum: Fraction | None
    taken: tuple[str, ...]
    tied_at_cut: tuple[str, ...]
    passed: tuple[Passed, ...]
    award: str | None = None
    terms: tuple[str, ...] = ()
    notes: tuple[Passed, ...] = ()
    waiting: tuple[tuple[str, int], ...] = ()
    left: Fraction | None = None
    lacks: tuple[str, ...] = ()
    wildcards: tuple[Decision, ...] = ()
    decisions: tuple[Decision, ...] = ()
    track: str = ""

    @property
    def through(self) -> tuple[str, ...]:
        """Who goes on to a round whose entrants come from here; an award is no seat."""
        wild = tuple(name for decision in self.wildcards for name in decision.submissions)
        return () if self.award is not None else (*self.taken, *wild)


@attrs.frozen(eq=False)
class StepTable:
    """A step of the rule with the table it made.

    Attributes:
        number: from 1; 0 for the marks.
        verb: its verb; empty for the marks.
        name: what the rule calls its result, or None.
        sentence: the step in words.
        table: every cell, or None if tables were not kept.
    """

    number: int
    verb: str
    name: str | None
    sentence: str
    table: Table | None


@attrs.frozen(eq=False)
class Result:
    """One scoring of one round.

    Attributes:
        challenge: what was scored.
        round: the round's id.
        better: whether higher or lower scores come first.
        standings: the ranking, best first; equals by id.
        unranked: submissions without a place, by id.
        ties: every block of equal scores, best first.
        outcomes: in the order of the rule.
        cautions: what to look at.
        steps: the marks and every step.
        dimensions: the members that the tables' keys count.
        codes: the declared codes, for the states of cells.
        waived: decisions that let a submission through a gate.
        by: the field for each value of which there is a ranking, or None.
        raw: places as they would be without the steps that standardise; empty where none does.
    """

    challenge: Challenge
    round: str
    better: Sense
    standings: tuple[Standing, ...]
    unranked: tuple[Unranked, ...]
    ties: tuple[Tie, ...]
    outcomes: tuple[Outcome, ...]
    cautions: tuple[Problem, ...]
    steps: tuple[StepTable, ...]
    dimensions: Mapping[str, Dimension]
    codes: tuple[str, ...]
    waived: tuple[Decision, ...] = ()
    by: str | None = None
    raw: tuple[Standing, ...] = ()
