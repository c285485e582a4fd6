"""Receipts: a judge's proof that a line is in the sealed tree (C2SP tlog-proof)."""

import re
from collections.abc import Sequence

import attrs

from judge.record.keys import from_base64, to_base64
from judge.record.note import NotANote

_HEAD = "c2sp.org/tlog-proof@v1"
_INDEX = re.compile(r"index (0|[1-9][0-9]{0,19})")
_HASH_BYTES = 32
_LONGEST_HEAD = 8192
"""More bytes than this the lines of a proof do not have: 64 hashes, and something short besides."""


@attrs.frozen
class Receipt:
    """A proof of inclusion.

    Attributes:
        index: of the leaf.
        path: the hashes from the leaf upwards, 32 bytes each.
        checkpoint: the signed note of the tree head, as bytes.
        extra: bytes that the proof carries besides, or None.
    """

    index: int
    path: tuple[bytes, ...]
    checkpoint: bytes
    extra: bytes | None = None

    def written(self) -> bytes:
        """Return the receipt as it stands in a file."""
        extra = [] if self.extra is None else [f"extra {to_base64(self.extra)}"]
        lines = [_HEAD, *extra, f"index {self.index}", *map(to_base64, self.path), "", ""]
        return "\n".join(lines).encode() + self.checkpoint


def parse(data: bytes) -> Receipt:
    """Return what a receipt says; nothing is checked yet.

    Raises:
        NotANote: if it is none.
    """
    head, found, checkpoint = data.partition(b"\n\n")
    if len(head) > _LONGEST_HEAD:
        raise NotANote("it is too long")
    try:
        lines = head.decode().split("\n")
    except UnicodeDecodeError:
        raise NotANote("it is not UTF-8 text") from None
    if lines[0] != _HEAD or not found:
        raise NotANote("it does not begin as a receipt does")
    extra = _extra(lines)
    index = _INDEX.fullmatch(lines[1]) if len(lines) > 1 else None
    if index is None or int(index[1]) >= 1 << 64:
        raise NotANote("it names no index")
    return Receipt(int(index[1]), _path(lines[2:]), checkpoint, extra)


def _extra(lines: list[str]) -> bytes | None:
    """Take the extra line out, if there is one."""
    if len(lines) < 2 or not lines[1].startswith("extra "):
        return None
    extra = from_base64(lines.pop(1).removeprefix("extra "))
    if extra is None:
        raise NotANote("what it carries besides is not base64")
    return extra


def _path(lines: Sequence[str]) -> tuple[bytes, ...]:
    path = tuple(from_base64(line) or b"" for line in lines)
    if not all(len(each) == _HASH_BYTES for each in path):
        raise NotANote("a hash of it is not 32 bytes of base64")
    return path
