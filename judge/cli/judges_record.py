"""Commands of judges that write and check their own entries."""

from pathlib import Path

import click

from judge.acts.appending import Added
from judge.acts.balloting import Ballot, Given
from judge.acts.balloting import recuse as recuse_act
from judge.acts.balloting import score as score_act
from judge.acts.enrolling import hand_over
from judge.acts.enrolling import join as join_act
from judge.acts.loading import Mistaken
from judge.acts.own_journal import judge_of
from judge.acts.packing import SUFFIX, unpack
from judge.acts.settings import SETTINGS, change, settings
from judge.acts.sitting import Order
from judge.acts.submitting import submit as submit_act
from judge.acts.typing_in import ballots
from judge.cli.completion import rounds, submissions
from judge.cli.judging import edit_ballot, sit
from judge.cli.keys import new_passphrase, passphrase
from judge.cli.sitting import acting, folder, is_plain, sent
from judge.files.durable import write_whole
from judge.model.problem import listed
from judge.model.wording import LANGUAGES

_PATH = click.Path(path_type=Path)
_FILE = click.Path(path_type=Path, dir_okay=False)
_ROUND = click.argument("round_", metavar="ROUND", shell_complete=rounds)
_SUBMISSION = click.argument("submission", metavar="SUBMISSION", shell_complete=submissions)
_AS = click.option("--as", "who", metavar="JUDGE", help="Who you are.  [default: whose key is on this computer]")


@click.command()
@click.argument("judge", metavar="JUDGE")
@click.option(
    "--name", prompt="your name, for the organizers only", metavar="TEXT", help="Your name; it stays private."
)
@click.option("--passphrase", "wants", is_flag=True, help="Protect the key: asked for, or taken from JUDGE_PASSPHRASE.")
@click.option("--again", is_flag=True, help="Make a new key in the place of the old one; see `judge rekey`.")
@click.option(
    "--packet", type=_FILE, metavar="FILE", help="The packet that the organizers sent, where there is no folder."
)
@click.option("-o", "output", type=_FILE, metavar="FILE", help="The file to send.  [default: JUDGE.join]")
@folder
def join(
    judge: str, name: str, wants: bool, again: bool, packet: Path | None, output: Path | None, directory: Path
) -> None:
    """Make your key for this challenge, and the file that you send to the organizers. JUDGE is your code, such as J-07.

    Example: judge join J-07 --name "Ana Pérez"
    """
    sent(output, directory)
    if not name.strip():
        raise click.UsageError("--name is empty")
    with acting(directory, "table"):
        directory = directory if packet is None else unpack(packet)[0]
        if again:
            done = hand_over(directory, judge, name.strip(), passphrase(directory, judge), new_passphrase(wanted=wants))
        else:
            secret = passphrase(directory, judge) or new_passphrase(wanted=wants)
            done = join_act(directory, judge, name.strip(), secret)
        output = output or Path(f"{judge}.join")
        write_whole(output, done.text.encode())
    click.echo(f"your key: {done.key_file}{' (it was there already)' if done.again else ''}; it stays on this computer")
    click.echo(f"send this file to the organizers: {output}")


@click.command()
@_ROUND
@click.argument("submission", metavar="[SUBMISSION]", required=False, shell_complete=submissions)
@click.argument("marks", nargs=-1, metavar="[CRITERION=MARK...]")
@click.option("--from", "table", type=_FILE, metavar="FILE", help="Take your ballots from a table: CSV, XLSX, JSON.")
@click.option("--edit", is_flag=True, help="Write the ballot of SUBMISSION with your editor.")
@click.option("--remark", metavar="TEXT", help="What you write beside the marks.")
@click.option("--confidence", multiple=True, metavar="CRITERION=NUMBER", help="How sure you are, where the rule asks.")
@click.option("--reason", default="", metavar="TEXT", help="Why you change a mark you gave.")
@click.option("--language", type=click.Choice(LANGUAGES), help="What you read.  [default: the challenge's first]")
@click.option(
    "--order", type=click.Choice(("drawn", "id")), default="drawn", show_default=True, help="Of the submissions."
)
@click.option("--lines", is_flag=True, help="Every answer ends with Enter.")
@click.option("--plain", is_flag=True, help="For screen readers: no emphasis, no pager.")
@_AS
@folder
def score(
    round_: str,
    submission: str | None,
    marks: tuple[str, ...],
    table: Path | None,
    edit: bool,
    remark: str | None,
    confidence: tuple[str, ...],
    reason: str,
    language: str | None,
    order: Order,
    lines: bool,
    plain: bool,
    who: str | None,
    directory: Path,
) -> None:
    """Judge ROUND: asked for one mark after the other, where you left off. q stops, and everything is saved.

    With SUBMISSION and CRITERION=MARK, give or change these marks only; CRITERION=- takes a mark back. A mark is accepted
    when it is signed and on the disk; an earlier one stays in the record. Exit code 3: something is left to mark.

    ROUND may be a packet that the organizers sent: it becomes a folder beside it.

    Example: judge score panel
    """
    if table is not None and submission is not None:
        raise click.UsageError("name a table with --from, or a submission with its marks, not both")
    if edit and (submission is None or marks):
        raise click.UsageError("--edit needs a submission, and no marks beside it")
    if submission is not None and not marks and not edit and not (remark and remark.strip()):
        raise click.UsageError("say the marks, as in rights=4 voice=3.5, or a --remark")
    if edit and submission is not None:
        with acting(directory, "table", quiet=True):
            round_, directory = _here(round_, directory)
            judge = judge_of(directory, who)
            spoken = language or settings().get("language")
            written = edit_ballot(directory, judge, round_, submission, reason, passphrase(directory, judge), spoken)
        click.echo("accepted" if written else "nothing was changed")
        return
    if table is None and submission is None:
        with acting(directory, "table", quiet=True):
            round_, directory = _here(round_, directory)
            judge = judge_of(directory, who)
            secret = passphrase(directory, judge)
            plainly = plain or is_plain()
            spoken = language or settings().get("language")
            code = sit(directory, judge, round_, secret, spoken, order, lines=lines, plain=plainly, output=None)
        raise click.exceptions.Exit(code)
    with acting(directory, "table"):
        round_, directory = _here(round_, directory)
        judge = judge_of(directory, who)
        if table is not None:
            given = ballots(directory, judge, round_, table)
        else:
            said = remark.strip() if remark and remark.strip() else None
            given = [Given(submission or "", _pairs(marks), _pairs(confidence), said)]
        done = score_act(directory, judge, round_, given, reason.strip(), passphrase(directory, judge))
    for each in done:
        _accepted(each)
    _torn(done[0].added)


