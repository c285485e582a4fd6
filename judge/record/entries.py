"""What an entry may say: for each type its keys, and for each key what stands there (docs/record.md, "Entries")."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import lru_cache
from typing import Final

from judge.record.keys import from_base64
from judge.record.line import VERSION, ZERO, Body

Check = Callable[[object], bool]

MOST: Final = (1 << 53) - 1
LONGEST_TEXT: Final = 20_000
LONGEST_ID: Final = 200

_REMEMBERED: Final = 4096
"""The same few ids, words and times stand in many entries: so many of them are looked at once."""

_HASH = re.compile(r"[0-9a-f]{64}")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)
_PARTS = ((0, 4), (5, 7), (8, 10), (11, 13), (14, 16), (17, 19))
_DECIMAL = re.compile(r"-?(0|[1-9][0-9]{0,39})(\.[0-9]{0,39}[1-9])?", re.ASCII)


def decimal(value: object) -> bool:
    """Whether a value is a number in its one spelling: ``7``, ``-1``, ``7.5``; not ``7.50``, ``+7`` or ``-0``."""
    return isinstance(value, str) and _DECIMAL.fullmatch(value) is not None and value != "-0"


def _text(value: object) -> bool:
    return isinstance(value, str) and len(value) <= LONGEST_TEXT and value.strip() == value and "\0" not in value


def _reason(value: object) -> bool:
    return _text(value) and value != ""


def name(value: object) -> bool:
    """Whether a value may be an id: printable, on one line, without outer white space."""
    return isinstance(value, str) and _name(value)


@lru_cache(_REMEMBERED)
def _name(text: str) -> bool:
    return _reason(text) and len(text) <= LONGEST_ID and text.isprintable()


def file_name(value: object) -> bool:
    """Whether an id may be part of a file's name, as those of judges and rounds are."""
    return isinstance(value, str) and _file_name(value)


@lru_cache(_REMEMBERED)
def _file_name(text: str) -> bool:
    return name(text) and not set(text) & set('/\\:*?"<>|') and not text.startswith(".")


def digest(value: object) -> bool:
    """Whether a value is a SHA-256 in hexadecimal digits."""
    return isinstance(value, str) and _HASH.fullmatch(value) is not None


def whole(value: object) -> bool:
    """Whether a value is a count."""
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MOST


def _time(value: object) -> bool:
    return isinstance(value, str) and moment(value) is not None


@lru_cache(_REMEMBERED)
def moment(text: str) -> datetime | None:
    """Return the moment that a time says, or None if there is no such one."""
    if _TIME.fullmatch(text) is None:
        return None
    try:
        year, month, day, hour, minute, second = (int(text[begin:end]) for begin, end in _PARTS)
        return datetime(year, month, day, hour, minute, second, tzinfo=UTC)
    except ValueError:
        return None


def _key(value: object) -> bool:
    return isinstance(value, str) and len(from_base64(value) or b"") == 32


def _signature(value: object) -> bool:
    return isinstance(value, str) and len(from_base64(value) or b"") == 64


def _or_none(check: Check) -> Check:
    return lambda value: value is None or check(value)


def _is(*words: object) -> Check:
    return lambda value: any(value == word and type(value) is type(word) for word in words)


def _list(check: Check) -> Check:
    return lambda value: isinstance(value, list) and len(value) <= 100_000 and all(map(check, value))


def _map(key: Check, check: Check) -> Check:
    return lambda value: isinstance(value, dict) and all(key(each) and check(value[each]) for each in value)


def _table(**checks: Check) -> Check:
    return lambda value: (
        isinstance(value, dict) and value.keys() == checks.keys() and all(checks[each](value[each]) for each in value)
    )


def _mark(value: object) -> bool:
    """Whether a value may be a mark: a number, a word, or nothing where a mark is taken back."""
    return value is None or (isinstance(value, str) and _marked(value))


@lru_cache(_REMEMBERED)
def _marked(text: str) -> bool:
    return decimal(text) or (name(text) and not text[0].isdigit() and text[0] not in "+-.")


HIDDEN = _table(sha256=digest)
"""What stands in the place of something private: the digest of its disclosure."""

MARKS = _map(name, _mark)
FACTS = _map(name, _map(name, _text))


def _marks(value: object) -> bool:
    """Whether a value may be the marks of an entry: hidden, or by what they are of; `sha256` is the name of nothing."""
    return HIDDEN(value) or (isinstance(value, dict) and MARKS(value) and "sha256" not in value)


def _pair(value: object) -> bool:
    """Whether a value is a pair: two ids, in the order of their code points."""
    return isinstance(value, list) and len(value) == 2 and all(map(name, value)) and value[0] < value[1]


def _records(value: object) -> bool:
    """Whether a value may be the digests of two records."""
    return isinstance(value, list) and len(value) == 2 and all(map(digest, value))


