"""Texts gathered into pieces of a size that is good to write."""

from collections.abc import Iterable, Iterator

SIZE = 1 << 16


def chunks(texts: Iterable[str], first: bytes = b"") -> Iterator[bytes]:
    """Yield texts in UTF-8, in pieces of some 64 KiB.

    Args:
        first: what stands before them.
    """
    kept, size = [first], 0
    for text in texts:
        kept.append(text.encode())
        size += len(text)
        if size >= SIZE:
            yield b"".join(kept)
            kept, size = [], 0
    last = b"".join(kept)
    if last:
        yield last
