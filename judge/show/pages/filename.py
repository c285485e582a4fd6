"""File names and anchors made of ids."""

import hashlib
import re

_KEPT = re.compile(r"[A-Z0-9][A-Z0-9-]{0,39}")
_OTHER = re.compile(r"[^a-z0-9]+")
_RESERVED = re.compile(r"(CON|PRN|AUX|NUL|COM\d|LPT\d)")


def filename(id_: str) -> str:
    """Return a name for an id that is safe in every file system and address, and another one for every other id.

    Plain ids of capital letters, digits and hyphens stay as they are. Of all others the readable part is followed by digits
    of their SHA-256, since `s-1` and `S-1` would be one file on many a disk.
    """
    if _KEPT.fullmatch(id_) and not _RESERVED.fullmatch(id_):
        return id_
    readable = _OTHER.sub("-", id_.lower()).strip("-")[:40].strip("-")
    digits = hashlib.sha256(id_.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return f"{readable}-{digits}" if readable else f"id-{digits}"
