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
    "outcome", "code", "message", "track",
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
        round: the round that was scored.
        digest: ``sha256:`` of the file's bytes.
    """

    file: str
    lines: Sequence[str]
    round: str
    digest: str

    def entries(self, problems: Problems) -> list[Entry] | None:
        """Return what the lines say, or None with a problem at the first one that is no entry in its one spelling."""
        found: list[Entry] = []
        for number, line in enumerate(self.lines, 1):
            entry = _entry(line)
            if entry is None:
                problems.refuse(
                    "result-line", Place(self.file, number), "this line is not one that `judge rank -o` writes",
                    "the file was changed after it was written, or is no result",
                )  # fmt: skip
                return None
            found.append(entry)
        return found

    @property
    def whole(self) -> bool:
        """Whether the last line still counts and hashes the others."""
        last = _entry(self.lines[-1]) or {}
        hashed = hashlib.sha256()
        for line in self.lines[:-1]:
            hashed.update(line.encode() + b"\n")
        ends = (last.get("entry"), last.get("lines"), last.get("digest"))
        return ends == ("end", len(self.lines) - 1, "sha256:" + hashed.hexdigest())


_BEGIN = {b"\xef\xbb\xbf": "an editor has put a byte order mark before it: get the file again as it was written"}
"""What to say of a file by its first bytes."""


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
    if not data:
        problems.refuse("result-line", Place(file), "the file is empty", "get it again")
        return None
    if b"\r\n" in data:
        problems.refuse(
            "result-line", Place(file, 1), "the lines end as Windows ends them",
            "git or an editor has changed the file: get it again as it was written",
        )  # fmt: skip
        return None
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
    first = _entry(lines[0]) or {}
    if first.get("entry") != "result" or not isinstance(first.get("round"), str):
        problems.refuse(
            "result-line",
            Place(file, 1),
            "the file does not begin as a result does",
            _BEGIN.get(data[:3], "is this the right file?"),
        )
        return None
    return Trail(file, lines, str(first["round"]), digest)


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
