"""What ``challenge.toml`` declares, before rubrics and marks are known."""

from collections.abc import Mapping

import attrs

from judge.files import keys, style
from judge.files.style import Style
from judge.model.fields import Fields
from judge.model.place import Node, Place
from judge.model.problem import Problems
from judge.model.wording import Wording

FILE = "challenge.toml"
_KEYS = ("title", "languages", "tables", "columns", "round", "judge", "conflict")
_PRIVATE = ("name", "email", "organization", "note")


@attrs.frozen
class Declared:
    """The parts of the file; tables that need other files to be understood are nodes still.

    Attributes:
        title: what people read.
        languages: the declared codes; empty if none are.
        style: how tables are written.
        rounds, judges, conflicts: the tables ``[[round]]``, ``[[judge]]``, ``[[conflict]]``.
        groups: by field, its members, such as the tables ``[[panel]]``.
        source: the whole file without what is private, or None if there is none.
    """

    title: Wording
    languages: tuple[str, ...]
    style: Style
    rounds: tuple[Node, ...]
    judges: tuple[Node, ...]
    conflicts: tuple[Node, ...]
    groups: Mapping[str, tuple[Node, ...]]
    source: Node | None


def read(node: Node | None, problems: Problems) -> Declared:
    """Return what the file says; None stands for no file."""
    fields = Fields(node or Node({}, Place(FILE)), problems, FILE)
    content = node.value if node is not None and isinstance(node.value, dict) else {}
    place = content["languages"].place if "languages" in content else fields.place
    title, languages = keys.title(fields, ""), _languages(fields, place, problems)
    tables = style.read(fields, problems)
    rounds, judges, conflicts = (fields.tables(key) for key in ("round", "judge", "conflict"))
    groups = {key: fields.tables(key) for key, item in content.items() if key not in _KEYS and _is_tables(item)}
    fields.finish()
    source = None if node is None else _public(node)
    return Declared(title, languages, tables, rounds, judges, conflicts, groups, source)


def _is_tables(node: Node) -> bool:
    return isinstance(node.value, tuple) and any(isinstance(item.value, dict) for item in node.value)


def _languages(fields: Fields, place: Place, problems: Problems) -> tuple[str, ...]:
    codes = dict.fromkeys(fields.texts("languages") or ())
    wrong = [code for code in codes if not (2 <= len(code) <= 3 and code.isascii() and code.islower())]
    for code in wrong:
        problems.refuse("unknown-language", place, f"`{code}` is no language code", "write `en`, `es`, `fr` …")
    return tuple(code for code in codes if code not in wrong)


def _public(node: Node) -> Node:
    """Return the file without the names and addresses of judges, which no result may hold."""
    content = dict(node.value) if isinstance(node.value, dict) else {}
    judges = content.get("judge")
    if judges is not None and isinstance(judges.value, tuple):
        content["judge"] = Node(tuple(_nameless(judge) for judge in judges.value), judges.place)
    return Node(content, node.place)


def _nameless(judge: Node) -> Node:
    if not isinstance(judge.value, dict):
        return judge
    return Node({key: item for key, item in judge.value.items() if key not in _PRIVATE}, judge.place)
