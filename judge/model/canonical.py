"""Canonical bytes: one spelling for one value, and its digest."""

import hashlib
import json
from collections.abc import Iterable
from fractions import Fraction

from judge.model.number import plain


def encode(value: object) -> str:
    """Return the canonical JSON text of a value: keys sorted, no spaces, numbers that are not whole as texts.

    Raises:
        TypeError: for a float or any other value without a canonical form.
    """
    return _WRITE(_bare(value))


_WRITE = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode


def _bare(value: object) -> object:
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, Fraction):
        return plain(value)
    if isinstance(value, dict):
        if not all(isinstance(key, str) for key in value):
            raise TypeError("a canonical table has texts as keys")
        return {key: _bare(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_bare(item) for item in value]
    raise TypeError(f"{type(value).__name__} has no canonical form")


def digest(lines: Iterable[str]) -> str:
    """Return ``sha256:`` and the hash of lines, each ended by a line feed."""
    hashed = hashlib.sha256()
    for line in lines:
        hashed.update(line.encode())
        hashed.update(b"\n")
    return "sha256:" + hashed.hexdigest()
