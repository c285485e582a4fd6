"""Pairs of submissions, of which a judge says which one is better."""

Pair = tuple[str, str]
"""Two submissions, in the order of their ids."""

_BETWEEN = " ~ "


def pair_of(one: str, other: str) -> Pair:
    """Return two submissions as a pair, whichever was named first."""
    return (one, other) if one < other else (other, one)


def named(pair: Pair) -> str:
    """Return what a pair is called: ``S-1 ~ S-2``; a tilde within an id is doubled, so that no two pairs are called alike."""
    return _BETWEEN.join(name.replace("~", "~~") for name in pair)
