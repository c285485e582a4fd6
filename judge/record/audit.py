"""An audit: a record or a bundle, checked layer by layer from its bytes alone (docs/record.md, "Layers")."""

from collections.abc import Mapping, Sequence
from typing import Literal

import attrs

from judge.record import journal
from judge.record.disclosure import Disclosure, Key
from judge.record.finding import LAYERS, Findings
from judge.record.journal import Entry
from judge.record.keys import PublicKey
from judge.record.line import Line
from judge.record.opening import Opening
from judge.record.standing import Standing

Verdict = Literal["passed", "failed", "NOT CHECKED"]


@attrs.frozen
class Kept:
    """Evidence that comes from outside of the bundle.

    Attributes:
        anchors: hashes of organizer's entries that are known from elsewhere, in hexadecimal digits.
        heads: checkpoints that somebody kept, as notes, by name.
        receipts: receipts that a judge kept, by name.
        journals: copies of journals that a judge kept, by name.
        against: the files of another bundle, by path; empty if there is none.
    """

    anchors: tuple[str, ...] = ()
    heads: Mapping[str, bytes] = attrs.field(factory=dict)
    receipts: Mapping[str, bytes] = attrs.field(factory=dict)
    journals: Mapping[str, bytes] = attrs.field(factory=dict)
    against: Mapping[str, bytes] = attrs.field(factory=dict)


@attrs.define(eq=False)
class Sealed:
    """A seal as it was found.

    Attributes:
        entry: the seal.
        leaves: of the tree that it closes, the seal's own last.
        root: of that tree.
        counted: by judge, the entries that count in its round.
        organizer: the organizer's entries before it.
    """

    entry: Entry
    leaves: Sequence[bytes]
    root: bytes
    counted: Mapping[str, Sequence[Entry]]
    organizer: Sequence[Entry]

    @property
    def round(self) -> str:
        """Return the sealed round."""
        return self.entry.text("round")

    @property
    def name(self) -> str:
        """Return how its files are called."""
        return f"{self.round}.{self.entry.number('version')}"


class Audit:
    """What is known of a bundle so far; layers read it and add to it.

    Attributes:
        files: the bytes of each file by its path.
        only: the one judge whose journal is among the files; None for all.
        bundle: whether there must be a manifest; a record that is not published yet has none.
        odd: by path, why something was not read.
        kept: evidence from outside.
        findings: what is wrong.
        lines: by file, the lines of each journal.
        entries: by file, those lines that are entries.
        keys: by judge, from which entry on which key signs.
        openings: by round, as it was opened.
        imported: by round, judge and submission, the ballots that the organizer entered.
        seals: in the order of the organizer's journal.
        disclosed: every disclosure, by what it opens.
        unchecked: by layer, why it was not checked.
        edition, withheld, published: what the manifest says.
        missing, added, changed: files that are not as the manifest names them.
        witnesses: by seal, how many judges cosigned.
    """

    def __init__(
        self,
        files: Mapping[str, bytes],
        *,
        bundle: bool,
        kept: Kept | None = None,
        only: str | None = None,
        odd: Mapping[str, str] | None = None,
    ) -> None:
        self.files = files
        self.odd = odd or {}
        self.only = only
        self.bundle = bundle
        self.kept = kept or Kept()
        self.findings = Findings()
        self.lines: dict[str, list[Line]] = {}
        self.entries: dict[str, list[Entry]] = {}
        self.organizer_key: PublicKey | None = None
        self.keys: dict[str, list[tuple[int, PublicKey]]] = {}
        self.openings: dict[str, Opening] = {}
        self.imported: dict[tuple[str, str, str], Standing] = {}
        self.seals: list[Sealed] = []
        self.disclosed: dict[Key, Disclosure] = {}
        self.unchecked: dict[str, str] = {}
        self.checked: list[str] = []
        self.edition = ""
        self.withheld: tuple[str, ...] = ()
        self.published: tuple[str, int] | None = None
        self.missing: list[str] = []
        self.added: list[str] = []
        self.changed: list[str] = []
        self.witnesses: dict[str, int] = {}

    def has_journal_of(self, judge: str) -> bool:
        """Whether a judge's journal is to be looked at."""
        return self.only is None or judge == self.only

    @property
    def organizer(self) -> list[Entry]:
        """Return the organizer's entries."""
        return self.entries.get(journal.ORGANIZER, [])

    @property
    def judges(self) -> dict[str, list[Entry]]:
        """Return the entries of each judge who has a journal."""
        return {judge_of(file): entries for file, entries in self.entries.items() if file != journal.ORGANIZER}

    @property
    def genesis(self) -> Entry | None:
        """Return the first entry of the organizer, if it is one."""
        first = self.organizer[:1]
        return first[0] if first and first[0].type == "genesis" else None

    @property
    def challenge(self) -> str:
        """Return the id of the challenge, or nothing."""
        return self.genesis.hash if self.genesis is not None else ""

    def roster(self) -> dict[str, Entry]:
        """Return by judge the entry that takes the judge in."""
        return {each.text("judge"): each for each in reversed(self.organizer) if each.type == "roster"}

    def key_at(self, judge: str, seq: int) -> PublicKey | None:
        """Return the key that signs an entry of a judge, or None for somebody unknown."""
        return next((key for first, key in reversed(self.keys.get(judge, [])) if seq >= first), None)

    def verdict(self, layer: str) -> Verdict:
        """Return how a layer ended."""
        if layer in self.findings.layers():
            return "failed"
        return "passed" if layer in self.checked and layer not in self.unchecked else "NOT CHECKED"

    @property
    def failed(self) -> bool:
        """Whether anything is wrong."""
        return bool(self.findings.found)

    @property
    def complete(self) -> bool:
        """Whether everything was checked."""
        return all(self.verdict(layer) == "passed" for layer in LAYERS if layer != "manifest" or self.bundle)


def judge_of(file: str) -> str:
    """Return whose journal a file is."""
    return file.rpartition("/")[2].removesuffix(".jsonl")
