"""Disclosures: what an entry holds only the digest of: remarks, names, reasons, and marks of a sealed round."""

import hashlib
import json
from collections.abc import Mapping
from typing import Final

import attrs

from judge.model.canonical import encode
from judge.record.entries import FACTS, MARKS, file_name, whole
from judge.record.line import LONGEST

CONTEXT: Final = b"judge/v1/disclosure\n"
FOLDER: Final = "disclosures"
FIELDS: Final = ("marks", "remark", "why", "who")
"""What may be disclosed: sealed marks, a remark, the reason of a recusal, the name of a judge."""

SALT_DIGITS: Final = 32

Key = tuple[str, int | None, str]
"""Which private value: of which judge, of which entry (None for the roster), and which field."""


@attrs.frozen
class Disclosure:
    """One private value of one entry.

    Attributes:
        salt: 32 hexadecimal digits.
        judge: whose entry it is of.
        seq: of that entry; None for the name, which stands in the roster.
        field: which value.
        value: the value.
    """

    salt: str
    judge: str
    seq: int | None
    field: str
    value: object

    def line(self) -> str:
        """Return the disclosure as it stands in a file, without a line feed."""
        return encode([self.salt, self.judge, self.seq, self.field, self.value])

    @property
    def key(self) -> Key:
        """Return which value of which entry this is."""
        return self.judge, self.seq, self.field

    @property
    def digest(self) -> str:
        """Return what stands in the entry."""
        return hashlib.sha256(CONTEXT + self.line().encode()).hexdigest()


def of_judge(judge: str) -> str:
    """Return where a judge's disclosures stand."""
    return f"{FOLDER}/{judge}.jsonl"


def parse(data: bytes) -> Disclosure | None:
    """Return what a line says, or None if it is no disclosure in its one spelling."""
    if len(data) > LONGEST:
        return None
    try:
        item = json.loads(data.decode(), parse_float=_refuse, parse_constant=_refuse)
        if not isinstance(item, list) or len(item) != 5 or encode(item).encode() != data:
            return None
    except (ValueError, RecursionError, TypeError):
        return None
    salt, judge, seq, field, value = item
    good = isinstance(salt, str) and len(salt) >= SALT_DIGITS and set(salt) <= set("0123456789abcdef")
    good = good and file_name(judge) and (seq is None or whole(seq)) and field in FIELDS and _valued(field, value)
    return Disclosure(salt, judge, seq, field, value) if good else None


def _valued(field: str, value: object) -> bool:
    if field != "marks":
        return isinstance(value, str)
    return (
        isinstance(value, dict)
        and value.keys() == {"marks", "facts"}
        and MARKS(value["marks"])
        and FACTS(value["facts"])
    )


def _refuse(text: str) -> object:
    raise ValueError(text)


def sealed_value(marks: Mapping[str, object], facts: Mapping[str, object]) -> dict[str, object]:
    """Return what the disclosure of a sealed ballot holds."""
    return {"marks": dict(marks), "facts": dict(facts)}
