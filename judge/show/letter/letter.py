"""A letter as a paper: what came out, why, criterion by criterion, what judges wrote, and the rule."""

from collections.abc import Iterator
from fractions import Fraction

from judge.model.letter import Answer, Letter, Rank, Stopped
from judge.model.number import plain, rounded, shown
from judge.show.letter.criteria import criteria
from judge.show.letter.words import WORDS, Said
from judge.show.letter.working import asked, working
from judge.show.paper.blocks import Block, Heading, Items, Notice, Pairs, Paper, Quotes, Words


def paper(letter: Letter) -> Paper:
    """Return a letter in its language."""
    say = Said(letter.language)
    titles = (letter.challenge.in_language(say.language), letter.round_title.in_language(say.language))
    lines = (say("submission", id=letter.submission), ", ".join(title for title in titles if title))
    return Paper(letter.title, lines, say.language, tuple(_blocks(letter, say)))


def _blocks(letter: Letter, say: Said) -> Iterator[Block]:
    if letter.draft:
        yield Notice(say("draft"))
    if letter.until:
        yield Notice(say("embargo", until=letter.until))
    yield Heading(say("result"))
    yield from _result(letter, say)
    yield from criteria(letter, say)
    if letter.working or letter.summed is not None:
        yield Heading(say("working"))
        yield Pairs(tuple(working(letter, say)))
    if letter.promised and "remarks" in letter.promised:
        yield Heading(say("remarks"))
        yield from _remarks(letter, say)
    if _ruled(letter):
        yield Heading(say("rule"))
        yield from asked(letter, say)
        yield Items(tuple(map(say.quoted, letter.rule[say.language])))
    yield Heading(say("evidence"))
    yield from _evidence(letter, say)


def _ruled(letter: Letter) -> bool:
    """Whether a letter holds a number that the rule explains."""
    return any(rank.place is not None or rank.score is not None for rank in letter.ranks)


# -- the result -------------------------------------------------------------------------------------------------------


def _result(letter: Letter, say: Said) -> Iterator[Block]:
    for answer in letter.answers:
        if answer.answer in ("taken", "wildcard"):
            yield from _answer(answer, say)
    for rank in letter.ranks:
        yield from _rank(rank, say)
    if letter.state:
        yield from _without(letter, say)
    elif not letter.answers and all(not any(_place(rank, say)) and rank.score is None for rank in letter.ranks):
        yield Words(say("nothing"))
    for answer in letter.answers:
        if answer.answer not in ("taken", "wildcard"):
            yield from _answer(answer, say)


def _rank(rank: Rank, say: Said) -> Iterator[Block]:
    place = " ".join(_place(rank, say))
    if place:
        yield Words(say("in track", track=rank.track, told=place) if rank.track else place, strong=True)
    if rank.score is not None:
        score = say("score", score=shown(rank.score), range=_range(rank, say))
        yield Words(say("in track", track=rank.track, told=score) if rank.track and not place else score)
    if rank.raw_place is not None and (rank.raw_place, rank.raw_shared) != (rank.place, rank.shared):
        yield Words(say("raw", place="=" * rank.raw_shared + plain(rank.raw_place)))
    if rank.equals is not None:
        yield Words(say("equals", others=rank.equals.others))
        yield from _partings(rank, say)


def _range(rank: Rank, say: Said) -> str:
    """Return between which numbers a score can lie, and which end is the good one where that is the lower."""
    low, high = ("" if end is None else plain(end) for end in (rank.low, rank.high))
    kind = "both" if low and high else "low" if low else "high"
    told = [say(f"range {kind}", low=low, high=high)] if low or high else []
    told += [say("range lower")] if rank.better == "lower" else []
    return f" ({'; '.join(told)})" if told else ""


def _place(rank: Rank, say: Said) -> Iterator[str]:
    if rank.place is not None:
        yield say("place shared" if rank.shared else "place", place=plain(rank.place), of=rank.of)
    elif rank.band is not None:
        yield say("band", band=say(f"{rank.band.number} of {rank.band.of}"))


