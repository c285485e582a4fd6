"""The command by which organizers publish."""

from pathlib import Path

import click

from judge.acts.bundling import Bundled
from judge.acts.loading import Unfinished
from judge.acts.publishing import EDITIONS, Wish
from judge.acts.publishing import publish as publish_act
from judge.acts.releasing import Released
from judge.cli.completion import rounds
from judge.cli.decisions import said
from judge.cli.keys import passphrase
from judge.cli.sitting import acting, folder, guard

_PATH = click.Path(path_type=Path)
UNFINISHED = 3

_IDLE = (
    ("--draft", ("--embargo", "--reason", "--unwitnessed", "--version", "-o", "--edition full"),
     "a draft is pages alone, and takes no place of anything"),
    ("--unwitnessed", ("--embargo", "--reason", "--version", "--page", "--edition judge"), "it makes a bundle alone"),
    ("--edition full", ("--embargo", "--reason", "--version", "--page"), "it is a bundle alone"),
    ("--edition judge", ("-o",), "it is pages alone"),
    ("--version", ("--embargo", "--reason", "-o"), "the pages of an older seal are not published again"),
    ("--embargo", ("-o",), "the bundle waits until the embargo is over"),
)  # fmt: skip
"""Options beside which others come to nothing, and why."""


@click.command()
@click.argument("round_", metavar="[ROUND]", required=False, shell_complete=rounds)
@click.option("--edition", type=click.Choice(EDITIONS), default="public", show_default=True, help="Who it is for.")
@click.option("--reason", default="", metavar="TEXT", help="Why it takes the place of what was published.")
@click.option("--embargo", metavar="TIME", help="Until when nobody may pass it on, such as 2026-12-01T18:00:00Z.")
@click.option("--draft", is_flag=True, help="Pages marked as a draft, before the round is sealed.")
@click.option(
    "--version", type=click.IntRange(1), metavar="N", help="The pages of an older seal, which say so; with --page."
)
@click.option(
    "--withhold-marks", is_flag=True, help="Show no single mark, and keep the ballots of a sealed round closed."
)
@click.option("--unwitnessed", is_flag=True, help="A bundle for the judges to cosign; no auditor accepts it.")
@click.option("-o", "bundle", type=_PATH, metavar="DIR", help="The folder of the bundle.")
@click.option("--page", type=_PATH, metavar="DIR", help="The folder of the pages and files.")
@folder
def publish(
    round_: str | None,
    edition: str,
    reason: str,
    embargo: str | None,
    draft: bool,
    version: int | None,
    withhold_marks: bool,
    unwitnessed: bool,
    bundle: Path | None,
    page: Path | None,
    directory: Path,
) -> None:
    """Publish ROUND: a page that people read, files that they reuse, and of a sealed round the bundle that proves it.

    public: for everybody, as deep as the round promises. judge: every mark. auditor: reasons as well, and a bundle without
    names. full: the whole record as a bundle, and no page. What was published stays; another edition names what it replaces,
    what changed, and --reason. Only published/ is for a web site. Exit code 3: the round has no marks yet.

    Example: judge publish panel
    """
    guard(bundle, directory)
    guard(page, directory, option="--page")
    wish = Wish(
        edition, bundle, page, said(reason) if reason else "", embargo, withhold_marks, unwitnessed, draft, version
    )
    _sensible(wish)
    with acting(directory, "table"):
        try:
            done = publish_act(directory, round_, wish, passphrase(directory, "organizer"))
        except Unfinished as waiting:
            click.echo(f"judge: {waiting}\n   hint: --draft writes pages marked as a draft", err=True)
            raise click.exceptions.Exit(UNFINISHED) from None
    if done.bundle is not None:
        _bundled(done.bundle)
    if done.unbundled:
        click.echo(f"no bundle: {done.unbundled}")
    if done.pages is not None:
        _released(done.pages)


def _sensible(wish: Wish) -> None:
    """Refuse options of which one would come to nothing beside the other.

    Raises:
        click.UsageError: if there are such.
    """
    given = {
        "--reason": wish.why, "--embargo": wish.embargo, "--unwitnessed": wish.unwitnessed, "--draft": wish.draft,
        "--version": wish.version, "-o": wish.bundle, "--page": wish.page, f"--edition {wish.edition}": True,
    }  # fmt: skip
    if wish.version and not wish.page:
        raise click.UsageError("name with --page a folder for the pages of an older seal")
    for option, others, why in _IDLE:
        other = next((each for each in others if given.get(each)), None)
        if given.get(option) and other is not None:
            raise click.UsageError(f"{other} means nothing beside {option}: {why}; leave one of them out")


def _bundled(done: Bundled) -> None:
    click.echo(f"published: {done.folder} ({done.files} files)")
    click.echo(f"manifest: sha256:{done.manifest}")
    if done.witnessed and done.edition != "public":
        click.echo("not for the web site: it holds what is not for everybody")
    if done.witnessed:
        click.echo(f"anybody can check it: judge verify {done.folder} --anchor {done.anchor}")
    else:
        click.echo(f"for the judges only, to be signed: judge cosign {done.folder}; no auditor accepts it")
        click.echo(f"next: `judge collect` what they send, then `judge publish {done.name.rpartition('.')[0]}` again")


def _released(done: Released) -> None:
    edition = done.edition
    words = {
        "draft": "a draft",
        "superseded": f"{edition.evidence.newest} took its place",
        "embargoed": f"embargoed until {edition.release.until}",
    }
    what = words.get(edition.release.stage, f"no. {edition.release.number}")
    click.echo(f"page: {done.folder / 'index.html'} ({what}; shows {edition.depth})")
    click.echo(f"results: sha256:{done.results}")
    if done.named and not edition.shows("marks"):
        click.echo("judges stand by name in the tables, so no single mark is shown: give them codes such as J-01")
    if edition.audience != "public":
        click.echo("not for the web site: it shows what is not for everybody")
    if done.lost:
        click.echo(f"what changed is not told: {done.lost}")
    elif done.replaced is not None and not edition.release.changes:
        click.echo("nothing that readers see has changed")
    for change in edition.release.changes:
        click.echo(f"   {change}")
    if done.told:
        click.echo(f"the edition before says so now: {done.replaced}")
    for page in done.untold:
        click.echo(f"published, but an older page could not be told: {page}; the next edition tries again", err=True)
    if edition.feedback and edition.release.stage not in ("draft", "embargoed"):
        click.echo(f"promised to applicants: {', '.join(edition.feedback)}; next: judge letters {edition.round}")
