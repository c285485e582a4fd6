"""A letter as a paper: what came out, why, criterion by criterion, what judges wrote, and the rule."""

from collections.abc import Iterator

from judge.model.letter import Answer, Letter, Rank, Worked
from judge.model.number import plain, shown
from judge.show.letter.criteria import criteria
from judge.show.letter.words import WORDS, Said
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
    yield Heading(say("result"))
    yield from _result(letter, say)
    yield from criteria(letter, say)
    if letter.working:
        yield Heading(say("working"))
        yield Pairs(tuple((_worked(each, say), shown(each.value)) for each in letter.working))
    if letter.promised and "remarks" in letter.promised:
        yield Heading(say("remarks"))
        yield from _remarks(letter, say)
    if letter.rule[say.language] and any(rank.place is not None or rank.score is not None for rank in letter.ranks):
        yield Heading(say("rule"))
        yield Items(tuple(map(say.quoted, letter.rule[say.language])))
    yield Heading(say("evidence"))
    yield from _evidence(letter, say)


def _worked(each: Worked, say: Said) -> str:
    words = say.quoted(each.words.in_language(say.language))
    return words if each.name is None else say("called", words=words, name=say.quoted(f"`{each.name}`"))


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
        score = say("score", score=shown(rank.score))
        yield Words(say("in track", track=rank.track, told=score) if rank.track and not place else score)
    if rank.raw_place is not None and (rank.raw_place, rank.raw_shared) != (rank.place, rank.shared):
        yield Words(say("raw", place="=" * rank.raw_shared + plain(rank.raw_place)))
    if rank.equals is not None:
        yield Words(say("equals", others=rank.equals.others))
        yield from _partings(rank, say)


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
    ending = f"end {rank.equals.end}"
    told += [say(ending)] if ending in WORDS else []
    if told:
        yield Items(tuple(told))


def _without(letter: Letter, say: Said) -> Iterator[Block]:
    known = f"state {letter.state}"
    yield Words(say("without", state=say(known if known in WORDS else "state other")), strong=True)
    if letter.reason:
        yield Words(say("reason", why=say.reason(letter.state, letter.reason)))
    clauses = letter.gates.get(say.language, ())
    if clauses:
        yield Words(say("stopped"))
        yield Items(tuple(map(say.quoted, clauses)))


def _answer(answer: Answer, say: Said) -> Iterator[Block]:
    name = answer.name
    if answer.answer == "taken":
        yield Words(
            say("award", name=name) if answer.award else say("taken", name=name, taken=answer.taken), strong=True
        )
    elif answer.answer == "wildcard":
        yield Words(say("wildcard", name=name), strong=True)
    elif answer.answer == "waiting":
        at = answer.number
        yield Words(say("waiting", name=name) if at is None else say("waiting at", name=name, number=at), strong=True)
    elif answer.award:
        yield Words(say("no award", name=name))
    else:
        why = say.engine(answer.clause)
        yield Words(say("passed why" if why else "passed", name=name, taken=answer.taken, why=why))
    if answer.note:
        yield Words(say("note", name=name, note=say.engine(answer.note)))


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
    yield Words(say("check"))
    pairs = [(say("digest"), found.digest)]
    pairs += [(say("seal"), " ".join(filter(None, (found.seal, found.at))))] if found.seal else []
    pairs.append((say("engine"), f"judge {found.engine}"))
    yield Pairs(tuple(pairs))
