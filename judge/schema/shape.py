"""The shapes that values have, as JSON Schema of draft 4, the one that editors of TOML read.

Where a value may be of several types, they stand in ``type``, not in ``anyOf``, so that the words about it are read; and no
``allOf`` with a ``$ref`` stands anywhere, which Taplo 0.9 follows without end.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

Schema = dict[str, Any]

TEXT: Schema = {"type": "string", "pattern": r"\S"}
"""A text with something in it."""
ANY_TEXT: Schema = {"type": "string"}
TEXTS: Schema = {"type": ["string", "array"], "items": ANY_TEXT}
"""A text, or a list of texts."""
IDS: Schema = {**TEXT, "type": ["string", "array"], "items": TEXT, "uniqueItems": True}
"""An id, or a list of different ids."""
SEVERAL: Schema = {**IDS, "minItems": 1}
"""The id of a table, or the ids of several tables that are alike."""
NUMBER: Schema = {"type": "number"}
BOOLEAN: Schema = {"type": "boolean"}


def number(least: int | None = None) -> Schema:
    """Return a number, not below ``least``."""
    return NUMBER | ({} if least is None else {"minimum": least})


def whole(least: int | None = None, most: int | None = None) -> Schema:
    """Return a whole number; 2.0 is one, so it is no ``integer`` of this draft."""
    return number(least) | ({} if most is None else {"maximum": most}) | {"multipleOf": 1}


def choice(*words: str) -> Schema:
    """Return one of a few words."""
    return {"enum": list(words)}


def either(*shapes: Schema) -> Schema:
    """Return one of several shapes."""
    return {"anyOf": list(shapes)}


def lists(items: Schema, least: int = 0) -> Schema:
    """Return a list of so many at least."""
    return {"type": "array", "items": items} | ({"minItems": least} if least else {})


def named(name: str) -> Schema:
    """Return the shape that stands under a name in ``definitions``."""
    return {"$ref": f"#/definitions/{name}"}


def said(shape: Schema, words: str) -> Schema:
    """Return a shape with the words that an editor shows; of an ``anyOf`` it reads those of each part."""
    parts = [part if "$ref" in part else {"description": words, **part} for part in shape.get("anyOf", ())]
    return {"description": words, **shape, **({"anyOf": parts} if parts else {})}


def table(
    keys: Mapping[str, Schema], required: Sequence[str] = (), *, others: Schema | None = None, **more: object
) -> Schema:
    """Return a table with these keys and, with ``others``, any further ones of that shape."""
    return {
        "type": "object",
        "properties": dict(keys),
        **({"required": list(required)} if required else {}),
        "additionalProperties": False if others is None else others,
        **more,
    }


def by_key(shape: Schema, least: int = 0) -> Schema:
    """Return a table of any keys, each with a value of this shape."""
    return {"type": "object", "additionalProperties": shape} | ({"minProperties": least} if least else {})


def by_name(shape: Schema) -> Schema:
    """Return a table of numbers by name; a table in it is the first part of dotted names."""
    inner = {**shape, **by_key(shape, 1), "type": ["number", "object"]}
    return by_key({**shape, **by_key(inner, 1), "type": ["number", "object"]}, 1)


def has(*keys: str) -> Schema:
    """Return that some keys are all there."""
    return {"required": list(keys)}


def none_of(keys: Iterable[str]) -> Schema:
    """Return that none of some keys is there."""
    return {"allOf": [{"not": has(key)} for key in keys]}


def never(*cases: Schema) -> Schema:
    """Return that a table is none of some cases; an ``anyOf`` beside its keys would let editors look for these without end."""
    return {"not": either(*cases)}
