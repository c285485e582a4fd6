"""A terminal that gives every key at once: nothing typed ahead is lost, and a suspended sitting comes back as it was."""

import codecs
import os
import select
import signal
import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

try:
    import termios
except ImportError:  # Windows, where click reads keys
    termios = None  # type: ignore[assignment]

_ESCAPE, _END = b"\x1b", b"\x04"
_A_MOMENT = 0.02
"""How long the rest of an arrow key takes at most, in seconds."""


class SingleKeys:
    """The terminal of stdin, key by key while `take` is in force, else in its own mode."""

    def __init__(self, again: Callable[[], None], leave: Callable[[], None] = lambda: None) -> None:
        """``leave`` clears up before the terminal is taken away; ``again`` writes the open question when it came back."""
        self._again, self._leave = again, leave
        self._own: list[Any] | None = None
        self._before: Any = signal.SIG_DFL

    @staticmethod
    def possible() -> bool:
        """Return whether the system lets keys be read so."""
        return termios is not None

    def take(self) -> None:
        """Have every key from now on, without its being shown; what was typed ahead stays."""
        if self._own is None:
            self._own = termios.tcgetattr(0)
            self._before = signal.signal(signal.SIGTSTP, self._suspended)
        mode = termios.tcgetattr(0)
        mode[3] &= ~(termios.ICANON | termios.ECHO)
        mode[6][termios.VMIN], mode[6][termios.VTIME] = 1, 0
        termios.tcsetattr(0, termios.TCSADRAIN, mode)

    def give_back(self) -> None:
        """Put the terminal into its own mode again."""
        if self._own is not None:
            termios.tcsetattr(0, termios.TCSADRAIN, self._own)
            signal.signal(signal.SIGTSTP, self._before)
            self._own = None

    def read(self) -> str:
        """Return one key; nothing where it is Enter or no letter; an end of input gives ``\\x04``."""
        key = self.pressed()
        return "" if key in "\r\n" or key.startswith("\x1b") else key

    def pressed(self) -> str:
        """Return one key as the terminal sends it: a letter, a line feed for Enter, an escape sequence for Page Down."""
        self.take()
        decoder = codecs.getincrementaldecoder(sys.stdin.encoding)("surrogateescape")
        while True:
            byte = os.read(0, 1)
            if byte in (b"", _END):
                return "\x04"
            if byte == _ESCAPE:
                return "\x1b" + self._rest_of_escape()
            letter = decoder.decode(byte)
            if not letter and not select.select([0], [], [], _A_MOMENT)[0]:  # a lone byte of another encoding
                letter = byte.decode("ascii", "surrogateescape")
            if letter:
                return letter

    @staticmethod
    def _rest_of_escape() -> str:
        rest = b""
        while select.select([0], [], [], _A_MOMENT)[0] and (byte := os.read(0, 1)):
            rest += byte
        return rest.decode("ascii", "replace")

    def _suspended(self, number: int, frame: FrameType | None) -> None:
        self._leave()
        self.give_back()
        os.kill(os.getpid(), signal.SIGTSTP)  # stands still here until somebody says go on
        self.take()
        self._again()
