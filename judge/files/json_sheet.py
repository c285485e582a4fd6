"""A JSON or NDJSON file as a table: one flat object a row, numbers kept as the text they were written in."""

import json
import re
from collections.abc import Iterator

import attrs

from judge.files import encoding
from judge.files.coded import Coder
from judge.files.sheet import Sheet, build
from judge.files.style import written
from judge.model.place import Place
from judge.model.problem import Problems

_SPACE = re.compile(r"[ \t\r\n]*+")


class _Pairs(list[tuple[str, object]]):
    """The members of an object as they stand, doubled keys included."""


@attrs.frozen
class _Constant:
    """``NaN`` or ``Infinity``, which are no JSON."""

    name: str


class _SyntaxError(Exception):
    """What is wrong with the text, and at which position."""


_POINTS, _COMMAS = (
    json.JSONDecoder(
        object_pairs_hook=_Pairs, parse_float=parse_float, parse_int=str, parse_constant=_Constant, strict=True
    )
    for parse_float in (str, written)
)
Record = tuple[int, _Pairs]


def read(data: bytes, file: str, problems: Problems, *, by_line: bool = False, comma: bool = False) -> Sheet | None:
    """Return the table of a JSON file, or None with a problem.

    Args:
        by_line: every line is an object.
        comma: tables of the challenge have decimal commas.
    """
    text = encoding.decode(data, file, problems)
    if text is None:
        return None
    walker = _Walker(text.lstrip("\ufeff"), file, problems, _COMMAS if comma else _POINTS)
    try:
        found = list(walker.lines() if by_line else walker.document())
    except _SyntaxError as error:
        problems.refuse(
            "json-syntax", Place(file, walker.line(error.args[1])), f"this is not valid JSON: {error.args[0]}"
        )
        return None
    except RecursionError:
        place = Place(file, walker.line(walker.at))
        problems.refuse("nested-too-deep", place, "lists and objects stand in each other too deeply")
        return None
    if not found and not walker.wrong and not text.strip():
        problems.refuse("empty-file", Place(file), "the file is empty", 'write a list of objects: [{"submission": …}]')
        return None
    records = [(line, _flat(pairs, Place(file, line), problems)) for line, pairs in found]
    if walker.wrong or any(record is None for _, record in records):
        return None
    return _table([(line, record) for line, record in records if record], file, problems)


class _Walker:
    """Goes over a text value by value and keeps count of the lines."""

    def __init__(self, text: str, file: str, problems: Problems, decoder: json.JSONDecoder) -> None:
        self.text, self.decoder = text, decoder
        self.file = file
        self.problems = problems
        self.at = 0
        self.wrong = False
        self._line, self._counted = 1, 0

    def document(self) -> Iterator[Record]:
        """Return the objects of a list, or of the one list that an object holds."""
        if self.peek() == "{":
            yield from self.wrapped()
        elif self.peek():
            self.expect("[", "a list of objects, or an object that holds one")
            yield from self.elements()
        if self.peek():
            raise _SyntaxError("something follows after its end", self.at)

    def wrapped(self) -> Iterator[Record]:
        start, lists = self.at, 0
        self.at += 1
        while self.peek() != "}":
            key = self.value()
            self.expect(":", "a colon")
            if self.peek() == "[" and isinstance(key, str):
                self.at += 1
                lists += 1
                yield from self.elements()
            else:
                self.value()
            self.comma("}")
        self.at += 1
        if lists != 1:
            self.refuse(
                start, "json-shape", f"the object holds {lists or 'no'} list{'s' * (lists != 1)} of objects, not one"
            )

    def elements(self) -> Iterator[Record]:
        while self.peek() != "]":
            start = self.at
            value = self.value()
            if isinstance(value, _Pairs):
                yield self.line(start), value
            else:
                self.refuse(start, "json-shape", "this element of the list is no object")
            self.comma("]")
        self.at += 1

    def lines(self) -> Iterator[Record]:
        """Return the object of each line."""
        for number, line in enumerate(self.text.split("\n"), 1):
            if line.strip():
                try:
                    value, end = self.decoder.raw_decode(line.strip())
                except json.JSONDecodeError as error:
                    self.refuse_line(number, "json-syntax", f"this is not valid JSON: {_said(error)}")
                    continue
                except RecursionError:
                    self.refuse_line(number, "nested-too-deep", "lists and objects stand in each other too deeply")
                    continue
                if end < len(line.strip()):
                    self.refuse_line(number, "json-syntax", "this is not valid JSON: something follows after its end")
                elif isinstance(value, _Pairs):
                    yield number, value
                else:
                    self.refuse_line(number, "json-shape", "this line is no object")

    def peek(self) -> str:
        """Return the next character that is no white space, or nothing at the end."""
        found = _SPACE.match(self.text, self.at)
        self.at = found.end() if found else self.at
        return self.text[self.at : self.at + 1]

    def value(self) -> object:
        self.peek()
        try:
            value, self.at = self.decoder.raw_decode(self.text, self.at)
        except json.JSONDecodeError as error:
            raise _SyntaxError(_said(error), error.pos) from None
        return value

    def expect(self, mark: str, what: str) -> None:
        if self.peek() != mark:
            raise _SyntaxError(f"{what} should stand here", self.at)
        self.at += 1

    def comma(self, end: str) -> None:
        if self.peek() == ",":
            self.at += 1
            if self.peek() == end:
                raise _SyntaxError("a comma stands before the end", self.at)
        elif self.peek() != end:
            raise _SyntaxError(f"a comma or `{end}` should stand here", self.at)

    def line(self, position: int) -> int:
        """Return the line of a position, counting on from the last one asked for."""
        if position < self._counted:
            return self.text.count("\n", 0, position) + 1
        self._line += self.text.count("\n", self._counted, position)
        self._counted = position
        return self._line

    def refuse(self, position: int, code: str, message: str) -> None:
        self.refuse_line(self.line(position), code, message)

    def refuse_line(self, line: int, code: str, message: str) -> None:
        self.wrong = True
        self.problems.refuse(code, Place(self.file, line), message)


