"""What a round publishes: ``feedback`` and ``[round.publish]`` of its ``[[round]]``."""

from judge.files import keys
from judge.model.fields import Fields
from judge.model.place import Node
from judge.model.problem import listed, nearest
from judge.model.publishing import DEPTHS, FEEDBACK, TOLD, Depth, Feedback, Publishing, Told


def read(fields: Fields) -> Publishing:
    """Return what is promised; what is wrong is added to the problems of the fields."""
    feedback = _feedback(fields)
    alone = fields.peek("publish")
    if alone is not None and not isinstance(alone.value, dict):
        word = alone.value if alone.value in DEPTHS else "marks"
        fields.problems.refuse(
            "wrong-kind", alone.place, f"`publish` of {fields.what} is {alone.kind()}, not a table",
            f'write [round.publish], and below it public = "{word}"',
        )  # fmt: skip
        fields.take("publish")
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
    node = fields.peek("feedback")
    if node is None:
        fields.take("feedback")  # so that it is a known key
        return None
    odd = next((each for each in _items(node) if not isinstance(each.value, str)), None)
    if odd is not None:
        fields.take("feedback")
        fields.problems.refuse(
            "wrong-kind", odd.place, f"`feedback` of {fields.what} holds {odd.kind()}, not a word",
            f'write feedback = ["marks", "levels"]; words: {listed((*FEEDBACK, "none"))}',
        )  # fmt: skip
        return None
    place, words = node.place, fields.texts("feedback") or ()
    if words == ("none",):
        return ()
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


def _items(node: Node) -> tuple[Node, ...]:
    return node.value if isinstance(node.value, tuple) else (node,)
