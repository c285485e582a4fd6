"""A ranking round at the terminal: the submissions put in order, best first, equals beside each other."""

import re
from collections.abc import Mapping, Sequence

import click

from judge.acts.sitting import Sitting
from judge.cli.keyboard import Ended, Keyboard
from judge.cli.screen import fitted
from judge.show import question
from judge.show.spoken import Spoken

_MOVE = re.compile(r"(?P<id>\S+)\s+(?P<how>up|down|sube|baja|monte|descend|(?:to|a|à)\s+(?P<at>\d+))", re.IGNORECASE)
_UP, _DOWN = ("up", "sube", "monte"), ("down", "baja", "descend")

Order = list[list[str]]
"""Groups of equals, best first."""


class Misplaced(Exception):
    """A line that gives no order; the argument is the phrase and what fills it."""

    def __init__(self, phrase: str, **parts: object) -> None:
        super().__init__(phrase)
        self.phrase = phrase
        self.parts = parts


def read(line: str, known: Sequence[str], most: int | None) -> Order:
    """Return the order that a line says: ids, best first, ``=`` between equals.

    Args:
        known: the ids that may stand there.
        most: how many are asked for, or None for as many as the judge likes.

    Raises:
        Misplaced: if an id is unknown, or stands twice, or there are too many.
    """
    names = {name.casefold(): name for name in known}
    found: Order = []
    seen: set[str] = set()
    joined = False
    for part in re.findall(r"=|[^\s,;>=]+", line):
        if part == "=":
            joined = bool(found)
            continue
        name = names.get(part.casefold())
        if name is None:
            raise Misplaced("unknown", id=part)
        if name in seen:
            raise Misplaced("order-twice", id=name)
        seen.add(name)
        if joined:
            found[-1].append(name)
        else:
            found.append([name])
        joined = False
    if most is not None and len(seen) > most:
        raise Misplaced("order-many", most=most, count=len(seen))
    return found


def moved(order: Order, line: str) -> Order | None:
    """Return an order after ``ID up``, ``ID down`` or ``ID to 3``, or None where the line says something else."""
    found = _MOVE.fullmatch(line.strip())
    if found is None:
        return None
    at = next((n for n, group in enumerate(order) if found["id"].casefold() in [one.casefold() for one in group]), None)
    if at is None:
        raise Misplaced("unknown", id=found["id"])
    name = next(one for one in order[at] if one.casefold() == found["id"].casefold())
    rest = [[one for one in group if one != name] for group in order]
    how = found["how"].casefold()
    to = at - 1 if how in _UP else at + 1 if how in _DOWN else int(found["at"]) - 1
    alone = len(order[at]) == 1
    rest = [group for group in rest if group]
    to = to + 1 if how in _DOWN and not alone else to
    return [*rest[: max(0, to)], [name], *rest[max(0, to) :]]


def places(order: Order) -> dict[str, int]:
    """Return the place of each submission; equals share the first of theirs."""
    found: dict[str, int] = {}
    for group in order:
        found |= dict.fromkeys(group, len(found) + 1)
    return found


def standing(given: Mapping[str, object]) -> Order:
    """Return the order that places say."""
    groups: dict[int, list[str]] = {}
    for name, place in given.items():
        groups.setdefault(int(str(place)), []).append(name)
    return [groups[place] for place in sorted(groups)]


def _viewed(line: str, names: Sequence[str]) -> str | None:
    """Return the submission that ``v ID`` wants to see, or None where a line says something else."""
    letter, _, wanted = line.partition(" ")
    if letter.casefold() != "v":
        return None
    return next((name for name in names if name.casefold() == wanted.strip().casefold()), None)


def ask(sitting: Sitting, say: Spoken, keyboard: Keyboard) -> dict[str, int] | None:
    """Ask for an order until the judge agrees to it; return the places, or None where the judge stops."""
    (criterion,) = sitting.criteria
    most, shows = sitting.opened.round.picks, sitting.opened.round.shows
    names = [name for name in sitting.order if name not in sitting.recused]
    for name in names:
        title = sitting.submission(name).title if shows is None or "title" in shows else ""
        click.echo(fitted(f"  {name}  {title}".rstrip()))
    given = {name: mark for name in names if (mark := sitting.given(name).get(criterion.id)) is not None}
    order = standing(given)
    told = say("order-help") + ("" if most is None else " " + say("order-most", most=most))
    click.echo(fitted(told))
    try:
        while True:
            if order:
                click.echo()
                for group, place in ((group, places(order)[group[0]]) for group in order):
                    click.echo(fitted(f"  {place:>3}. {' = '.join(group)}"))
            line = keyboard.line(say("order-ask"))
            if line == "?":
                click.echo(fitted(told))
                continue
            if (viewed := _viewed(line, names)) is not None:
                click.echo(fitted(question.record(sitting.submission(viewed), shows)))
                continue
            if line.casefold() == "q":
                return None
            if not line and order:
                return places(order)
            try:
                order = moved(order, line) or read(line, names, most) or order
            except Misplaced as wrong:
                click.echo(say(wrong.phrase, **wrong.parts))
    except Ended:
        click.echo()
        return None
