"""Findings: what an audit found wrong, cause first, its consequences counted under it."""

from collections.abc import Iterator
from typing import Final

import attrs

LAYERS: Final = (
    "manifest", "form", "signatures", "chain", "meaning", "seal", "heads", "disclosures", "scoring",
)  # fmt: skip
"""The layers of an audit, in order; each builds on those before it."""

MOST: Final = 10_000
"""More findings are counted and not listed."""


@attrs.frozen
class Finding:
    """One thing that is wrong with the evidence.

    Attributes:
        code: its kind, such as ``E_SIG`` (docs/record.md, "Findings").
        layer: the layer that found it.
        file: the file, by its path in the bundle; for kept evidence, its name.
        text: what is wrong, in one sentence.
        line: from 1; 0 for the file as a whole.
        byte: of the file, from 0, or None.
    """

    code: str
    layer: str
    file: str
    text: str
    line: int = 0
    byte: int | None = None

    @property
    def place(self) -> str:
        """Return ``file:line``."""
        return f"{self.file}:{self.line}" if self.line else self.file


@attrs.frozen
class Note:
    """Something that an auditor should know and that is not wrong.

    Attributes:
        code: its kind, such as ``N_WITHHELD``.
        text: a sentence.
    """

    code: str
    text: str


def printable(text: str) -> str:
    """Return a text on one line that no terminal takes for a command, whatever it quotes from a record."""
    if text.isprintable():
        return text
    return "".join(each if each.isprintable() else " " if each.isspace() else "�" for each in text)


class Findings:
    """What an audit found so far."""

    def __init__(self) -> None:
        self.found: list[Finding] = []
        self.notes: list[Note] = []
        self.more = 0
        self._layers: set[str] = set()
        self._known: set[Finding] = set()
        self._told: set[Note] = set()
        self._files: dict[str, str] = {}
        self._because: list[str | None] = []
        self._causes: dict[int, int] = {}
        self._first: dict[str, int] = {}

    def add(
        self,
        code: str,
        layer: str,
        file: str,
        text: str,
        line: int = 0,
        byte: int | None = None,
        because: str | None = None,
    ) -> None:
        """Add a finding.

        Args:
            because: a file, or ``*`` for any: if something is wrong with it, this follows from that. What is wrong with
                another file may be found later, with the same file or with any only before.
        """  # fmt: skip
        finding = Finding(code, layer, file, printable(text), line, byte)
        if finding in self._known:
            return
        self._layers.add(layer)
        self._files.setdefault(file, code)
        if len(self.found) >= MOST:
            self.more += 1
            return
        number, cause = len(self.found), None if because is None else self._first.get(because)
        if cause is not None:
            self._causes[number] = cause
        else:
            self._first.setdefault(file, number)
            self._first.setdefault("*", number)
        self._known.add(finding)
        self._because.append(because)
        self.found.append(finding)

    def in_file(self, file: str) -> bool:
        """Whether something was found wrong with a file."""
        return file in self._files

    def file_below(self, folder: str) -> str | None:
        """Return a file below a folder, ended by a slash, with which something is wrong, or None."""
        return next((file for file in self._files if file.startswith(folder)), None)

    def file_with(self, code: str) -> str | None:
        """Return the first file whose first finding has this code, or None."""
        return next((file for file, first in self._files.items() if first == code), None)

    def note(self, code: str, text: str) -> None:
        """Add something to be known."""
        shown = Note(code, printable(text))
        if shown not in self._told:
            self._told.add(shown)
            self.notes.append(shown)

    def causes(self) -> Iterator[tuple[Finding, list[Finding]]]:
        """Yield each cause with its consequences, in the order found."""
        grouped: dict[int, list[int]] = {}
        for number in range(len(self.found)):
            cause = self._cause(number)
            grouped.setdefault(cause, [])
            if cause != number:
                grouped[cause].append(number)
        for cause in sorted(grouped):
            yield self.found[cause], [self.found[number] for number in grouped[cause]]

    def _cause(self, number: int) -> int:
        """Return the number of the finding that one follows from in the end, or its own."""
        seen = {number}
        while True:
            because = self._because[number]
            known = self._causes.get(number)
            later = self._first.get(because) if because not in (None, self.found[number].file) else None
            cause = later if known is None and later is not None else known
            if cause is None or cause in seen:
                return number
            seen.add(cause)
            number = cause

    def layers(self) -> set[str]:
        """Return the layers in which anything is wrong."""
        return set(self._layers)
