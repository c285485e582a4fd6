"""Commands of judges, and of whoever asks why."""

from pathlib import Path

import click

from judge.acts.explain import explain as act
from judge.acts.explain import without as without_act
from judge.cli.completion import rounds, submissions
from judge.cli.sitting import acting, narrate, options, output, say
from judge.show.comparison import report as comparison_report
from judge.show.explanation import report
from judge.show.report import Format


@click.command()
@click.argument("submission", shell_complete=submissions)
@click.option(
    "--round", "round_", metavar="ROUND", shell_complete=rounds, help="Which round.  [default: the last with marks]"
)
@click.option(
    "--without", is_flag=True, help="Show instead what would change if it were disqualified; nothing is written."
)
@options
@output
def explain(
    submission: str, round_: str | None, without: bool, directory: Path, format_: Format, output: Path | None
) -> None:
    """Explain SUBMISSION's place: every step with its numbers, down to the marks.

    Each line can be checked with a pocket calculator; numbers whose decimals do not end stand as fractions.

    Example: judge explain S-03
    """
    with acting(directory, format_, output):
        if without:
            found = without_act(directory, submission, round_)
            say(comparison_report(found, ("this ranking", f"one without {submission}")), format_, output)
            return
        told, cautions = act(directory, submission, round_)
        narrate(directory, cautions)
        say(report(told), format_, output)
