"""Findings: what an audit found wrong, cause first, its consequences counted under it."""

from collections.abc import Iterator
from typing import Final

import attrs

LAYERS: Final = (
    "manifest", "form", "signatures", "chain", "meaning", "seal", "heads", "disclosures", "scoring",
)  # fmt: skip
"""The layers of an audit, in order; each builds on those before it."""


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


class Findings:
    """What an audit found so far."""

    def __init__(self) -> None:
        self.found: list[Finding] = []
        self.notes: list[Note] = []
        self._causes: dict[int, int] = {}

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
            because: a file, or ``*`` for any: if something was found wrong with it before, this follows from that.
        """  # fmt: skip
        finding = Finding(code, layer, file, text, line, byte)
        if finding in self.found:
            return
        cause = None if because is None else self.first(because)
        if cause is not None:
            self._causes[len(self.found)] = cause
        self.found.append(finding)

    def first(self, file: str = "*") -> int | None:
        """Return the number of the first finding in a file (``*``: in any) that follows from no other."""
        for number, each in enumerate(self.found):
            if number not in self._causes and file in ("*", each.file):
                return number
        return None

    def in_file(self, file: str) -> bool:
        """Whether something was found wrong with a file."""
        return any(each.file == file for each in self.found)

    def note(self, code: str, text: str) -> None:
        """Add something to be known."""
        if Note(code, text) not in self.notes:
            self.notes.append(Note(code, text))

    def causes(self) -> Iterator[tuple[Finding, list[Finding]]]:
        """Yield each cause with its consequences, in the order found."""
        for number, each in enumerate(self.found):
            if number not in self._causes:
                yield each, [self.found[at] for at, cause in self._causes.items() if cause == number]

    def layers(self) -> set[str]:
        """Return the layers in which anything is wrong."""
        return {each.layer for each in self.found}
