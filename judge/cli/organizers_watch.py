"""Commands of organizers who watch the work come in."""

import sys
import time
from pathlib import Path

import click

from judge.acts.loading import load
from judge.acts.packing import pack
from judge.acts.scoring import choose
from judge.acts.status import marked
from judge.acts.status import status as status_act
from judge.cli.completion import rounds
from judge.cli.sitting import acting, folder, is_plain, options, output, say
from judge.files.durable import make_folder, write_whole
from judge.model.wording import LANGUAGES
from judge.show.form import paper, table
from judge.show.progress import reminder
from judge.show.progress import report as progress_report
from judge.show.report import Format, written
from judge.show.spoken import Spoken

UNFINISHED = 3
SECONDS = 2.0


@click.command()
@click.argument("round_", metavar="[ROUND]", required=False, shell_complete=rounds)
@click.option("--watch", is_flag=True, help="Show it again as the work comes in, until Ctrl-C.")
@options
@output
def status(round_: str | None, watch: bool, directory: Path, format_: Format, output: Path | None) -> None:
    """Say how far ROUND is: who has marked what, who is missing, and what would forbid sealing it today.

    No mark is shown. Exit code 3 while something is missing.

    Example: judge status panel
    """
    if watch:
        _watch(directory, round_)
        return
    with acting(directory, format_, output):
        found = status_act(directory, round_)
        say(progress_report(found), format_, output)
    if not found.complete:
        raise click.exceptions.Exit(UNFINISHED)


def _watch(directory: Path, round_: str | None) -> None:
    """Show the same again where it has changed: on a terminal in place, else one below the other."""
    shown = ""
    while True:
        with acting(directory, "table", quiet=True):
            text = written(progress_report(status_act(directory, round_)), "table", plain=is_plain())
        if text != shown:
            if sys.stdout.isatty() and not is_plain():
                click.clear()
            click.echo(text, nl=False)
            shown = text
        time.sleep(SECONDS)


@click.command()
@click.argument("judges", nargs=-1, metavar="[JUDGE...]")
@click.option(
    "-o",
    "output",
    type=click.Path(path_type=Path, file_okay=False),
    default="packets",
    show_default=True,
    metavar="DIR",
    help="The folder for the packets.",
)
@folder
def packet(judges: tuple[str, ...], output: Path, directory: Path) -> None:
    """Write one file for each JUDGE with all that judging anywhere needs, and nothing of other judges.

    Without JUDGE, for everybody. Judges begin with `judge join` and `judge score`, as the packet's README says in three
    languages.

    Example: judge packet -o packets
    """  # fmt: skip
    with acting(directory, "table"):
        done = pack(directory, judges, output)
    for each in done:
        click.echo(
            f"written: {each.file}{'' if each.enrolled else ' (not in the roster yet: only good for `judge join`)'}"
        )
    if not done:
        click.echo("no judge is declared, on the panel or in the roster yet; name the judges", err=True)


@click.command()
@click.argument("round_", metavar="[ROUND]", required=False, shell_complete=rounds)
@click.option("--judge", default="", metavar="JUDGE", help="Who fills the forms in.")
@click.option("--language", type=click.Choice(LANGUAGES), help="The language.  [default: the challenge's first]")
@click.option(
    "-o",
    "output",
    type=click.Path(path_type=Path, file_okay=False),
    default="forms",
    show_default=True,
    metavar="DIR",
    help="The folder for the forms.",
)
@folder
def ballot(round_: str | None, judge: str, language: str | None, output: Path, directory: Path) -> None:
    """Write paper forms for ROUND, one for each submission, and an empty table into which they are typed.

    `judge import` reads the table.

    Example: judge ballot panel --judge J-03
    """  # fmt: skip
    with acting(directory, "table"):
        found = choose(directory, round_)
        challenge = found.loaded.challenge
        here = next(each for each in challenge.rounds if each.id == found.round)
        criteria = marked(challenge, here, judge)
        spoken = Spoken(language or (challenge.languages[0] if challenge.languages else "en"))
        title = f"{challenge.title.in_language(spoken.language)}, {here.title.in_language(spoken.language)}"
        make_folder(output)
        for each in challenge.submissions:
            text = paper(title, each, criteria, here.shows, judge, spoken, released=here.publishing.releases_remarks)
            write_whole(output / f"{each.id}.txt", f"{text}\n".encode())
        write_whole(
            output / "ballots.csv", table([each.id for each in challenge.submissions], criteria, judge).encode()
        )
    click.echo(f"written: {len(challenge.submissions)} forms and ballots.csv in {output}")


@click.command()
@click.argument("round_", metavar="[ROUND]", required=False, shell_complete=rounds)
@click.option(
    "-o", "output", type=click.Path(path_type=Path, file_okay=False), metavar="DIR", help="A file for each judge."
)
@folder
def remind(round_: str | None, output: Path | None, directory: Path) -> None:
    """Write a message for each judge who has something left, in the judge's language. It sends nothing.

    Example: judge remind panel -o reminders
    """
    with acting(directory, "table"):
        found = status_act(directory, round_)
        languages = load(directory).challenge.languages
        waiting = [
            each
            for each in found.judges
            if not each.submitted and (each.left or (each.complete and found.recorded and not found.sealed))
        ]
        texts = {each.judge: reminder(each, found, languages[0] if languages else "en") for each in waiting}
        if output is not None:
            make_folder(output)
            for judge, text in texts.items():
                write_whole(output / f"{judge}.txt", text.encode())
                click.echo(f"written: {output / f'{judge}.txt'}", err=True)
    if not texts:
        click.echo("nobody has anything left", err=True)
    if output is None:
        click.echo("\n----\n".join(texts.values()), nl=False)
