"""One line of a journal: a body in its one spelling, and the signature over its bytes (docs/record.md, "A line")."""

import json
from collections import Counter
from collections.abc import Mapping
from typing import Final

import attrs

from judge.model.canonical import encode
from judge.record.keys import PrivateKey, from_base64, to_base64
from judge.record.merkle import leaf_hash

VERSION: Final = 1
LONGEST: Final = 1 << 20
"""More bytes than this no line has."""

JUDGE: Final = b"judge/v1/judge-entry\n"
ORGANIZER: Final = b"judge/v1/organizer-entry\n"
"""What is signed before the body, so that no signature serves for anything else."""

ZERO: Final = "0" * 64

_HEAD, _MIDDLE, _TAIL = b'{"body":', b',"sig":"', b'"}'
_SIGNATURE = 88
_REST = len(_MIDDLE) + _SIGNATURE + len(_TAIL)

Body = Mapping[str, object]


@attrs.frozen(eq=False)
class Line:
    """A line cut into its parts; what the body says was not looked at yet.

    Attributes:
        file: the journal.
        number: from 1.
        start: the byte of the file where the line begins, from 0.
        data: the line without its line feed.
    """

    file: str
    number: int
    start: int
    data: bytes

    @property
    def framed(self) -> bool:
        """Whether body and signature stand where they should."""
        data = self.data
        return (
            len(_HEAD) + _REST < len(data) <= LONGEST
            and data.startswith(_HEAD)
            and data.endswith(_TAIL)
            and data[-_REST : -_REST + len(_MIDDLE)] == _MIDDLE
        )

    @property
    def body(self) -> bytes:
        """Return the bytes that are signed, without their context."""
        return self.data[len(_HEAD) : -_REST]

    @property
    def signature(self) -> bytes | None:
        """Return the signature, or None if it is not in its one spelling."""
        try:
            return from_base64(self.data[-_SIGNATURE - len(_TAIL) : -len(_TAIL)].decode("ascii"))
        except UnicodeDecodeError:
            return None

    @property
    def hash(self) -> bytes:
        """Return the hash that names this line everywhere: that of a leaf of the tree, 32 bytes."""
        return leaf_hash(self.data)


def write(body: Body, key: PrivateKey, context: bytes) -> str:
    """Return the line of a body, signed, without a line feed."""
    text = encode(body)
    return f'{{"body":{text},"sig":"{to_base64(key.sign(context + text.encode()))}"}}'


class Misspelt(Exception):
    """A body that is not in its one spelling; the words say what is wrong, ``at`` at which byte of it."""

    def __init__(self, words: str, at: int = 0) -> None:
        super().__init__(words)
        self.at = at


def parse(body: bytes) -> dict[str, object]:
    """Return what a body says.

    Raises:
        Misspelt: if it is not JSON in its one spelling.
    """
    try:
        text = body.decode()
    except UnicodeDecodeError as error:
        raise Misspelt("not UTF-8 text", error.start) from None
    try:
        found = _READ(text)
        again = _WRITE(found)
    except (ValueError, RecursionError, TypeError) as error:
        raise Misspelt("not JSON as it is written here", getattr(error, "pos", 0)) from None
    if again != text:
        raise Misspelt(*_difference(text, again))
    if not isinstance(found, dict):
        raise Misspelt("not a table")
    return found


def _no_number(text: str) -> object:
    raise ValueError(text)


_READ: Final = json.JSONDecoder(parse_float=_no_number, parse_constant=_no_number).decode
_WRITE: Final = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode
"""What was read holds no fraction, so this is ``encode`` without its look at every value."""


def _difference(text: str, again: str) -> tuple[str, int]:
    """Tell where a text leaves its one spelling: the canonical one may be shorter."""
    at = next((at for at, (one, other) in enumerate(zip(text, again, strict=False)) if one != other), len(again))
    try:
        json.loads(text, object_pairs_hook=_once)
    except _TwiceError as twice:
        return f"the key `{str(twice)[:40]}` stands twice", len(text[:at].encode())
    return f"not in its one spelling: expected {again[at : at + 12]!r}, found {text[at : at + 12]!r}", len(
        text[:at].encode()
    )


class _TwiceError(Exception):
    pass


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        counts = Counter(name for name, _ in pairs)
        raise _TwiceError(next(name for name, count in counts.items() if count > 1))
    return found
