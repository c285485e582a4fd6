"""Each mark of an edition: a line for a submission, a judge and a criterion."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import groupby

from judge.model.canonical import encode
from judge.model.edition import Edition, Given, Row
from judge.show.data.chunks import chunks
from judge.show.data.table import Cell, Column, Table, endless

Line = tuple[str, Given, str]
"""A submission, what a judge gave it, and the criterion."""


def judged(edition: Edition) -> Iterator[Row]:
    """Yield each submission once, in whatever rankings it stands."""
    known: set[str] = set()
    for row in (*edition.rows, *edition.unranked):
        if row.submission not in known:
            known.add(row.submission)
            yield row


def lines(edition: Edition) -> Iterator[Line]:
    """Yield every mark by submission, judge, and criterion in the order of the rubric."""
    for row in judged(edition):
        given = [(each, measure.criterion) for measure in row.measures for each in measure.marks]
        given.sort(key=lambda pair: pair[0].judge)
        yield from ((row.submission, each, criterion) for each, criterion in given)


def ballots(row: Row) -> Iterator[tuple[str, dict[str, Given]]]:
    """Yield a submission's judges with what each gave it by criterion; twice a judge who gave it two marks on one criterion."""
    given = [(each, measure.criterion) for measure in row.measures for each in measure.marks]
    given.sort(key=lambda pair: pair[0].judge)
    for judge, pairs in groupby(given, key=lambda pair: pair[0].judge):
        several: list[dict[str, Given]] = []
        for each, criterion in pairs:
            first = next((ballot for ballot in several if criterion not in ballot), None)
            if first is None:
                several.append(first := {})
            first[criterion] = each
        yield from ((judge, ballot) for ballot in several)


def table(edition: Edition) -> Table:
    """Return the marks as a table; one that is no decimal, since it was worked out, also as a fraction."""
    fractions = endless((each.value for _, each, _ in lines(edition)), None)
    columns = [
        Column("submission", "text", "The id of the submission."),
        Column("judge", "text", "The id of the judge."),
        Column("criterion", "text", "The id of the criterion."),
        Column("mark", "number", "The mark; empty where there is none."),
        Column("state", "text", "Why there is no mark, in a word."),
    ]
    if fractions:
        columns.append(Column("mark numerator", "whole", "The mark exactly is this number divided by the next."))
        columns.append(Column("mark denominator", "whole", "What the number before is divided by."))
    rows = lambda: (_cells(line, fractions) for line in lines(edition))  # noqa: E731
    return Table("marks", "What a judge gave a submission on a criterion.", tuple(columns), rows)


def _cells(line: Line, fractions: bool) -> tuple[Cell, ...]:
    submission, given, criterion = line
    value = given.value
    found = (submission, given.judge, criterion, value, given.state)
    if not fractions:
        return found
    return (*found, *((None, None) if value is None else (Fraction(value.numerator), Fraction(value.denominator))))


def ndjson(edition: Edition) -> Iterator[bytes]:
    """Yield the marks as JSON, an object a line, numbers exact as texts."""
    return chunks(
        encode({"submission": submission, "judge": each.judge, "criterion": criterion}
               | ({"state": each.state} if each.value is None else {"mark": each.value})) + "\n"
        for submission, each, criterion in lines(edition)
    )  # fmt: skip
