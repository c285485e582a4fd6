"""What every command shares: its options, how its report is written, and how a refusal ends."""

import os
import shutil
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any, TypeVar

import click

from judge.acts.loading import Mistaken, Refused, kept
from judge.acts.settings import settings
from judge.files.durable import FileRefused, write_whole
from judge.files.excerpt import excerpt
from judge.model.place import Place
from judge.model.problem import Problem
from judge.show import problems as shown
from judge.show.report import FORMATS, Format, Report, written

Decorated = TypeVar("Decorated", bound=Callable[..., Any])


def options(function: Decorated) -> Decorated:
    """Add the options of every command that reads a challenge: -C, --format."""
    return folder(formats(function))


def folder(function: Decorated) -> Decorated:
    """Add -C."""
    kind = click.Path(path_type=Path)
    return click.option(
        "-C", "directory", type=kind, default=".", metavar="DIR", help="The challenge folder.  [default: .]"
    )(function)


def formats(function: Decorated) -> Decorated:
    """Add --format."""
    return click.option("--format", "format_", type=click.Choice(FORMATS), default="table", help="How to write it.")(
        function
    )


def output(function: Decorated) -> Decorated:
    """Add -o for commands that write what they would print."""
    kind = click.Path(path_type=Path, dir_okay=False)
    return click.option("-o", "output", type=kind, metavar="FILE", help="Write to FILE, whole or not at all.")(function)


_INPUTS = (
    "criteria",
    "submissions",
    "facts",
    "ballots",
    "challenge.toml",
    "decisions.toml",
    "imports.csv",
    "assignments.csv",
)


def is_plain() -> bool:
    """Whether plain words are asked for everywhere: by ``JUDGE_PLAIN``, else by ``judge config plain on``."""
    said = os.environ.get("JUDGE_PLAIN")
    if said is not None:
        return said not in ("", "0", "off")
    return settings().get("plain") == "on"


def guard(output: Path | None, directory: Path, *files: Path, option: str = "-o") -> None:
    """Refuse an output that would write over what is read.

    Raises:
        click.UsageError: if the file is one of the challenge's own, or one of the ``files`` that the command reads.
    """
    if output is None:
        return
    target = output.resolve()
    inputs = [(directory / name).resolve() for name in _INPUTS] + [file.resolve() for file in files]
    if any(
        target == path or path in target.parents for path in (*inputs, *(each.resolve() for each in kept(directory)))
    ):
        raise click.UsageError(f"{option} {output} would write over what is judged; name another one")


def sent(output: Path | None, directory: Path) -> None:
    """Refuse an -o that cannot be written, before an entry is made that cannot be taken back.

    Raises:
        click.UsageError: if its folder is not there, or it would write over what is judged.
    """
    guard(output, directory)
    if output is not None and not output.absolute().parent.is_dir():
        raise click.UsageError(f"-o {output}: its folder is not there")


def say(report: Report, format_: Format, file: Path | None = None) -> None:
    """Write a report to a file, or to the terminal in its width and colour."""
    if file is not None:
        write_whole(file, [written(report, format_).encode()])
        click.echo(f"written: {file}", err=True)
        return
    terminal = sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
    width = shutil.get_terminal_size().columns if terminal else None
    colour = terminal and "NO_COLOR" not in os.environ
    click.echo(written(report, format_, width=width, colour=colour, plain=format_ == "table" and is_plain()), nl=False)


def narrate(directory: Path, problems: Iterable[Problem], most: int = 20) -> None:
    """Tell cautions on stderr, each with its excerpt; more than ``most`` are counted."""
    every = list(problems)
    click.echo(shown.texts(every[:most], excerpts(directory)), nl=False, err=True)
    if len(every) > most:
        click.echo(f"and {len(every) - most} more cautions; `judge check` lists them all", err=True)


def excerpts(directory: Path) -> shown.Excerpt:
    """Return what reads a challenge's lines for problems."""

    def line(place: Place) -> str | None:
        return excerpt(directory, place)

    return line


@contextmanager
def acting(
    directory: Path, format_: Format, output: Path | None = None, *files: Path, quiet: bool = False
) -> Iterator[None]:
    """Turn what an act refuses into what a user reads, and show that something goes on after a second.

    Args:
        output: the file of -o, which must be none of the challenge's own.
        files: what the command reads besides.
        quiet: whether it converses, so that nothing may be shown beside.
    """
    guard(output, directory, *files)
    try:
        with nullcontext() if quiet else _patience():
            yield
    except Refused as refused:
        refuse(directory, refused.problems, format_)
    except FileRefused as refused:
        refuse(directory, [refused.problem], format_)
    except Mistaken as mistaken:
        raise click.UsageError(str(mistaken)) from None


def refuse(directory: Path, problems: Iterable[Problem], format_: Format) -> None:
    """Tell problems and end with exit code 1."""
    every, line = list(problems), excerpts(directory)
    if format_ == "json":
        click.echo(written(shown.report("problems", every, line), "json"), nl=False)
    else:
        click.echo(shown.texts(every, line), nl=False, err=True)
        refused = sum(problem.severity == "refused" for problem in every)
        click.echo(f"\n{refused} problem{'s' * (refused != 1)}; nothing was scored or written", err=True)
    raise click.exceptions.Exit(1)


@contextmanager
def _patience() -> Iterator[None]:
    """Show a spinner on stderr once a second has passed, only on a terminal."""
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb" or is_plain():
        yield
        return
    over = threading.Event()
    shower = threading.Thread(target=_spin, args=(over,), daemon=True)
    shower.start()
    try:
        yield
    finally:
        over.set()
        shower.join()


def _spin(over: threading.Event) -> None:
    if over.wait(1):
        return
    from rich.console import Console

    with Console(stderr=True).status("scoring …"):
        over.wait()