def _said(error: json.JSONDecodeError) -> str:
    return error.msg[:1].lower() + error.msg[1:]


def _flat(pairs: _Pairs, place: Place, problems: Problems) -> dict[str, str] | None:
    """Return a record as texts by key, the members of ``marks`` beside the others, or None with a problem."""
    record: dict[str, str] = {}
    good = True
    for key, value in pairs:
        if key == "marks" and isinstance(value, _Pairs):
            inner = _flat(
                _Pairs((name, _Nested() if name == "marks" else item) for name, item in value), place, problems
            )
            each: dict[str, str] = inner or {}
            good = good and inner is not None
        else:
            text = _text(value)
            if text is None or not _whole(key + text):
                _wrong(key, value, place, problems)
                good = False
            each = {key: text or ""}
        for name, text in each.items():
            if name in record:
                problems.refuse("duplicate-key", place, f"the record has `{name}` twice", found=name)
                good = False
            record[name] = text
    return record if good else None


class _Nested:
    """A value in a place where nothing may be nested."""


def _text(value: object) -> str | None:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else None


def _whole(text: str) -> bool:
    """Whether a text has no half of a surrogate pair in it."""
    return text.isascii() or not any("\ud800" <= character <= "\udfff" for character in text)


def _wrong(key: str, value: object, place: Place, problems: Problems) -> None:
    name = key[:40].encode("ascii", "backslashreplace").decode() if not _whole(key) else key[:40]
    if isinstance(value, _Constant):
        problems.refuse(
            "number-not-finite",
            place,
            f"`{name}` is {value.name}, which is no number",
            "leave the mark out",
            found=value.name,
        )
    elif isinstance(value, str):
        problems.refuse("encoding", place, f"`{name}` holds half of a character (a lone surrogate)")
    else:
        kind = "a list" if type(value) is list else "an object"
        problems.refuse(
            "nested-value",
            place,
            f"`{name}` of the record is {kind}, not a text or a number",
            found=kind,
            expected="a text or a number",
        )


def _table(records: list[tuple[int, dict[str, str]]], file: str, problems: Problems) -> Sheet | None:
    headers = list(dict.fromkeys(key for _, record in records for key in record))
    coder = Coder(len(headers))
    coder.feed([[record.get(header, "") for header in headers] for _, record in records])
    line = records[0][0] if records else 1
    return build(file, coder.columns(headers), [line for line, _ in records], line, problems)
