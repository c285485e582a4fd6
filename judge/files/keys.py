"""Keys that every table of a challenge may have: fields, facts, tables of the rule, references."""

from collections.abc import Collection, Mapping, Sequence

from judge.files.ids import unknown
from judge.files.style import clean
from judge.model.fields import Fields
from judge.model.place import Node, Place
from judge.model.problem import Problems, nearest
from judge.model.wording import Wording

RESERVED = ("submission", "judge", "criterion", "round", "mark", "marks", "before", "weight")


def table(fields: Fields, key: str) -> Node | None:
    """Take a key that holds a table."""
    node = fields.take(key)
    if node is not None and not isinstance(node.value, dict):
        fields.problems.refuse(
            "wrong-kind", node.place, f"`{key}` of {fields.what} is {node.kind()}, not a table", f"write [{key}]"
        )
        return None
    return node


def outcomes(fields: Fields) -> tuple[Node, ...] | None:
    """Take ``[[outcome]]``, or None where there is none."""
    return fields.tables("outcome") if fields.has("outcome") else None


def groupings(fields: Fields, known: Collection[str]) -> dict[str, str]:
    """Take every key that is left as a text that groups, such as ``section``; ``known`` are the keys with a meaning."""
    found = {}
    for key, node in fields.rest().items():
        if key in RESERVED or not isinstance(node.value, str):
            fields.problems.refuse(
                "unknown-key",
                node.place,
                f"{fields.what} has no key `{key}`",
                nearest(key, known)
                or "a key of your own is a text that groups, such as section; numbers go into facts",
                found=key,
            )
        elif not node.value.strip():
            fields.problems.refuse("empty-text", node.place, f"`{key}` of {fields.what} is empty")
        else:
            _doubt(key, node.place, fields, known)
            found[key] = clean(node.value)
    return found


def _doubt(key: str, place: Place, fields: Fields, known: Collection[str]) -> None:
    hint = nearest(key, known)
    if hint:
        fields.problems.caution(
            "key-looks-misspelt", place, f"`{key}` of {fields.what} is taken as a field of your own that groups", hint
        )


def reference(fields: Fields, key: str, known: Mapping[str, object], *, required: bool = False) -> str | None:
    """Take the id of a submission, judge or round that must be declared."""
    node = fields.take(key) if not required or fields.has(key) else None
    if node is None:
        if required:
            fields.text(key, required=True)
        return None
    return checked(node, key, known, fields.problems)


def checked(node: Node, kind: str, known: Mapping[str, object], problems: Problems) -> str | None:
    """Return the declared id that a node holds, or None with a problem."""
    if not isinstance(node.value, str):
        problems.refuse("wrong-kind", node.place, f"`{kind}` is {node.kind()}, not the id of a {kind}")
        return None
    name = clean(node.value)
    if name in known:
        return name
    unknown(kind, name, known, node.place, problems)
    return None


def references(fields: Fields, key: str, kind: str, known: Mapping[str, object] | None) -> tuple[str, ...] | None:
    """Take a list of ids, each once; with ``known`` each must be declared."""
    node = fields.take(key)
    if node is None:
        return None
    if isinstance(node.value, str):
        node = Node((node,), node.place)
    if not isinstance(node.value, tuple):
        what = f"`{key}` of {fields.what} is {node.kind()}, not a list of ids"
        fields.problems.refuse("wrong-kind", node.place, what, f'write {key} = ["…", "…"]')
        return None
    found: dict[str, None] = {}
    for item in node.value:
        free: Mapping[str, object] = {clean(item.value): None} if isinstance(item.value, str) else {}
        name = checked(item, kind, free if known is None else known, fields.problems)
        if name in found:
            fields.problems.refuse(
                "duplicate-id", item.place, f"`{key}` of {fields.what} has `{name}` twice", found=name
            )
        elif name is not None:
            found[name] = None
    return tuple(found)


def title(fields: Fields, default: str) -> Wording:
    """Take ``title``."""
    found = fields.wording("title")
    return Wording({"": default} if default else {}) if found is None else found


def each_of(nodes: Sequence[Node]) -> list[Node]:
    """Return tables as they are, and one for each id where ``id`` is a list: several alike (§7.1)."""
    found: list[Node] = []
    for node in nodes:
        inner = node.value if isinstance(node.value, dict) else {}
        ids = inner.get("id")
        if ids is not None and isinstance(ids.value, tuple) and ids.value:
            found += [Node({**inner, "id": one}, node.place) for one in ids.value]
        else:
            found.append(node)
    return found
