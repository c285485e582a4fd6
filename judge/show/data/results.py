"""An edition as data: everything in it, numbers exact, and nothing that it does not show."""

import json
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from importlib import resources

from judge.model.challenge import Decision
from judge.model.edition import Correction, Edition, Evidence, Judged, Measure, Missed, Release, Row
from judge.model.number import plain
from judge.model.regulation import Regulation
from judge.model.result import Compared, Outcome, Tie, TieStep
from judge.model.rubric import Level
from judge.show import outcomes, ranking
from judge.show.data.chunks import chunks

FORMAT = 1
"""The version of the data; it changes when a reader must."""

NAME, SCHEMA = "results.json", "results.schema.json"

Data = Mapping[str, object]


def schema() -> bytes:
    """Return the JSON Schema of the data, draft 2020-12."""
    return (resources.files("judge.show.data") / SCHEMA).read_bytes()


def results(edition: Edition) -> Iterator[bytes]:
    """Yield an edition as one JSON object in UTF-8, a row a line."""
    return chunks(_texts(edition))


def _texts(edition: Edition) -> Iterator[str]:
    between = "{\n"
    for key, value in _parts(edition):
        yield f"{between}{json.dumps(key)}:"
        between = ",\n"
        if isinstance(value, Iterator):
            yield from _list(value)
        else:
            yield _json(value)
    yield "\n}\n"


def _list(items: Iterator[Data]) -> Iterator[str]:
    between = "[\n"
    for item in items:
        yield f"{between}{_json(item)}"
        between = ",\n"
    yield "[]" if between == "[\n" else "\n]"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_exact)


def _exact(value: object) -> object:
    """Return what JSON has no form for: a number as its exact text, a mapping, or a list."""
    if isinstance(value, Fraction):
        return plain(value)
    return dict(value) if isinstance(value, Mapping) else list(value) if isinstance(value, Iterable) else str(value)


def _parts(edition: Edition) -> Iterator[tuple[str, object]]:
    """Yield the keys of the data; one whose value the edition does not show is not there."""
    yield "$schema", SCHEMA
    yield "format", FORMAT
    yield "audience", edition.audience
    yield "depth", edition.depth
    yield "challenge", _sorted(edition.challenge.texts)
    yield "round", {"id": edition.round, "title": _sorted(edition.title.texts)}
    yield "languages", edition.languages
    yield "better", edition.better
    yield "by", edition.by
    yield "evidence", _evidence(edition.evidence)
    yield "release", _release(edition.release)
    yield "rule", {language: _rule(told) for language, told in edition.regulation.items()}
    if edition.feedback is not None:
        yield "feedback", edition.feedback
    if edition.shows("criteria"):
        yield "criteria", map(_criterion, edition.criteria)
        yield "step", edition.source
    if edition.shows("places"):
        yield "ranking", _ranked(edition)
        yield "without_a_place", (_unranked(edition, row) for row in edition.unranked)
    else:
        yield "taken", map(_named, edition.rows)
    yield "outcomes", (_outcome(edition, each) for each in edition.outcomes)
    if edition.shows("scores"):
        yield "ties", map(_tie, edition.ties)
        yield "missed", map(_missed, edition.missed)
        yield "waived", (outcomes.decision_data(each) | {"gate": each.about} for each in edition.waived)
    if edition.shows("marks"):
        yield "cautions", edition.cautions
    yield "corrections", map(_correction, edition.corrections)


def _sorted(texts: Mapping[str, str]) -> dict[str, str]:
    """Return texts in the order of their keys, whatever the order of the file."""
    return dict(sorted(texts.items()))


def _evidence(told: Evidence) -> Data:
    return {
        "digest": told.digest, "rule_language": told.language, "engine": told.engine, "seal": told.seal or None,
        "root": told.root or None, "anchor": told.anchor or None, "sealed_at": told.at or None,
        "newest": told.newest or None,
    }  # fmt: skip


