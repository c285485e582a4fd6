"""Reading a result file: its lines, each in its one spelling, and whether the file still says what it said."""

import hashlib
import json
from collections.abc import Sequence

import attrs

from judge.model.canonical import encode
from judge.model.comparison import Entry
from judge.model.place import Place
from judge.model.problem import Problems

_IDENTITY = (
    "entry", "round", "clause", "number", "judge", "submission", "submissions", "state", "fact", "key", "input", "step",
    "outcome", "code", "message",
)  # fmt: skip
"""The keys that tell which entry a line is, as against what it says."""

_SAYS = {"result": ("round",), "left out": ("state",), "unranked": ("state",), "aside": ("state", "kind")}
"""Of some entries, the keys of identity that are what they say."""


@attrs.frozen(eq=False)
class Trail:
    """A result file as it was read.

    Attributes:
        file: its name.
        lines: its lines without line feeds.
        entries: what they say.
        whole: whether its last line still counts and hashes the others.
        digest: ``sha256:`` of the file's bytes.
    """

    file: str
    lines: Sequence[str]
    entries: Sequence[Entry]
    whole: bool
    digest: str

    @property
    def round(self) -> str:
        """The round that was scored."""
        return str(self.entries[0]["round"])


def identity(entry: Entry) -> str:
    """Return which entry this is: two results that differ in what it says have it both."""
    says = _SAYS.get(str(entry["entry"]), ())
    return encode({key: entry[key] for key in _IDENTITY if key in entry and key not in says})


def read(data: bytes, file: str, problems: Problems) -> Trail | None:
    """Return a result file's lines, or None with a problem at the first line that is no entry.

    Args:
        data: the bytes of the file.
        file: its name, for the problems.
    """
    digest = "sha256:" + hashlib.sha256(data).hexdigest()
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        at = data[: error.start].count(b"\n") + 1
        problems.refuse("result-unreadable", Place(file, at), f"byte {error.start + 1} is not UTF-8 text")
        return None
    if not text.endswith("\n"):
        problems.refuse(
            "result-torn", Place(file, text.count("\n") + 1), "the file ends in the middle of a line",
            "it was cut off; get it again", expected="a line feed at the end",
        )  # fmt: skip
        return None
    lines = text[:-1].split("\n")
    entries: list[Entry] = []
    for number, line in enumerate(lines, 1):
        entry = _entry(line)
        if entry is None:
            problems.refuse(
                "result-line", Place(file, number), "this line is not one that `judge rank -o` writes",
                "the file was changed after it was written, or is no result",
            )  # fmt: skip
            return None
        entries.append(entry)
    if entries[0].get("entry") != "result" or not isinstance(entries[0].get("round"), str):
        problems.refuse(
            "result-line", Place(file, 1), "the file does not begin as a result does", "is this the right file?"
        )
        return None
    return Trail(file, lines, entries, _whole(lines, entries), digest)


def _entry(line: str) -> Entry | None:
    """Return what a line says, or None if it is not in its one spelling."""
    try:
        entry = json.loads(line, parse_float=_refuse, parse_constant=_refuse)
        if isinstance(entry, dict) and isinstance(entry.get("entry"), str) and encode(entry) == line:
            return entry
    except (ValueError, RecursionError, TypeError):
        return None
    return None


def _refuse(text: str) -> object:
    raise ValueError(text)


def _whole(lines: Sequence[str], entries: Sequence[Entry]) -> bool:
    last = entries[-1]
    hashed = hashlib.sha256("".join(line + "\n" for line in lines[:-1]).encode()).hexdigest()
    return (
        last.get("entry") == "end" and last.get("lines") == len(lines) - 1 and last.get("digest") == f"sha256:{hashed}"
    )
