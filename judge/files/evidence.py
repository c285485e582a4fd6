"""A record or a bundle as bytes: every file of a folder, and whatever in it is no plain file."""

import os
import stat
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

import attrs

from judge.files.tree import reason

MOST_FILES = 50_000
MOST_BYTES = 512 * 1024 * 1024
"""More files and folders, or more bytes in all, no bundle has."""

_COPIES = ("conflict", " (1)", " (2)", " - copy", " copy", "kopie", "copia", "copie", ".orig", ".rej")
_STRAYS = (".ds_store", "thumbs.db", "desktop.ini")


@attrs.define
class Evidence:
    """What a folder holds.

    Attributes:
        files: the bytes of each file by its path, with forward slashes.
        odd: by path, why something was not read.
        size: how many bytes were read.
    """

    files: dict[str, bytes] = attrs.field(factory=dict)
    odd: dict[str, str] = attrs.field(factory=dict)
    size: int = 0


def read(folder: Path, *, hidden: bool = True) -> Evidence:
    """Return every file below a folder; links are never followed, devices and pipes never opened.

    Args:
        folder: a bundle, or a record.
        hidden: whether files whose name begins with a dot are read.
    """
    found, left = Evidence(), MOST_FILES
    waiting = [(folder, "")]
    while waiting:
        path, name = waiting.pop()
        try:
            with os.scandir(path) as entries:
                every = sorted(islice(entries, left + 1), key=lambda entry: entry.name)
        except OSError as error:
            found.odd[name or "."] = f"the folder cannot be read: {reason(error)}"
            continue
        left -= len(every)
        if left < 0:
            return Evidence(odd={name or ".": f"there are more than {MOST_FILES} files; nobody publishes so many"})
        for entry in every:
            inner = f"{name}/{entry.name}" if name else entry.name
            if entry.is_dir(follow_symlinks=False):
                waiting.append((Path(entry.path), inner))
            elif hidden or not entry.name.startswith("."):
                _file(Path(entry.path), inner, found)
    _alike(found)
    return found


def read_file(path: Path) -> bytes | str:
    """Return the bytes of one file, or why it cannot be read."""
    found = Evidence()
    _file(path, "file", found, follow=True)
    return found.files["file"] if "file" in found.files else found.odd["file"]


def _file(path: Path, name: str, found: Evidence, *, follow: bool = False) -> None:
    try:
        known = os.stat(path) if follow else os.lstat(path)
        why = _unreadable(known, MOST_BYTES - found.size)
        if not why:
            with open(path, "rb") as stream:
                data = stream.read(known.st_size)  # somebody may be appending to it
            found.files[name] = data
            found.size += len(data)
            return
        found.odd[name] = why
    except (OSError, ValueError) as error:
        found.odd[name] = f"the file cannot be read: {reason(error)}"


def _unreadable(known: os.stat_result, left: int) -> str:
    """Return why a file is not read, or nothing."""
    if not stat.S_ISREG(known.st_mode):
        kinds = {stat.S_IFLNK: "a symbolic link", stat.S_IFDIR: "a folder"}
        return f"this is {kinds.get(stat.S_IFMT(known.st_mode), 'a device or a pipe')}, not a file"
    if known.st_size > left:
        return f"the file has {known.st_size} bytes; all files together may have {MOST_BYTES}"
    return ""


def _alike(found: Evidence) -> None:
    """Set apart names that one system takes for the same, and names that do not print."""
    folded: dict[str, str] = {}
    for name in sorted(found.files):
        other = folded.setdefault(name.casefold(), name)
        if other != name:
            found.odd[name] = f"the name differs from `{other}` only in capital letters"
        elif not name.isprintable():
            found.odd[name] = "the name holds characters that cannot be shown"
    for name in found.odd:
        found.files.pop(name, None)


def copies(names: Iterable[str]) -> dict[str, str]:
    """Return the files that look like second copies, each with the file that it is one of, as ``a (1).jsonl`` of ``a.jsonl``."""
    every = set(names)
    found = {}
    for name in sorted(every):
        if stray(name) and not name.startswith("inputs/"):
            others = [each for each in every if each != name and name.startswith(os.path.splitext(each)[0])]
            if others:
                found[name] = max(others, key=len)
    return found


def stray(name: str) -> str:
    """Return what a file that should not be there looks like, as a hint, or nothing."""
    last = name.rpartition("/")[2].casefold()
    if last in _STRAYS:
        return "the file manager left it there; it can be deleted"
    if any(word in last for word in _COPIES):
        return "a shared folder, a mail program or git made this copy: compare it with the other one, and keep one"
    return ""
