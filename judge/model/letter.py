"""A letter to an applicant: what a round promises to tell of one submission, and nothing of any other."""

from collections.abc import Mapping
from fractions import Fraction

import attrs

from judge.model.edition import Evidence
from judge.model.publishing import Feedback
from judge.model.rubric import Level, Sense
from judge.model.wording import Wording


@attrs.frozen
class Band:
    """One of so many equal parts of a ranking, the best one first: the second of four."""

    number: int
    of: int


@attrs.frozen
class Among:
    """Where a number lies among those of all submissions with a place.

    Attributes:
        count: how many have such a number, the submission itself among them.
        above, equal: how many others are better, and how many the same; None where only the band is told.
        band: the part of them in which it lies, or None.
        middle: between which numbers the middle half of them lies, or None where they are too few.
    """

    count: int
    above: int | None = None
    equal: int | None = None
    band: Band | None = None
    middle: tuple[Fraction, Fraction] | None = None


@attrs.frozen
class Line:
    """What a submission reached on one criterion.

    Attributes:
        weight: of the criterion, or None.
        low, high: the ends of its scale.
        value: the number, or None where it is not told.
        level: the best level that it reached, or None where it reached none, or none is told.
        described: whether the criterion has levels that are told.
        among: the others' numbers beside it, or None.
        counts: whether the rule counts it in this submission's score.
    """

    title: Wording
    weight: Fraction | None
    low: Fraction | None
    high: Fraction | None
    better: Sense
    value: Fraction | None = None
    level: Level | None = None
    described: bool = False
    among: Among | None = None
    counts: bool = True


@attrs.frozen
class Asked:
    """A criterion as everybody may read it: its weight, or None, and the ends of its scale."""

    title: Wording
    weight: Fraction | None
    low: Fraction | None
    high: Fraction | None


@attrs.frozen
class Worked:
    """A step of the rule that leaves one number for a submission.

    Attributes:
        words: what it does.
        name: what the rule calls it, or None.
        figures: the calculation, where it is one over criteria; else empty.
    """

    words: Wording
    name: str | None
    value: Fraction
    figures: str = ""


@attrs.frozen
class Summed:
    """A score as a sum: each criterion's weight and number, and by what the sum is divided."""

    terms: tuple[tuple[Fraction, Fraction], ...]
    divisor: Fraction
    score: Fraction


@attrs.frozen
class Parting:
    """One tie-break applied to the equals of a submission.

    Attributes:
        breaker: the tie-break in words.
        value: what this submission had, or None where it is not one number or not told.
        ahead, behind: how many of its equals it put ahead of this one, and how many behind.
        level: how many stayed equal to it.
    """

    breaker: Wording
    value: Fraction | None
    ahead: int
    behind: int
    level: int


@attrs.frozen
class Equals:
    """A tie that a submission was part of: with how many others, each tie-break, and how it ended."""

    others: int
    partings: tuple[Parting, ...]
    end: str


@attrs.frozen
class Rank:
    """A submission's place in one ranking, as far as it is told.

    Attributes:
        track: which ranking, or empty where there is one.
        place: or None where it is not told.
        of: how many have a place.
        band: the part of the ranking in which it lies, where that is told in place of the place.
        score: or None where it is not told.
        low, high: between which numbers a score can lie by the rule, or None where there is no bound.
        better: whether higher or lower scores come first.
        raw_place, raw_shared: the place without the steps that standardise.
        equals: the tie it was part of, or None.
    """

    track: str
    place: Fraction | None = None
    shared: bool = False
    of: int | None = None
    band: Band | None = None
    score: Fraction | None = None
    low: Fraction | None = None
    high: Fraction | None = None
    better: Sense = "higher"
    raw_place: Fraction | None = None
    raw_shared: bool = False
    equals: Equals | None = None


@attrs.frozen
class Answer:
    """What an outcome means for a submission.

    Attributes:
        name: its award, or what it is called.
        award: whether it is an award.
        answer: ``taken``, ``wildcard``, ``waiting`` or ``passed``.
        clause: why it was passed over, as the result says it, or empty.
        number: on the waiting list, or None where it is not told.
        taken: how many were taken.
        seats: how many it offered, or None.
        note: what it costs or is given, or empty.
        tied: whether equals stood at the cut.
        cut, behind: the score of the last one taken, and how far it lies ahead; None where that is not told.
    """

    name: str
    award: bool
    answer: str
    taken: int
    seats: int | None = None
    clause: str = ""
    number: int | None = None
    note: str = ""
    tied: bool = False
    cut: Fraction | None = None
    behind: Fraction | None = None


@attrs.frozen
class Remark:
    """What a judge wrote, without a name; on one criterion, or on the whole submission."""

    text: str
    criterion: Wording | None = None


@attrs.frozen
class Stopped:
    """A gate that a submission did not pass.

    Attributes:
        clause: what it asks.
        entered: what the submission's record says there, or empty.
        value: the number that it has there, or None where it is not a single one.
    """

    clause: Wording
    entered: str = ""
    value: Fraction | None = None


@attrs.frozen
class Letter:
    """What one applicant is told.

    Attributes:
        submission, title: of the submission.
        language: of the applicant.
        challenge, round_title, round: what was judged.
        draft: whether the round is not sealed yet.
        promised: what applicants were promised, or None.
        ranks: its places, one for each ranking it stands in; empty without a place.
        state: why it has no place, as the result says it; empty for a ranked one.
        reason: the same as a sentence, or empty.
        gates: those that it did not pass.
        answers: of the outcomes that it could be taken by.
        lines: by criterion, in the order of the rubric.
        working: the rule's steps that leave one number for it, down to its score.
        summed: the score as the sum of its criteria, or None.
        remarks: in an order that tells no judge.
        asked: what was marked.
        rule: by language, the clauses that make places.
        evidence: what it was rendered from.
        recounted: whether the page that is published holds the marks, so that it can be recounted there.
        until: the moment before which nobody may pass it on, or empty.
    """

    submission: str
    title: str
    language: str
    challenge: Wording
    round_title: Wording
    round: str
    draft: bool
    promised: tuple[Feedback, ...] | None
    ranks: tuple[Rank, ...]
    state: str
    reason: str
    gates: tuple[Stopped, ...]
    answers: tuple[Answer, ...]
    lines: tuple[Line, ...]
    working: tuple[Worked, ...]
    summed: Summed | None
    remarks: tuple[Remark, ...]
    asked: tuple[Asked, ...]
    rule: Mapping[str, tuple[str, ...]]
    evidence: Evidence
    recounted: bool = False
    until: str = ""
