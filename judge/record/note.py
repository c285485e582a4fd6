"""Signed notes: a text with signature lines below it (C2SP signed-note), and keys in one line."""

import hashlib
from collections.abc import Mapping, Sequence

import attrs

from judge.record.keys import KEY_BYTES, PublicKey, from_base64, to_base64, usable

ED25519 = 1
COSIGNATURE = 4
MOST_SIGNATURES = 100
"""More signatures below a note are refused, unless its reader expects more: a checkpoint has one a judge."""

MOST_BYTES = 100_000_000
_DASH = "— "
_ID_BYTES = 4


class NotANote(Exception):
    """A text that is no signed note; the words say why."""


@attrs.frozen
class Signature:
    """A signature line.

    Attributes:
        name: of the key.
        id: the four bytes that tell which key of that name signed.
        blob: the signature as its algorithm writes it.
    """

    name: str
    id: bytes
    blob: bytes

    def line(self) -> str:
        """Return the line with its line feed."""
        return f"{_DASH}{self.name} {to_base64(self.id + self.blob)}\n"


@attrs.frozen
class Note:
    """A text and its signatures; nothing is checked yet.

    Attributes:
        text: the signed text, ended by a line feed.
        signatures: in their order.
    """

    text: str
    signatures: tuple[Signature, ...]

    def written(self) -> bytes:
        """Return the note as it stands in a file."""
        return (self.text + "\n" + "".join(each.line() for each in self.signatures)).encode()


@attrs.frozen
class Verifier:
    """A name and a public key that signs notes by Ed25519.

    Attributes:
        name: without spaces and ``+``.
        key: 32 bytes.
    """

    name: str
    key: bytes

    @property
    def id(self) -> bytes:
        """Return the four bytes that tell this key from others of its name."""
        return key_id(self.name, ED25519, self.key)

    def line(self) -> str:
        """Return the key in one line: ``name+id+key``."""
        return f"{self.name}+{self.id.hex()}+{to_base64(bytes([ED25519]) + self.key)}"

    def signs(self, note: Note) -> bool:
        """Whether the note bears this key's signature, once and valid."""
        own = [each for each in note.signatures if (each.name, each.id) == (self.name, self.id)]
        return len(own) == 1 and PublicKey(self.key).signed(own[0].blob, note.text.encode())


def key_id(name: str, algorithm: int, key: bytes) -> bytes:
    """Return the first four bytes of SHA-256(name, line feed, algorithm, key)."""
    return hashlib.sha256(name.encode() + b"\n" + bytes([algorithm]) + key).digest()[:_ID_BYTES]


def verifier(line: str) -> Verifier:
    """Return the key that a line says.

    Raises:
        NotANote: if it is none.
    """
    name, _, rest = line.partition("+")
    id_, _, text = rest.partition("+")
    data = from_base64(text)
    if not named(name) or data is None or len(data) != KEY_BYTES + 1 or data[0] != ED25519:
        raise NotANote("this is no key line")
    found = Verifier(name, data[1:])
    if found.id.hex() != id_ or not usable(found.key):
        raise NotANote("the key line does not fit its own key")
    return found


def named(name: str) -> bool:
    """Whether a text may be the name of a key."""
    return bool(name) and "+" not in name and not any(character.isspace() for character in name)


def parse(data: bytes, most: int = MOST_SIGNATURES) -> Note:
    """Return the parts of a signed note with at most so many signatures.

    Raises:
        NotANote: if it is none.
    """
    if len(data) > MOST_BYTES:
        raise NotANote("it is too long")
    try:
        text = data.decode()
    except UnicodeDecodeError:
        raise NotANote("it is not UTF-8 text") from None
    if any(character < " " and character != "\n" for character in set(text)):
        raise NotANote("it holds a control character")
    at = text.rfind("\n\n")
    if at < 0:
        raise NotANote("no empty line stands before the signatures")
    body, lines = text[: at + 1], text[at + 2 :]
    if not lines.endswith("\n"):
        raise NotANote("no signature stands below the text, or the last line has no end")
    if lines.count("\n") > most:
        raise NotANote("it has too many signatures")
    return Note(body, tuple(map(_signature, lines[:-1].split("\n"))))


def _signature(line: str) -> Signature:
    name, _, text = line.removeprefix(_DASH).partition(" ")
    blob = from_base64(text)
    if not line.startswith(_DASH) or not named(name) or blob is None or len(blob) <= _ID_BYTES:
        raise NotANote("a line below the text is no signature")
    return Signature(name, blob[:_ID_BYTES], blob[_ID_BYTES:])


def opened(data: bytes, known: Sequence[Verifier]) -> tuple[Note, tuple[str, ...]]:
    """Return a note and the names of the known keys that signed it; signatures of unknown keys are passed over.

    Raises:
        NotANote: if it is none, if no known key signed it, or if a known key's signature is wrong or repeated.
    """
    note = parse(data)
    by_key: Mapping[tuple[str, bytes], Verifier] = {(each.name, each.id): each for each in known}
    names: list[str] = []
    for signature in note.signatures:
        key = by_key.get((signature.name, signature.id))
        if key is None or key.name in names:
            continue
        if sum((each.name, each.id) == (key.name, key.id) for each in known) > 1:
            raise NotANote(f"two known keys of the name {key.name} cannot be told apart")
        if not PublicKey(key.key).signed(signature.blob, note.text.encode()):
            raise NotANote(f"the signature of {key.name} is wrong")
        names.append(key.name)
    if not names:
        raise NotANote("no known key signed it")
    return note, tuple(names)
