"""What names and addresses say of ties between judges and records; it stays in this folder."""

from collections.abc import Mapping
from pathlib import Path

import attrs

from judge.files import challenge_file, folder
from judge.files.style import clean
from judge.files.tree import Tree
from judge.model.place import Node
from judge.model.problem import Problems

PRIVATE = ("name", "email", "organization")
NONE = "none"
"""The type of a conflict of interest that somebody looked into and found to be none."""


@attrs.frozen
class Known:
    """What is known of judges, besides what a rule may read.

    Attributes:
        judges: by judge, ``name``, ``email`` and ``organization`` where they are declared.
        cleared: pairs of submission and judge of which somebody said that there is no conflict.
    """

    judges: Mapping[str, Mapping[str, str]]
    cleared: frozenset[tuple[str, str]]


def read(directory: Path) -> Known:
    """Return what ``challenge.toml`` says; what is wrong in it is told elsewhere."""
    node = folder.toml_file(Tree(directory, Problems()), challenge_file.FILE)
    judges = {_text(each, "id"): {key: _text(each, key) for key in PRIVATE} for each in _tables(node, "judge")}
    cleared = {
        (_text(each, "submission"), _text(each, "judge"))
        for each in _tables(node, "conflict")
        if _text(each, "type") == NONE
    }
    return Known(judges, frozenset(cleared))


def _tables(node: Node | None, key: str) -> tuple[Node, ...]:
    inner = node.value.get(key) if node is not None and isinstance(node.value, dict) else None
    return inner.value if inner is not None and isinstance(inner.value, tuple) else ()


def _text(node: Node, key: str) -> str:
    inner = node.value.get(key) if isinstance(node.value, dict) else None
    return clean(inner.value) if inner is not None and isinstance(inner.value, str) else ""
