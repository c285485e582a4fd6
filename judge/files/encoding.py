"""Bytes as text: UTF-8, UTF-16 and UTF-32 with their marks, and encodings that a challenge declares."""

import codecs

from judge.model.place import Place
from judge.model.problem import Problems

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_HINT = 'save the file as UTF-8, or write `encoding = "windows-1252"` under [tables] in challenge.toml'
_FAMILIES = ("utf-8", "utf-16", "utf-32", "cp125", "iso8859-", "cp437", "cp850", "mac-", "koi8-", "gb", "big5")
_OTHERS = ("shift_jis", "euc_jp", "euc_kr", "cp932", "cp949")


def known(name: str) -> str | None:
    """Return Python's name of an encoding that a challenge may declare, or None."""
    try:
        found = codecs.lookup(name).name
    except (LookupError, ValueError):
        return None
    return found if found.startswith(_FAMILIES) or found in _OTHERS else None


def decode(data: bytes, file: str, problems: Problems, declared: str | None = None) -> str | None:
    """Return the text of a file, or None with a problem; see :func:`codec`."""
    name = codec(data, file, problems, declared)
    return None if name is None else data.decode(name)


def codec(data: bytes, file: str, problems: Problems, declared: str | None = None) -> str | None:
    """Return the encoding in which all bytes of a file are text, or None with a problem.

    A byte order mark decides; else the declared encoding; else UTF-16 if its zero bytes show it; else UTF-8.
    """
    name = next((name for mark, name in _MARKS if data.startswith(mark)), None) or declared or _wide(data) or "utf-8"
    try:
        text = data.decode(name)
    except (UnicodeDecodeError, ValueError) as error:
        _undecodable(data, name, getattr(error, "start", 0), file, problems)
        return None
    if "\0" in text:
        line = _line(text.partition("\0")[0])
        problems.refuse(
            "nul", Place(file, line), "the file holds a zero character, so it is no text", "save it as a text file"
        )
        return None
    if declared and name == declared and not declared.startswith("utf") and _is_utf8(data):
        problems.refuse(
            "encoding-doubtful",
            Place(file),
            "[tables] declares another encoding, but the bytes of this file are UTF-8: names in it would be misread",
            "save all tables in one encoding; if that is UTF-8, remove `encoding` under [tables]",
        )
        return None
    return name


def _wide(data: bytes) -> str | None:
    """Return UTF-16 without a mark, if every other byte of its beginning is zero."""
    even, odd = data[0:400:2], data[1:400:2]
    if len(data) % 2 or len(data) < 4:
        return None
    if not even.count(0) and odd.count(0) == len(odd):
        return "utf-16-le"
    if not odd.count(0) and even.count(0) == len(even):
        return "utf-16-be"
    return None


def _is_utf8(data: bytes) -> bool:
    if data.isascii():
        return False
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


_WORKBOOK = b"PK\x03\x04"


def _undecodable(data: bytes, name: str, start: int, file: str, problems: Problems) -> None:
    if data.startswith(_WORKBOOK):
        problems.refuse(
            "encoding",
            Place(file),
            "the file is a workbook or an archive, not text",
            "save it as CSV, or name it .xlsx",
        )
        return
    before = data[:start].decode(name, "replace")
    bad = f"byte 0x{data[start]:02X}" if start < len(data) else "bytes"
    shown = name.removesuffix("-sig").upper() if name.startswith("utf") else name
    problems.refuse("encoding", Place(file, _line(before)), f"the {bad} is not {shown} text", _HINT, expected=shown)


def _line(before: str) -> int:
    """Return the number of the line that a text ends in; a return alone ends a line where no line feed is used."""
    return before.count("\n" if "\n" in before else "\r") + 1
