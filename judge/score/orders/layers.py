"""Places from who stands ahead of whom: those behind nobody, then those behind nobody who is left, and so on."""

from collections.abc import Mapping


def placed(behind: Mapping[int, set[int]]) -> dict[int, int]:
    """Return places 1-2-2-4; ``behind`` says for each submission which ones are ahead of it, without a circle."""
    places: dict[int, int] = {}
    left = dict(behind)
    while left:
        block = [one for one, ahead in left.items() if not ahead & left.keys()]
        places.update(dict.fromkeys(block, len(places) + 1))
        for one in block:
            del left[one]
    return places
