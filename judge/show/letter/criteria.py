"""The criteria of a letter: a table of results beside the field, and the levels reached in words."""

from collections.abc import Iterator, Sequence

from judge.model.letter import Letter, Line
from judge.model.number import plain, shown
from judge.model.rubric import Level
from judge.show.letter.words import Said
from judge.show.paper.blocks import Block, Heading, Pairs, Sheet, Words

_EYE = 3
"""So many decimals are enough for a result beside others."""


def criteria(letter: Letter, say: Said) -> Iterator[Block]:
    """Yield what a letter says of each criterion, or nothing."""
    if not letter.lines:
        return
    numbers = [line for line in letter.lines if line.value is not None]
    levels = [line for line in letter.lines if line.described]
    if numbers:
        yield Heading(say("criteria"))
        yield _sheet(numbers, say)
        yield from _notes(numbers, say)
    if levels:
        yield Heading(say("levels"))
        yield Pairs(tuple((_title(line, say), _level(line.level, say)) for line in levels))


def _sheet(lines: Sequence[Line], say: Said) -> Sheet:
    """Return the table, with those columns that say something."""
    columns = [
        ("criterion", [_title(line, say) for line in lines], False),
        ("weight", [_weight(line, say) for line in lines], True),
        ("yours", [shown(line.value, _EYE) if line.value is not None else "" for line in lines], True),
        ("scale", [_ends(line, say) for line in lines], False),
        ("better", [_count(line, "above") for line in lines], True),
        ("equal", [_count(line, "equal") for line in lines], True),
        ("worse", [_count(line, "below") for line in lines], True),
        ("part", [_band(line, say) for line in lines], False),
        ("middle", [_middle(line, say) for line in lines], False),
    ]
    told = [column for column in columns if any(column[1])]
    among = any(line.among is not None for line in lines)
    return Sheet(
        say("criteria told" if among else "criteria own"),
        tuple(say(name) for name, _, _ in told),
        tuple(zip(*(texts for _, texts, _ in told), strict=True)),
        tuple(at for at, (_, _, right) in enumerate(told) if right),
    )


def _notes(lines: Sequence[Line], say: Said) -> Iterator[Block]:
    if not all(line.counts for line in lines):
        yield Words(say("out told"))
    lower = [_title(line, say) for line in lines if line.better == "lower"]
    if lower:
        yield Words(say("lower", names="; ".join(lower)))


def _title(line: Line, say: Said) -> str:
    return line.title.in_language(say.language)


def _weight(line: Line, say: Said) -> str:
    if not line.counts:
        return say("out")
    return "" if line.weight is None else plain(line.weight)


def _ends(line: Line, say: Said) -> str:
    if line.low is None or line.high is None:
        return ""
    return say("ends", low=plain(line.low), high=plain(line.high))


def _count(line: Line, which: str) -> str:
    found = line.among
    if found is None or found.above is None or found.equal is None:
        return ""
    return str(
        {"above": found.above, "equal": found.equal, "below": found.count - 1 - found.above - found.equal}[which]
    )


def _band(line: Line, say: Said) -> str:
    band = line.among.band if line.among is not None else None
    return "" if band is None else say(f"{band.number} of {band.of}")


def _middle(line: Line, say: Said) -> str:
    middle = line.among.middle if line.among is not None else None
    return "" if middle is None else say("ends", low=shown(middle[0], _EYE), high=shown(middle[1], _EYE))


def _level(level: Level | None, say: Said) -> str:
    if level is None:
        return say("no level")
    descriptor = level.descriptor.in_language(say.language) if level.descriptor is not None else ""
    words = [level.title.in_language(say.language), descriptor]
    return ": ".join(word for word in words if word) or plain(level.mark)
