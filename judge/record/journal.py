"""Journals: the lines of one person, each naming the one before."""

from collections.abc import Mapping, Sequence
from typing import Final

import attrs

from judge.record import line as lines
from judge.record.keys import PrivateKey
from judge.record.line import Body, Line

ORGANIZER: Final = "journals/organizer.jsonl"
JUDGES: Final = "journals/judges"

MOST_LINES: Final = 1_000_000
"""More lines all journals together do not have, nor all disclosures."""


@attrs.frozen(eq=False, slots=True)
class Entry:
    """A line that was read.

    Attributes:
        line: as it stands in the journal.
        body: what it says.
        hash: what names it, in hexadecimal digits.
    """

    line: Line
    body: Body
    hash: str

    @property
    def type(self) -> str:
        """Return what kind of entry it is."""
        return str(self.body["type"])

    def text(self, key: str) -> str:
        """Return a value that is a text."""
        return str(self.body[key])

    def number(self, key: str) -> int:
        """Return a value that is a count."""
        value = self.body[key]
        assert isinstance(value, int)
        return value

    def table(self, key: str) -> Mapping[str, object]:
        """Return a value that is a table."""
        value = self.body[key]
        assert isinstance(value, dict)
        return value


def of_judge(judge: str) -> str:
    """Return where a judge's journal stands."""
    return f"{JUDGES}/{judge}.jsonl"


def cut(data: bytes, file: str, most: int | None = None) -> list[Line]:
    """Return the lines of a journal, or its first ones; bytes after the last line feed are a line too."""
    found: list[Line] = []
    start = 0
    while start < len(data) and len(found) != most:
        end = data.find(b"\n", start)
        end = len(data) if end < 0 else end
        found.append(Line(file, len(found) + 1, start, data[start:end]))
        start = end + 1
    return found


def first(data: bytes, file: str) -> Line | None:
    """Return the first line of a journal, or None of an empty one."""
    return Line(file, 1, 0, data.partition(b"\n")[0]) if data else None


def entry(line: Line) -> Entry:
    """Return a line as an entry.

    Raises:
        Misspelt: if its body is not in its one spelling.
    """
    return Entry(line, lines.parse(line.body), line.hash.hex())


def following(last: Entry | None, challenge: str, body: Body, at: str, key: PrivateKey, context: bytes) -> str:
    """Return the line that follows the last one of a journal, signed, without a line feed.

    Args:
        last: the last entry, or None for the first.
        challenge: the id of the challenge; zeros in its genesis.
        body: what the entry says but for the keys that all have.
        at: the time, ``YYYY-MM-DDTHH:MM:SSZ``.
        key: of the journal's owner.
        context: what is signed before the body.
    """
    head = {
        "v": lines.VERSION, "challenge": challenge, "at": at,
        "seq": 0 if last is None else last.number("seq") + 1,
        "prev": challenge if last is None else last.hash,
    }  # fmt: skip
    return lines.write({**head, **body}, key, context)


def of_round(entries: Sequence[Entry], round_id: str) -> list[Entry]:
    """Return the entries that are of a round."""
    return [each for each in entries if each.body.get("round") == round_id]
