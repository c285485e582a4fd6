"""Bytes as text."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from judge.files.encoding import decode, known
from judge.model.place import Place
from judge.model.problem import Problems

TEXT = "título,ñ\nPuerto Vallarta,世界\n"


def _decode(data: bytes, declared: str | None = None) -> tuple[str | None, list[tuple[str, int]]]:
    problems = Problems()
    text = decode(data, "f.csv", problems, declared)
    return text, [(problem.code, problem.place.line) for problem in problems]


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-32"),
    ],
)
def test_unicode_with_and_without_mark(data: bytes) -> None:
    """UTF-8 needs no mark; UTF-16 and UTF-32 are known by theirs."""
    assert _decode(data) == (TEXT, [])


@pytest.mark.parametrize("name", ["utf-16-le", "utf-16-be"])
def test_utf16_without_mark(name: str) -> None:
    """The zero bytes of plain letters show UTF-16 that has lost its mark."""
    assert _decode("judge;mark\n".encode(name)) == ("judge;mark\n", [])


def test_declared() -> None:
    """A declared encoding is used where no mark says otherwise."""
    assert _decode("Peña".encode("cp1252"), "cp1252") == ("Peña", [])
    assert _decode("Peña".encode("utf-8-sig"), "cp1252") == ("Peña", [])


def test_declared_but_it_looks_like_utf8() -> None:
    """UTF-8 read as something else would spoil names without a sound: a caution."""
    assert _decode("Peña".encode(), "cp1252") == (None, [("encoding-doubtful", 0)])


@pytest.mark.parametrize("data", [b"a\nb\n\xf1\n", b"a\r\nb\r\n\xf1\r\n", b"a\rb\r\xf1\r"])
def test_bad_bytes_have_a_line(data: bytes) -> None:
    """The first byte that is no text is named with its line, and how to declare an encoding."""
    problems = Problems()
    assert decode(data, "f.csv", problems) is None
    (problem,) = problems
    assert ("encoding", Place("f.csv", 3)) == (problem.code, problem.place)
    assert 'encoding = "windows-1252"' in (problem.hint or "")


def test_zero_characters() -> None:
    """A file with a zero character is no text."""
    assert _decode(b"a\nb\0c") == (None, [("nul", 2)])


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("windows-1252", "cp1252"),
        ("Latin-1", "iso8859-1"),
        ("UTF8", "utf-8"),
        ("rot13", None),
        ("utf-7", None),
        ("unicode_escape", None),
        ("nonsense", None),
        ("a\0b", None),
        ("hex", None),
    ],
)
def test_known_encodings(name: str, expected: str | None) -> None:
    """Only encodings of texts may be declared."""
    assert expected == known(name)


@given(st.binary(max_size=100), st.sampled_from([None, "cp1252", "iso8859-1", "shift_jis", "utf-16"]))
def test_any_bytes_give_text_or_a_problem(data: bytes, declared: str | None) -> None:
    """No bytes make an exception."""
    text, problems = _decode(data, declared)
    assert text is not None or problems
