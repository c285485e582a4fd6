"""Checkpoints: the signed head of the tree (C2SP tlog-checkpoint), and judges' cosignatures (C2SP tlog-cosignature)."""

import re
import struct

import attrs

from judge.record.keys import SIGNATURE_BYTES, PrivateKey, PublicKey, from_base64, to_base64
from judge.record.note import COSIGNATURE, ED25519, NotANote, Note, Signature, key_id

_SIZE = re.compile(r"0|[1-9][0-9]{0,18}")
_TIME_BYTES = 8


@attrs.frozen
class Checkpoint:
    """The head of a tree.

    Attributes:
        origin: which log it is of.
        size: how many leaves the tree has.
        root: its root: 32 bytes for trees of ours.
        extensions: further lines, which trees of ours do not have.
    """

    origin: str
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()

    def text(self) -> str:
        """Return the text that is signed."""
        return "".join(f"{line}\n" for line in (self.origin, str(self.size), to_base64(self.root), *self.extensions))


def parse(text: str) -> Checkpoint:
    """Return what the text of a checkpoint says.

    Raises:
        NotANote: if it is none, or not in its one spelling.
    """
    lines = text.split("\n")
    if len(lines) < 4 or lines[-1] or not lines[0]:
        raise NotANote("a checkpoint has three lines: origin, size, root")
    root = from_base64(lines[2])
    if not _SIZE.fullmatch(lines[1]) or int(lines[1]) >= 1 << 64:
        raise NotANote(f"the size `{lines[1][:30]}` of the checkpoint is no number of leaves")
    if not root:
        raise NotANote("the root of the checkpoint is not base64")
    if not all(lines[3:-1]):
        raise NotANote("a line of the checkpoint is empty")
    return Checkpoint(lines[0], int(lines[1]), root, tuple(lines[3:-1]))


def signed(checkpoint: Checkpoint, key: PrivateKey) -> Note:
    """Return the checkpoint signed by the key of its origin."""
    text = checkpoint.text()
    id_ = key_id(checkpoint.origin, ED25519, key.public)
    return Note(text, (Signature(checkpoint.origin, id_, key.sign(text.encode())),))


def cosignature(note: Note, name: str, key: PrivateKey, time: int) -> Signature:
    """Return a cosignature: ``name`` saw this checkpoint at ``time`` (seconds since 1970)."""
    id_ = key_id(name, COSIGNATURE, key.public)
    return Signature(name, id_, struct.pack(">Q", time) + key.sign(_message(note.text, time)))


def cosigned(note: Note, signature: Signature, key: bytes) -> int | None:
    """Return the time that a cosignature of this key says, or None if it is not valid.

    Args:
        note: the checkpoint.
        signature: one of its lines.
        key: the public key expected, 32 bytes.
    """
    blob = signature.blob
    if len(blob) != _TIME_BYTES + SIGNATURE_BYTES or signature.id != key_id(signature.name, COSIGNATURE, key):
        return None
    (time,) = struct.unpack(">Q", blob[:_TIME_BYTES])
    return int(time) if PublicKey(key).signed(blob[_TIME_BYTES:], _message(note.text, time)) else None


def _message(text: str, time: int) -> bytes:
    return f"cosignature/v1\ntime {time}\n{text}".encode()
