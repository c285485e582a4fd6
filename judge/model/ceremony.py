"""The ceremony: what is revealed of a result, key by key."""

from collections.abc import Mapping
from typing import Literal

import attrs

from judge.model.result import Result

Kind = Literal["opening", "place", "taken", "wildcard", "nobody"]


@attrs.frozen
class Step:
    """What one key reveals.

    Attributes:
        kind: the opening of a ranking or an outcome; a place with all who share it; those whom an outcome took, or whom
            people took beside the order; or that there is nobody.
        heading: the track or the outcome that it belongs to, or empty.
        track: as for a standing.
        submissions: by id; those of one step are revealed together.
    """

    kind: Kind
    heading: str
    track: str = ""
    submissions: tuple[str, ...] = ()


@attrs.frozen(eq=False)
class Ceremony:
    """What a ceremony tells, and in which order.

    Attributes:
        result: the round, scored.
        language: what is spoken: ``en``, ``es`` or ``fr``.
        draft: whether the record still has the round open, so that the result may change.
        scores: whether scores are told, and the numbers that parted ties.
        ties: whether it is told what parted ties.
        steps: in the order in which they are revealed.
        breakers: each tie-break as the result says it, in the language that is spoken.
    """

    result: Result
    language: str
    draft: bool
    scores: bool
    ties: bool
    steps: tuple[Step, ...]
    breakers: Mapping[str, str]
