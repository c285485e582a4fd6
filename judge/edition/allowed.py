"""What an edition may show of ties, outcomes and places: what is not named here is not in it."""

import re
from collections.abc import Collection

import attrs

from judge.model.explanation import CellStory, Part, StepStory
from judge.model.publishing import DEPTHS, Depth
from judge.model.result import Outcome, Tie, Unranked
from judge.model.state import ASIDE, word

FEWEST = 3
"""A number over fewer marks than this would tell them, and stands only where the marks themselves do."""

_ASIDE = frozenset(map(word, ASIDE))


def reaches(depth: Depth, wanted: Depth) -> bool:
    """Whether an edition of this depth shows as much as wanted."""
    return DEPTHS.index(depth) >= DEPTHS.index(wanted)


def outcome(whole: Outcome, depth: Depth) -> Outcome:
    """Return an outcome as far as an edition shows it; where places are not shown, nobody's order is."""
    if reaches(depth, "scores"):
        return whole
    known = Outcome(
        whole.name, whole.seats, None, tuple(sorted(whole.taken)), (), (), whole.award,
        wildcards=whole.wildcards, track=whole.track,
    )  # fmt: skip
    if not reaches(depth, "places"):
        return known
    return attrs.evolve(known, taken=whole.taken, waiting=whole.waiting, decisions=whole.decisions)


def ties(whole: tuple[Tie, ...], depth: Depth, few: Collection[str], judges: Collection[str]) -> tuple[Tie, ...]:
    """Return ties with the numbers that parted them, or none.

    Args:
        few: the submissions with marks of fewer judges than :data:`FEWEST`, whose numbers would tell these marks.
        judges: a tie-break that goes by one of them is not told, since its numbers are single marks.
    """
    if reaches(depth, "marks"):
        return whole
    return tuple(_unnumbered(tie, few, judges) for tie in whole) if reaches(depth, "scores") else ()


def _unnumbered(tie: Tie, few: Collection[str], judges: Collection[str]) -> Tie:
    steps = [step for step in tie.steps if not any(_names(step.breaker, judge) for judge in judges)]
    if set(tie.submissions) & set(few):
        steps = [attrs.evolve(step, values=(), duels=()) for step in steps]
    return attrs.evolve(tie, steps=tuple(steps))


def _names(text: str, name: str) -> bool:
    return name in text and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None


def reason(item: Unranked, depth: Depth, few: Collection[str]) -> str:
    """Return why a submission has no place; a reason may hold its numbers, and those of a gate those of a single mark."""
    telling = item.submission in few and item.state == "ineligible" and not reaches(depth, "marks")
    return item.reason if reaches(depth, "scores") and not telling else ""


def story(steps: tuple[StepStory, ...], *, reasons: bool) -> tuple[StepStory, ...]:
    """Return the steps of a score without the places of files, and without the reasons why ballots stand aside unless these are wanted."""
    return tuple(attrs.evolve(step, cells=tuple(_cell(cell, reasons) for cell in step.cells)) for step in steps)


def _cell(cell: CellStory, reasons: bool) -> CellStory:
    return attrs.evolve(cell, parts=tuple(_part(part, reasons) for part in cell.parts))


def _part(part: Part, reasons: bool) -> Part:
    kept = part.reason if reasons or part.state not in _ASIDE else ""
    return attrs.evolve(part, place=None, reason=kept)
