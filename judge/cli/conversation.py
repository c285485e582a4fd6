"""The conversation of a sitting: one question at a time, nothing redrawn, every key on the disk before the next."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import click

from judge.acts.loading import Mistaken
from judge.acts.sitting import Sitting
from judge.cli.keyboard import Ended, Keyboard
from judge.cli.screen import fitted, may_be_bold
from judge.model.rubric import Criterion
from judge.show import question
from judge.show.spoken import Spoken

Act = Callable[[str, Any], bool | None]
"""What a letter does: whether to go on with this submission, or None where the question stays."""


class Conversation:
    """A judge's sitting, as a conversation."""

    def __init__(self, sitting: Sitting, say: Spoken, keyboard: Keyboard, *, plain: bool, lines: bool) -> None:
        """``plain``: nothing is emphasised and no pager is used. ``lines``: every answer ends with Enter."""
        self.sitting = sitting
        self.say = say
        self.keyboard = keyboard
        self.plain = plain
        self.lines = lines
        self.wanted: str | None = None
        self.shows = sitting.opened.round.shows
        self.later: set[tuple[str, str]] = set()

    def run(self) -> bool:
        """Ask until everything is marked or the judge stops; return whether everything is."""
        self.progress()
        if self.following() is not None:
            self.tell([self.say("help", enter="" if self.single() else self.say("enter"))])
        return self.resume()

    def resume(self) -> bool:
        """Ask on where the judge is; return whether everything is marked."""
        try:
            while (name := self.wanted or self.following()) is not None:
                self.wanted = None
                self.submission(name)
        except Ended:
            click.echo()
        return all(self.sitting.complete(name) for name in self.sitting.order)

    def following(self) -> str | None:
        """Return the next submission that is not finished; what was left for later comes again at the end."""
        waiting = [name for name in self.sitting.order if not self.sitting.complete(name)]
        fresh = [name for name in waiting if not self.skipped(name)]
        if not fresh and waiting:
            self.later.clear()
            fresh = waiting
        return fresh[0] if fresh else None

    def single(self) -> bool:
        """Whether some criterion is marked with a single key."""
        return not self.lines and any(question.one_key(each.scale) for each in self.sitting.criteria)

    def skipped(self, name: str) -> bool:
        """Whether everything that a submission still lacks was left for later."""
        return all((name, criterion) in self.later for criterion in self.sitting.unmarked(name) or [""])

    def submission(self, name: str) -> None:
        """Ask for every mark that a submission lacks, then show the ballot."""
        sitting = self.sitting
        number = sitting.order.index(name) + 1
        click.echo()
        lines = list(question.submission(sitting.submission(name), number, len(sitting.order), self.shows, self.say))
        self.tell(lines[:2], strong=True)
        self.tell(lines[2:])
        while True:
            left = [each for each in sitting.unmarked(name) if (name, each) not in self.later]
            if not left:
                break
            if not self.criterion(name, left[0]):
                return
        if name not in sitting.recused:
            self.review(name)

    def criterion(self, name: str, criterion: str) -> bool:
        """Ask for one mark; return whether to go on with this submission."""
        items = self.sitting.criteria
        number = next(at for at, each in enumerate(items, 1) if each.id == criterion)
        item = items[number - 1]
        mark = self.sitting.given(name).get(criterion)
        click.echo()
        self.tell(question.criterion(item, number, len(items), mark, self.say))
        while True:
            answer = self.ask(item)
            if not answer and mark is not None:
                return True
            if not answer:
                continue
            act = self.command(answer, item)
            if act is None:
                if self.mark(name, item, answer):
                    return True
            elif (moved := act(name, item)) is not None:
                return moved

    def ask(self, item: Criterion) -> str:
        """Return a key where the scale allows it, else a line."""
        if question.one_key(item.scale) and not self.lines:
            return self.keyboard.key(self.say("ask"))
        return self.keyboard.line(self.say("ask"))

    def command(self, answer: str, item: Criterion) -> Act | None:
        """Return what a letter asks for, or None for a mark."""
        if answer.casefold() in {code.casefold() for code in item.scale.codes}:
            return None
        return {
            "s": self.skip, "u": self.undo, "c": self.remark, "g": self.go, "r": self.aside, "v": self.view, "p": self.told,
            "?": self.help, "q": self.quit,
        }.get(answer.casefold())  # fmt: skip

    def mark(self, name: str, item: Criterion, text: str) -> bool:
        """Take a mark; return whether it was taken."""
        text, fault = self.sitting.spelt(item.id, text)
        before = self.sitting.given(name).get(item.id)
        if fault:
            self.tell([self.say("not-on-scale", mark=text[:40]) + " " + question.scale(item.scale, self.say)])
            if self.sitting.with_point(item.id, text):
                click.echo(self.say("point", mark=text.replace(",", ".")))
            return False
        if before != text:
            why = "" if before is None else self.keyboard.line(self.say("why-change"))
            if before is not None and not why:
                click.echo(self.say("needs-reason"))
                return False
            try:
                self.sitting.mark(name, item.id, text, why)
            except Mistaken as mistaken:
                click.echo(self.say("refused", why=str(mistaken)))
                return False
        self.later.discard((name, item.id))
        click.echo(self.say("accepted", mark=text))
        return True

    def skip(self, name: str, item: Criterion) -> bool:
        """Leave a mark for later."""
        self.later.add((name, item.id))
        return True

    def undo(self, name: str, item: Criterion | None) -> bool | None:
        """Take the last mark back, and ask for it again."""
        taken = self.sitting.undo()
        if taken is None:
            click.echo(self.say("nothing-to-undo"))
            return None
        where, criterion = taken
        self.later.discard((where, criterion))
        title = next(each for each in self.sitting.criteria if each.id == criterion).title
        click.echo(self.say("undone", submission=where, criterion=title.in_language(self.say.language)))
        if where != name:
            self.wanted = where
            return False
        return True

    def remark(self, name: str, item: Criterion | None) -> None:
        """Take a remark: a line, or from the editor; the judge is told first if the applicant will read it."""
        if self.sitting.opened.round.publishing.releases_remarks:
            self.tell([self.say("released")])
        text = self.keyboard.line(self.say("remark", submission=name))
        if text == "e" and self.keyboard.terminal:
            text = self.edited(name)
        if text:
            self.sitting.write_remark(name, text)
            click.echo(self.say("remarked"))

    def edited(self, name: str) -> str:
        """Return what the judge's editor wrote, without the lines that begin with ``#``."""
        before = self.sitting.remark(name) or ""
        text = click.edit(f"{before}\n{self.say('editor', submission=name)}\n") or ""
        return "\n".join(line for line in text.splitlines() if not line.startswith("#")).strip()

    def go(self, name: str, item: Criterion | None) -> bool | None:
        """Go to another submission."""
        wanted = self.keyboard.line(self.say("go"))
        order = self.sitting.order
        found = next((each for each in order if each.casefold() == wanted.casefold()), None)
        if found is None and wanted.isascii() and wanted.isdecimal() and 0 < int(wanted[:9]) <= len(order):
            found = order[int(wanted) - 1]
        if not wanted:
            return None
        if found is None:
            click.echo(self.say("unknown", id=wanted))
            return None
        if found in self.sitting.recused:
            click.echo(self.say("stepped-aside", submission=found))
            return None
        self.later = {each for each in self.later if each[0] != found}
        self.wanted = found
        return False

    def aside(self, name: str, item: Criterion | None) -> bool | None:
        """Step aside, with a reason."""
        reason = self.keyboard.line(self.say("aside", submission=name))
        if not reason:
            return None
        self.sitting.step_aside(name, reason)
        click.echo(self.say("stepped-aside", submission=name))
        return False

    def view(self, name: str, item: Criterion | None) -> bool:
        """Show the whole record."""
        text = question.record(self.sitting.submission(name), self.shows)
        if self.keyboard.terminal and not self.plain:
            self.keyboard.give_back()
            click.echo_via_pager(text)
        else:
            self.tell([text])
        return True

    def told(self, name: str, item: Criterion | None) -> None:
        """Say how far the judge is."""
        self.progress()

    def help(self, name: str, item: Criterion) -> None:
        """Say what the letters do."""
        single = question.one_key(item.scale) and not self.lines
        self.tell([self.say("help", enter="" if single else self.say("enter"))])

    def quit(self, name: str, item: Criterion | None) -> bool:
        """Stop."""
        raise Ended

    def progress(self) -> None:
        """Say how far the judge is, in words."""
        marks, all_marks, done, every = self.sitting.progress()
        words = self.say(
            "begin", judge=self.sitting.judge, round=self.sitting.opened.round.id, marks=marks, all_marks=all_marks, done=done, all=every
        )  # fmt: skip
        self.tell([words])

    def review(self, name: str) -> None:
        """Show a ballot, with questions about it, until the judge goes on."""
        sitting = self.sitting
        while True:
            click.echo()
            given = sitting.given(name)
            self.tell(question.review(name, sitting.criteria, given, sitting.remark(name), self.say))
            if sitting.owes_remark(name):
                click.echo(self.say("owed"))
            self.tell(question.doubts(sitting.criteria, given, sitting.others(name), self.say))
            answer = self.keyboard.line(self.say("next")).casefold()
            if not answer:
                if sitting.owes_remark(name):
                    self.later.add((name, ""))
                return
            if not self.reviewed(name, answer):
                return

    def reviewed(self, name: str, answer: str) -> bool:
        """Do what was typed below a ballot; return whether to show it again."""
        criteria = self.sitting.criteria
        acts: Mapping[str, Act] = {
            "q": self.quit, "c": self.remark, "u": self.undo, "g": self.go, "v": self.view, "p": self.told, "r": self.aside,
        }  # fmt: skip
        act = acts.get(answer)
        if act is not None:
            moved = act(name, None)
            if answer == "u" and moved and self.sitting.unmarked(name):
                self.wanted = name
                return False
            return moved is not False
        if answer.isascii() and answer.isdecimal() and 0 < int(answer[:9]) <= len(criteria):
            return self.criterion(name, criteria[int(answer) - 1].id)
        self.tell([self.say("review-help", most=len(criteria))])
        return True

    def tell(self, lines: Iterable[str], *, strong: bool = False) -> None:
        """Write lines, at a terminal broken between words."""
        bold = strong and not self.plain and may_be_bold()
        for line in lines:
            click.echo(click.style(fitted(line), bold=True) if bold else fitted(line))
