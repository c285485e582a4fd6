"""What a round publishes: ``feedback`` and ``[round.publish]`` of its ``[[round]]``."""

from judge.files import keys
from judge.model.fields import Fields
from judge.model.problem import listed, nearest
from judge.model.publishing import DEPTHS, FEEDBACK, TOLD, Depth, Feedback, Publishing, Told


def read(fields: Fields) -> Publishing:
    """Return what is promised; what is wrong is added to the problems of the fields."""
    feedback = _feedback(fields)
    node = keys.table(fields, "publish")
    if node is None:
        return Publishing(feedback=feedback)
    inner = Fields(node, fields.problems, f"`publish` of {fields.what}")
    told = inner.choice("public", DEPTHS, "marks")
    depth: Depth = next(each for each in DEPTHS if each == told)
    shown = inner.texts("fields") or ()
    said = inner.choice("place", TOLD, "") if inner.has("place") else ""
    place: Told | None = next((each for each in TOLD if each == said), None)
    inner.finish()
    return Publishing(depth, shown, feedback, place)


def _feedback(fields: Fields) -> tuple[Feedback, ...] | None:
    """Take what applicants are promised: one word, several, or ``none``."""
    place = node.place if (node := fields.peek("feedback")) is not None else fields.place
    words = fields.texts("feedback")
    if words is None or words == ("none",):
        return None if words is None else ()
    for word in words:
        if word not in FEEDBACK:
            fields.problems.refuse(
                "unknown-choice",
                place,
                f"`feedback` of {fields.what} is `{word}`, not one of {listed((*FEEDBACK, 'none'))}",
                nearest(word, FEEDBACK) or ("`none` stands alone" if word == "none" else None),
                found=word,
                expected=listed((*FEEDBACK, "none")),
            )
    return tuple(each for each in FEEDBACK if each in words)
