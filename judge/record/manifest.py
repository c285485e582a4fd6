"""The manifest: every file of a bundle with its size and digest, signed by the organizer."""

import hashlib
import re
from collections.abc import Mapping
from typing import Final

import attrs

from judge.record.keys import PrivateKey
from judge.record.note import ED25519, NotANote, Note, Signature, key_id, parse

FILE: Final = "MANIFEST"
EDITIONS: Final = ("full", "auditor", "public")
WITHHELD: Final = ("who", "remark", "why", "marks")
"""What an edition may withhold: names, remarks, reasons of recusals, marks of a sealed round."""

_LINE = re.compile(r"([0-9a-f]{64}) (0|[1-9][0-9]{0,15}) ([^\n]+)")
HEAD = "judge manifest v1"


@attrs.frozen
class Manifest:
    """What a manifest says.

    Attributes:
        origin: the name of the organizer's key.
        challenge: the id of the challenge.
        round, version: the seal that is published.
        edition: ``full``, ``auditor`` or ``public``.
        withheld: what it does not disclose.
        files: by path, digest and size.
    """

    origin: str
    challenge: str
    round: str
    version: int
    edition: str
    withheld: tuple[str, ...]
    files: Mapping[str, tuple[str, int]]

    def text(self) -> str:
        """Return the text that is signed."""
        head = [
            HEAD, self.origin, f"challenge {self.challenge}", f"round {self.round}", f"version {self.version}",
            f"edition {self.edition}", f"withheld {','.join(self.withheld) or 'nothing'}",
        ]  # fmt: skip
        lines = [f"{digest} {size} {path}" for path, (digest, size) in sorted(self.files.items())]
        return "".join(f"{line}\n" for line in [*head, *lines])


def of(data: bytes) -> tuple[str, int]:
    """Return the digest and the size of a file."""
    return hashlib.sha256(data).hexdigest(), len(data)


def signed(manifest: Manifest, key: PrivateKey) -> bytes:
    """Return the manifest as it stands in the bundle."""
    text = manifest.text()
    signature = Signature(manifest.origin, key_id(manifest.origin, ED25519, key.public), key.sign(text.encode()))
    return Note(text, (signature,)).written()


def read(data: bytes) -> tuple[Manifest, Note]:
    """Return what a manifest says, and the note that it is; its signature is not checked yet.

    Raises:
        NotANote: if it is none in its one spelling.
    """
    note = parse(data)
    lines = note.text.split("\n")[:-1]
    if len(lines) < 7 or lines[0] != HEAD:
        raise NotANote("it does not begin as a manifest does")
    values = []
    for key, line in zip(("challenge", "round", "version", "edition", "withheld"), lines[2:7], strict=True):
        if not line.startswith(f"{key} "):
            raise NotANote(f"the line `{key}` is not where it should be")
        values.append(line.removeprefix(f"{key} "))
    challenge, round_, version, edition, withheld = values
    if not version.isascii() or not version.isdigit() or len(version) > 9 or edition not in EDITIONS:
        raise NotANote("its version or edition is none")
    words = () if withheld == "nothing" else tuple(withheld.split(","))
    found = Manifest(lines[1], challenge, round_, int(version), edition, words, _files(lines[7:]))
    if found.text() != note.text or set(words) - set(WITHHELD):
        raise NotANote("it is not in its one spelling")
    if note.written() != data:
        raise NotANote("something stands beside it")
    return found, note


def _files(lines: list[str]) -> dict[str, tuple[str, int]]:
    found = {}
    for line in lines:
        parts = _LINE.fullmatch(line)
        if parts is None:
            raise NotANote("a line of it names no file")
        found[parts[3]] = parts[1], int(parts[2])
    return found
