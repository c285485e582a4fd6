"""A round of pairs at the terminal: two submissions at a time, nothing redrawn, every answer on the disk before the next."""

from collections.abc import Iterable

import click

from judge.acts.comparing import Comparing
from judge.cli.keyboard import Ended, Keyboard
from judge.cli.screen import fitted, may_be_bold
from judge.model.pair import Pair
from judge.show import question, versus
from judge.show.spoken import Spoken

SIGNS = {"1": 1, "2": -1, "=": 0}
"""What a key says of the first of the two."""


class Duels:
    """A judge's sitting in a round of pairs, as a conversation."""

    def __init__(self, comparing: Comparing, say: Spoken, keyboard: Keyboard, *, plain: bool, lines: bool) -> None:
        """``plain``: nothing is emphasised and no pager is used. ``lines``: every answer ends with Enter."""
        self.comparing = comparing
        self.sitting = comparing.sitting
        self.say = say
        self.keyboard = keyboard
        self.plain = plain
        self.lines = lines
        self.again: Pair | None = None

    def run(self) -> bool:
        """Ask until everything is compared and looked at, or the judge stops; return whether everything is."""
        try:
            self.progress()
            if self.comparing.following() is not None:
                self.tell([self.help()])
            while True:
                while (pair := self.again or self.comparing.following()) is not None:
                    self.again = None
                    self.ask(pair)
                if self.review():
                    return True
        except Ended:
            click.echo()
            return False

    def ask(self, pair: Pair) -> None:
        """Ask which of two is better, until there is an answer or the judge wants something else."""
        answers, before = self.comparing.answers, self.comparing.of(pair)
        number = None if before is not None else min(len(answers) + 1, self.comparing.wanted)
        click.echo()
        self.tell([versus.question(self.comparing.criterion, number, self.comparing.wanted, self.say)], strong=True)
        first, second = map(self.sitting.submission, pair)
        self.tell(versus.two(first, second, self.sitting.opened.round.shows))
        while not self.done(self.key(), pair, before):
            pass

    def key(self) -> str:
        """Return a key, or a line where the judge wants lines."""
        keys = "1 2 =" if self.comparing.equals else "1 2"
        read = self.keyboard.line if self.lines else self.keyboard.key
        return read(self.say("pair-ask", keys=keys)).casefold()

    def done(self, typed: str, pair: Pair, before: int | None) -> bool:
        """Do what was typed; return whether the question is over."""
        if typed in SIGNS and (typed != "=" or self.comparing.equals):
            return self.answer(pair, SIGNS[typed], before)
        if typed == "q":
            raise Ended
        if typed == "s":
            self.comparing.later.add((min(pair), max(pair)))
            return True
        if typed in ("u", "r"):
            return self.undo() if typed == "u" else self.aside(pair)
        self.told(typed, pair)
        return False

    def told(self, typed: str, pair: Pair) -> None:
        """Show what a letter asks for that changes nothing."""
        if typed == "p":
            self.progress()
        elif typed == "v":
            self.view(pair)
        elif typed == "?":
            self.tell([self.help()])
        elif typed:
            self.tell([self.say("pair-wrong", typed=typed[:40], help=self.help())])

    def answer(self, pair: Pair, sign: int, before: int | None) -> bool:
        """Take an answer; return whether it was taken. One that changes an earlier one needs a reason."""
        why = ""
        if before is not None and before != sign:
            why = self.keyboard.line(self.say("why-change"))
            if not why:
                click.echo(self.say("needs-reason"))
                return False
        if before != sign:
            self.comparing.answer(*pair, sign, why)
        click.echo(versus.saved((*pair, sign), self.say))
        return True

    def undo(self) -> bool:
        """Take the last answer back, and ask for it again."""
        pair = self.comparing.undo()
        if pair is None:
            click.echo(self.say("nothing-to-undo"))
            return False
        click.echo(self.say("pair-undone", one=pair[0], other=pair[1]))
        self.again = pair
        return True

    def aside(self, pair: Pair) -> bool:
        """Step aside for one of the two, with a reason; return whether that was done."""
        which = self.keyboard.line(self.say("pair-which"))
        if which not in ("1", "2"):
            return False
        name = pair[int(which) - 1]
        reason = self.keyboard.line(self.say("aside", submission=name))
        if not reason:
            return False
        self.sitting.step_aside(name, reason)
        click.echo(self.say("stepped-aside", submission=name))
        return True

    def view(self, pair: Pair) -> None:
        """Show both records."""
        shows = self.sitting.opened.round.shows
        text = "\n".join(question.record(self.sitting.submission(name), shows) for name in pair)
        if self.keyboard.terminal and not self.plain:
            self.keyboard.give_back()
            click.echo_via_pager(text)
        else:
            self.tell([text])

    def review(self) -> bool:
        """Show all answers, with questions about them, until the judge goes on; return whether nothing is asked again."""
        pairs = list(self.comparing.answers)
        answers = [(*pair, self.comparing.of(pair) or 0) for pair in pairs]
        click.echo()
        self.tell(versus.review(answers, self.comparing.circles(), self.say))
        while True:
            typed = self.keyboard.line(self.say("pairs-next")).casefold()
            if not typed:
                return True
            if typed == "q":
                raise Ended
            if typed == "u":
                if self.undo():
                    return False
            elif typed.isascii() and typed.isdecimal() and 0 < int(typed[:9]) <= len(pairs):
                self.again = self.comparing.shown(pairs[int(typed) - 1])
                return False
            else:
                self.tell([self.say("pairs-next-help", most=len(pairs))])

    def help(self) -> str:
        """Return what the keys do."""
        equal = self.say("pairs-equal") if self.comparing.equals else ""
        return self.say("pairs-help", equal=equal, enter=self.say("enter") if self.lines else "")

    def progress(self) -> None:
        """Say how far the judge is, in words."""
        done, wanted = len(self.comparing.answers), self.comparing.wanted
        self.tell(
            [
                self.say(
                    "pairs-begin", judge=self.sitting.judge, round=self.sitting.opened.round.id, done=done, all=wanted
                )
            ]
        )

    def tell(self, lines: Iterable[str], *, strong: bool = False) -> None:
        """Write lines, at a terminal broken between words."""
        bold = strong and not self.plain and may_be_bold()
        for line in lines:
            click.echo(click.style(fitted(line), bold=True) if bold else fitted(line))
