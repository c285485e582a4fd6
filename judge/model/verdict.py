"""The verdict of an audit: what was checked, what was found, and against what."""

from collections.abc import Mapping

import attrs


@attrs.frozen
class Trouble:
    """One thing that is wrong with the evidence, with what follows from it.

    Attributes:
        code: its kind, such as ``E_SIG``.
        layer: the layer of the audit that found it.
        file: where; for kept evidence, its name.
        line: from 1; 0 for the file as a whole.
        byte: of the file, from 0, or None.
        text: what is wrong, in one sentence.
        consequences: further findings that follow from this one.
    """

    code: str
    layer: str
    file: str
    line: int
    byte: int | None
    text: str
    consequences: "tuple[Trouble, ...]" = ()


@attrs.frozen
class Verdict:
    """What an audit of a bundle came to.

    Attributes:
        bundle: the folder.
        challenge, title, origin: which challenge its genesis says it is of.
        seals: by name, the size and the root of each sealed tree, and how many judges cosigned.
        edition, withheld: what the manifest says.
        manifest: its digest.
        layers: by name, ``passed``, ``failed`` or ``NOT CHECKED``, and why not.
        troubles: causes, in the order found.
        notes: code and sentence of what is to be known and is not wrong.
        anchors: given from outside.
        witnesses: how many cosignatures a seal needs.
        remembered: how many heads of this challenge had been seen before on this computer.
        entries: how many lines of journals there are.
    """

    bundle: str
    challenge: str
    title: str
    origin: str
    seals: Mapping[str, tuple[int, str, int]]
    edition: str
    withheld: tuple[str, ...]
    manifest: str
    layers: Mapping[str, tuple[str, str]]
    troubles: tuple[Trouble, ...]
    notes: tuple[tuple[str, str], ...]
    anchors: tuple[str, ...]
    witnesses: int
    remembered: int
    entries: int

    @property
    def word(self) -> str:
        """Return the verdict in one word."""
        if self.troubles:
            return "FAILED"
        checked = all(state == "passed" for state, _ in self.layers.values())
        return "VERIFIED" if checked and self.anchors else "INCOMPLETE"

    @property
    def tier(self) -> str:
        """Return against what it holds: nothing from outside, an anchor, an anchor and witnesses; empty if it does not."""
        if self.troubles:
            return ""
        if not self.anchors:
            return "UNANCHORED"
        last = list(self.seals.values())[-1] if self.seals else None
        return "WITNESSED" if last is not None and self.witnesses and last[2] >= self.witnesses else "ANCHORED"

    @property
    def exit_code(self) -> int:
        """Return 0 where everything holds, 1 where anything is wrong, 3 where something was not checked."""
        return {"VERIFIED": 0, "FAILED": 1, "INCOMPLETE": 3}[self.word]
