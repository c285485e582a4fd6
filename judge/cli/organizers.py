"""Commands of organizers."""

from pathlib import Path

import click

from judge.acts.check import check as check_act
from judge.acts.init import TEMPLATES, start
from judge.acts.rank import rank as rank_act
from judge.cli.completion import rounds
from judge.cli.sitting import acting, excerpts, narrate, options, output, refuse, say
from judge.show.problems import report as problems_report
from judge.show.ranking import report as ranking_report
from judge.show.report import Format


@click.command()
@click.argument("directory", type=click.Path(path_type=Path), metavar="DIR")
@click.option(
    "--template", type=click.Choice(TEMPLATES), default="blank", show_default=True, help="The rubric to begin with."
)
def init(directory: Path, template: str) -> None:
    """Make a new challenge in the folder DIR.

    The folder passes `judge check` as it is, and can be ranked once marks are in it.

    Example: judge init prize --template hackathon
    """
    with acting(directory, "table"):
        written = start(directory, template)
    for file in written:
        click.echo(f"written: {directory / file}")
    click.echo(
        f"next: edit {directory / 'criteria'} and {directory / 'challenge.toml'}, then: judge check -C {directory}"
    )


@click.command()
@options
@output
def check(directory: Path, format_: Format, output: Path | None) -> None:
    """Say everything that is wrong with a challenge, all at once, each with file and line.

    Exit code 1 if anything forbids scoring; cautions alone are 0.

    Example: judge check -C prize
    """
    with acting(directory, format_):
        found = check_act(directory)
    if found.refused and format_ == "table" and output is None:
        refuse(directory, found.problems, format_)
    if format_ == "table":
        narrate(directory, found.problems, most=1000)
    count = len(found.problems)
    title = "nothing is wrong" if not count else f"{count} caution{'s' * (count != 1)}, nothing that forbids scoring"
    if found.refused:
        title = "this cannot be scored"
    with acting(directory, format_):
        shown = () if format_ == "table" and output is None else found.problems
        say(problems_report(title, shown, excerpts(directory), found.summary), format_, output)
    if found.refused:
        raise click.exceptions.Exit(1)


@click.command()
@click.argument("round_", metavar="[ROUND]", required=False, shell_complete=rounds)
@options
@click.option(
    "-o", "output", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
    help="Write the result to FILE: every input and number, to be replayed.",
)  # fmt: skip
def rank(round_: str | None, directory: Path, format_: Format, output: Path | None) -> None:
    """Score ROUND and show the ranking; without ROUND, the last one that has marks.

    Example: judge rank -o result.jsonl
    """
    with acting(directory, format_):
        result = rank_act(directory, round_, output)
        narrate(directory, result.cautions)
        say(ranking_report(result), format_)
        if output is not None:
            click.echo(f"written: {output}; anybody can check it with: judge replay {output}", err=True)
