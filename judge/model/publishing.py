"""What a round promises to publish: how deep, and what its applicants get."""

from collections.abc import Mapping
from typing import Literal, TypeVar

import attrs

Held = TypeVar("Held")

Depth = Literal["outcomes", "places", "scores", "criteria", "marks"]
DEPTHS: tuple[Depth, ...] = ("outcomes", "places", "scores", "criteria", "marks")
"""How much is published, each with all before it: who was taken; the ranking; its numbers; each criterion; each mark."""

Feedback = Literal["marks", "levels", "remarks"]
FEEDBACK: tuple[Feedback, ...] = ("marks", "levels", "remarks")
"""What applicants may be promised: numbers for each criterion, the levels reached in words, what judges wrote."""

CONTACT = ("email", "e-mail", "mail", "contact", "phone", "telephone")
"""The fields of a record that say how its applicant is reached: they stay in the challenge's folder, and no record holds them."""


def without_contact(fields: Mapping[str, Held]) -> dict[str, Held]:
    """Return the fields of a record that do not say how its applicant is reached."""
    return {key: value for key, value in fields.items() if key.casefold() not in CONTACT}


Told = Literal["place", "band", "none"]
TOLD: tuple[Told, ...] = ("place", "band", "none")
"""What applicants are told of their place: the number; the quarter of the ranking in which it lies; nothing."""


@attrs.frozen
class Publishing:
    """What is published of a round, as its organizers promise it before there are marks.

    Attributes:
        depth: how much of the result the public sees.
        fields: the fields of a record that stand beside its title.
        feedback: what every applicant gets; None if nothing is said of it, empty for nothing.
        place: what applicants are told of their own place; None for as much as the public sees.
    """

    depth: Depth = "marks"
    fields: tuple[str, ...] = ()
    feedback: tuple[Feedback, ...] | None = None
    place: Told | None = None

    @property
    def releases_remarks(self) -> bool:
        """Whether applicants read what judges write, without their names."""
        return "remarks" in (self.feedback or ())
