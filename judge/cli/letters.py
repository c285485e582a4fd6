"""The command by which organizers write to applicants."""

from pathlib import Path
from typing import cast

import click

from judge.acts.letters import SUFFIXES, Kind, Posted, Wish
from judge.acts.letters import letters as letters_act
from judge.cli.completion import rounds
from judge.cli.sitting import acting, folder, guard
from judge.model.wording import LANGUAGES


@click.command()
@click.argument("round_", metavar="[ROUND]", required=False, shell_complete=rounds)
@click.option(
    "-o", "output", type=click.Path(path_type=Path, file_okay=False), metavar="DIR",
    help="The folder.  [default: letters/ROUND in the challenge]",
)  # fmt: skip
@click.option(
    "--lang", "language", type=click.Choice(LANGUAGES), help="The language of all.  [default: each applicant's]"
)
@click.option(
    "--format",
    "kind",
    type=click.Choice(tuple(SUFFIXES)),
    default="markdown",
    show_default=True,
    help="How they are written.",
)
@click.option("--only", metavar="ID", help="The letter of this submission alone.")
@click.option("--zip", "archive", is_flag=True, help="All of them in letters.zip as well.")
@click.option("--draft", is_flag=True, help="Letters marked as a draft, before the round is sealed.")
@folder
def letters(
    round_: str | None,
    output: Path | None,
    language: str | None,
    kind: str,
    only: str | None,
    archive: bool,
    draft: bool,
    directory: Path,
) -> None:
    """Write a letter to each applicant of ROUND: the outcome, and what the round promises as feedback. It sends nothing.

    A letter is in the language that its record names in `language`. merge.csv lists them for a mail merge. No letter holds
    a name, a mark or a remark that the round does not promise, nor anything of another submission.

    Example: judge letters panel --format pdf --zip
    """
    if only is not None and archive:
        raise click.UsageError("--only writes one letter; leave out --zip")
    guard(output, directory)
    with acting(directory, "table"):
        done = letters_act(directory, round_, Wish(output, cast("Kind", kind), language, only, archive, draft))
    _told(done, archive=archive, alone=only is not None)


def _told(done: Posted, *, archive: bool, alone: bool) -> None:
    count = len(done.files)
    if alone:
        click.echo(f"written: {done.folder / done.files[0]}; nothing was sent")
    else:
        more = " and letters.zip" if archive else ""
        click.echo(f"written: {count} letter{'s' * (count != 1)}, merge.csv{more} in {done.folder}; nothing was sent")
    if done.promised is None:
        click.echo(
            'no feedback is promised: they hold what everybody may read (docs/publishing.md, "Letters")', err=True
        )
    elif done.promised:
        click.echo(f"as promised: {', '.join(done.promised)}", err=True)
    if done.left:
        click.echo(f"without a letter, since they took no part in this round: {done.left}", err=True)
    if done.draft:
        click.echo("marked as a draft: the round is not sealed", err=True)
    if done.until:
        click.echo(f"under embargo until {done.until}: each letter says not to pass it on before", err=True)
    for doubt in done.doubts:
        click.echo(doubt, err=True)
