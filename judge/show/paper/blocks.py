"""What a paper is made of; its texts are as people wrote them, and each way of writing it makes them harmless."""

import re

import attrs

_UNFIT = re.compile(
    "[^\t\n\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0001fffd\U00020000-\U0010fffd]"
)


@attrs.frozen
class Heading:
    """The heading of a part."""

    text: str


@attrs.frozen
class Words:
    """A paragraph; ``strong`` where it is what the reader looks for."""

    text: str
    strong: bool = False


@attrs.frozen
class Notice:
    """What must not be overlooked, such as that this is a draft."""

    text: str


@attrs.frozen
class Items:
    """A list."""

    items: tuple[str, ...]


@attrs.frozen
class Pairs:
    """Names with what is said of each."""

    pairs: tuple[tuple[str, str], ...]


@attrs.frozen
class Sheet:
    """A table: caption, headers, rows of as many texts, and the numbers of the columns that are set flush right."""

    caption: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    right: tuple[int, ...] = ()


@attrs.frozen
class Quotes:
    """What people wrote, each on its own."""

    texts: tuple[str, ...]


Block = Heading | Words | Notice | Items | Pairs | Sheet | Quotes


@attrs.frozen
class Paper:
    """A page for one reader.

    Attributes:
        title: what it is called.
        lines: what stands below the title.
        language: ``en``, ``es`` or ``fr``.
    """

    title: str
    lines: tuple[str, ...]
    language: str
    blocks: tuple[Block, ...]


def colon(language: str) -> str:
    """Return how a name is parted from what is said of it: in French by a blank that does not break as well."""
    return "\u00a0: " if language == "fr" else ": "


def fit(text: str) -> str:
    """Return a text with a mark in the place of each character that no page can hold, such as a control character."""
    return _UNFIT.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
