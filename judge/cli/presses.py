"""What is pressed during a ceremony: the keys of a keyboard, and the buttons of a presenter, which sends Page Up and Down."""

import time
from collections.abc import Callable, Mapping
from typing import Final, Literal

from judge.cli.single_keys import SingleKeys

Act = Literal["next", "back", "quit", "help", ""]

_ACTS: Final[Mapping[str, Act]] = {
    **dict.fromkeys((" ", "\r", "\n", "\x1b[6~", "\x1b[C", "\x1b[B", "\x1bOC", "\x1bOB"), "next"),
    **dict.fromkeys(("b", "B", "\x1b[5~", "\x1b[D", "\x1b[A", "\x1bOD", "\x1bOA"), "back"),
    **dict.fromkeys(("q", "Q", "\x04"), "quit"),
    "?": "help",
}  # fmt: skip
"""What a key does; the sequences are Page Down and Up and the arrows. All others do nothing: nothing is revealed by mistake."""

_A_BOUNCE: Final = 0.25
"""For so many seconds after something was shown, what reveals more is no new press, but one that was typed ahead or is held down."""


class Presses:
    """The keys of a terminal, one by one."""

    def __init__(self, again: Callable[[], None], leave: Callable[[], None]) -> None:
        """``leave`` and ``again`` clear the screen and fill it when the terminal is taken away and comes back."""
        self._keys = SingleKeys(again, leave)
        self._since = 0.0

    def take(self) -> None:
        """Have every key from now on, without its being shown."""
        self._keys.take()

    def shown(self) -> None:
        """Say that something new is about to be shown."""
        self._since = time.monotonic()

    def act(self) -> Act:
        """Wait for a key, and return what it does."""
        act = _ACTS.get(self._keys.pressed(), "")
        before, now = self._since, time.monotonic()
        if act == "next" and now - before < _A_BOUNCE:
            self._since = now
            return ""
        return act

    def any(self) -> None:
        """Wait for any key."""
        self._keys.pressed()

    def give_back(self) -> None:
        """Leave the terminal as it was."""
        self._keys.give_back()
