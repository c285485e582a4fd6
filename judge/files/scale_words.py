"""Words of a scale: which texts can be a mark's word, and those that stand for a number, such as yes and no."""

import math
from collections.abc import Iterable, Mapping
from fractions import Fraction

from judge.files.style import clean
from judge.model.fields import Fields, number
from judge.model.number import Unreadable, parse, plain
from judge.model.place import Node, Place
from judge.model.problem import Problems
from judge.model.rubric import Scale

WORDS = ("recused", "void", "late")
"""The words that a mark may always be."""

YES_NO = {"yes": 1, "no": 0, "sí": 1, "si": 1, "oui": 1, "non": 0}
"""What ``words = "yes-no"`` stands for: English, Spanish and French."""


def fault(name: str, known: Mapping[str, str]) -> str | None:
    """Return why a text can be no word of a scale, or None; ``known`` are those that are taken, by their folded form."""
    if name.casefold() in WORDS:
        return "has a meaning already"
    if not name or not name.isprintable():
        return "is no word"
    if not isinstance(parse(name), Unreadable):
        return "is a number"
    if name.casefold() in known:
        return f"is the same word as `{known[name.casefold()]}`"
    return None


def read(fields: Fields, codes: Iterable[str], problems: Problems) -> dict[str, Fraction]:
    """Take ``words``: the marks that words stand for, or ``yes-no``."""
    node = fields.take("words")
    if node is None:
        return {}
    items = {name: Node(mark, node.place) for name, mark in YES_NO.items()} if node.value == "yes-no" else node.value
    if not isinstance(items, dict):
        problems.refuse(
            "wrong-kind", node.place, f'`words` of the scale is {node.kind()}, not a table of marks or "yes-no"',
            found=node.kind(), expected="a table",
        )  # fmt: skip
        return {}
    found: dict[str, Fraction] = {}
    known = {code.casefold(): code for code in codes}
    for key, item in items.items():
        name = clean(key)
        why = fault(name, known)
        if why:
            problems.refuse("bad-code", item.place, f"the word `{name}` {why}", "choose another word", found=name)
            continue
        mark = number(item, f"the mark of the word `{name}`", problems)
        known[name.casefold()] = name
        if mark is not None:
            found[name] = mark
    return found


def bounds(words: Mapping[str, Fraction]) -> tuple[Fraction | None, Fraction | None, Fraction | None]:
    """Return the lowest mark of some words, the highest, and the step between them; nothing where all are one."""
    marks = sorted(set(words.values()))
    if len(marks) < 2:
        return None, None, None
    common = math.lcm(*(mark.denominator for mark in marks))
    return marks[0], marks[-1], Fraction(math.gcd(*(int((mark - marks[0]) * common) for mark in marks)), common)


def fit(scale: Scale, words: Mapping[str, Fraction], place: Place, problems: Problems) -> None:
    """Report each word whose mark is not on the scale."""
    for name, mark in words.items():
        if not scale.allows(mark):
            problems.refuse("level-off-scale", place, f"the word `{name}` is {plain(mark)}, which is not on the scale")