def _release(told: Release) -> Data:
    return {
        "number": told.number, "stage": told.stage, "until": told.until or None, "replaces": told.replaces or None,
        "why": told.why or None, "changes": told.changes,
    }  # fmt: skip


def _rule(told: Regulation) -> list[Data]:
    return [{"about": clause.topic, "text": clause.text} for clause in told.clauses]


def _criterion(item: Judged) -> Data:
    return {
        "criterion": item.id, "title": _sorted(item.title.texts), "weight": item.weight, "low": item.low, "high": item.high,
        "better": item.better, "levels": [_level(each) for each in item.levels], "fields": _sorted(item.fields),
    }  # fmt: skip


def _level(item: Level) -> Data:
    told = {"descriptor": _sorted(item.descriptor.texts)} if item.descriptor is not None else {}
    return {"mark": item.mark, "to": item.high, "title": _sorted(item.title.texts)} | told


def _named(row: Row) -> Data:
    return {"submission": row.submission, "title": row.title, "fields": _sorted(row.fields)}


def _ranked(edition: Edition) -> Iterator[Data]:
    deciding = ranking.decided(edition.ties)
    for row in edition.rows:
        found = {"place": row.place, "shared": row.shared} | dict(_named(row))
        if edition.by is not None:
            found["track"] = row.track
        if edition.shows("scores"):
            found |= {"score": row.score, "decided_by": deciding.get((row.track, row.submission)) or None}
        if row.raw_place is not None:
            found |= {"raw_place": row.raw_place, "raw_shared": row.raw_shared, "raw_score": row.raw_score}
        yield found | _measured(edition, row)


def _unranked(edition: Edition, row: Row) -> Data:
    found = dict(_named(row)) | {"state": row.state}
    if edition.shows("scores"):
        found["reason"] = row.reason
    return found | _measured(edition, row)


def _measured(edition: Edition, row: Row) -> dict[str, object]:
    return {"criteria": [_measure(edition, each) for each in row.measures]} if edition.shows("criteria") else {}


def _measure(edition: Edition, item: Measure) -> Data:
    found: dict[str, object] = {"criterion": item.criterion, "value": item.value, "count": item.count, "few": item.few}
    if edition.shows("marks"):
        found["marks"] = [
            {"judge": each.judge} | ({"state": each.state} if each.value is None else {"mark": each.value})
            for each in item.marks
        ]
    return found


def _outcome(edition: Edition, item: Outcome) -> Data:
    """Return an outcome, without what the edition keeps back rather than as if it were empty."""
    whole = outcomes.data(item) | {"track": item.track or None}
    known = {"name", "award", "seats", "taken", "wildcards", "track"}
    if edition.shows("places"):
        known |= {"waiting", "decisions"}
    return whole if edition.shows("scores") else {key: value for key, value in whole.items() if key in known}


def _tie(item: Tie) -> Data:
    return {
        "track": item.track or None, "submissions": item.submissions, "score": item.score, "order": item.blocks,
        "end": item.end, "draws": dict(item.draws), "decisions": list(map(_decision, item.decisions)),
        "steps": list(map(_step, item.steps)),
    }  # fmt: skip


def _decision(item: Decision) -> Data:
    return outcomes.decision_data(item)


def _step(item: TieStep) -> Data:
    values: dict[str, Compared] = dict(item.values)
    return {
        "by": item.breaker, "values": values, "order": item.blocks, "passed_over": item.passed,
        "duels": [{"first": one, "second": other, "for_first": ahead, "for_second": behind}
                  for one, other, ahead, behind in item.duels],
    }  # fmt: skip


def _missed(item: Missed) -> Data:
    return {"outcome": item.outcome, "track": item.track or None, "submission": item.submission, "by": item.by}


def _correction(item: Correction) -> Data:
    return {
        "submission": item.submission, "field": item.field, "before": item.before, "after": item.after,
        "reason": item.reason,
    }  # fmt: skip