def _partings(rank: Rank, say: Said) -> Iterator[Block]:
    assert rank.equals is not None
    told = []
    for each in rank.equals.partings:
        breaker = say.quoted(each.breaker.in_language(say.language))
        name, value = ("parting", "") if each.value is None else ("parting value", shown(each.value))
        told.append(say(name, breaker=breaker, value=value, ahead=each.ahead, behind=each.behind, level=each.level))
    alone = rank.equals.end == "shared" and not told
    ending = "end alone" if alone else f"end {rank.equals.end}"
    told += [say(ending)] if ending in WORDS else []
    if told:
        yield Items(tuple(told))


def _without(letter: Letter, say: Said) -> Iterator[Block]:
    known = f"state {letter.state}"
    yield Words(say("without", state=say(known if known in WORDS else "state other")), strong=True)
    if letter.reason and not (letter.gates and all(each.entered or each.value is not None for each in letter.gates)):
        yield Words(say("reason", why=say.reason(letter.state, letter.reason)))
    if letter.gates:
        yield Words(say("stopped"))
        yield Items(tuple(_stopped(each, say) for each in letter.gates))


def _stopped(gate: Stopped, say: Said) -> str:
    """Return what a gate asks, and what the submission has there."""
    clause = say.quoted(gate.clause.in_language(say.language))
    if gate.entered:
        return f"{clause} {say('entered', text=gate.entered)}"
    return clause if gate.value is None else f"{clause} {say('reached', value=shown(gate.value))}"


def _answer(answer: Answer, say: Said) -> Iterator[Block]:
    name, taken = answer.name, _taken(answer, say)
    if answer.answer == "taken":
        yield Words(say("award", name=name) if answer.award else say("taken", name=name, taken=taken), strong=True)
    elif answer.answer == "wildcard":
        yield Words(say("wildcard", name=name), strong=True)
    elif answer.answer == "waiting":
        at = answer.number
        yield Words(say("waiting", name=name) if at is None else say("waiting at", name=name, number=at), strong=True)
    elif answer.award:
        yield Words(say("no award", name=name))
    else:
        why = say.engine(answer.clause)
        yield Words(say("passed why" if why else "passed", name=name, taken=taken, why=why))
    if answer.note:
        yield Words(say("note", name=name, note=say.engine(answer.note)))
    if answer.cut is not None and answer.behind is not None:
        near = {"cut": apart(answer.cut, answer.behind), "behind": apart(answer.behind, answer.behind)}
        yield Words(say("cut", **near) if answer.behind else say("cut level", **near))


def _taken(answer: Answer, say: Said) -> str:
    """Return how many were taken, and why they are more than there are seats."""
    if answer.seats is None or answer.taken <= answer.seats:
        return say("count", taken=answer.taken)
    return say("count tied" if answer.tied else "count of", taken=answer.taken, seats=answer.seats)


def apart(value: Fraction, difference: Fraction) -> str:
    """Return a number for the eye, with as many decimals as it takes to see a difference."""
    digits = next((n for n in range(4, 12) if not difference or rounded(difference, n)), 12)
    return shown(value, digits)


# -- what judges wrote, and the evidence ------------------------------------------------------------------------------


def _remarks(letter: Letter, say: Said) -> Iterator[Block]:
    if not letter.remarks:
        yield Words(say("no remarks"))
        return
    yield Words(say("remarks told"))
    before = ""
    for remark in letter.remarks:
        title = remark.criterion.in_language(say.language) if remark.criterion is not None else ""
        if title != before:
            yield Words(say("on", criterion=title))
            before = title
        yield Quotes((remark.text,))


def _evidence(letter: Letter, say: Said) -> Iterator[Block]:
    found = letter.evidence
    told = " ".join(_checked(letter, say))
    if told:
        yield Words(told)
    pairs = [(say("digest"), found.digest)]
    pairs += [(say("seal"), " ".join(filter(None, (found.seal, found.at))))] if found.seal else []
    pairs.append((say("engine"), f"judge {found.engine}"))
    yield Pairs(tuple(pairs))


def _checked(letter: Letter, say: Said) -> Iterator[str]:
    """Yield how a reader finds out whether a letter is true, as far as there is something to look at."""
    if _ruled(letter):
        yield say("check numbers")
    if letter.draft:
        return
    if letter.evidence.seal:
        yield say("check record")
        return
    yield say("check page")
    if letter.recounted:
        yield say("check button", button=say.page("recount"))
