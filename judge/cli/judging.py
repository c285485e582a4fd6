"""The sitting at the terminal, from the first question to what is handed over."""

from pathlib import Path

import click

from judge.acts.balloting import Given, one_by_one, score
from judge.acts.comparing import Comparing
from judge.acts.loading import Mistaken
from judge.acts.sitting import Order, Sitting, begin
from judge.acts.submitting import submit
from judge.cli import ordering
from judge.cli.comparing import Duels
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
    if sitting.ended:
        click.echo(say("already-submitted"))
        return 0
    if not sitting.order:
        click.echo(say("nothing-assigned"))
        return 0
    keyboard = Keyboard()
    try:
        if sitting.opened.round.ballot == "pairs":
            return _compared(Duels(Comparing(sitting), say, keyboard, plain=plain, lines=lines), secret, output)
        if sitting.opened.round.ballot == "order" and len(sitting.criteria) == 1:
            return _ordered(sitting, say, keyboard, secret, output)
        return _talked(Conversation(sitting, say, keyboard, plain=plain, lines=lines), secret, output)
    finally:
        keyboard.give_back()


def _talked(talk: Conversation, secret: str | None, output: Path | None) -> int:
    """Ask for every mark, and offer to submit, or to go back to a submission."""
    sitting, say = talk.sitting, talk.say
    whole = talk.run()
    while whole:
        click.echo(say("complete"))
        answer = _answer(talk.keyboard, say("submit"))
        if answer != "g":
            return _submit(sitting, say, answer in YES, secret, output)
        talk.go("", None)
        whole = talk.resume()
    left = [name for name in sitting.order if not sitting.complete(name)]
    shown = ", ".join(left[:10]) + (" …" if len(left) > 10 else "")
    talk.tell([say("left", list=shown), say("saved", command=_command(sitting))])
    return UNFINISHED


def _answer(keyboard: Keyboard, asked: str) -> str:
    """Return what was typed; nothing where nothing more comes."""
    try:
        return keyboard.line(asked).casefold()
    except Ended:
        click.echo()
        return ""


def _command(sitting: Sitting) -> str:
    """Return what goes on with a sitting."""
    return f"judge score {sitting.opened.round.id} -C {sitting.directory}"


def _ordered(sitting: Sitting, say: Spoken, keyboard: Keyboard, secret: str | None, output: Path | None) -> int:
    """Ask for an order, enter it as places, and offer to submit."""
    found = ordering.ask(sitting, say, keyboard)
    directory, round_ = sitting.directory, sitting.opened.round.id
    if found is None:
        click.echo(say("saved", command=_command(sitting)))
        return UNFINISHED
    (criterion,) = sitting.criteria
    before = {name: sitting.given(name).get(criterion.id) for name in sitting.order}
    wanted = {name: str(found[name]) if name in found else "-" for name in sitting.order if name not in sitting.recused}
    changed = [Given(name, {criterion.id: text}) for name, text in wanted.items() if str(before[name] or "-") != text]
    if changed:
        score(directory, sitting.judge, round_, changed, "put in another order", secret)
    click.echo(say("order-saved"))
    agreed = _answer(keyboard, say("submit-order")) in YES
    return _submit(sitting, say, agreed, secret, output)


def _compared(duels: Duels, secret: str | None, output: Path | None) -> int:
    """Ask for every comparison, and offer to submit."""
    sitting, say = duels.sitting, duels.say
    if duels.run():
        return _submit(sitting, say, _answer(duels.keyboard, say("submit-order")) in YES, secret, output)
    if duels.comparing.complete:
        duels.tell([say("saved", command=_command(sitting))])
        return 0
    left = duels.comparing.wanted - len(duels.comparing.answers)
    duels.tell([say("pairs-left", count=left), say("saved", command=_command(sitting))])
    return UNFINISHED


def _submit(sitting: Sitting, say: Spoken, agreed: bool, secret: str | None, output: Path | None) -> int:
    """Submit where the judge agreed; return 0, for everything is marked."""
    directory, judge, round_ = sitting.directory, sitting.judge, sitting.opened.round.id
    if agreed:
        done = submit(directory, judge, round_, secret, incomplete=sitting.opened.round.ballot == "order")
        output = output or Path(f"{judge}.{round_}.handover")
        write_whole(output, done.text)
        click.echo(say("submitted", file=output))
    else:
        click.echo(say("saved", command=_command(sitting)))
    return 0


def edit_ballot(
    directory: Path, judge: str, round_id: str, submission: str, why: str, secret: str | None, language: str | None
) -> bool:
    """Let a ballot be written with an editor, and return whether anything was taken.

    Raises:
        Mistaken: if there is no such submission, or the round is submitted.
    """
    sitting = begin(directory, judge, round_id, secret)
    one_by_one(sitting.opened.round)
    sitting.record.submission(sitting.opened, submission)
    if sitting.ended:
        raise Mistaken(f"{judge} has submitted the round `{round_id}`")
    languages = sitting.opened.challenge.languages
    return edit(sitting, submission, why.strip(), Spoken(language or (languages[0] if languages else "en")))
