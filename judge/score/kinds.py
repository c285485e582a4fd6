"""The kinds of value that a key of a step can hold, and how each is read (§2, §3)."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Protocol

import attrs

from judge.model.fields import number
from judge.model.number import plain
from judge.model.place import Node
from judge.model.problem import Problems, listed, nearest


class Kind(Protocol):
    """A kind of value: reads a node, or adds a problem and returns None."""

    def read(self, node: Node, what: str, problems: Problems) -> object:
        """Return the value, or None with a problem."""


def _wrong(node: Node, what: str, expected: str, problems: Problems) -> None:
    problems.refuse(
        "wrong-kind", node.place, f"{what} is {node.kind()}, not {expected}", found=node.kind(), expected=expected
    )


@attrs.frozen
class Names:
    """One name or a list of names: dimensions, fields, states."""

    def read(self, node: Node, what: str, problems: Problems) -> tuple[str, ...] | None:
        """Return the names, at least one and each once."""
        items = node.value if isinstance(node.value, tuple) else (node,)
        names = tuple(item.value for item in items if isinstance(item.value, str))
        if len(names) != len(items) or not names or len(set(names)) != len(names):
            _wrong(node, what, "a name or a list of different names", problems)
            return None
        return names


@attrs.frozen
class NumberOrName:
    """A number, or the name of a table of numbers."""

    def read(self, node: Node, what: str, problems: Problems) -> Fraction | str | None:
        """Return the number or the name."""
        if isinstance(node.value, str):
            return node.value
        return number(node, what, problems)


@attrs.frozen
class Number:
    """A number, not below ``least`` if there is one; less than ``under`` if that is given."""

    least: int | None = None
    under: Fraction | None = None

    def read(self, node: Node, what: str, problems: Problems) -> Fraction | None:
        """Return the number."""
        value = number(node, what, problems)
        if value is None:
            return None
        if (self.least is not None and value < self.least) or (self.under is not None and value >= self.under):
            bounds = f"from {self.least} " + ("up" if self.under is None else f"to less than {plain(self.under)}")
            problems.refuse(
                "wrong-number", node.place, f"{what} is {plain(value)}, not a number {bounds}", found=plain(value)
            )
            return None
        return value


@attrs.frozen
class Numbers:
    """A list of numbers."""

    def read(self, node: Node, what: str, problems: Problems) -> tuple[Fraction, ...] | None:
        """Return the numbers, at least one."""
        if not isinstance(node.value, tuple) or not node.value:
            _wrong(node, what, "a list of numbers", problems)
            return None
        found = [number(item, f"item {at} of {what}", problems) for at, item in enumerate(node.value, 1)]
        values = tuple(value for value in found if value is not None)
        return values if len(values) == len(found) else None


@attrs.frozen
class Only:
    """The one dimension over which a verb works."""

    dimension: str

    def read(self, node: Node, what: str, problems: Problems) -> tuple[str, ...] | None:
        """Return the dimension."""
        return None if Choice((self.dimension,)).read(node, what, problems) is None else (self.dimension,)


@attrs.frozen
class Pairs:
    """A list of thresholds: where each begins, and what it gives."""

    def read(self, node: Node, what: str, problems: Problems) -> tuple[tuple[Fraction, Fraction], ...] | None:
        """Return the pairs, upwards."""
        items = node.value if isinstance(node.value, tuple) else ()
        pairs = [item.value for item in items if isinstance(item.value, tuple) and len(item.value) == 2]
        if len(pairs) != len(items) or not items:
            _wrong(node, what, "a list of pairs such as [[0, 1], [50, 2]]", problems)
            return None
        read = [(number(start, what, problems), number(gives, what, problems)) for start, gives in pairs]
        found = {start: gives for start, gives in read if start is not None and gives is not None}
        if all(None not in pair for pair in read) and len(found) < len(read):
            problems.refuse("threshold-twice", node.place, f"{what} has a threshold twice", "leave one of them out")
        return tuple(sorted(found.items())) if len(found) == len(read) else None


@attrs.frozen
class Onto:
    """The word ``panel``, or a table with ``mean`` and perhaps ``spread``."""

    def read(self, node: Node, what: str, problems: Problems) -> str | Mapping[str, Fraction] | None:
        """Return the word or the numbers."""
        if not isinstance(node.value, dict):
            return Choice(("panel",)).read(node, what, problems)
        numbers = by_name(node, what, problems) or {}
        if "mean" not in numbers or set(numbers) - {"mean", "spread"}:
            _wrong(node, what, 'a table such as { mean = 50, spread = 10 }, or "panel"', problems)
            return None
        if numbers.get("spread", 1) > 0:
            return numbers
        problems.refuse("wrong-number", node.place, f"`spread` of {what} is not above zero")
        return None


@attrs.frozen
class Whole:
    """A whole number, not below ``least`` if there is one, nor beyond ``most``."""

    least: int | None = None
    most: int = 10**6

    def read(self, node: Node, what: str, problems: Problems) -> int | None:
        """Return the whole number."""
        value = number(node, what, problems)
        if value is None:
            return None
        if value.denominator != 1 or (self.least is not None and value < self.least) or abs(value) > self.most:
            bound = (
                "" if self.least is None else f" from {self.least} {'up' if self.most == 10**6 else f'to {self.most}'}"
            )
            problems.refuse(
                "wrong-number", node.place, f"{what} is {plain(value)}, not a whole number{bound}", found=plain(value)
            )
            return None
        return int(value)


@attrs.frozen
class Choice:
    """One of a few words."""

    options: tuple[str, ...]

    def read(self, node: Node, what: str, problems: Problems) -> str | None:
        """Return the word."""
        if isinstance(node.value, str) and node.value in self.options:
            return node.value
        hint = nearest(node.value, self.options) if isinstance(node.value, str) else None
        found = f"`{node.value}`" if isinstance(node.value, str) else node.kind()
        problems.refuse(
            "unknown-choice", node.place, f"{what} is {found}, not one of {listed(self.options)}", hint, found=found
        )
        return None


@attrs.frozen
class NumberOrChoice:
    """A number, or one of a few words."""

    options: tuple[str, ...]

    def read(self, node: Node, what: str, problems: Problems) -> Fraction | str | None:
        """Return the number or the word."""
        if isinstance(node.value, str):
            return Choice(self.options).read(node, what, problems)
        return number(node, what, problems)


@attrs.frozen
class Weights:
    """The name of a table of weights, or a table of weights by member."""

    def read(self, node: Node, what: str, problems: Problems) -> str | Mapping[str, Fraction] | None:
        """Return the name or the weights."""
        if isinstance(node.value, str):
            return node.value
        return by_name(node, what, problems)


@attrs.frozen
class ByName:
    """A table of numbers by name."""

    def read(self, node: Node, what: str, problems: Problems) -> Mapping[str, Fraction] | None:
        """Return the numbers."""
        return by_name(node, what, problems)


@attrs.frozen
class Conditions:
    """The table of a ``where``: a field or dimension, and one text or a list of texts."""

    def read(self, node: Node, what: str, problems: Problems) -> Mapping[str, tuple[str, ...] | str] | None:
        """Return one text or several for each key."""
        if not isinstance(node.value, dict) or not node.value:
            _wrong(node, what, 'a table such as { section = "theme" }', problems)
            return None
        conditions: dict[str, tuple[str, ...] | str] = {}
        for key, item in node.value.items():
            if isinstance(item.value, str):
                conditions[key] = item.value
            else:
                texts = Names().read(item, f"`{key}` of {what}", problems)
                if texts is not None:
                    conditions[key] = texts
        return conditions


def by_name(node: Node, what: str, problems: Problems) -> Mapping[str, Fraction] | None:
    """Return a table of numbers by name; tables within it are dotted names (``before.technical``)."""
    if not isinstance(node.value, dict) or not node.value:
        _wrong(node, what, "a table of numbers by name", problems)
        return None
    numbers: dict[str, Fraction] = {}
    for key, item in node.value.items():
        if isinstance(item.value, dict):
            inner = by_name(item, f"`{key}` of {what}", problems) or {}
            numbers.update({f"{key}.{name}": value for name, value in inner.items()})
        else:
            value = number(item, f"`{key}` of {what}", problems)
            if value is not None:
                numbers[key] = value
    return numbers
