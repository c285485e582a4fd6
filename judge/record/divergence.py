"""Where two bundles part: the entries that only one of them has, told one by one."""

from collections.abc import Iterator, Mapping

from judge.model.comparison import EntryChange
from judge.record import journal
from judge.record.journal import Entry
from judge.record.line import Misspelt


def entries(first: Mapping[str, bytes], second: Mapping[str, bytes]) -> Iterator[EntryChange]:
    """Yield the entries that only one of two bundles has; journals are compared line by line.

    Args:
        first, second: the files of each bundle by path.
    """
    for file in sorted(name for name in first.keys() | second.keys() if name.startswith("journals/")):
        mine, other = (_lines(files.get(file, b""), file) for files in (first, second))
        same = 0
        while same < min(len(mine), len(other)) and mine[same][1] == other[same][1]:
            same += 1
        for at in range(same, max(len(mine), len(other))):
            was = _told(mine[at][0]) if at < len(mine) else None
            is_ = _told(other[at][0]) if at < len(other) else None
            yield EntryChange(file, at + 1, was, is_)


def _lines(data: bytes, file: str) -> list[tuple[Entry | None, bytes]]:
    found: list[tuple[Entry | None, bytes]] = []
    for line in journal.cut(data, file):
        try:
            found.append((journal.entry(line) if line.framed else None, line.data))
        except Misspelt:
            found.append((None, line.data))
    return found


def _told(entry: Entry | None) -> str:
    """Return an entry in words: what was entered, and why."""
    if entry is None:
        return "a line that is no entry"
    body = entry.body
    words = [str(body.get("type", "?"))]
    words += [
        str(body[key]) for key in ("round", "kind", "judge", "sub", "name", "value") if isinstance(body.get(key), str)
    ]
    subs, marks = body.get("subs"), body.get("marks")
    words += [str(each) for each in subs] if isinstance(subs, list) else []
    if isinstance(marks, dict):
        words += ["hidden marks"] if "sha256" in marks else [f"{name}={value or '-'}" for name, value in marks.items()]
    if body.get("type") == "seal":
        words.append(f"version {body.get('version')}")
    why = body.get("why")
    return " ".join(words) + (f" ({why})" if isinstance(why, str) and why else "")
