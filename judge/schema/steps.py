"""The steps of a rule: one definition for each verb, from the kinds of its keys (§2, §3)."""

from judge.schema import meanings
from judge.schema.kinds import of_kind
from judge.schema.shape import NUMBER, TEXT, Schema, choice, either, lists, named, said, table
from judge.score.kinds import NumberOrChoice
from judge.score.rule import keys_of
from judge.score.verb import Verb
from judge.score.verbs import VERBS

_STATES = ("missing", "aside")
"""The keys of every step that mean one thing with a verb that folds, and another or nothing with the others (§4)."""

_NEEDED = {
    "clip": ("around",),
    "confirm": ("codes", "then", "otherwise"),
    "fill": ("with",),
    "remove": ("codes",),
    "stv": ("seats",),
}
"""The keys without which a verb means nothing."""


def definitions() -> dict[str, Schema]:
    """Return ``steps``, ``step``, a definition for each verb, and one for each key that all verbs share."""
    verbs = {f"verb-{name}": _step(verb) for name, verb in VERBS.items()}
    return {
        "steps": said(lists(named("step")), "steps from top to bottom, each on the table that the one before made"),
        "step": said(either(*map(named, verbs)), "a step: one verb, and keys that go with it"),
        **verbs,
        **_shared(),
    }


def _shared() -> dict[str, Schema]:
    """Return the keys that mean the same with all verbs that have them."""
    kinds = {key: kind for verb in VERBS.values() for key, kind in keys_of(verb).items() if key not in verb.keys}
    return {
        f"key-{key}": said(TEXT if (kind := kinds[key]) is None else of_kind(kind), words)
        for key, words in meanings.COMMON.items()
        if key not in _STATES
    }


def _step(verb: Verb) -> Schema:
    every = keys_of(verb)
    keys = {verb.name: said(of_kind(verb.value), f"{meanings.VERBS[verb.name]} (docs/rules.md §{verb.clause})")}
    keys |= {key: said(of_kind(kind), meanings.of_key(verb.name, key)) for key, kind in verb.keys.items()}
    keys |= {key: named(f"key-{key}") for key in meanings.COMMON if key in every and key not in (*keys, *_STATES)}
    return {"title": verb.name, **table(keys | _states(verb), (verb.name, *_NEEDED.get(verb.name, ())))}


def _states(verb: Verb) -> dict[str, Schema]:
    """Return what a cell without a value may count as: anything in a fold, else a number for an operand that is not there."""
    if not verb.folds:
        return {"missing": said(NUMBER, meanings.COMMON["missing"])}
    missing, aside = (keys_of(verb)[key] for key in _STATES)
    assert isinstance(missing, NumberOrChoice)
    assert isinstance(aside, NumberOrChoice)
    return {
        "missing": said(of_kind(missing), meanings.COMMON["missing"]),
        "aside": said(choice(*aside.options), meanings.COMMON["aside"]),
    }
