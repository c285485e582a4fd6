"""The lot: an order that anybody can draw again from a recorded seed (§6.6)."""

import hashlib
from collections.abc import Iterable


def draw(seed: str, round_id: str, submissions: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Return the submissions in the order of their SHA-256, smallest first, each with it in hexadecimal.

    What is hashed is the UTF-8 text ``seed/round/submission``: ``printf %s 'seed/round/submission' | sha256sum``.
    """
    drawn = [(hashlib.sha256(f"{seed}/{round_id}/{item}".encode()).hexdigest(), item) for item in submissions]
    return tuple((item, number) for number, item in sorted(drawn))
