"""Commands of auditors."""

from pathlib import Path

import click

from judge.acts.diff import diff as diff_act
from judge.acts.replay import replay as replay_act
from judge.cli.sitting import acting, formats, options, output, say
from judge.show.comparison import replayed, report
from judge.show.report import Format

_RESULT = click.Path(path_type=Path, dir_okay=False)


@click.command()
@click.argument("result", type=_RESULT)
@options
@output
def replay(result: Path, directory: Path, format_: Format, output: Path | None) -> None:
    """Score again what RESULT says was scored, from the files of the challenge, and compare the bytes.

    Exit code 0 with the digest if they are the same; else 1, with the first entry and number that differ.

    Example: judge replay result.jsonl
    """
    with acting(directory, format_, output, result):
        found = replay_act(directory, result)
        say(replayed(found.digest, found.file, found.entries, found.difference, found.place), format_, output)
    if found.difference is not None:
        raise click.exceptions.Exit(1)


@click.command()
@click.argument("first", type=_RESULT)
@click.argument("second", type=_RESULT)
@formats
@output
def diff(first: Path, second: Path, format_: Format, output: Path | None) -> None:
    """Tell which submissions moved from result FIRST to SECOND, and which marks or rule lines caused it.

    Example: judge diff before.jsonl after.jsonl
    """
    with acting(Path(), format_, output, first, second):
        say(report(diff_act(first, second), (first.name, second.name)), format_, output)
