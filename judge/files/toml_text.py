"""Values written as TOML in one spelling: a line for each key, and a line for each table of a list of tables."""

import json
import re
from collections.abc import Mapping
from datetime import date, datetime, time
from fractions import Fraction

from judge.model.number import plain
from judge.model.place import Node, OutOfRange

_BARE = re.compile(r"[A-Za-z0-9_-]+", re.ASCII)


def write(table: Mapping[str, Node]) -> str:
    """Return a whole file: reading it gives the same values in the same order.

    Raises:
        TypeError: for a value that a TOML file cannot say, such as a number that does not end in decimals.
    """
    return "".join(f"{_key(key)} = {_top(node)}\n" for key, node in table.items())


def _top(node: Node) -> str:
    value = node.value
    if isinstance(value, tuple) and value and all(isinstance(item.value, dict) for item in value):
        return "[\n" + "".join(f"  {_value(item)},\n" for item in value) + "]"
    return _value(node)


def _value(node: Node) -> str:
    value = node.value
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_key(key)} = {_value(item)}" for key, item in value.items()) + "}"
    if isinstance(value, tuple):
        return "[" + ", ".join(map(_value, value)) + "]"
    return _scalar(value)


def _scalar(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, Fraction) and value.denominator == 1:
        return f"{value.numerator}.0"
    if isinstance(value, int | Fraction):
        return plain(value)
    if isinstance(value, OutOfRange):
        return value.text
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    raise TypeError(f"TOML cannot say {type(value).__name__}")


def _key(text: str) -> str:
    return text if _BARE.fullmatch(text) else _scalar(text)
