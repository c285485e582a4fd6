"""Reading the keys of a table one by one; whatever is wrong or left over becomes a problem."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from fractions import Fraction

from judge.model.number import plain
from judge.model.place import Node, OutOfRange
from judge.model.problem import Problems, listed, nearest
from judge.model.wording import Wording


class Fields:
    """The keys of one table of a TOML file, taken one at a time.

    Each method takes a key once and returns its value, or a default where the key is absent or wrong; wrong ones
    are added to the problems. :meth:`finish` reports the keys that nobody took.
    """

    def __init__(self, node: Node, problems: Problems, what: str) -> None:
        """Begin to read ``node``; ``what`` says what it is, such as ``a criterion``."""
        self.problems = problems
        self.place = node.place
        self.what = what
        self._known: set[str] = set()
        if isinstance(node.value, dict):
            self._left: dict[str, Node] = dict(node.value)
        else:
            self._left = {}
            problems.refuse("wrong-kind", node.place, f"{what} is {node.kind()}, not a table", expected="a table")

    def take(self, key: str) -> Node | None:
        """Return the node of a key whatever it holds, or None."""
        self._known.add(key)
        return self._left.pop(key, None)

    def has(self, key: str) -> bool:
        """Whether the key is there and was not taken yet."""
        return key in self._left

    def peek(self, key: str) -> Node | None:
        """Return the node of a key without taking it, or None."""
        return self._left.get(key)

    def text(self, key: str, *, required: bool = False) -> str | None:
        """Return a text that is not empty."""
        node = self._take(key, required)
        if node is None:
            return None
        if isinstance(node.value, str) and node.value.strip():
            return node.value.strip()
        if isinstance(node.value, str):
            self.problems.refuse("empty-text", node.place, f"`{key}` of {self.what} is empty")
            return None
        self._wrong(key, node, "a text")
        return None

    def choice(self, key: str, options: Iterable[str], default: str) -> str:
        """Return one of a few words."""
        every = tuple(options)
        node = self.take(key)
        if node is None:
            return default
        if isinstance(node.value, str) and node.value in every:
            return node.value
        found = f"`{node.value}`" if isinstance(node.value, str) else node.kind()
        self.problems.refuse(
            "unknown-choice",
            node.place,
            f"`{key}` of {self.what} is {found}, not one of {listed(every)}",
            nearest(node.value, every) if isinstance(node.value, str) else None,
            found=found,
            expected=listed(every),
        )
        return default

    def number(self, key: str, *, required: bool = False) -> Fraction | None:
        """Return an exact number."""
        node = self._take(key, required)
        return None if node is None else number(node, f"`{key}` of {self.what}", self.problems)

    def whole(self, key: str, *, least: int | None = None, required: bool = False) -> int | None:
        """Return a whole number, not below ``least``."""
        node = self._take(key, required)
        if node is None:
            return None
        value = number(node, f"`{key}` of {self.what}", self.problems)
        if value is None:
            return None
        if value.denominator != 1 or (least is not None and value < least):
            bound = "" if least is None else f" from {least} up"
            self.problems.refuse(
                "wrong-number",
                node.place,
                f"`{key}` of {self.what} is {plain(value)}, not a whole number{bound}",
                found=plain(value),
                expected=f"a whole number{bound}",
            )
            return None
        return int(value)

    def texts(self, key: str) -> tuple[str, ...] | None:
        """Return a list of texts; one text stands for a list of one."""
        node = self.take(key)
        if node is None:
            return None
        if isinstance(node.value, str):
            return (node.value,)
        if isinstance(node.value, tuple) and all(isinstance(item.value, str) for item in node.value):
            return tuple(str(item.value) for item in node.value)
        self._wrong(key, node, "a text or a list of texts")
        return None

    def wording(self, key: str) -> Wording | None:
        """Return a text in one language or several (``title.es = "…"``)."""
        node = self.take(key)
        if node is None:
            return None
        if isinstance(node.value, str):
            return Wording({"": node.value})
        if isinstance(node.value, dict) and all(isinstance(item.value, str) for item in node.value.values()):
            for code, item in node.value.items():
                if not (2 <= len(code) <= 3 and code.isascii() and code.islower()):
                    self.problems.refuse(
                        "unknown-language", item.place, f"`{code}` is no language code", "write `en`, `es`, `fr` …"
                    )
            return Wording({code: str(item.value) for code, item in node.value.items()})
        self._wrong(key, node, "a text, or a table of texts by language")
        return None

    def tables(self, key: str) -> tuple[Node, ...]:
        """Return the tables of ``[[key]]``; a single ``[key]`` is a problem."""
        node = self.take(key)
        if node is None:
            return ()
        if isinstance(node.value, tuple):
            good = tuple(item for item in node.value if isinstance(item.value, dict))
            for item in node.value:
                if not isinstance(item.value, dict):
                    self.problems.refuse(
                        "wrong-kind", item.place, f"`{key}` holds {item.kind()}, not a table", f"write [[{key}]]"
                    )
            return good
        self.problems.refuse(
            "wrong-kind", node.place, f"`{key}` is {node.kind()}, not a list of tables", f"write [[{key}]] for each"
        )
        return ()

    def mapping(self, key: str) -> Mapping[str, Node]:
        """Return a table as nodes by key; empty if absent."""
        node = self.take(key)
        if node is None:
            return {}
        if isinstance(node.value, dict):
            return node.value
        self._wrong(key, node, "a table")
        return {}

    def rest(self) -> dict[str, Node]:
        """Take every key that is left."""
        left, self._left = self._left, {}
        return left

    def finish(self) -> None:
        """Report the keys that are left as unknown."""
        for key, node in self.rest().items():
            self.problems.refuse(
                "unknown-key",
                node.place,
                f"{self.what} has no key `{key}`",
                nearest(key, self._known) or f"known keys: {listed(sorted(self._known), 20)}",
                found=key,
            )

    def _take(self, key: str, required: bool) -> Node | None:
        node = self.take(key)
        if node is None and required:
            hint = next((f"is `{left}` meant?" for left in self._left if nearest(left, [key])), None)
            self.problems.refuse("missing-key", self.place, f"{self.what} has no `{key}`", hint, expected=key)
        return node

    def _wrong(self, key: str, node: Node, expected: str) -> None:
        self.problems.refuse(
            "wrong-kind",
            node.place,
            f"`{key}` of {self.what} is {node.kind()}, not {expected}",
            found=node.kind(),
            expected=expected,
        )


def number(node: Node, what: str, problems: Problems) -> Fraction | None:
    """Return the exact number of a node, or None with a problem."""
    value = node.value
    if isinstance(value, int | Fraction) and not isinstance(value, bool):
        return Fraction(value)
    if isinstance(value, OutOfRange):
        short = value.text if len(value.text) <= 20 else f"a number of {len(value.text)} characters"
        problems.refuse("number-not-exact", node.place, f"{what} is {short}, which cannot be scored", found=short)
        return None
    hint = "write it without quotes" if isinstance(value, str) and value.strip("-+.0123456789") == "" else None
    problems.refuse("wrong-kind", node.place, f"{what} is {node.kind()}, not a number", hint, found=node.kind())
    return None


def bare(value: object) -> object:
    """Return a file's bare value in its canonical form: all numbers as fractions, times as texts."""
    if isinstance(value, dict):
        return {key: bare(item) for key, item in value.items()}
    if isinstance(value, list):
        return [bare(item) for item in value]
    if isinstance(value, int) and not isinstance(value, bool):
        return Fraction(value)
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    return value.text if isinstance(value, OutOfRange) else value
