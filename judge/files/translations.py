"""Texts that lack one of a challenge's languages."""

from collections.abc import Iterator, Sequence

from judge.model.place import Node, Place
from judge.model.problem import Problems

_KEYS = ("title", "descriptor")


def check(node: Node, languages: Sequence[str], problems: Problems) -> None:
    """Add a caution for each language that some title or descriptor of a file lacks though it has others."""
    found = list(_wordings(node))
    for language in languages:
        lacking = [place for place, codes in found if language not in codes]
        if lacking and found:
            problems.caution(
                "missing-translation",
                lacking[0],
                f"a text has no `{language}`, a language of this challenge",
                f"add a line with .{language}; until then another language is shown",
                expected=language,
                more=len(lacking) - 1,
            )


def _wordings(node: Node) -> Iterator[tuple[Place, set[str]]]:
    if isinstance(node.value, tuple):
        for item in node.value:
            yield from _wordings(item)
    elif isinstance(node.value, dict):
        for key, item in node.value.items():
            if key in _KEYS and isinstance(item.value, dict):
                yield item.place, set(item.value)
            else:
                yield from _wordings(item)
