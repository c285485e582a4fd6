"""Texts in several languages, facts and ids: what many tables of a challenge have in common."""

from judge.files.keys import RESERVED
from judge.schema.shape import ANY_TEXT, SEVERAL, TEXT, Schema, by_key, has, never, said

LANGUAGE: Schema = {"type": "string", "pattern": "^[a-z]{2,3}$"}

WORDING: Schema = {
    "type": ["string", "object"],
    "patternProperties": {LANGUAGE["pattern"]: ANY_TEXT},
    "additionalProperties": False,
}
_PLAIN = ["string", "number", "boolean"]
_VALUE: Schema = {"type": [*_PLAIN, "array"], "items": {"type": _PLAIN}}
FACT: Schema = {**_VALUE, "type": [*_PLAIN, "array", "object"], "additionalProperties": _VALUE}
"""A value, or one for each criterion."""

ID = said(TEXT, "what tables and rules call it")
IDS = said(SEVERAL, "what tables and rules call it; a list for several that are alike")
TITLE = said(WORDING, 'what people read: a text, or title.en = "…", title.es = "…"')
FACTS = said(by_key(FACT), "numbers and texts that a rule may name")


def grouping(*known: str) -> Schema:
    """Return what a table is where every further key is a field of its own: a text that groups, and no reserved name."""
    return {"others": TEXT, **never(*(has(name) for name in RESERVED if name not in known))}
