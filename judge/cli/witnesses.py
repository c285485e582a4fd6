"""Commands of judges after a round was sealed."""

from pathlib import Path

import click

from judge.acts.cosigning import cosign as cosign_act
from judge.acts.cosigning import own_receipt
from judge.acts.own_journal import judge_of
from judge.cli.keys import passphrase
from judge.cli.sitting import acting, folder, sent
from judge.files.durable import write_whole

_PATH = click.Path(path_type=Path)
_FILE = click.Path(path_type=Path, dir_okay=False)
_AS = click.option("--as", "who", metavar="JUDGE", help="Who you are.  [default: whose key is on this computer]")


@click.command()
@click.argument("bundle", type=_PATH, required=False)
@click.option("-o", "output", type=_FILE, metavar="FILE", help="The file to send.  [default: JUDGE.SEAL.cosigned]")
@_AS
@folder
def cosign(bundle: Path | None, output: Path | None, who: str | None, directory: Path) -> None:
    """Check a sealed round, and sign that you saw it. BUNDLE is what you were sent; without it, the challenge's record.

    The round is scored again here, and your own ballots are compared with what you entered at this computer. A record that
    does not go on from the one you signed before is never signed.

    Example: judge cosign
    """
    sent(output, directory)
    with acting(directory, "table"):
        judge = judge_of(directory, who)
        done = cosign_act(directory, judge, bundle, passphrase(directory, judge))
        output = output or Path(f"{judge}.{done.name}.cosigned")
        write_whole(output, done.note)
    click.echo(f"{judge}: everything holds; cosigned {done.name}")
    for note in done.notes:
        click.echo(f"   to be known: {note}")
    if done.written is not None:
        click.echo(f"added to {done.written}")
    click.echo(f"send this file to the organizers, and keep it: {output}")


@click.command()
@click.argument("bundle", type=_PATH, required=False)
@click.option("--round", "round_", metavar="ROUND", help="Which round.  [default: the last one sealed]")
@click.option("-o", "output", type=_FILE, metavar="FILE", help="The file.  [default: JUDGE.SEAL.tlog-proof]")
@_AS
@folder
def receipt(bundle: Path | None, round_: str | None, output: Path | None, who: str | None, directory: Path) -> None:
    """Write the proof that your ballots were sealed: whoever shows a record without them is found out with it.

    Example: judge receipt --round panel
    """
    sent(output, directory)
    with acting(directory, "table"):
        judge = judge_of(directory, who)
        name, data = own_receipt(directory, judge, round_, bundle)
        output = output or Path(f"{judge}.{name}.tlog-proof")
        write_whole(output, data)
    click.echo(f"your receipt: {output}; keep it, and give it to any auditor: judge verify BUNDLE --receipt {output}")
