"""Texts that people type into a command, and that others will read."""

from judge.acts.loading import Mistaken
from judge.files.style import legible
from judge.record.entries import LONGEST_TEXT


def readable(text: str, what: str, *, lines: bool = False) -> str:
    """Return a text as an entry may hold it.

    Args:
        what: what the text is, for the refusal.
        lines: whether it may have several lines.

    Raises:
        Mistaken: if it is too long, or holds what a terminal would obey.
    """
    if len(text) > LONGEST_TEXT:
        raise Mistaken(f"{what} has {len(text):,} characters; at most {LONGEST_TEXT:,} are allowed")
    bad = next((each for each in text if legible(each) != each or (each in "\n\t" and not lines)), None)
    if bad == "\n":
        raise Mistaken(f"{what} has several lines; write it in one")
    if bad is not None:
        raise Mistaken(f"{what} holds the character U+{ord(bad):04X}, which cannot be shown; leave it out")
    return text
