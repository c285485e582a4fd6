"""The Merkle tree of RFC 6962, with the proofs as RFC 9162 §2.1.3.2 and §2.1.4.2 verify them."""

import hashlib
from collections.abc import Iterator, Sequence

EMPTY = hashlib.sha256(b"").digest()
"""The root of a tree without leaves."""

_LENGTH = 32


def leaf_hash(data: bytes) -> bytes:
    """Return the hash of a leaf, 32 bytes (RFC 6962 §2.1)."""
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of an inner node, 32 bytes (RFC 6962 §2.1)."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def root(leaves: Sequence[bytes]) -> bytes:
    """Return the root over leaf hashes, 32 bytes each."""
    return levels(leaves)[-1][0] if leaves else EMPTY


def levels(leaves: Sequence[bytes]) -> list[list[bytes]]:
    """Return the hashes of a tree level by level, from the leaves up to the root.

    A node without a sibling is lifted unhashed, which gives the tree of RFC 6962.
    """
    found = [list(leaves)]
    while len(found[-1]) > 1:
        level = found[-1]
        odd = [level[-1]] if len(level) % 2 else []
        found.append([node_hash(level[at], level[at + 1]) for at in range(0, len(level) - 1, 2)] + odd)
    return found


def inclusion(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """Return the audit path of a leaf, from the leaf upwards (RFC 6962 §2.1.1).

    Raises:
        IndexError: if there is no such leaf.
    """
    if not 0 <= index < len(leaves):
        raise IndexError(index)
    return path(levels(leaves), index)


def path(tree: Sequence[Sequence[bytes]], index: int) -> list[bytes]:
    """Return the audit path of a leaf in a tree, given its levels: its siblings on the way up."""
    found = []
    for level in tree:
        if index ^ 1 < len(level):
            found.append(level[index ^ 1])
        index //= 2
    return found


def consistency(leaves: Sequence[bytes], size: int) -> list[bytes]:
    """Return the proof that the first ``size`` leaves are a prefix of all (RFC 6962 §2.1.2).

    Raises:
        IndexError: if the tree has fewer leaves, or none are asked for.
    """
    if not 0 < size <= len(leaves):
        raise IndexError(size)
    return list(_subproof(leaves, size, whole=True))


def _subproof(leaves: Sequence[bytes], size: int, *, whole: bool) -> Iterator[bytes]:
    if size == len(leaves):
        if not whole:
            yield root(leaves)
        return
    split = 1 << (len(leaves) - 1).bit_length() - 1
    if size <= split:
        yield from _subproof(leaves[:split], size, whole=whole)
        yield root(leaves[split:])
    else:
        yield from _subproof(leaves[split:], size - split, whole=False)
        yield root(leaves[:split])


def includes(head: bytes, size: int, index: int, leaf: bytes, path: Sequence[bytes]) -> bool:
    """Whether a path proves that a leaf stands at an index of the tree with this root (RFC 9162 §2.1.3.2)."""
    if not 0 <= index < size or not _hashes([head, leaf, *path]):
        return False
    at, last, found = index, size - 1, leaf
    for sibling in path:
        if last == 0:
            return False
        if at % 2 or at == last:
            found = node_hash(sibling, found)
            while at and not at % 2:
                at, last = at // 2, last // 2
        else:
            found = node_hash(found, sibling)
        at, last = at // 2, last // 2
    return last == 0 and found == head


def before(index: int, size: int, path: Sequence[bytes]) -> Iterator[tuple[int, int, bytes]]:
    """Yield what an inclusion path says of the leaves before its own: begin, end, and the root over these."""
    at, last, level = index, size - 1, 0
    for sibling in path:
        if at % 2 or at == last:
            while at and not at % 2:
                at, last, level = at // 2, last // 2, level + 1
            if not at:
                return
            yield at - 1 << level, at << level, sibling
        at, last, level = at // 2, last // 2, level + 1


def extends(old: bytes, old_size: int, new: bytes, new_size: int, proof: Sequence[bytes]) -> bool:
    """Whether a proof shows that the old tree is a prefix of the new one (RFC 9162 §2.1.4.2)."""
    if not 0 < old_size <= new_size or not _hashes([old, new, *proof]):
        return False
    if old_size == new_size:
        return not proof and old == new
    path = list(proof)
    if not old_size & (old_size - 1):
        path.insert(0, old)
    if not path:
        return False
    at, last = old_size - 1, new_size - 1
    while at % 2:
        at, last = at // 2, last // 2
    first = second = path[0]
    for each in path[1:]:
        if last == 0:
            return False
        if at % 2 or at == last:
            first, second = node_hash(each, first), node_hash(each, second)
            while at and not at % 2:
                at, last = at // 2, last // 2
        else:
            second = node_hash(second, each)
        at, last = at // 2, last // 2
    return last == 0 and first == old and second == new


def _hashes(values: Sequence[bytes]) -> bool:
    return all(len(value) == _LENGTH for value in values)
