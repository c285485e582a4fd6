"""Where a ceremony is shown: the whole screen of a terminal, or plain words one below the other."""

import os
import signal
import sys
from collections.abc import Callable
from typing import Any, Protocol, Self, TypeVar

import attrs
import click

from judge.cli.presses import Act, Presses
from judge.cli.screen import fitted
from judge.cli.single_keys import SingleKeys
from judge.show.poster import Line, posters
from judge.show.reveal import Card, Words, spoken

Result = TypeVar("Result")

_ENTER, _LEAVE = "\x1b[?1049h\x1b[?25l", "\x1b[2J\x1b[H\x1b[?25h\x1b[?1049l"
"""The alternate screen, of which nothing is scrolled back to, without a cursor; and the way back."""

_CLEAR = "\x1b[2J\x1b[H"
_HELP = ("next key", "back key", "quit key")


class Stage(Protocol):
    """What a ceremony needs of where it is shown."""

    keyed: bool
    """Whether keys are pressed, rather than lines typed."""

    stays: bool
    """Whether the last card has to stay until somebody ends the ceremony."""

    def __enter__(self) -> Self: ...

    def __exit__(self, *raised: object) -> None: ...

    def show(self, card: Card) -> None:
        """Show a card, and nothing of any other."""

    def turn(self) -> bool:
        """Show what did not fit on the screen; return whether there was anything."""

    def act(self) -> Act:
        """Wait for what to do next."""

    def help(self) -> None:
        """Say what the keys do."""

    def ended(self, card: Card) -> None:
        """Say that this card was the last one."""


def bare(plain: bool) -> bool:
    """Return whether a ceremony is told in plain words, since they are asked for or the terminal takes nothing else."""
    terminal = sys.stdin.isatty() and sys.stdout.isatty() and SingleKeys.possible()
    quiet = "NO_COLOR" in os.environ or os.environ.get("TERM", "dumb") == "dumb"
    try:
        "█▀▄".encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        return True
    return plain or quiet or not terminal


class Screen:
    """The whole screen of a terminal: each card alone, as large as it fits."""

    keyed = True
    stays = True

    def __init__(self, words: Words) -> None:
        self._words = words
        self._presses = Presses(self._enter, self._leave)
        self._card = Card("", "", "", ())
        self._page = 0
        self._waits = False
        self._before: dict[signal.Signals, Any] = {}

    def __enter__(self) -> Self:
        self._before = {
            signal.SIGWINCH: signal.signal(signal.SIGWINCH, lambda *_: self._resized()),
            signal.SIGTERM: signal.signal(signal.SIGTERM, signal.default_int_handler),  # so that the screen is restored
        }
        self._presses.take()
        self._enter()
        return self

    def __exit__(self, *raised: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)
        self._leave()
        self._presses.give_back()

    def show(self, card: Card) -> None:
        """Clear the screen and show a card."""
        self._card, self._page = card, 0
        self._presses.shown()
        self._draw()

    def turn(self) -> bool:
        """Show what did not fit on the screen."""
        if self._page + 1 >= len(self._posters()):
            return False
        self._page += 1
        self._presses.shown()
        self._draw()
        return True

    def act(self) -> Act:
        """Wait for a key."""
        return self._waiting(self._presses.act)

    def help(self) -> None:
        """Show what the keys do until one is pressed."""
        card, page = self._card, self._page
        self._card, self._page = Card("", "", "", (), tuple(map(self._words, _HELP))), 0
        self._draw()
        self._waiting(self._presses.any)
        self._card, self._page = card, page
        self._draw()

    def ended(self, card: Card) -> None:
        """Say so below the last card, which stays until q is pressed."""
        self.show(attrs.evolve(card, lines=(*card.lines, "", self._words("end"), self._words("quit key"))))

    def _waiting(self, wait: Callable[[], Result]) -> Result:
        self._waits = True
        try:
            return wait()
        finally:
            self._waits = False

    def _enter(self) -> None:
        self._write(_ENTER)
        self._draw()

    def _leave(self) -> None:
        self._write(_LEAVE)

    def _resized(self) -> None:
        if self._waits:  # else whatever is being drawn would be cut in two
            self._draw()

    def _draw(self) -> None:
        size = None
        while size != (size := _size()):
            screens = self._posters()
            self._write(_CLEAR + "\n".join(map(_styled, screens[min(self._page, len(screens) - 1)])))

    def _posters(self) -> tuple[tuple[Line, ...], ...]:
        return posters(self._card, *_size())

    @staticmethod
    def _write(text: str) -> None:
        click.echo(text, nl=False)
        sys.stdout.flush()


class Aloud:
    """Plain words one below the other, for ears and for pipes; without a terminal every line of stdin is a key."""

    stays = False

    def __init__(self, words: Words) -> None:
        self._words = words
        if hasattr(sys.stdin, "reconfigure"):
            sys.stdin.reconfigure(errors="surrogateescape")
        self.keyed = sys.stdin.isatty() and sys.stdout.isatty() and SingleKeys.possible()
        self._presses = Presses(lambda: None, lambda: None)

    def __enter__(self) -> Self:
        if self.keyed:
            self._presses.take()
        return self

    def __exit__(self, *raised: object) -> None:
        self._presses.give_back()

    def show(self, card: Card) -> None:
        """Tell a card."""
        self._presses.shown()
        self._tell(spoken(card))

    def turn(self) -> bool:
        """Nothing is left of a card that was told."""
        return False

    def act(self) -> Act:
        """Wait for a key, or a line."""
        if self.keyed:
            return self._presses.act()
        line = sys.stdin.readline()
        typed: dict[str, Act] = {"": "next", "b": "back", "q": "quit"}
        return typed.get(line.strip().casefold(), "help") if line else "quit"

    def help(self) -> None:
        """Tell what the keys do."""
        self._tell(tuple(map(self._words, _HELP)))

    def ended(self, card: Card) -> None:
        """Say so."""
        self._tell((self._words("end"),))

    @staticmethod
    def _tell(lines: tuple[str, ...]) -> None:
        click.echo("\n".join([*map(fitted, lines), ""]))
        sys.stdout.flush()


def _styled(line: Line) -> str:
    return f"\x1b[1m{line.text}\x1b[0m" if line.strong else line.text


def _size() -> tuple[int, int]:
    """Return the columns and lines of the terminal as they are now, whatever the environment says."""
    try:
        width, height = os.get_terminal_size(sys.stdout.fileno())
    except (OSError, ValueError):
        width, height = 0, 0
    return width or 80, height or 24
