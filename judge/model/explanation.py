"""The explanation of one submission's score: a tree whose leaves are marks."""

from collections.abc import Mapping
from fractions import Fraction

import attrs

from judge.model.challenge import Decision
from judge.model.place import Place
from judge.model.result import Outcome, Standing, Tie
from judge.model.wording import Wording


@attrs.frozen
class Part:
    """One cell that goes into a step.

    Attributes:
        label: what tells it from the others: a judge, a criterion, or both.
        value: its number, or None.
        state: the word of its state where it has no number.
        columns: the further numbers used, such as ``weight``.
        counted: whether the step counted it.
        place: where it was read, for a mark.
        reason: why it was not counted or set apart, or empty.
    """

    label: str
    value: Fraction | None
    state: str
    columns: Mapping[str, Fraction]
    counted: bool = True
    place: Place | None = None
    reason: str = ""


@attrs.frozen
class CellStory:
    """How one cell of a step's table came about.

    Attributes:
        key: the members it is for, but for the submission: ``(("criterion", "rights"),)``.
        value: its number, or None.
        state: the word of its state where it has no number.
        parts: what went in.
        working: the calculation in figures; empty where there is none.
        lines: further lines of it, such as the table of each round of a count.
    """

    key: tuple[tuple[str, str], ...]
    value: Fraction | None
    state: str
    parts: tuple[Part, ...]
    working: str
    lines: tuple[str, ...] = ()


@attrs.frozen
class StepStory:
    """A step with the cells that concern one submission.

    Attributes:
        number: from 1; 0 for the marks.
        sentence: the step in words, in English.
        name: what the rule calls its result, or None.
        place: where the rule says it.
        cells: in canonical order.
        words: the sentence in every language.
    """

    number: int
    sentence: str
    name: str | None
    place: Place | None
    cells: tuple[CellStory, ...]
    words: Wording


@attrs.frozen
class Neighbour:
    """The submission next above or below.

    Attributes:
        side: ``above`` or ``below`` (``equal`` for one that shares the place).
        difference: how far its score lies from this one's: positive if it is higher.
        parts: by what went into the last fold, the numbers of this one and of the neighbour.
    """

    side: str
    submission: str
    title: str
    place: Fraction
    score: Fraction
    difference: Fraction
    parts: tuple[tuple[str, Fraction | None, Fraction | None], ...]


@attrs.frozen
class Explanation:
    """Everything about one submission's place.

    Attributes:
        submission, title, round: what is explained.
        place: its place, or None if it has none.
        shared: whether others share it.
        score: its score, or None.
        ranked: how many submissions have a place.
        unranked: why it has no place, or empty.
        steps: from the marks to the score.
        tie: the tie it was part of, or None.
        neighbours: above and below.
        outcomes: all of the round.
        titles: what people read, by dimension and member.
        track: the ranking that is told of, where there are several.
        others: the same of its other rankings.
        waived: the gates through which a decision let it.
        raw: its place without the steps that standardise, or None where none does.
        pairs: whether its marks are of pairs.
    """

    submission: str
    title: str
    round: str
    place: Fraction | None
    shared: bool
    score: Fraction | None
    ranked: int
    unranked: str
    steps: tuple[StepStory, ...]
    tie: Tie | None
    neighbours: tuple[Neighbour, ...]
    outcomes: tuple[Outcome, ...]
    titles: Mapping[tuple[str, str], str]
    track: str = ""
    others: "tuple[Explanation, ...]" = ()
    waived: tuple[Decision, ...] = ()
    raw: Standing | None = None
    pairs: bool = False
