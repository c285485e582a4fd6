"""Commands of organizers."""

from pathlib import Path

import click

from judge.acts.check import check as check_act
from judge.acts.importing import import_ as import_act
from judge.acts.init import TEMPLATES, start
from judge.acts.loading import RECORD
from judge.acts.rank import rank as rank_act
from judge.acts.rule import rule as rule_act
from judge.cli.completion import rounds
from judge.cli.sitting import acting, excerpts, narrate, options, output, refuse, say
from judge.files.durable import FileRefused
from judge.model.ledger import Ledger
from judge.model.problem import Problem
from judge.model.wording import LANGUAGES
from judge.show.ledger import report as ledger_report
from judge.show.problems import report as problems_report
from judge.show.ranking import report as ranking_report
from judge.show.report import Format
from judge.show.rule import report as rule_report


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
    with acting(directory, format_, output):
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
    with acting(directory, format_, output):
        result, source = rank_act(directory, round_, output)
        narrate(directory, result.cautions)
        if source:
            click.echo(source, err=True)
        say(ranking_report(result), format_)
        if output is not None:
            click.echo(f"written: {output}; anybody can check it with: judge replay {output}", err=True)


@click.command()
@click.argument("round_", metavar="[ROUND]", required=False, shell_complete=rounds)
@click.option(
    "--language", type=click.Choice(LANGUAGES), help="The language.  [default: the challenge's first, else en]"
)
@options
@output
def rule(round_: str | None, language: str | None, directory: Path, format_: Format, output: Path | None) -> None:
    """Read the rule of ROUND back in plain sentences, to be compared with the regulations and signed.

    No marks are needed. Without ROUND, the last one that has marks, else the last.

    Example: judge rule --language es --format markdown -o rule.md
    """
    with acting(directory, format_, output):
        told, cautions = rule_act(directory, round_, language)
        narrate(directory, cautions)
        say(rule_report(told), format_, output)


@click.command("import")
@click.argument("files", type=click.Path(path_type=Path, dir_okay=False), nargs=-1, required=True, metavar="FILE...")
@click.option("--round", "round_", metavar="ROUND", shell_complete=rounds, help="The round that the marks are of.")
@click.option("--reason", metavar="TEXT", help="Why earlier values change; without it none does.")
@click.option("--dry-run", is_flag=True, help="Write nothing; show what would become of every row.")
@options
@output
def import_(
    files: tuple[Path, ...],
    round_: str | None,
    reason: str | None,
    dry_run: bool,
    directory: Path,
    format_: Format,
    output: Path | None,
) -> None:
    """Take marks or submissions from FILEs into the challenge: CSV, XLSX, JSON or NDJSON, from anywhere.

    A table with `submission` and `judge` holds marks, one with `id` submissions. They go into ballots/imported.csv and
    submissions/imported.csv, and what became of every row into imports.csv; no other file is written. If anything is
    wrong, nothing is. The same file twice changes nothing; an earlier value changes only with --reason.

    Where the round is open in a record, the ballots become entries of the organizer, each with the file and the row.

    Example: judge import responses.xlsx --dry-run
    """
    if reason is not None and not reason.strip():
        raise click.UsageError("--reason is empty; say why earlier values change")
    with acting(directory, format_, output, *files):
        ledger, cautions = _imported(directory, files, round_, reason and reason.strip(), dry_run)
        narrate(directory, cautions)
    try:
        say(ledger_report(ledger, format_), format_, output)
    except FileRefused as refused:  # the import itself is done, and its rows are in imports.csv
        narrate(directory, [refused.problem])
        done = "nothing was to be written" if dry_run or not ledger.written else f"written: {', '.join(ledger.written)}"
        click.echo(f"\nonly this report was not written; {done}", err=True)
        raise click.exceptions.Exit(1) from None


def _imported(
    directory: Path, files: tuple[Path, ...], round_: str | None, reason: str | None, dry_run: bool
) -> tuple[Ledger, tuple[Problem, ...]]:
    """Import into the record where there is one with an open round, else into the folder."""
    if (directory / RECORD).is_file():
        from judge.acts.importing_record import import_ as import_entries
        from judge.acts.recording import opened_in
        from judge.cli.keys import passphrase

        if opened_in(directory, round_):
            secret = None if dry_run else passphrase(directory, "organizer")
            return import_entries(directory, files, round_, reason, secret, dry_run=dry_run)
    return import_act(directory, files, round_, reason, dry_run)
