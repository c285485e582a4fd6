"""How a score came about, and what was marked: each step in figures, the sum of the criteria, their weights and scales."""

from collections.abc import Iterator

from judge.model.letter import Asked, Letter, Summed, Worked
from judge.model.number import plain, shown
from judge.show.letter.words import Said
from judge.show.paper.blocks import Block, Pairs, Words


def working(letter: Letter, say: Said) -> Iterator[tuple[str, str]]:
    """Yield the score as the sum of its criteria, where no step is that sum, and each step that leaves one number."""
    summed = letter.summed
    if summed is not None and not any(each.figures for each in letter.working):
        yield say("summed alike" if _alike(summed) else "summed"), _sum(summed)
    for each in letter.working:
        yield _step(each, say), each.figures or shown(each.value)


def _step(each: Worked, say: Said) -> str:
    words = say.quoted(each.words.in_language(say.language))
    return words if each.name is None else say("called", words=words, name=say.quoted(f"`{each.name}`"))


def _alike(summed: Summed) -> bool:
    return all(weight == 1 for weight, _ in summed.terms)


def _sum(summed: Summed) -> str:
    alike, score = _alike(summed), shown(summed.score)
    terms = (shown(value) if alike else f"{plain(weight)} × {shown(value)}" for weight, value in summed.terms)
    whole = " + ".join(terms)
    return f"{whole} = {score}" if summed.divisor == 1 else f"({whole}) / {plain(summed.divisor)} = {score}"


def asked(letter: Letter, say: Said) -> Iterator[Block]:
    """Yield what was marked, unless the letter has a table that says so."""
    if len(letter.asked) < 2 or any(line.value is not None for line in letter.lines):
        return
    yield Words(say("asked"))
    yield Pairs(tuple((each.title.in_language(say.language), _terms(each, say)) for each in letter.asked))


def _terms(each: Asked, say: Said) -> str:
    told = [] if each.weight is None else [say("asked weight", weight=plain(each.weight))]
    if each.low is not None and each.high is not None:
        told.append(say("asked scale", low=plain(each.low), high=plain(each.high)))
    return ", ".join(told)
