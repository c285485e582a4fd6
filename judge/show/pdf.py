"""The report: an edition as a tagged PDF to be filed, mailed and printed; in each of its languages."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from judge.model.edition import Edition, Row
from judge.show.pages import evidence, taken, ties
from judge.show.pages.lines import Line, Lines
from judge.show.pages.survey import Survey
from judge.show.pages.words.said import Said
from judge.show.paper.blocks import Block, Heading, Items, Notice, Pairs, Paper, Sheet, Words
from judge.show.paper.pdf import pdf

MOST_ROWS, MOST_TIES = 1000, 200
"""So many rows of a ranking, and so many ties, stand in a report: paper is no place for more."""

WORDS: Mapping[str, Mapping[str, str]] = {
    "more": {
        "en": "{n} more stand in results.csv.",
        "es": "Otras {n} están en results.csv.",
        "fr": "{n} autres se trouvent dans results.csv.",
    },
}  # fmt: skip
"""By name, what only a report says, in every language."""

_NAME = re.compile(r"`([^`]*)`")


def report(edition: Edition, results: str = "") -> Iterator[tuple[str, Iterable[bytes]]]:
    """Yield ``report.pdf`` in the first language, and ``report.es.pdf`` and so on in the others, each set when it is taken.

    Args:
        edition: what may be seen.
        results: the SHA-256 of ``results.json`` in hexadecimal digits, or empty where it does not stand beside it.

    Raises:
        NotInstalled: when a file is taken, if typst is not there.
    """
    survey = Survey(edition, results, ())
    for language in edition.languages:
        ending = "" if language == edition.languages[0] else f".{language}"
        yield f"report{ending}.pdf", _set(survey, language)


def _set(survey: Survey, language: str) -> Iterator[bytes]:
    yield pdf(paper(survey, language))


def paper(survey: Survey, language: str) -> Paper:
    """Return an edition as a paper in one language."""
    edition, said = survey.edition, Said(language)
    title = f"{said('results')}{said('colon')}{edition.title.in_language(language)}"
    return Paper(title, (edition.challenge.in_language(language),), language, tuple(_blocks(survey, said)))


def _blocks(survey: Survey, said: Said) -> Iterator[Block]:
    edition = survey.edition
    yield from (Notice(text) for text in evidence.banner(survey, said))
    yield from _release(edition, said)
    yield from _rankings(survey, said)
    if edition.outcomes:
        yield Heading(said("outcomes"))
        for outcome in edition.outcomes:
            yield from _outcome(taken.told(outcome, survey, said), said)
    if edition.ties:
        yield Heading(said("ties"))
        for tie in edition.ties[:MOST_TIES]:
            yield from _tie(ties.told(tie, survey.scores, said), said)
        yield from _more(len(edition.ties) - MOST_TIES, said)
    yield from _without(survey, said)
    if edition.waived:
        yield Heading(said("waived"))
        yield Items(tuple(said("waived-one", gate=each.about, order=ties.order(each, said)) for each in edition.waived))
    yield Heading(said("rule"))
    yield Items(tuple(_plain(clause.text, said) for clause in edition.regulation[said.language].clauses))
    yield Heading(said("verify"))
    yield from _evidence(survey, said)


def _release(edition: Edition, said: Said) -> Iterator[Block]:
    """Yield what this edition takes the place of, and what was corrected."""
    act = edition.release
    if act.replaces:
        lines = [f"{said('edition', n=act.number)}. {said('replaces', digest=act.replaces)}", act.replaces]
        yield Items(tuple(filter(None, (*lines, act.why))))
    if act.changes:
        yield Heading(said("what-changed"))
        if edition.shows("places"):
            yield Words(said("moved-scores" if edition.shows("scores") else "moved"))
        yield Items(act.changes)
    if edition.corrections:
        headers = (said("submission"), said("field"), said("before-text"), said("after-text"), said("reason"))
        rows = tuple(
            (each.submission, said.field(each.field), each.before, each.after, each.reason)
            for each in edition.corrections
        )
        yield Heading(said("corrections"))
        yield Sheet("", headers, rows)


# -- the ranking ------------------------------------------------------------------------------------------------------


def _rankings(survey: Survey, said: Said) -> Iterator[Block]:
    edition = survey.edition
    places, lines = edition.shows("places"), Lines(survey, said, dict.fromkeys(survey.rows, ""))
    if places:
        yield Words(f"{said('higher' if edition.better == 'higher' else 'lower')} {said('equals')}")
    for track in survey.rankings:
        rows = list(islice(lines.of(track), MOST_ROWS))
        heading = said("ranking-of", track=track) if track else said("ranking" if places else "taken-list")
        yield Heading(heading)
        if rows:
            yield _sheet(rows, lines, survey, said)
            yield from _more(len(survey.rankings[track]) - MOST_ROWS, said)
        else:
            yield Words(said("nobody" if places else "nobody-taken"))
    if any(text.startswith("≈") for text in survey.scores.values()):
        yield Words(said("nearly"))


def _sheet(rows: list[Line], lines: Lines, survey: Survey, said: Said) -> Sheet:
    """Return a ranking as a table, with those columns that say something."""
    fields = dict.fromkeys(name for row in survey.rows.values() for name in row.fields)
    own = {row.submission: row.fields for row in survey.rows.values()}
    columns = [
        (said("place"), [row.place for row in rows], True),
        (said("code"), [row.submission for row in rows], False),
        (said("submission"), [row.title for row in rows], False),
        *((name, [own[row.submission].get(name, "") for row in rows], False) for name in fields),
        (said("score"), [row.score for row in rows], True),
        (said("raw-place"), [row.raw_place for row in rows], True),
        (said("outcome"), [said("semicolon").join(each.text for each in row.given) for row in rows], False),
        (said("decided"), [_plain(row.decided, said) for row in rows] if lines.decided else [], False),
    ]
    return _told([column for column in columns if any(column[1])])


def _told(columns: list[tuple[str, list[str], bool]]) -> Sheet:
    """Return a table of columns; the heading above is its caption."""
    return Sheet(
        "",
        tuple(header for header, _, _ in columns),
        tuple(zip(*(texts for _, texts, _ in columns), strict=True)),
        tuple(at for at, (_, _, right) in enumerate(columns) if right),
    )


def _without(survey: Survey, said: Said) -> Iterator[Block]:
    rows = survey.edition.unranked[:MOST_ROWS]
    if not rows:
        return
    columns = [
        (said("code"), [row.submission for row in rows], False),
        (said("submission"), [row.title for row in rows], False),
        (said("reason"), [_reason(row, said) for row in rows], False),
    ]
    yield Heading(said("without"))
    yield _told(columns)
    yield from _more(len(survey.edition.unranked) - MOST_ROWS, said)


def _more(number: int, said: Said) -> Iterator[Block]:
    if number > 0:
        yield Words(WORDS["more"][said.language].format(n=number))


def _reason(row: Row, said: Said) -> str:
    return (
        f"{said.state(row.state)}{said('colon')}{_plain(said.reason(row.state, row.reason), said)}"
        if row.reason
        else said.state(row.state)
    )


# -- what follows -----------------------------------------------------------------------------------------------------


def _outcome(told: taken.Told, said: Said) -> Iterator[Block]:
    yield Words(told.heading, strong=True)
    named = [" ".join(filter(None, (each.submission, f"({each.place})" * bool(each.place)))) for each in told.named]
    named = [
        f"{text}{said('colon')}{each.note}" if each.note else text for text, each in zip(named, told.named, strict=True)
    ]
    items = [told.limits, *([said.listed(named)] if named else [])]
    items += [said("more", n=told.more)] if told.more else []
    yield Items(tuple(_plain(item, said) for item in (*items, told.missed, *told.lines) if item))


def _tie(told: ties.Told, said: Said) -> Iterator[Block]:
    track = f"{told.track}{said('colon')}" if told.track else ""
    yield Words(f"{track}{told.heading}{said('colon')}{said.listed(told.submissions)}", strong=True)
    if told.lines:
        yield Items(tuple(_plain(line, said) for line in told.lines))


def _evidence(survey: Survey, said: Said) -> Iterator[Block]:
    yield Words(said("verify-intro" if survey.edition.shows("marks") else "verify-hidden"))
    yield Pairs(tuple((fact.name, fact.text) for fact in evidence.facts(survey, said) if fact.text))
    for command in evidence.commands(survey, said):
        if survey.results or "results.json" not in command.lines[0]:
            yield Words(command.told)
            yield Items(tuple(line for line in command.lines if line))


def _plain(text: str, said: Said) -> str:
    """Return a sentence with the names in it between quotation marks."""
    opening, closing = {"en": "“”", "es": "«»", "fr": ("« ", " »")}[said.language]
    return _NAME.sub(lambda found: f"{opening}{found[1]}{closing}", text)
