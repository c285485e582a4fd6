"""What a mail program or an editor does to a file on its way, put right where it can be, and told."""

import itertools
from collections.abc import Sequence

from judge.record import journal
from judge.record.line import Misspelt

_MARK = b"\xef\xbb\xbf"
_SIGNED = "— ".encode()


def plain(name: str, data: bytes, told: dict[str, str]) -> bytes:
    """Return a file as it was sent: without a byte order mark, its lines ended as they were.

    Args:
        name: of the file.
        data: its bytes.
        told: to which it is added if anything was put right.
    """
    found = data.removeprefix(_MARK).replace(b"\r\n", b"\n")
    if found != data:
        told[name] = "its line ends were changed on the way, and were put right"
    return found


def signed(data: bytes) -> bytes:
    """Return a note without what a mail program wrote below its signatures."""
    text, between, below = data.partition(b"\n\n" + _SIGNED)
    lines = (_SIGNED + below).split(b"\n")
    signatures = itertools.takewhile(lambda line: line.startswith(_SIGNED), lines)
    return text + between[:2] + b"".join(line + b"\n" for line in signatures)


def nothing(data: bytes) -> str:
    """Return why nothing was found in a file."""
    if b'{"body":' in data:
        return "it holds lines of a journal that were broken on their way: ask for the file as an attachment, or in an archive"
    return "it holds neither a journal nor disclosures nor a cosignature"


def sender(lines: Sequence[bytes]) -> tuple[str, str]:
    """Return whose lines these are and of which type, by what the first one that can be read says; empty if none can."""
    for line in journal.cut(b"\n".join(lines[:3]), ""):
        try:
            body = journal.entry(line).body if line.framed else {}
        except (Misspelt, ValueError):
            continue
        if isinstance(body.get("judge"), str):
            return str(body["judge"]), str(body.get("type"))
    return "", ""
