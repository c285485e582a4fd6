"""``judge reveal``: the ceremony."""

from pathlib import Path
from typing import NoReturn

import attrs
import click

from judge.acts.loading import Refused
from judge.acts.reveal import reveal as reveal_act
from judge.cli.completion import rounds
from judge.cli.sitting import acting, folder, is_plain
from judge.cli.stage import Aloud, Screen, Stage, bare
from judge.model.ceremony import Ceremony
from judge.model.problem import Problem
from judge.model.wording import LANGUAGES
from judge.show.reveal import Cards

UNFINISHED = 3


@click.command()
@click.argument("round_", metavar="[ROUND]", required=False, shell_complete=rounds)
@click.option("--top", type=click.IntRange(min=1), metavar="N", help="Begin at place N.  [default: the last one]")
@click.option("--outcome", metavar="NAME", help="Reveal only whom this outcome or award took, without places.")
@click.option("--track", metavar="NAME", help="Reveal this ranking only, where there are several.")
@click.option("--no-scores", is_flag=True, help="Tell places, and no scores.")
@click.option("--draft", is_flag=True, help="Reveal a round that is not sealed yet; the first card says so.")
@click.option(
    "--language", "--lang", type=click.Choice(LANGUAGES), help="What is spoken.  [default: the challenge's first]"
)
@click.option("--plain", is_flag=True, help="In plain words one below the other: for reading aloud and screen readers.")
@folder
def reveal(
    round_: str | None,
    top: int | None,
    outcome: str | None,
    track: str | None,
    no_scores: bool,
    draft: bool,
    language: str | None,
    plain: bool,
    directory: Path,
) -> None:
    """Reveal the places of ROUND from the last one up, one key at a time; without ROUND, the last one that has marks.

    It fills the terminal, for a projector; of what comes later nothing is on the screen. Space goes on, b back, q ends.
    Through a pipe each line goes on. Exit code 3: not all was revealed.

    Example: judge reveal --top 3
    """
    if top is not None and outcome is not None:
        raise click.UsageError("--top counts places, and with --outcome none are told; leave one of them out")
    with acting(directory, "table"):
        try:
            told = reveal_act(directory, round_, language, scores=not no_scores, track=track, top=top, outcome=outcome)
        except Refused as refused:
            _refuse(refused.problems)
    if told.draft and not draft:
        click.echo(f"judge: the round `{told.result.round}` is not sealed, so its result may still change", err=True)
        click.echo(
            f"   hint: judge seal {told.result.round}; or --draft reveals it as it stands, and says so", err=True
        )
        raise click.exceptions.Exit(UNFINISHED)
    raise click.exceptions.Exit(hold(told, plain=plain or is_plain()))


def hold(told: Ceremony, *, plain: bool) -> int:
    """Hold a ceremony, and return the exit code: 0 where all was revealed, else 3."""
    cards = Cards(told)
    stage: Stage = Aloud(cards.words) if bare(plain) else Screen(cards.words)
    with stage:
        whole = _go(cards, stage)
    if not whole:
        click.echo(cards.words("left"), err=True)
    return 0 if whole else UNFINISHED


def _go(cards: Cards, stage: Stage) -> bool:
    """Show card after card as it is asked for; return whether the last one was shown."""
    at, furthest, last = 0, 0, len(cards) - 1
    first = attrs.evolve(cards[0], lines=(*cards[0].lines, "", cards.words("keys"))) if stage.keyed else cards[0]
    stage.show(first)
    while furthest < last or stage.stays:
        act = stage.act()
        if act == "quit":
            return furthest == last
        if act == "help":
            stage.help()
        elif act == "back":
            at = max(0, at - 1)
            stage.show(cards[at] if at else first)
        elif act == "next" and not stage.turn():
            at, over = min(at + 1, last), at == last
            furthest = max(at, furthest)
            stage.ended(cards[at]) if over else stage.show(cards[at])
    stage.ended(cards[last])
    return True


def _refuse(problems: tuple[Problem, ...]) -> NoReturn:
    """Say where something is wrong, and not what: the sentence may hold what is not revealed yet."""
    for each in problems:
        if each.severity == "refused":
            click.echo(f"{each.place}: this forbids scoring  [{each.code}]", err=True)
    click.echo("   hint: `judge rank` says why; its words may hold results, so ask where nobody looks on", err=True)
    click.echo("\nnothing was revealed", err=True)
    raise click.exceptions.Exit(1)
