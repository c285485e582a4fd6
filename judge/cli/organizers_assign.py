"""``judge assign``: who marks what."""

from pathlib import Path

import click

from judge.acts.assigning import assign as assign_act
from judge.acts.assigning import edit as edit_act
from judge.acts.assigning import explain as explain_act
from judge.acts.foreign_assignments import SYSTEMS, System
from judge.acts.foreign_assignments import read as read_act
from judge.acts.foreign_assignments import write as write_act
from judge.cli.completion import rounds, submissions
from judge.cli.keys import passphrase
from judge.cli.sitting import acting, narrate, options, say
from judge.show.assignment import explained, report
from judge.show.report import Format

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command()
@click.argument("round_", metavar="[ROUND]", required=False, shell_complete=rounds)
@click.option("--dry-run", is_flag=True, help="Write nothing; show what would be.")
@click.option("--reason", default="", metavar="TEXT", help="Why an assignment that stands is changed.")
@click.option("--anew", is_flag=True, help="Begin again; only finished work stays.")
@click.option("--set", "sets", multiple=True, metavar="SUBMISSION=JUDGE,…", help="All judges of a submission.")
@click.option(
    "--swap", "swaps", multiple=True, metavar="SUBMISSION=JUDGE/SUBMISSION=JUDGE", help="Exchange two judges."
)
@click.option(
    "--explain", "about", metavar="SUBMISSION", shell_complete=submissions, help="Why it has the judges it has."
)
@click.option("--read", "source", type=_FILE, metavar="FILE", help="Take pairs from another system's file.")
@click.option("--write", "target", type=_FILE, metavar="FILE", help="Write the pairs for another system.")
@click.option("--as", "system", type=click.Choice(SYSTEMS), default="hotcrp", show_default=True, help="Which system.")
@options
def assign(
    round_: str | None,
    dry_run: bool,
    reason: str,
    anew: bool,
    sets: tuple[str, ...],
    swaps: tuple[str, ...],
    about: str | None,
    source: Path | None,
    target: Path | None,
    system: System,
    directory: Path,
    format_: Format,
) -> None:
    """Give each submission of ROUND its judges, as [round.assign] in challenge.toml asks.

    Where the round is assigned already, as few judges as can be get new work, finished work stays, and --reason is
    needed. A judge who has dropped out has `left = "why"` in challenge.toml. See docs/organizing.md.

    Example: judge assign panel --dry-run
    """
    if sum(map(bool, (about, source, target, sets or swaps, anew))) > 1:
        raise click.UsageError("--explain, --read, --write, --set with --swap, and --anew are used one at a time")
    hands = _sets(sets), [_swap(each) for each in swaps]
    with acting(directory, format_, target, *([source] if source else [])):
        if about is not None:
            say(explained(explain_act(directory, round_, about)), format_)
            return
        if target is not None:
            write_act(directory, round_, target, system)
            click.echo(f"written: {target}", err=True)
            return
        secret = None if dry_run else passphrase(directory, "organizer")
        if source is not None:
            done, cautions = read_act(directory, round_, source, system, reason.strip(), dry=dry_run, passphrase=secret)
        elif sets or swaps:
            done, cautions = edit_act(directory, round_, *hands, reason=reason.strip(), dry=dry_run, passphrase=secret)
        else:
            done, cautions = assign_act(
                directory, round_, reason=reason.strip(), anew=anew, dry=dry_run, passphrase=secret
            )
        narrate(directory, cautions)
        say(report(done, format_), format_)


def _sets(items: tuple[str, ...]) -> dict[str, list[str]]:
    found = {}
    for item in items:
        submission, equals, judges = item.partition("=")
        names = [name.strip() for name in judges.split(",") if name.strip()]
        if not equals or not names or submission in found:
            raise click.UsageError(f"--set {item}: write each submission once, as S-014=J-01,J-02,J-03")
        found[submission.strip()] = names
    return found


def _swap(item: str) -> tuple[tuple[str, str], tuple[str, str]]:
    sides = [side.partition("=") for side in item.split("/")]
    if len(sides) != 2 or not all(each[0].strip() and each[2].strip() for each in sides):
        raise click.UsageError(f"--swap {item}: write it as S-014=J-01/S-020=J-07")
    one, other = ((each[0].strip(), each[2].strip()) for each in sides)
    return one, other
