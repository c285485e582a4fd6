"""Commands of organizers that keep the record."""

from pathlib import Path

import click

from judge.acts.appending import Added
from judge.acts.collecting import collect as collect_act
from judge.acts.deciding import KINDS
from judge.acts.deciding import decide as decide_act
from judge.acts.deciding import fact as fact_act
from judge.acts.deciding import reopen as reopen_act
from judge.acts.deciding import void as void_act
from judge.acts.enrolling import enrol as enrol_act
from judge.acts.enrolling import rekey as rekey_act
from judge.acts.opening import open_ as open_act
from judge.acts.publishing import WITHHELD
from judge.acts.publishing import publish as publish_act
from judge.acts.sealing import Closed
from judge.acts.sealing import seal as seal_act
from judge.cli.completion import rounds
from judge.cli.keys import new_passphrase, passphrase
from judge.cli.sitting import acting, folder

_PATH = click.Path(path_type=Path)
_REASON = click.option("--reason", required=True, metavar="TEXT", help="Why; it stands in the record for good.")
_ROUND = click.argument("round_", metavar="ROUND", shell_complete=rounds)


@click.command("open")
@click.argument("round_", metavar="[ROUND]", required=False, shell_complete=rounds)
@click.option("--origin", metavar="NAME", help="What the record is called, such as example.org/prize-2026.")
@click.option("--witnesses", type=click.IntRange(0, 1000), metavar="N", help="How many judges must cosign a seal.")
@click.option("--passphrase", "wants", is_flag=True, help="Protect the organizer's new key with a passphrase.")
@folder
def open_(round_: str | None, origin: str | None, witnesses: int | None, wants: bool, directory: Path) -> None:
    """Begin the record of a challenge, and open ROUND in it.

    Without ROUND the record is only begun, so that judges can join before the first round. What a round was opened with
    (rubric, records, facts, panel) is fixed from then on.

    Example: judge open panel
    """
    with acting(directory, "table"):
        secret = passphrase(directory, "organizer") or new_passphrase(wanted=wants)
        done = open_act(directory, round_, origin, witnesses, secret)
    if done.begun:
        click.echo(f"record begun: challenge {done.challenge}")
        click.echo(f"organizer's key: {done.key}")
        click.echo(f"   its private half stands in {done.key_file}: keep a copy in a safe place")
        click.echo(f"witnesses: {done.witnesses} judges must cosign a seal")
    for name, code in sorted(done.codes.items()):
        click.echo(f"in the record {name} is {code}")
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
    _told(done, f"in the roster: {done.entries[-1].body['judge']}")


@click.command()
@click.argument("file", type=_PATH)
@_REASON
@folder
def rekey(file: Path, reason: str, directory: Path) -> None:
    """Take in the new key of a judge who lost the old one: FILE is what `judge join --again` wrote.

    Example: judge rekey J-07.join --reason "the laptop was stolen"
    """
    with acting(directory, "table"):
        done = rekey_act(directory, file, _said(reason), passphrase(directory, "organizer"))
    entry = done.entries[-1].body
    handed = (
        "the old key signed it" if entry["old"] is not None else "the old key did not sign it, which every audit says"
    )
    _told(done, f"new key of {entry['judge']}: {handed}")


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
        click.echo(f"{judge}: {count} new entries{ended}")
    if done.disclosures:
        click.echo(f"{done.disclosures} new disclosures")
    for judge in done.cosigned:
        click.echo(f"{judge}: cosignature added")
    for name, why in sorted(done.passed.items()):
        click.echo(f"{name}: {why}", err=True)
    if not (done.entries or done.disclosures or done.cosigned):
        click.echo("nothing new")


@click.command()
@_ROUND
@click.argument("kind", type=click.Choice(KINDS))
@click.argument("submissions", nargs=-1, required=True, metavar="SUBMISSION...")
@_REASON
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
    """Enter what people decided about SUBMISSIONs: a withdrawal, a penalty, an order of equals, a wildcard.

    `quorum` lets a round be sealed although a submission has too few ballots.

    Example: judge decide panel penalty S-04 --points 2 --reason "handed in a day late" --by "the chair"
    """  # fmt: skip
    with acting(directory, "table"):
        done = decide_act(
            directory, round_, kind, submissions, _said(reason), by=by.strip(), judge=judge, about=about, points=points,
            passphrase=passphrase(directory, "organizer"),
        )  # fmt: skip
    _told(done, f"entered: {kind} {', '.join(submissions)}")


