"""An edition: what one audience may see of a result. Every page and file is rendered from it, and from nothing else."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Literal

import attrs

from judge.model.challenge import Decision
from judge.model.explanation import StepStory
from judge.model.publishing import DEPTHS, Depth, Feedback
from judge.model.regulation import Regulation
from judge.model.result import Outcome, Tie
from judge.model.rubric import Level, Sense
from judge.model.wording import Wording

Audience = Literal["public", "judge", "auditor"]
AUDIENCES: tuple[Audience, ...] = ("public", "judge", "auditor")

Stage = Literal["unrecorded", "draft", "sealed", "superseded", "embargoed", "public"]


@attrs.frozen
class Judged:
    """A criterion as readers see it.

    Attributes:
        weight: its weight as the rubric says it, or None.
        low, high: the ends of its scale, or None where there is no bound.
        levels: its named points, lowest first.
        fields: further keys that group criteria, such as ``section``.
    """

    id: str
    title: Wording
    weight: Fraction | None
    low: Fraction | None
    high: Fraction | None
    better: Sense
    levels: tuple[Level, ...]
    fields: Mapping[str, str]


@attrs.frozen
class Given:
    """One judge's mark: a number, or the word of a state."""

    judge: str
    value: Fraction | None
    state: str


@attrs.frozen
class Measure:
    """What a submission has on one criterion.

    Attributes:
        value: the rule's own number for it, else the mean of its counted marks; None where there is none.
        count: how many marks count.
        marks: each of them, by judge; nothing where the edition does not show marks.
        few: whether the number is kept back, since so few marks stand behind it that it would tell them.
    """

    criterion: str
    value: Fraction | None
    count: int
    marks: tuple[Given, ...] = ()
    few: bool = False


@attrs.frozen
class Row:
    """A submission in a ranking, or without a place.

    Attributes:
        fields: the fields of its record that are published.
        track: the ranking it stands in, or empty where there is one.
        place, score: or None where it has none, or where the edition does not show them.
        raw_place, raw_shared, raw_score: those it would have without the steps that standardise; None where none does.
        measures: by criterion in the order of the rubric; nothing where the edition does not show them.
        state, reason: why it has no place; empty for a ranked one.
    """

    submission: str
    title: str
    fields: Mapping[str, str]
    track: str = ""
    place: Fraction | None = None
    shared: bool = False
    score: Fraction | None = None
    raw_place: Fraction | None = None
    raw_shared: bool = False
    raw_score: Fraction | None = None
    measures: tuple[Measure, ...] = ()
    state: str = ""
    reason: str = ""


@attrs.frozen
class Missed:
    """The first submission below a cut, and how far its score lies from the last one that was taken."""

    outcome: str
    track: str
    submission: str
    by: Fraction


@attrs.frozen
class Fold:
    """A step of a rule that is nothing but a mean or a sum of what is there.

    Attributes:
        over: the dimension that is gone afterwards.
        weights: by criterion, in the order of the rubric; nothing where all count alike.
        divisor: what a weighted sum is divided by: 100 for percentages, the total of parts, 1 for coefficients.
    """

    verb: Literal["mean", "sum"]
    over: Literal["judge", "criterion"]
    weights: tuple[Fraction, ...] = ()
    divisor: Fraction = Fraction(1)


@attrs.frozen
class Correction:
    """What people corrected in a published record: a field of a submission, with the reason."""

    submission: str
    field: str
    before: str
    after: str
    reason: str


@attrs.frozen
class Evidence:
    """By what a reader finds out whether an edition is what it says.

    Attributes:
        digest: of the result: the SHA-256 of its trail, in hexadecimal digits.
        language: the version of the rule language.
        engine: the version of this program.
        seal: the name of the seal, such as ``final.1``, or empty without one.
        root: of the tree that it closes, in hexadecimal digits, or empty.
        anchor: the hash of the round's opening, or empty.
        at: when it was sealed, or empty.
        newest: the name of the seal that took its place, or empty.
    """

    digest: str
    language: int
    engine: str
    seal: str = ""
    root: str = ""
    anchor: str = ""
    at: str = ""
    newest: str = ""


@attrs.frozen
class Release:
    """The act of publishing.

    Attributes:
        number: of the edition for its audience and round, from 1; 0 for a draft.
        stage: what a reader holds.
        until: the moment before which nobody may pass it on, or empty.
        replaces: the digest of the results file that it supersedes, or empty.
        why: the reason for superseding it, or empty.
        changes: what is different from the one before, in words.
    """

    number: int
    stage: Stage
    until: str = ""
    replaces: str = ""
    why: str = ""
    changes: tuple[str, ...] = ()


@attrs.frozen(eq=False)
class Edition:
    """A result as one audience may see it.

    Attributes:
        audience, depth: for whom, and how much.
        challenge, title: of the challenge and of the round, in its languages.
        round: the round's id.
        languages: those it is rendered in, the first one first.
        better: whether higher or lower scores come first.
        by: the field for each value of which there is a ranking, or None.
        criteria: in the order of the rubric; nothing where the edition does not show them.
        source: what a measure is: the number of the rule's step it comes from, or 0 for the mean of marks.
        rows: the ranking, best first, equals by id; where places are not shown, those who were taken, by id.
        unranked: submissions without a place, by id.
        ties, outcomes, waived: as in a result, without what the edition does not show.
        missed: who was nearest to a cut.
        cautions: what to look at, in words.
        regulation: by language, the rule in words.
        corrections: of records, after they were judged.
        trail: the canonical lines of the scoring, which a reader may recount; nothing where the edition does not show marks.
        story: returns every step of one submission's score, or None where the edition does not show marks.
        feedback: what applicants were promised, or None.
        folds: the steps from the marks to the score, where all are plain means and sums; nothing where the edition does not
            show marks.
    """

    audience: Audience
    depth: Depth
    challenge: Wording
    title: Wording
    round: str
    languages: tuple[str, ...]
    better: Sense
    by: str | None
    criteria: tuple[Judged, ...]
    source: int
    rows: tuple[Row, ...]
    unranked: tuple[Row, ...]
    ties: tuple[Tie, ...]
    outcomes: tuple[Outcome, ...]
    waived: tuple[Decision, ...]
    missed: tuple[Missed, ...]
    cautions: tuple[str, ...]
    regulation: Mapping[str, Regulation]
    evidence: Evidence
    release: Release
    corrections: tuple[Correction, ...] = ()
    trail: tuple[str, ...] = ()
    story: Callable[[str], tuple[StepStory, ...]] | None = None
    feedback: tuple[Feedback, ...] | None = None
    folds: tuple[Fold, ...] = ()

    def shows(self, depth: Depth) -> bool:
        """Whether the edition goes as deep as this."""
        return DEPTHS.index(self.depth) >= DEPTHS.index(depth)
