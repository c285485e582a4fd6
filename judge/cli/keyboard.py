"""The keyboard: single keys or whole lines, from a terminal or from a pipe."""

import sys

import click

from judge.cli.screen import fitted
from judge.cli.single_keys import SingleKeys


class Ended(Exception):
    """Nothing more comes."""


class Keyboard:
    """Reads what a judge types; without a terminal it reads from stdin, and never waits for what cannot come."""

    def __init__(self) -> None:
        self.terminal = sys.stdin.isatty()
        self._asked = ""
        self._single = SingleKeys(self._ask) if self.terminal and SingleKeys.possible() else None
        if hasattr(sys.stdin, "reconfigure"):
            sys.stdin.reconfigure(errors="surrogateescape")

    def key(self, asked: str) -> str:
        """Ask, and return one key, shown as it is typed; nothing for Enter and for keys that are no letter.

        Raises:
            Ended: if nothing more comes.
        """
        self._ask(asked)
        pressed = self._pressed() if self.terminal else self._piped()
        if pressed in ("\x04", "\x1a"):
            raise Ended
        pressed = readable(pressed)
        click.echo(pressed if pressed.isprintable() else "")
        return pressed if pressed.isprintable() else ""

    def line(self, asked: str) -> str:
        """Ask, and return what is typed up to Enter, without outer white space.

        Raises:
            Ended: if nothing more comes.
        """
        self.give_back()
        self._ask(asked)
        if self.terminal:
            try:
                return readable(input()).strip()
            except EOFError:
                raise Ended from None
        text = sys.stdin.readline()
        if not text:
            raise Ended
        text = readable(text).strip()
        click.echo(text)
        return text

    def give_back(self) -> None:
        """Leave the terminal as it was, for lines, for an editor, and at the end."""
        if self._single is not None:
            self._single.give_back()

    def _ask(self, asked: str | None = None) -> None:
        self._asked = self._asked if asked is None else asked
        click.echo(fitted(self._asked), nl=False)

    def _pressed(self) -> str:
        return self._single.read() if self._single is not None else click.getchar().strip("\r\n")

    @staticmethod
    def _piped() -> str:
        while (pressed := sys.stdin.read(1)) in ("\r", "\n"):
            pass
        return pressed or "\x04"


def readable(text: str) -> str:
    """Return what was typed, where the terminal speaks another encoding than Python thinks: UTF-8, else Latin-1."""
    if not any("\udc80" <= letter <= "\udcff" for letter in text):
        return text
    typed = text.encode("utf-8", "surrogateescape")
    try:
        return typed.decode("utf-8")
    except UnicodeDecodeError:
        return typed.decode("latin-1")
