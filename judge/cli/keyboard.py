"""The keyboard: single keys or whole lines, from a terminal or from a pipe."""

import sys

import click


class Ended(Exception):
    """Nothing more comes."""


class Keyboard:
    """Reads what a judge types; without a terminal it reads from stdin, and never waits for what cannot come."""

    def __init__(self, *, lines: bool) -> None:
        """``lines`` says that every answer ends with Enter."""
        self.terminal = sys.stdin.isatty()
        self.lines = lines or not self.terminal

    def key(self) -> str:
        """Return one key, shown as it is typed.

        Raises:
            Ended: if nothing more comes.
        """
        if self.terminal:
            pressed = click.getchar()
            if pressed in ("\x04", "\x1a", ""):
                raise Ended
            click.echo(pressed if pressed.isprintable() else "")
            return pressed
        while True:
            pressed = sys.stdin.read(1)
            if not pressed:
                raise Ended
            if pressed not in "\r\n":
                click.echo(pressed)
                return pressed

    def line(self) -> str:
        """Return what is typed up to Enter, without outer white space.

        Raises:
            Ended: if nothing more comes.
        """
        if self.terminal:
            try:
                return input().strip()
            except EOFError:
                raise Ended from None
        text = sys.stdin.readline()
        if not text:
            raise Ended
        click.echo(text.rstrip("\r\n"))
        return text.strip()
