"""Ed25519 keys: made, kept, and checked so that every library agrees on what is signed (RFC 8032)."""

import base64
import binascii

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

KEY_BYTES = 32
SIGNATURE_BYTES = 64

_LOW_ORDER = frozenset(
    bytes.fromhex(text) for text in (
        "0100000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000080",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0000000000000000000000000000000000000000000000000000000000000080",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
    )
)  # fmt: skip
"""The fourteen encodings of points of low order: such a key signs many messages at once."""


class WrongPassphrase(Exception):
    """A key that this passphrase does not open, or a file that holds no key."""


def usable(key: bytes) -> bool:
    """Whether bytes may serve as a public key: 32 of them, and no point of low order."""
    if len(key) != KEY_BYTES or key in _LOW_ORDER:
        return False
    try:
        Ed25519PublicKey.from_public_bytes(key)
    except (ValueError, UnsupportedAlgorithm):
        return False
    return True


class PublicKey:
    """A public key that checks signatures; parsed once, used for a whole journal."""

    def __init__(self, key: bytes) -> None:
        """Take 32 bytes.

        Raises:
            ValueError: if they are not usable as a key.
        """
        if not usable(key):
            raise ValueError("no usable Ed25519 key")
        self.bytes = key
        self._key = Ed25519PublicKey.from_public_bytes(key)

    def signed(self, signature: bytes, message: bytes) -> bool:
        """Whether the key signed the message; a signature whose first half has low order never counts."""
        if len(signature) != SIGNATURE_BYTES or signature[:KEY_BYTES] in _LOW_ORDER:
            return False
        try:
            self._key.verify(signature, message)
        except InvalidSignature:
            return False
        return True


class PrivateKey:
    """A key that signs."""

    def __init__(self, key: Ed25519PrivateKey) -> None:
        self._key = key
        self.public = key.public_key().public_bytes_raw()

    @classmethod
    def generate(cls) -> "PrivateKey":
        """Return a new key from the system's chance."""
        return cls(Ed25519PrivateKey.generate())

    @classmethod
    def from_seed(cls, seed: bytes) -> "PrivateKey":
        """Return the key of a 32-byte seed (RFC 8032 §5.1.5)."""
        return cls(Ed25519PrivateKey.from_private_bytes(seed))

    @classmethod
    def load(cls, pem: bytes, passphrase: str | None = None) -> "PrivateKey":
        """Return the key that a PEM file holds.

        Raises:
            WrongPassphrase: if the passphrase is wrong or lacks, or the file holds no such key.
        """
        try:
            key = load_pem_private_key(pem, passphrase.encode() if passphrase else None)
        except (ValueError, TypeError, UnsupportedAlgorithm) as error:
            raise WrongPassphrase from error
        if not isinstance(key, Ed25519PrivateKey):
            raise WrongPassphrase
        return cls(key)

    def dump(self, passphrase: str | None = None) -> bytes:
        """Return the key as a PEM file (PKCS #8), encrypted if there is a passphrase."""
        hidden = BestAvailableEncryption(passphrase.encode()) if passphrase else NoEncryption()
        return self._key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, hidden)

    def sign(self, message: bytes) -> bytes:
        """Return the 64-byte signature of a message."""
        return self._key.sign(message)


def encrypted(pem: bytes) -> bool:
    """Whether a key file asks for a passphrase."""
    return b"ENCRYPTED" in pem


def to_base64(data: bytes) -> str:
    """Return bytes as padded base64."""
    return base64.b64encode(data).decode()


def from_base64(text: str) -> bytes | None:
    """Return what base64 says, or None if it is not in its one spelling (RFC 4648 §3.5)."""
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None
    return data if to_base64(data) == text else None
