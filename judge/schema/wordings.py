"""Texts in several languages, facts and ids: what many tables of a challenge have in common."""

from judge.files.keys import RESERVED
from judge.schema.shape import ANY_TEXT, SEVERAL, TEXT, Schema, by_key, either, lists, named, said, without

LANGUAGE: Schema = {"type": "string", "pattern": "^[a-z]{2,3}$"}

ID = said(TEXT, "what tables and rules call it")
IDS = said(SEVERAL, "what tables and rules call it; a list for several that are alike")
TITLE = said(named("wording"), 'what people read: a text, or title.en = "…", title.es = "…"')
FACTS = said(named("facts"), "numbers and texts that a rule may name")


def definitions() -> dict[str, Schema]:
    """Return ``wording``, ``fact`` and ``facts``."""
    by_language = {
        "type": "object",
        "patternProperties": {LANGUAGE["pattern"]: ANY_TEXT},
        "additionalProperties": False,
    }
    plain: Schema = {"type": ["string", "number", "boolean"]}
    value = either(plain, lists(plain))
    return {
        "wording": either(ANY_TEXT, by_language),
        "fact": either(value, by_key(value)),
        "facts": by_key(named("fact")),
    }


def grouping(*known: str) -> Schema:
    """Return what a table is where every further key is a field of its own: a text that groups, and no reserved name."""
    return {"others": TEXT, **without(name for name in RESERVED if name not in known)}
