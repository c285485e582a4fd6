"""Commands by which organizers enter what people decided."""

from pathlib import Path

import click

from judge.acts.appending import Added
from judge.acts.correcting import correct as correct_act
from judge.acts.deciding import KINDS
from judge.acts.deciding import decide as decide_act
from judge.acts.deciding import fact as fact_act
from judge.acts.deciding import reopen as reopen_act
from judge.acts.deciding import void as void_act
from judge.acts.loading import Mistaken
from judge.acts.typed import readable
from judge.cli.completion import rounds
from judge.cli.keys import passphrase
from judge.cli.sitting import acting, folder

REASON = click.option("--reason", required=True, metavar="TEXT", help="Why; it stands in the record for good.")
_UNSHOWN = "no page shows it, since `fields` of [round.publish] does not name it"
ROUND = click.argument("round_", metavar="ROUND", shell_complete=rounds)


@click.command()
@ROUND
@click.argument("kind", metavar="KIND", type=click.Choice(KINDS))
@click.argument("submissions", nargs=-1, required=True, metavar="SUBMISSION...")
@REASON
@click.option("--by", default="", metavar="NAME", help="Who decided.")
@click.option("--judge", metavar="JUDGE", help="Whom a recusal is of.")
@click.option("--about", metavar="NAME", help="The outcome of a wildcard, or the gate that is waived.")
@click.option("--points", metavar="NUMBER", help="Of a penalty.")
@folder
def decide(
    round_: str,
    kind: str,
    submissions: tuple[str, ...],
    reason: str,
    by: str,
    judge: str | None,
    about: str | None,
    points: str | None,
    directory: Path,
) -> None:
    """Enter what people decided about SUBMISSIONs, with their reason.

    KIND is withdraw, disqualify, recuse (a judge, with --judge), penalty (with --points), order (of equals, the first one
    first), wildcard, waive (a gate, with --about), or quorum: seal the round although a submission has too few ballots.

    Example: judge decide panel penalty S-04 --points 2 --reason "handed in a day late" --by "the chair"
    """  # fmt: skip
    with acting(directory, "table"):
        done = decide_act(
            directory, round_, kind, submissions, said(reason), by=by.strip(), judge=judge, about=about, points=points,
            passphrase=passphrase(directory, "organizer"),
        )  # fmt: skip
    told(done, f"entered: {kind} {', '.join(submissions)}")


@click.command()
@ROUND
@click.argument("name", metavar="NAME")
@click.argument("value", metavar="VALUE")
@click.option("--of", multiple=True, metavar="DIMENSION=ID", help="What it is of, such as submission=S-01.")
@REASON
@folder
def fact(round_: str, name: str, value: str, of: tuple[str, ...], reason: str, directory: Path) -> None:
    """Enter a fact that became known after ROUND was opened: a measured time, a corrected distance.

    Example: judge fact final time 58.3 --of submission=S-04 --reason "measured at the finish"
    """
    pairs = _pairs(of, "--of")
    with acting(directory, "table"):
        done = fact_act(directory, round_, name, value, pairs, said(reason), passphrase(directory, "organizer"))
    told(done, f"entered: {name} {value}")


@click.command()
@ROUND
@click.argument("submission", metavar="SUBMISSION")
@click.argument("field", metavar="FIELD")
@click.argument("value", metavar="TEXT")
@REASON
@folder
def correct(round_: str, submission: str, field: str, value: str, reason: str, directory: Path) -> None:
    """Correct a FIELD of a record, such as its title, in what is published from now on.

    What the judges read stays in the record as it was, and no score changes. Without a record, edit the file and publish again.

    Example: judge correct panel S-04 title "Puentes de agua" --reason "a misspelt name"
    """
    with acting(directory, "table"):
        done = correct_act(
            directory, round_, submission, field, value, said(reason), passphrase(directory, "organizer")
        )
    next_ = f"`judge publish {round_} --reason …` publishes it"
    told(done.added, f"corrected: {field} of {submission}; {next_ if done.shown else _UNSHOWN}")


@click.command()
@ROUND
@click.argument("judge", metavar="JUDGE")
@click.argument("submission", metavar="SUBMISSION")
@REASON
@folder
def void(round_: str, judge: str, submission: str, reason: str, directory: Path) -> None:
    """Set a ballot apart: it stays in the record, with the reason, and never counts.

    Example: judge void panel J-03 S-16 --reason "marked with another record open"
    """
    with acting(directory, "table"):
        done = void_act(directory, round_, judge, submission, said(reason), passphrase(directory, "organizer"))
    told(done, f"void: {judge} on {submission}")


@click.command()
@ROUND
@click.argument("judge", metavar="JUDGE")
@REASON
@folder
def reopen(round_: str, judge: str, reason: str, directory: Path) -> None:
    """Let JUDGE go on in ROUND, who has submitted it.

    Example: judge reopen panel J-03 --reason "submitted by mistake"
    """
    with acting(directory, "table"):
        done = reopen_act(directory, round_, judge, said(reason), passphrase(directory, "organizer"))
    told(done, f"open again: {judge} in {round_}")


def said(reason: str) -> str:
    """Return a reason without blanks around it.

    Raises:
        click.UsageError: if nothing is left, or it cannot be shown.
    """
    if not reason.strip():
        raise click.UsageError("--reason is empty; say why")
    try:
        return readable(" ".join(reason.split()), "--reason")
    except Mistaken as mistaken:
        raise click.UsageError(str(mistaken)) from None


def _pairs(items: tuple[str, ...], option: str) -> dict[str, str]:
    found = {}
    for item in items:
        key, equals, value = item.partition("=")
        if not equals or not key or not value or key in found:
            raise click.UsageError(f"{option} {item}: write each once as KEY=VALUE")
        found[key] = value
    return found


def told(done: Added, words: str) -> None:
    """Say what was entered, and where a torn line went."""
    click.echo(f"{words} (entry {done.entries[-1].body['seq']})")
    if done.torn is not None:
        click.echo(f"a line whose writing was interrupted before was put aside: {done.torn}", err=True)
