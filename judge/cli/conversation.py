"""The conversation of a sitting: one question at a time, nothing redrawn, every key on the disk before the next."""

from collections.abc import Iterable

import click

from judge.acts.scoring import Mistaken, Refused
from judge.acts.sitting import Sitting
from judge.cli.keyboard import Ended, Keyboard
from judge.model.rubric import Criterion
from judge.show import question
from judge.show.spoken import Spoken


class Conversation:
    """A judge's sitting, as a conversation."""

    def __init__(self, sitting: Sitting, say: Spoken, keyboard: Keyboard, *, plain: bool, lines: bool) -> None:
        self.sitting = sitting
        self.say = say
        self.keyboard = keyboard
        self.plain = plain
        self.lines_only = lines
        self.shows = sitting.opened.round.shows
        self.later: set[tuple[str, str]] = set()
        self.reviewed: set[str] = {name for name in sitting.order if sitting.complete(name)}

    def run(self) -> bool:
        """Ask until everything is marked or the judge stops; return whether everything is."""
        self.progress()
        try:
            while (name := self.following()) is not None:
                self.submission(name)
        except Ended:
            click.echo()
        return all(self.sitting.complete(name) for name in self.sitting.order)

    def following(self, after: str | None = None) -> str | None:
        """Return the next submission that is not finished; what was left for later comes again at the end."""
        waiting = [name for name in self.sitting.order if not self.sitting.complete(name)]
        fresh = [name for name in waiting if not self.skipped(name)]
        if not fresh and waiting:
            self.later.clear()
            fresh = waiting
        return fresh[0] if fresh else None

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
            answer = self.ask(self.say("ask"), item)
            if not answer:
                continue
            moved = self.command(answer, name, item)
            if moved is not None:
                return moved
            if self.mark(name, item, answer):
                return True

    def ask(self, prompt: str, item: Criterion) -> str:
        """Return a key where the scale allows it, else a line."""
        click.echo(prompt, nl=False)
        single = question.one_key(item.scale) and (not self.keyboard.lines or not self.keyboard.terminal)
        if single and not self.lines_only:
            return self.keyboard.key()
        return self.keyboard.line()

    lines_only = False

    def command(self, answer: str, name: str, item: Criterion) -> bool | None:
        """Do what a letter asks for; None means that it was a mark."""
        act = {
            "s": self.skip, "u": self.undo, "c": self.remark, "g": self.go, "r": self.aside, "v": self.view, "p": self.told,
            "?": self.help, "q": self.quit,
        }.get(answer.casefold())  # fmt: skip
        if act is None or answer.casefold() in {code.casefold() for code in item.scale.codes}:
            return None
        return act(name, item)

    def mark(self, name: str, item: Criterion, text: str) -> bool:
        """Take a mark; return whether it was taken."""
        why = ""
        if self.sitting.given(name).get(item.id) not in (None, text):
            click.echo(self.say("why-change"), nl=False)
            why = self.keyboard.line()
            if not why:
                click.echo(self.say("needs-reason"))
                return False
        try:
            written = self.sitting.mark(name, item.id, text.replace(",", "."), why)
        except Refused:
            click.echo(self.say("not-on-scale", mark=text[:40]) + " " + question.scale(item.scale, self.say))
            return False
        except Mistaken as mistaken:
            click.echo(self.say("refused", why=str(mistaken)))
            return False
        self.later.discard((name, item.id))
        click.echo(self.say("accepted", mark=written))
        return True

    def skip(self, name: str, item: Criterion) -> bool:
        """Leave a mark for later."""
        self.later.add((name, item.id))
        return True

    def undo(self, name: str, item: Criterion) -> bool:
        """Take the last mark back, and ask for it again."""
        taken = self.sitting.undo()
        if taken is None:
            click.echo(self.say("nothing-to-undo"))
            return True
        where, criterion = taken
        self.reviewed.discard(where)
        title = next(each for each in self.sitting.criteria if each.id == criterion).title
        click.echo(self.say("undone", submission=where, criterion=title.in_language(self.say.language)))
        if where != name:
            self.submission(where)
            return False
        return True

    def remark(self, name: str, item: Criterion | None) -> bool:
        """Take a remark: a line, or from the editor."""
        click.echo(self.say("remark", submission=name), nl=False)
        text = self.keyboard.line()
        if text == "e" and self.keyboard.terminal:
            text = self.edited(name)
        if text:
            self.sitting.write_remark(name, text)
            click.echo(self.say("remarked"))
        return True

    def edited(self, name: str) -> str:
        """Return what the judge's editor wrote, without the lines that begin with ``#``."""
        before = self.sitting.remark(name) or ""
        text = click.edit(f"{before}\n{self.say('editor', submission=name)}\n") or ""
        return "\n".join(line for line in text.splitlines() if not line.startswith("#")).strip()

    def go(self, name: str, item: Criterion) -> bool:
        """Go to another submission."""
        click.echo(self.say("go"), nl=False)
        wanted = self.keyboard.line()
        order = self.sitting.order
        found = next((each for each in order if each.casefold() == wanted.casefold()), None)
        if found is None and wanted.isdecimal() and 0 < int(wanted) <= len(order):
            found = order[int(wanted) - 1]
        if not wanted:
            return True
        if found is None:
            click.echo(self.say("unknown", id=wanted))
            return True
        self.later = {each for each in self.later if each[0] != found}
        self.submission(found)
        return False

    def aside(self, name: str, item: Criterion) -> bool:
        """Step aside, with a reason."""
        click.echo(self.say("aside", submission=name), nl=False)
        reason = self.keyboard.line()
        if not reason:
            return True
        self.sitting.step_aside(name, reason)
        click.echo(self.say("stepped-aside", submission=name))
        return False

    def view(self, name: str, item: Criterion) -> bool:
        """Show the whole record."""
        text = question.record(self.sitting.submission(name), self.shows)
        if self.keyboard.terminal and not self.plain:
            click.echo_via_pager(text)
        else:
            click.echo(text)
        return True

    def told(self, name: str, item: Criterion) -> bool:
        """Say how far the judge is."""
        self.progress()
        return True

    def help(self, name: str, item: Criterion) -> bool:
        """Say what the letters do."""
        single = question.one_key(item.scale) and not self.keyboard.lines
        click.echo(self.say("help", enter="" if single else self.say("enter")))
        return True

    def quit(self, name: str, item: Criterion) -> bool:
        """Stop."""
        raise Ended

    def progress(self) -> None:
        """Say how far the judge is, in words."""
        marks, all_marks, done, every = self.sitting.progress()
        words = self.say(
            "begin", judge=self.sitting.judge, round=self.sitting.opened.round.id, marks=marks, all_marks=all_marks, done=done, all=every
        )  # fmt: skip
        click.echo(words)

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
            click.echo(self.say("next"), nl=False)
            answer = self.keyboard.line()
            if not answer:
                self.reviewed.add(name)
                if sitting.owes_remark(name):
                    self.later.add((name, ""))
                return
            if answer.casefold() == "q":
                raise Ended
            if answer.casefold() == "c":
                self.remark(name, None)
            elif answer.isdecimal() and 0 < int(answer) <= len(sitting.criteria):
                self.criterion(name, sitting.criteria[int(answer) - 1].id)

    def tell(self, lines: Iterable[str], *, strong: bool = False) -> None:
        """Write lines."""
        for line in lines:
            click.secho(line, bold=strong and not self.plain)
