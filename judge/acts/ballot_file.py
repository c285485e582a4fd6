"""``judge score --edit``: a ballot written with an editor."""

from fractions import Fraction

from judge.acts.balloting import Given
from judge.files import toml
from judge.model.number import plain
from judge.model.problem import Problems


def read(text: str, submission: str, criteria: list[str]) -> Given | tuple[int, str]:
    """Return the ballot that a TOML text says, or the line and the words of what is wrong with it.

    An empty text beside a criterion is no mark; a criterion left out is not changed.
    """
    problems = Problems()
    node = toml.read(text, "ballot", problems)
    first = next(iter(problems), None)
    if node is None or not isinstance(node.value, dict):
        return (first.place.line, first.message) if first is not None else (1, "this is no ballot")
    marks: dict[str, str] = {}
    remark = None
    for key, item in node.value.items():
        value = item.value
        if key == "remark" and isinstance(value, str):
            remark = value.strip() or None
        elif key not in criteria:
            return item.place.line, f"there is no criterion `{key}`"
        elif isinstance(value, str):
            marks.update({key: value.strip()} if value.strip() else {})
        elif isinstance(value, int | Fraction) and not isinstance(value, bool):
            marks[key] = plain(value)
        else:
            return item.place.line, f"`{key}` is {item.kind()}, not a mark"
    return Given(submission, marks, remark=remark)