def _accepted(ballot: Ballot) -> None:
    click.echo(
        f"{ballot.judge} · {ballot.round} · {ballot.submission}: {'unchanged' if ballot.unchanged else 'accepted'}"
    )
    click.echo(
        "  " + "  ".join(f"{criterion} {'·' if mark is None else mark}" for criterion, mark in ballot.marks.items())
    )
    left = [criterion for criterion, mark in ballot.marks.items() if mark is None]
    if left:
        click.echo(f"  not marked yet: {', '.join(left)}")


@click.command()
@_ROUND
@_SUBMISSION
@click.option("--reason", required=True, metavar="TEXT", help="Why; the public edition does not show it.")
@click.option("--kind", default="", metavar="KIND", help="The kind of conflict, such as employment; it is published.")
@_AS
@folder
def recuse(round_: str, submission: str, reason: str, kind: str, who: str | None, directory: Path) -> None:
    """Step aside for SUBMISSION in ROUND; it counts as a pair that was never assigned.

    Example: judge recuse panel S-10 --kind employment --reason "my sister works there"
    """
    if not reason.strip():
        raise click.UsageError("--reason is empty; say why")
    with acting(directory, "table"):
        round_, directory = _here(round_, directory)
        judge = judge_of(directory, who)
        done = recuse_act(directory, judge, round_, submission, reason.strip(), kind, passphrase(directory, judge))
    click.echo(f"{judge} · {round_} · {submission}: stepped aside (entry {done.entries[-1].body['seq']})")
    _torn(done)


@click.command()
@_ROUND
@click.option("--incomplete", is_flag=True, help="Submit although ballots lack marks.")
@click.option("-o", "output", type=_FILE, metavar="FILE", help="The file to send.  [default: JUDGE.ROUND.handover]")
@_AS
@folder
def submit(round_: str, incomplete: bool, output: Path | None, who: str | None, directory: Path) -> None:
    """End your ROUND, and write the file that you send to the organizers; after it no mark changes.

    Given again, it writes the same file again.

    Example: judge submit panel
    """
    sent(output, directory)
    with acting(directory, "table"):
        round_, directory = _here(round_, directory)
        judge = judge_of(directory, who)
        done = submit_act(directory, judge, round_, passphrase(directory, judge), incomplete=incomplete)
        output = output or Path(f"{judge}.{done.round}.handover")
        write_whole(output, done.text)
    given = _count(len(done.marked), "ballot") if done.compared is None else _count(done.compared, "comparison")
    click.echo(f"{judge} · {done.round}: submitted; {given}, {_count(len(done.recused), 'recusal')}")
    if done.unmarked:
        click.echo(f"and, with marks missing: {', '.join(done.unmarked)}")
    if done.untouched:
        click.echo(f"no ballot for {listed(done.untouched)}", err=True)
    privately = ", privately: it opens your marks" if done.sealed else ""
    click.echo(f"send this file to the organizers{privately}: {output}; keep it until you have a receipt")


def _here(round_: str, directory: Path) -> tuple[str, Path]:
    """Return the round and the folder; a packet in the place of the round becomes its folder, and its last round."""
    if not round_.endswith(SUFFIX):
        return round_, directory
    folder_, last = unpack(Path(round_))
    if last is None:
        raise Mistaken("no round is open yet in this packet; the organizers send a newer one")
    return last, folder_


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' * (number != 1)}"


def _pairs(items: tuple[str, ...]) -> dict[str, str]:
    found = {}
    for item in items:
        criterion, equals, value = item.partition("=")
        if not equals or not criterion.strip():
            raise click.UsageError(f"`{item}`: write each mark as CRITERION=MARK")
        if criterion.strip() in found:
            raise click.UsageError(f"`{criterion.strip()}` is marked twice")
        found[criterion.strip()] = value.strip() or "-"
    return found


def _torn(done: Added) -> None:
    if done.torn is not None:
        click.echo(f"a line whose writing was interrupted before was put aside: {done.torn}", err=True)


@click.command()
@click.argument("name", type=click.Choice(tuple(SETTINGS)))
@click.argument("value", required=False, metavar="[VALUE]")
def config(name: str, value: str | None) -> None:
    """Say what you prefer on this computer; without VALUE, show it. Nothing here changes a score.

    plain on: no colour, no boxes, tables told row by row, for screen readers. language en, es or fr: what you read while
    judging.

    Example: judge config plain on
    """
    if value is None:
        click.echo(f"{name}: {settings().get(name, 'not set')}")
        return
    if value not in SETTINGS[name]:
        raise click.UsageError(f"`{name}` is one of {', '.join(SETTINGS[name])}, not `{value}`")
    with acting(Path(), "table"):
        change(name, value)
    click.echo(f"{name}: {value}")
