"""A ballot in the judge's own editor: the rubric as comments, and what is wrong comes back in place."""

from collections.abc import Callable

import click

from judge.acts import ballot_file
from judge.acts.loading import Mistaken, Refused
from judge.acts.sitting import Sitting
from judge.show import form
from judge.show.spoken import Spoken

Edit = Callable[[str], str | None]
"""Opens a text for editing and returns what it was saved as, or None where it was not saved."""


def edit(sitting: Sitting, submission: str, why: str, say: Spoken, editor: Edit | None = None) -> bool:
    """Let a ballot be written until it is right or given up; return whether anything was taken.

    Args:
        editor: what opens the text; None for the judge's own.
    """
    opens = editor or (lambda text: click.edit(text, extension=".toml"))
    item, criteria, shows = sitting.submission(submission), sitting.criteria, sitting.opened.round.shows
    released = sitting.opened.round.publishing.releases_remarks
    given, remark = sitting.given(submission), sitting.remark(submission)
    text = form.toml(item, criteria, given, remark, shows, say, released=released)
    while True:
        saved = opens(text)
        if saved is None or not saved.strip():
            return False
        told = _taken(sitting, submission, saved, why)
        if told is None:
            return True
        line, words = told
        kept = "\n".join(each for each in saved.splitlines() if not each.startswith("# !"))
        text = f"# ! {say('not-toml', line=line, why=words)}\n{kept}\n"


def _taken(sitting: Sitting, submission: str, text: str, why: str) -> tuple[int, str] | None:
    """Enter a ballot; return the line and the words of what is wrong with it, or None."""
    found = ballot_file.read(text, submission, [each.id for each in sitting.criteria])
    if isinstance(found, tuple):
        return found
    try:
        sitting.enter(found, why)
    except Refused as refused:
        first = next(iter(refused.problems))
        return _line(text, first.message), first.message
    except Mistaken as mistaken:
        return 1, str(mistaken)
    return None


def _line(text: str, message: str) -> int:
    """Return the line of the criterion that a message names."""
    for number, line in enumerate(text.splitlines(), 1):
        key = line.partition("=")[0].strip().strip('"')
        if key and not line.startswith("#") and f", {key}:" in message:
            return number
    return 1