@click.command()
@_ROUND
@click.argument("name", metavar="NAME")
@click.argument("value", metavar="VALUE")
@click.option("--of", multiple=True, metavar="DIMENSION=ID", help="What it is of, such as submission=S-01.")
@_REASON
@folder
def fact(round_: str, name: str, value: str, of: tuple[str, ...], reason: str, directory: Path) -> None:
    """Enter a fact that became known after ROUND was opened: a measured time, a corrected distance.

    Example: judge fact final time 58.3 --of submission=S-04 --reason "measured at the finish"
    """
    pairs = _pairs(of, "--of")
    with acting(directory, "table"):
        done = fact_act(directory, round_, name, value, pairs, _said(reason), passphrase(directory, "organizer"))
    _told(done, f"entered: {name} {value}")


@click.command()
@_ROUND
@click.argument("judge", metavar="JUDGE")
@click.argument("submission", metavar="SUBMISSION")
@_REASON
@folder
def void(round_: str, judge: str, submission: str, reason: str, directory: Path) -> None:
    """Set a ballot apart: it stays in the record, with the reason, and never counts.

    Example: judge void panel J-03 S-16 --reason "marked with another record open"
    """
    with acting(directory, "table"):
        done = void_act(directory, round_, judge, submission, _said(reason), passphrase(directory, "organizer"))
    _told(done, f"void: {judge} on {submission}")


@click.command()
@_ROUND
@click.argument("judge", metavar="JUDGE")
@_REASON
@folder
def reopen(round_: str, judge: str, reason: str, directory: Path) -> None:
    """Let JUDGE go on after the last line of ROUND.

    Example: judge reopen panel J-03 --reason "submitted by mistake"
    """
    with acting(directory, "table"):
        done = reopen_act(directory, round_, judge, _said(reason), passphrase(directory, "organizer"))
    _told(done, f"open again: {judge} in {round_}")


@click.command()
@_ROUND
@click.option("--absent", multiple=True, metavar='"JUDGE: REASON"', help="A judge who gave no ballots, and why.")
@click.option("--reason", default="", metavar="TEXT", help="The decision behind sealing a round again.")
@folder
def seal(round_: str, absent: tuple[str, ...], reason: str, directory: Path) -> None:
    """Close ROUND: every judge has submitted or is declared absent, and every submission has its ballots.

    Everything is written, read back and audited before the head is signed. Judges then see it with `judge cosign`.

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
    if done.unopened:
        click.echo(f"{done.unopened} sealed ballots were never opened and count as not given")
    if done.cosigned < done.witnesses:
        click.echo(
            f"next: {done.witnesses - done.cosigned} more judges cosign with `judge cosign`, then `judge publish`"
        )


@click.command()
@_ROUND
@click.option(
    "--edition", type=click.Choice(tuple(WITHHELD)), default="public", show_default=True, help="Who it is for."
)
@click.option("--withhold-marks", is_flag=True, help="Keep the ballots of a sealed round closed.")
@click.option("--unwitnessed", is_flag=True, help="A bundle for the judges to cosign; no auditor accepts it.")
@click.option("-o", "output", type=_PATH, metavar="DIR", help="The folder to write.")
@folder
def publish(
    round_: str, edition: str, withhold_marks: bool, unwitnessed: bool, output: Path | None, directory: Path
) -> None:
    """Write the bundle of a sealed ROUND, which anybody can verify without asking anybody.

    public: no names, no remarks, no reasons of recusals. auditor: no names. full: everything.

    Example: judge publish panel --edition public
    """
    with acting(directory, "table"):
        done = publish_act(
            directory, round_, edition, output, passphrase(directory, "organizer"), withhold_marks=withhold_marks,
            unwitnessed=unwitnessed,
        )  # fmt: skip
    click.echo(f"published: {done.folder} ({done.files} files)")
    click.echo(f"manifest: sha256:{done.manifest}")
    click.echo(f"anybody can check it: judge verify {done.folder} --anchor {done.anchor}")


def _said(reason: str) -> str:
    if not reason.strip():
        raise click.UsageError("--reason is empty; say why")
    return reason.strip()


def _pairs(items: tuple[str, ...], option: str) -> dict[str, str]:
    found = {}
    for item in items:
        key, equals, value = item.partition("=")
        if not equals or not key or not value or key in found:
            raise click.UsageError(f"{option} {item}: write each once as KEY=VALUE")
        found[key] = value
    return found


def _told(done: Added, words: str) -> None:
    click.echo(f"{words} (entry {done.entries[-1].body['seq']})")
    if done.torn is not None:
        click.echo(f"a line whose writing was interrupted before was put aside: {done.torn}", err=True)
