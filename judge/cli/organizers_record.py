"""Commands of organizers that keep the record."""

from pathlib import Path

import click

from judge.acts.collecting import collect as collect_act
from judge.acts.enrolling import enrol as enrol_act
from judge.acts.enrolling import rekey as rekey_act
from judge.acts.opening import open_ as open_act
from judge.acts.sealing import Closed
from judge.acts.sealing import seal as seal_act
from judge.cli.completion import rounds
from judge.cli.decisions import REASON, ROUND, said, told
from judge.cli.keys import new_passphrase, passphrase
from judge.cli.sitting import acting, folder
from judge.model.problem import listed

_PATH = click.Path(path_type=Path)


@click.command("open")
@click.argument("round_", metavar="[ROUND]", required=False, shell_complete=rounds)
@click.option("--origin", metavar="NAME", help="What the record is called, such as example.org/prize-2026.")
@click.option(
    "--witnesses",
    type=click.IntRange(0, 1000),
    metavar="N",
    help="How many judges must cosign a seal.  [default: of three judges or more, more than half, and one more if odd]",
)
@click.option(
    "--passphrase",
    "wants",
    is_flag=True,
    help="Protect the organizer's new key: asked for, or taken from JUDGE_PASSPHRASE.",
)
@click.option(
    "--unproved", is_flag=True, help="Open it although its rule cannot work yet, since a fact becomes known later."
)
@folder
def open_(
    round_: str | None, origin: str | None, witnesses: int | None, wants: bool, unproved: bool, directory: Path
) -> None:
    """Begin the record of a challenge, and open ROUND in it.

    Without ROUND the record is only begun, so that judges can join before the first round. What a round was opened with
    (rubric, records, facts, panel) is fixed from then on.

    Example: judge open panel
    """
    with acting(directory, "table"):
        secret = passphrase(directory, "organizer") or new_passphrase(wanted=wants)
        done = open_act(directory, round_, origin, witnesses, secret, unproved=unproved)
    if done.begun:
        click.echo(f"record begun: challenge {done.challenge}")
        click.echo(f"organizer's key: {done.key}")
        click.echo(f"   its private half stands in {done.key_file}")
        click.echo("   nobody can go on without it: keep a copy of that folder in a safe place")
        click.echo(
            f"witnesses: {_judges(done.witnesses)} must cosign a seal, and no later command changes that (--witnesses)"
        )
    elif done.round is None:
        click.echo(f"begun already: challenge {done.challenge}")
    for name, code in sorted(done.codes.items()):
        click.echo(f"in the record {name} is {code}: tell the judge this code, and nobody else")
    if done.round is not None:
        click.echo(f"open: round {done.round}")
        click.echo(f"anchor: {done.anchor}")
        click.echo(
            "publish the anchor today, where nobody can change it: it proves later that this is the right record"
        )


@click.command()
@click.argument("file", type=_PATH)
@click.option("--reason", default="", metavar="TEXT", help="Why the judge comes after a round was opened.")
@folder
def enrol(file: Path, reason: str, directory: Path) -> None:
    """Take a judge into the roster: FILE is what `judge join` wrote.

    Example: judge enrol J-07.join
    """
    with acting(directory, "table"):
        done = enrol_act(directory, file, reason.strip(), passphrase(directory, "organizer"))
    told(done, f"in the roster: {done.entries[-1].body['judge']}")


@click.command()
@click.argument("file", type=_PATH)
@REASON
@folder
def rekey(file: Path, reason: str, directory: Path) -> None:
    """Take in the new key of a judge who lost the old one: FILE is what `judge join --again` wrote.

    Example: judge rekey J-07.join --reason "the laptop was stolen"
    """
    with acting(directory, "table"):
        done = rekey_act(directory, file, said(reason), passphrase(directory, "organizer"))
    entry = done.entries[-1].body
    handed = (
        "the old key signed it" if entry["old"] is not None else "not signed by the old key, as every audit will say"
    )
    told(done, f"new key of {entry['judge']}: {handed}")


@click.command()
@click.argument("paths", type=_PATH, nargs=-1, required=True, metavar="FILE|DIR...")
@folder
def collect(paths: tuple[Path, ...], directory: Path) -> None:
    """Take in what judges send: journals, disclosures, cosignatures, from mail, a stick, a shared folder or a checkout.

    Of several copies of a journal the longest counts, if the others are its beginning; else both are shown, and nothing
    is taken. What is taken is acknowledged in the record.

    Example: judge collect ~/Downloads/*.handover
    """
    with acting(directory, "table"):
        done = collect_act(directory, paths, passphrase(directory, "organizer"))
    for judge, count in sorted(done.entries.items()):
        ended = ", round submitted" if judge in done.complete else ""
        click.echo(f"{judge}: {_count(count, 'new entry', 'new entries')}{ended}")
    if done.disclosures:
        click.echo(_count(done.disclosures, "new disclosure", "new disclosures"))
    for judge in done.cosigned:
        click.echo(f"{judge}: cosignature added")
    for name, why in sorted(done.passed.items()):
        click.echo(f"{name}: {why}", err=True)
    if not (done.entries or done.disclosures or done.cosigned):
        click.echo("nothing new")


@click.command()
@ROUND
@click.option(
    "--absent", multiple=True, metavar='"JUDGE: REASON"', help="A judge who did not submit, and why; no mark counts."
)
@click.option("--reason", default="", metavar="TEXT", help="The decision behind sealing a round again.")
@folder
def seal(round_: str, absent: tuple[str, ...], reason: str, directory: Path) -> None:
    """Close ROUND: every judge has submitted or is declared absent, and every submission has its ballots.

    Everything is written, read back and audited before it is signed. Judges then check and sign it with `judge cosign`.

    Example: judge seal panel --absent "J-05: fell ill"
    """
    missing = {}
    for item in absent:
        judge, found, why = item.partition(":")
        if not found or not why.strip():
            raise click.UsageError(f'--absent "{item}" gives no reason; write it as "JUDGE: REASON"')
        missing[judge.strip()] = why.strip()
    with acting(directory, "table"):
        done = seal_act(directory, round_, missing, reason.strip(), passphrase(directory, "organizer"))
    _closed(done)


def _closed(done: Closed) -> None:
    click.echo(f"sealed: round {done.round}, version {done.version}")
    click.echo(f"{done.size} entries, root {done.root}")
    for judge, why in sorted(done.absent.items()):
        click.echo(f"absent: {judge}: {why}")
        if judge in done.lost:
            click.echo(f"   not submitted, so without effect: {judge} on {listed(done.lost[judge], 20)}")
    if done.unopened:
        ballots = _count(done.unopened, "sealed ballot was", "sealed ballots were")
        click.echo(f"{ballots} never opened: no mark of it counts")
    if done.cosigned < done.witnesses:
        left = _judges(done.witnesses - done.cosigned)
        click.echo(f"next: {left} must still cosign with `judge cosign`; then `judge publish {done.round}`")
    else:
        click.echo(f"next: `judge publish {done.round}`")


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _judges(number: int) -> str:
    return _count(number, "judge", "judges") if number else "no judge"
