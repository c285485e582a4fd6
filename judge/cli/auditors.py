"""Commands of auditors."""

import re
from pathlib import Path

import click

from judge.acts.diff import diff as diff_act
from judge.acts.diff import diff_bundles
from judge.acts.replay import replay as replay_act
from judge.acts.verifying import verify as verify_act
from judge.cli.sitting import acting, formats, options, output, say
from judge.show.comparison import bundles, replayed, report
from judge.show.report import Format
from judge.show.verdict import report as verdict_report

_RESULT = click.Path(path_type=Path, dir_okay=False)


@click.command()
@click.argument("result", type=_RESULT)
@options
@output
def replay(result: Path, directory: Path, format_: Format, output: Path | None) -> None:
    """Score again what RESULT says was scored, from the files of the challenge, and compare the bytes.

    Exit code 0 with the digest if they are the same; else 1, with the first entry and number that differ.

    Example: judge replay result.jsonl
    """
    with acting(directory, format_, output, result):
        found = replay_act(directory, result)
        say(replayed(found.digest, found.file, found.entries, found.difference, found.place), format_, output)
    if found.difference is not None:
        raise click.exceptions.Exit(1)


@click.command()
@click.argument("first", type=click.Path(path_type=Path))
@click.argument("second", type=click.Path(path_type=Path))
@formats
@output
def diff(first: Path, second: Path, format_: Format, output: Path | None) -> None:
    """Tell which submissions moved from FIRST to SECOND, and which marks or rule lines caused it.

    Both are results, or both are bundles: then the entries that differ are told too.

    Example: judge diff before.jsonl after.jsonl
    """
    names = (first.name, second.name)
    folders = first.is_dir() + second.is_dir()
    if folders == 1:
        raise click.UsageError("one is a folder and the other is not: compare two results, or two bundles")
    with acting(Path(), format_, output, first, second):
        if folders:
            say(bundles(diff_bundles(first, second), names), format_, output)
        else:
            say(report(diff_act(first, second), names), format_, output)


_HASH = re.compile(r"[0-9a-f]{64}")


@click.command()
@click.argument("bundle", type=click.Path(path_type=Path), metavar="BUNDLE")
@click.option("--anchor", "anchors", multiple=True, metavar="HEX", help="The published hash of an organizer's entry.")
@click.option("--head", "heads", multiple=True, type=_RESULT, metavar="FILE", help="A checkpoint that somebody kept.")
@click.option("--receipt", "receipts", multiple=True, type=_RESULT, metavar="FILE", help="A receipt that a judge kept.")
@click.option("--journal", "journals", multiple=True, type=_RESULT, metavar="FILE", help="A journal that a judge kept.")
@click.option("--against", type=click.Path(path_type=Path), metavar="BUNDLE", help="Another bundle of the challenge.")
@click.option("--forget", is_flag=True, help="Do not remember the heads of this challenge on this computer.")
@formats
@output
def verify(
    bundle: Path,
    anchors: tuple[str, ...],
    heads: tuple[Path, ...],
    receipts: tuple[Path, ...],
    journals: tuple[Path, ...],
    against: Path | None,
    forget: bool,
    format_: Format,
    output: Path | None,
) -> None:
    """Audit BUNDLE: every layer, from the manifest to scoring the round again and comparing the bytes.

    Nothing outside of the bundle is needed. --anchor says that it is the right challenge: it was published on the day the
    round was opened. Exit code 0: everything holds; 1: something is wrong; 3: nothing is wrong, but not everything was
    checked.

    Example: judge verify published/panel/1-public --anchor 9f86d081…
    """  # fmt: skip
    given = tuple(anchor.strip().lower() for anchor in anchors)
    wrong = next((anchor for anchor in given if not _HASH.fullmatch(anchor)), None)
    if wrong is not None:
        raise click.UsageError(f"--anchor {wrong[:80]}: an anchor has 64 hexadecimal digits")
    with acting(Path(), format_, output):
        if output is not None and bundle.is_dir() and bundle.resolve() in output.resolve().parents:
            raise click.UsageError(f"-o {output} would write into the bundle; name another file")
        verdict = verify_act(bundle, given, heads, receipts, journals, against, remember=not forget)
        say(verdict_report(verdict), format_, output)
    if verdict.exit_code:
        raise click.exceptions.Exit(verdict.exit_code)
