"""What a letter may hold: what everybody may read of a submission, and beyond that what the round promises its applicant."""

import attrs

from judge.edition.allowed import FEWEST, reaches
from judge.model.letter import Band
from judge.model.publishing import Publishing, Told


@attrs.frozen
class Promise:
    """What a round tells each applicant.

    Attributes:
        numbers: whether the result on each criterion.
        few: whether that as well where the marks of one or two judges stand behind it.
        steps: whether the steps that lead to the score.
        levels: whether the levels reached, in words.
        remarks: whether what judges wrote.
        states: whether that it has no place, and in a word why.
        reasons: whether why it was not taken, or has no place.
        ties: whether what parted it from its equals.
        waits: whether the number on a waiting list.
        place: what of its place.
    """

    numbers: bool
    few: bool
    steps: bool
    levels: bool
    remarks: bool
    states: bool
    reasons: bool
    ties: bool
    waits: bool
    place: Told

    @property
    def criteria(self) -> bool:
        """Whether anything is told of a criterion."""
        return self.numbers or self.levels


def promise(publishing: Publishing) -> Promise:
    """Return what a round tells each applicant."""
    public, given = publishing.depth, publishing.feedback or ()
    place: Told = publishing.place or ("place" if reaches(public, "places") else "none")
    scores = reaches(public, "scores")
    whole = "marks" in given or reaches(public, "marks")
    return Promise(
        numbers=whole or reaches(public, "criteria"),
        few=whole,
        steps=whole,
        levels="levels" in given,
        remarks="remarks" in given,
        states=bool(given) or reaches(public, "places"),
        reasons=bool(given) or scores,
        ties=place == "place" and ("marks" in given or scores),
        waits=place == "place" or reaches(public, "places"),
        place=place,
    )


def shows_score(publishing: Publishing) -> bool:
    """Whether a letter says the score: it is promised, or everybody may read it."""
    return "marks" in (publishing.feedback or ()) or reaches(publishing.depth, "scores")


def band(ahead: int, count: int) -> Band | None:
    """Return the part of a ranking in which a submission lies; None where a part would hold fewer than :data:`FEWEST`.

    Args:
        ahead: how many are better.
        count: how many there are.
    """
    parts = next((parts for parts in (4, 2) if count >= parts * FEWEST), None)
    return None if parts is None else Band(parts * ahead // count + 1, parts)
