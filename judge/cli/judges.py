"""Commands of judges, and of whoever asks why."""

from pathlib import Path

import click

from judge.acts.explain import explain as act
from judge.cli.completion import rounds, submissions
from judge.cli.sitting import acting, narrate, options, output, say
from judge.show.explanation import report
from judge.show.report import Format


@click.command()
@click.argument("submission", shell_complete=submissions)
@click.option(
    "--round", "round_", metavar="ROUND", shell_complete=rounds, help="Which round.  [default: the last with marks]"
)
@options
@output
def explain(submission: str, round_: str | None, directory: Path, format_: Format, output: Path | None) -> None:
    """Explain SUBMISSION's place: every step with its numbers, down to the marks.

    Each line can be checked with a pocket calculator; numbers whose decimals do not end stand as fractions.

    Example: judge explain S-03
    """
    with acting(directory, format_, output):
        told, cautions = act(directory, submission, round_)
        narrate(directory, cautions)
        say(report(told), format_, output)