_COMMON: Mapping[str, Check] = {
    "v": _is(VERSION), "challenge": digest, "seq": whole, "prev": digest, "at": _time, "type": _text,
}  # fmt: skip
_JUDGE: Mapping[str, Check] = {**_COMMON, "judge": file_name, "round": file_name, "seen": digest}
_BALLOT: Mapping[str, Check] = {"sub": name, "facts": FACTS, "rev": _or_none(whole), "why": _text}

JUDGES: Final[Mapping[str, Mapping[str, Check]]] = {
    "mark": {
        **_JUDGE, **_BALLOT, "record": digest, "remark": _or_none(HIDDEN),
        "marks": _marks,
    },
    "compare": {
        **_JUDGE, "subs": _pair, "records": _records, "marks": _marks,
        "rev": _or_none(whole), "why": _text,
    },
    "recuse": {**_JUDGE, "sub": name, "kind": _text, "why": _or_none(HIDDEN)},
    "submit": {**_JUDGE, "count": whole},
}  # fmt: skip
"""The types of entries in a judge's journal."""

KINDS_OF_DECISION: Final = ("withdraw", "disqualify", "recuse", "penalty", "order", "wildcard", "waive", "quorum")

ORGANIZERS: Final[Mapping[str, Mapping[str, Check]]] = {
    "genesis": {**_COMMON, "challenge": _is(ZERO), "prev": _is(ZERO), "seq": _is(0), "origin": name, "key": _key,
                "witnesses": whole, "title": _text},
    "roster": {**_COMMON, "judge": file_name, "key": _key, "who": HIDDEN, "why": _text},
    "open": {**_COMMON, "round": file_name, "inputs": _map(_reason, digest), "builds": _map(file_name, digest),
             "sealed": _is(True, False)},
    "ack": {**_COMMON, "judge": file_name, "of": whole, "head": digest},
    "void": {**_COMMON, "round": file_name, "judge": file_name, "sub": name, "why": _reason},
    "rekey": {**_COMMON, "judge": file_name, "key": _key, "last": digest, "why": _reason, "old": _or_none(_signature)},
    "reopen": {**_COMMON, "round": file_name, "judge": file_name, "why": _reason},
    "decide": {**_COMMON, "round": file_name, "kind": _is(*KINDS_OF_DECISION), "subs": _list(name),
               "judge": _or_none(file_name), "about": _or_none(_reason), "points": _or_none(decimal),
               "by": _text, "why": _reason},
    "fact": {**_COMMON, "round": file_name, "name": name, "of": _map(name, name), "value": _reason, "why": _reason},
    "import": {**_COMMON, **_BALLOT, "round": file_name, "judge": file_name, "marks": MARKS, "file": name,
               "sha256": digest, "row": whole},
    "assign": {**_COMMON, "round": file_name, "judge": file_name, "add": _list(name), "drop": _list(name), "why": _reason},
    "correct": {**_COMMON, "round": file_name, "sub": name, "field": name, "value": _reason, "why": _reason},
    "release": {**_COMMON, "round": file_name, "edition": _is("public", "judge", "auditor"), "number": whole, "seal": digest,
                "stage": _is("embargoed", "public"), "until": _or_none(_time), "results": digest,
                "replaces": _or_none(digest), "why": _text},
    "seal": {**_COMMON, "round": file_name, "version": whole, "replaces": _or_none(digest), "why": _text,
             "journals": _map(file_name, _table(n=whole, head=digest)), "absent": _map(file_name, _reason),
             "unopened": _map(file_name, _list(whole)), "result": digest,
             "engine": _table(name=_text, version=_text)},
}  # fmt: skip
"""The types of entries in the organizer's journal."""


def fault(body: Body, kinds: Mapping[str, Mapping[str, Check]]) -> tuple[str, str] | None:
    """Return what is wrong with an entry's keys and their values: a code and words, or None.

    Args:
        body: the entry.
        kinds: the types that may stand in its journal.
    """
    type_ = body.get("type")
    keys = kinds.get(type_) if isinstance(type_, str) else None
    if keys is None:
        return "E_FIELD", f"no entry of this journal has the type {str(type_)[:40]!r}"
    if body.keys() != keys.keys():
        odd = sorted(body.keys() ^ keys.keys())
        words = "lacks" if odd[0] in keys else "has no place for"
        return "E_FIELD", f"an entry `{type_}` {words} the key `{odd[0][:40]}`"
    for key, check in keys.items():
        if not check(body[key]):
            code = "E_VALUE" if key in ("marks", "facts", "points", "value") else "E_FIELD"
            return code, f"`{key}` of the entry `{type_}` is not written as it should be: {str(body[key])[:60]}"
    return None
