"""What is written to a terminal: broken between words to its width as it is now; a pipe gets every line whole."""

import os
import shutil
import sys
from textwrap import wrap

_MOST = 100
"""The longest line: longer ones are hard to read."""


def fitted(text: str) -> str:
    """Return a text broken to the window, each paragraph by itself; white space at its end stays."""
    if not sys.stdout.isatty():
        return text
    width = min(_MOST, max(20, shutil.get_terminal_size().columns - 1))
    end = text[len(text.rstrip(" ")) :]
    return "\n".join("\n".join(_lines(each, width)) for each in text.split("\n")) + end


def may_be_bold() -> bool:
    """Return whether the terminal takes emphasis."""
    return sys.stdout.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"


def _lines(text: str, width: int) -> list[str]:
    """Return a paragraph as lines; a path or an address stays in one piece, and what follows stands below the words."""
    margin = " " * min(_words_at(text), width // 3)
    return wrap(text, width, subsequent_indent=margin, break_long_words=False, break_on_hyphens=False)


def _words_at(line: str) -> int:
    """Return where the words of a line begin: after its margin, and after a mark that stands in a column of its own."""
    margin = len(line) - len(line.lstrip())
    mark, gap, _ = line.lstrip().partition("  ")
    return margin + (len(mark) + 2 if gap and len(mark) < 7 and margin else 0)
