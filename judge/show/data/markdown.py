"""An edition as Markdown: the ranking, how ties were parted, what follows, who has no place, the rule and the evidence."""

from collections.abc import Callable, Iterator
from fractions import Fraction

from judge.model.edition import Edition, Row
from judge.model.number import plain, shown
from judge.model.result import Outcome, Tie
from judge.show import outcomes, ranking
from judge.show.data.words import Words
from judge.show.report import Report, Section, written
from judge.show.told import reason


def markdown(edition: Edition) -> bytes:
    """Return an edition as Markdown in its first language, in UTF-8."""
    say = Words(edition.languages[0])
    report = Report(title(edition), tuple(_sections(edition, say)), lambda: None)
    return written(report, "markdown").encode()


def title(edition: Edition) -> str:
    """Return the titles of challenge and round in the first language."""
    names = (each.in_language(edition.languages[0]) for each in (edition.challenge, edition.title))
    return ", ".join(name for name in names if name) or edition.round


def evidence(edition: Edition, say: Words) -> tuple[str, ...]:
    """Return what an edition is, and by what a reader finds out whether it is what it says."""
    told, act = edition.evidence, edition.release
    lines = [say(f"stage {act.stage}", until=act.until, newest=told.newest)]
    lines += [say("edition", number=act.number)] if act.number else []
    lines += [say("replaces", digest=act.replaces, why=act.why)] if act.replaces else []
    lines += _changes(edition, say)
    lines.append(say("digest", digest=told.digest))
    lines += [say("seal", seal=told.seal, root=told.root, at=told.at)] if told.seal else []
    lines += [say("anchor", anchor=told.anchor)] if told.anchor else []
    return (*lines, say("engine", engine=told.engine, language=told.language))


def _changes(edition: Edition, say: Words) -> Iterator[str]:
    """Yield what is different from the edition before, below a line that says how to read it."""
    if edition.release.changes and edition.shows("places"):
        yield say("moved scores" if edition.shows("scores") else "moved")
    yield from (f"  {line}" if edition.shows("places") else line for line in edition.release.changes)


def _sections(edition: Edition, say: Words) -> Iterator[Section]:
    yield _places(edition, say)
    if edition.ties:
        yield Section(say("ties"), lines=tuple(line for tie in edition.ties for line in _tie(tie, say)))
    yield from (_outcome(each, say) for each in edition.outcomes)
    if edition.missed:
        rows = [(each.outcome, each.submission, shown(each.by)) for each in edition.missed]
        yield Section(say("missed"), (say("outcome"), say("submission"), say("by")), tuple(rows), (say("by"),))
    if edition.unranked:
        yield _unranked(edition, say)
    if edition.waived:
        lines = (say("waives", gate=each.about, order=outcomes.order(each, say.language)) for each in edition.waived)
        yield Section(say("waived"), lines=tuple(lines))
    if edition.corrections:
        yield _corrections(edition, say)
    rule = edition.regulation.get(edition.languages[0])
    if rule is not None:
        yield Section(say("rule"), lines=tuple(clause.text for clause in rule.clauses))
    yield Section(say("evidence"), lines=evidence(edition, say))


def _places(edition: Edition, say: Words) -> Section:
    drawn = list(_drawn(edition, say))
    right = {say(name) for name in ("place", "score", "raw place")}
    rows = tuple(tuple(cell(row) for _, cell in drawn) for row in edition.rows)
    headers = tuple(header for header, _ in drawn)
    return Section(say("ranking" if edition.shows("places") else "taken"), headers, rows, tuple(right & set(headers)))


def _drawn(edition: Edition, say: Words) -> Iterator[tuple[str, Callable[[Row], str]]]:
    """Yield the headers of the ranking, each with what a row has under it."""
    if edition.by is not None and edition.shows("places"):
        yield edition.by, lambda row: row.track
    if edition.shows("places"):
        yield say("place"), lambda row: _place(row.place, row.shared)
    yield say("submission"), lambda row: row.submission
    yield say("title"), lambda row: row.title
    if edition.shows("scores"):
        texts = ranking.score_texts([row.score for row in edition.rows if row.score is not None])
        yield say("score"), lambda row: "" if row.score is None else texts[row.score]
    if any(row.raw_place is not None for row in edition.rows):
        yield say("raw place"), lambda row: _place(row.raw_place, row.raw_shared)
    yield from (_field(name) for name in sorted({name for row in edition.rows for name in row.fields}))
    if edition.outcomes:
        beside = outcomes.beside(edition.outcomes, say.language)
        yield say("outcome"), lambda row: beside.get((row.track, row.submission), "")
    deciding = ranking.decided(edition.ties, say.language)
    if deciding:
        yield say("decided by"), lambda row: deciding.get((row.track, row.submission), "")


def _field(name: str) -> tuple[str, Callable[[Row], str]]:
    return name, lambda row: row.fields.get(name, "")


def _place(place: Fraction | None, shared: bool) -> str:
    return "" if place is None else ("=" if shared else "") + plain(place)


def _tie(tie: Tie, say: Words) -> Iterator[str]:
    """Yield how a tie was decided, in lines."""
    head = f"{tie.track}{outcomes.WORDS['colon'][say.language]}" if tie.track else ""
    yield head + say("equal", names=", ".join(tie.submissions), score=shown(tie.score))
    yield from (f"  {ranking.tie_step(step, say.language)}" for step in tie.steps)
    if tie.end == "lot":
        yield "  " + say("by lot", draws=", ".join(f"{name} {number[:12]}…" for name, number in tie.draws))
    yield from ("  " + say("by chair", order=outcomes.order(each, say.language)) for each in tie.decisions)
    shared = (block for block in tie.blocks if len(block) > 1)
    yield from ("  " + say("place shared", names=", ".join(block)) for block in shared)


def _outcome(outcome: Outcome, say: Words) -> Section:
    told = say("outcome of", name=outcome.name)
    heading = told[:1].upper() + told[1:] + (f" ({outcome.award})" if outcome.award else "")
    lines = [say("seats", n=outcome.seats)] if outcome.seats is not None else []
    lines.append(say("taken names", names=", ".join(outcome.taken) or say("nobody")))
    if outcome.waiting:
        lines.append(say("waiting", names=", ".join(f"{number}. {name}" for name, number in outcome.waiting)))
    lines += [say("by chair", order=outcomes.order(each, say.language)) for each in outcome.decisions]
    lines += [say("wildcard", order=outcomes.order(each, say.language)) for each in outcome.wildcards]
    return Section(heading, lines=tuple(lines))


def _unranked(edition: Edition, say: Words) -> Section:
    headers = (say("submission"), say("title"), say("reason" if edition.shows("scores") else "state"))
    rows = (
        (row.submission, row.title, reason(row.state, row.reason or row.state, say.language))
        for row in edition.unranked
    )
    return Section(say("unranked"), headers, tuple(rows))


def _corrections(edition: Edition, say: Words) -> Section:
    headers = tuple(say(name) for name in ("submission", "field", "before", "after", "reason"))
    names = {"title": say("title")}
    rows = (
        (each.submission, names.get(each.field, each.field), each.before, each.after, each.reason)
        for each in edition.corrections
    )
    return Section(say("corrections"), headers, tuple(rows))
