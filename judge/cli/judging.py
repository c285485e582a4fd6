"""The sitting at the terminal, from the first question to what is handed over."""

from pathlib import Path

import click

from judge.acts.balloting import Given, score
from judge.acts.scoring import Mistaken
from judge.acts.sitting import Order, Sitting, begin
from judge.acts.submitting import submit
from judge.cli import ordering
from judge.cli.conversation import Conversation
from judge.cli.editing import edit
from judge.cli.keyboard import Ended, Keyboard
from judge.files.durable import write_whole
from judge.show.spoken import YES, Spoken

UNFINISHED = 3


def sit(
    directory: Path,
    judge: str,
    round_id: str | None,
    secret: str | None,
    language: str | None,
    order: Order,
    *,
    lines: bool,
    plain: bool,
    output: Path | None,
) -> int:
    """Hold a sitting, and return the exit code: 0 where everything is marked, 3 where something is left.

    Args:
        secret: the passphrase of the judge's key, or None.
        language: what the judge reads, or None for the challenge's first.
        lines: whether every answer ends with Enter.
        plain: whether nothing is emphasised and no pager is used.
        output: where what is handed over goes, or None for its usual name.
    """  # fmt: skip
    sitting = begin(directory, judge, round_id, secret, order)
    languages = sitting.opened.challenge.languages
    say = Spoken(language or (languages[0] if languages else "en"))
    round_ = sitting.opened.round.id
    if sitting.ended:
        click.echo(say("already-submitted"))
        return 0
    if not sitting.order:
        click.echo(say("nothing-assigned"))
        return 0
    keyboard = Keyboard(lines=lines)
    if sitting.opened.round.ballot == "order" and len(sitting.criteria) == 1:
        return _ordered(sitting, say, keyboard, secret, output)
    talk = Conversation(sitting, say, keyboard, plain=plain, lines=lines)
    whole = talk.run()
    if not whole:
        left = [name for name in sitting.order if not sitting.complete(name)]
        shown = ", ".join(left[:10]) + (" …" if len(left) > 10 else "")
        click.echo(say("left", list=shown))
        click.echo(say("saved", command=f"judge score {round_} -C {directory}"))
        return UNFINISHED
    click.echo(say("complete"))
    return _submit(sitting, say, keyboard, secret, output)


def _ordered(sitting: Sitting, say: Spoken, keyboard: Keyboard, secret: str | None, output: Path | None) -> int:
    """Ask for an order, enter it as places, and offer to submit."""
    found = ordering.ask(sitting, say, keyboard)
    directory, round_ = sitting.directory, sitting.opened.round.id
    if found is None:
        click.echo(say("saved", command=f"judge score {round_} -C {directory}"))
        return UNFINISHED
    (criterion,) = sitting.criteria
    before = {name: sitting.given(name).get(criterion.id) for name in sitting.order}
    wanted = {name: str(found[name]) if name in found else "-" for name in sitting.order if name not in sitting.recused}
    changed = [Given(name, {criterion.id: text}) for name, text in wanted.items() if str(before[name] or "-") != text]
    if changed:
        score(directory, sitting.judge, round_, changed, "put in another order", secret)
    click.echo(say("order-saved"))
    return _submit(sitting, say, keyboard, secret, output)


def _submit(sitting: Sitting, say: Spoken, keyboard: Keyboard, secret: str | None, output: Path | None) -> int:
    """Offer to submit; return 0, for everything is marked."""
    directory, judge, round_ = sitting.directory, sitting.judge, sitting.opened.round.id
    click.echo(say("submit"), nl=False)
    try:
        agreed = keyboard.line().casefold() in YES
    except Ended:
        agreed = False
        click.echo()
    if agreed:
        done = submit(directory, judge, round_, secret, incomplete=sitting.opened.round.ballot == "order")
        output = output or Path(f"{judge}.{round_}.handover")
        write_whole(output, done.text)
        click.echo(say("submitted", file=output))
    else:
        click.echo(say("saved", command=f"judge score {round_} -C {directory}"))
    return 0


def edit_ballot(
    directory: Path, judge: str, round_id: str, submission: str, why: str, secret: str | None, language: str | None
) -> bool:
    """Let a ballot be written with an editor, and return whether anything was taken.

    Raises:
        Mistaken: if there is no such submission, or the round is submitted.
    """
    sitting = begin(directory, judge, round_id, secret)
    sitting.record.submission(sitting.opened, submission)
    if sitting.ended:
        raise Mistaken(f"{judge} has submitted the round `{round_id}`")
    languages = sitting.opened.challenge.languages
    return edit(sitting, submission, why.strip(), Spoken(language or (languages[0] if languages else "en")))
