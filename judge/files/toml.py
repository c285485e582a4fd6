"""A TOML file as nodes: every value exact, and on its line."""

import re
from datetime import date, datetime, time
from fractions import Fraction

import tomli

from judge.files.locate import MOST_DEPTH, Spot, TooDeep, locate
from judge.model.number import MOST_DIGITS, Unreadable, parse
from judge.model.place import Node, OutOfRange, Place
from judge.model.problem import Problems

_POSITION = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")
_LONG = re.compile(r"""(?<![\w"'])[+-]?\d[\d_]{4000,}""")
_MOST = 10**MOST_DIGITS
_HINTS = {
    "invalid value": 'a text stands in quotes, as in title = "…"; numbers and true/false stand without',
    "cannot overwrite a value": "a key stands once in a table; is one of the two to go?",
    "unterminated string": 'a text ends with the quotes it began with: "…"',
    "invalid statement": "a line is a key with its value (weight = 12), a [table] or a comment after #",
    "expected newline or end of document after a statement": "one key a line; a text with spaces stands in quotes",
}


def read(text: str, file: str, problems: Problems) -> Node | None:
    """Return the whole file as a table of nodes, or None with a problem."""
    try:
        spot = locate(text)
        data = tomli.loads(text, parse_float=_exact)
    except tomli.TOMLDecodeError as error:
        _syntax(str(error), text, file, problems)
    except TooDeep as error:
        _too_deep(Place(file, error.args[0]), problems)
    except RecursionError:
        _too_deep(Place(file), problems)
    except ValueError:
        found = _LONG.search(text)
        line = text.count("\n", 0, found.start()) + 1 if found else 0
        problems.refuse(
            "number-too-long",
            Place(file, line),
            f"the number has more digits than are read; at most {MOST_DIGITS} are",
            "write the number with fewer digits",
        )
    else:
        return _node(data, spot, 1, file)
    return None


def _exact(text: str) -> Fraction | OutOfRange:
    value = parse(text.replace("_", ""))
    return OutOfRange(text) if isinstance(value, Unreadable) else value


def _node(value: object, spot: Spot | None, line: int, file: str) -> Node:
    line = spot.line if spot is not None else line
    place = Place(file, line)
    inner = None if spot is None else spot.inner
    if isinstance(value, dict):
        spots = inner if isinstance(inner, dict) else {}
        return Node({key: _node(item, spots.get(key), line, file) for key, item in value.items()}, place)
    if isinstance(value, list):
        each = inner if isinstance(inner, list) and len(inner) == len(value) else [None] * len(value)
        return Node(tuple(_node(item, at, line, file) for item, at in zip(value, each, strict=True)), place)
    if isinstance(value, int) and not isinstance(value, bool) and not -_MOST < value < _MOST:
        return Node(OutOfRange(hex(value)), place)
    if isinstance(value, str | int | Fraction | OutOfRange | date | datetime | time):
        return Node(value, place)
    raise TypeError(f"tomli returned {type(value).__name__}")


def _too_deep(place: Place, problems: Problems) -> None:
    problems.refuse(
        "nested-too-deep", place, f"tables and lists stand in each other more than {MOST_DEPTH} levels deep"
    )


def _syntax(message: str, text: str, file: str, problems: Problems) -> None:
    found = _POSITION.search(message)
    line = int(found[1]) if found and found[1] else text.rstrip("\n").count("\n") + 1
    bare = _POSITION.sub("", message)
    said = bare[:1].lower() + bare[1:]
    said = re.sub(r"cannot declare \((.*?),?\) twice", _twice, said)
    hint = _HINTS.get(said, "a [table] stands once in a file" if "twice" in said else None)
    problems.refuse("toml-syntax", Place(file, line), f"this is not valid TOML: {said}", hint)


def _twice(found: re.Match[str]) -> str:
    return "cannot declare [" + ".".join(part.strip().strip("'\"") for part in found[1].split(",")) + "] twice"
