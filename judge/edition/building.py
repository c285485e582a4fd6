"""An edition built from a scored round: for one audience, as deep as the round promises."""

from collections.abc import Callable, Collection, Mapping, Sequence

import attrs

from judge.edition import allowed
from judge.edition.folds import folds
from judge.edition.measures import measures, seldom_marked
from judge.model.challenge import Challenge, Round, Submission
from judge.model.edition import Audience, Correction, Edition, Evidence, Judged, Measure, Missed, Release, Row
from judge.model.explanation import StepStory
from judge.model.publishing import Depth
from judge.model.result import Outcome, Result, Standing
from judge.model.rubric import Criterion
from judge.model.wording import LANGUAGES, Wording
from judge.score.clauses import read_back
from judge.score.run import Scored


def build(
    scored: Scored,
    audience: Audience,
    evidence: Evidence,
    release: Release,
    *,
    trail: Sequence[str] = (),
    story: Callable[[str], tuple[StepStory, ...]] | None = None,
    corrections: Sequence[Correction] = (),
    most: Depth = "marks",
) -> Edition:
    """Return what an audience may see.

    Args:
        scored: the round, scored with its tables kept.
        trail: its canonical lines.
        story: returns every step of one submission's score.
        corrections: of records, to be shown in place of what stood there.
        most: how deep it may be whatever the round promises, such as where marks are withheld.
    """
    result = scored.result
    challenge, round_ = result.challenge, scored.setting.round
    promised = round_.publishing.depth if audience == "public" else "marks"
    depth = promised if not allowed.reaches(promised, most) else most
    marks, inner = allowed.reaches(depth, "marks"), allowed.reaches(depth, "criteria")
    criteria = scored.setting.rubric.criteria if scored.setting.rubric is not None and inner else ()
    source, found = measures(result, [each.id for each in criteria], marks=marks) if criteria else (0, {})
    records = _Records(challenge, round_, corrections)
    languages = tuple(each for each in challenge.languages if each in LANGUAGES) or ("en",)
    outcomes = tuple(allowed.outcome(each, depth) for each in result.outcomes)
    placed = allowed.reaches(depth, "places")
    rows = _ranked(result, records, found, depth) if placed else _taken(outcomes, records)
    few = seldom_marked(result)
    unranked = _unranked(result, records, found, depth, few) if placed else ()
    told = round_ if marks else attrs.evolve(round_, panel=None)  # the rule names its judges where marks do
    return Edition(
        audience=audience,
        depth=depth,
        challenge=challenge.title,
        title=round_.title if round_.title.texts else Wording({"": round_.id}),
        round=round_.id,
        languages=languages,
        better=result.better,
        by=result.by,
        criteria=tuple(_judged(each) for each in criteria),
        source=source,
        rows=rows,
        unranked=unranked,
        ties=allowed.ties(result.ties, depth, few, _judges(result)),
        outcomes=outcomes,
        waived=result.waived if allowed.reaches(depth, "scores") else (),
        missed=tuple(_missed(result)) if allowed.reaches(depth, "scores") else (),
        cautions=tuple(each.message for each in result.cautions) if marks else (),
        regulation={each: read_back(challenge, told, scored.prepared, each) for each in languages},
        evidence=evidence,
        release=release,
        corrections=_corrected(corrections, round_, {row.submission for row in (*rows, *unranked)}),
        trail=tuple(trail) if marks else (),
        story=_told(story, audience) if marks and story is not None else None,
        feedback=round_.publishing.feedback,
        folds=folds(scored) if marks else (),
    )


class _Records:
    """Submissions as they are published: the title, and the fields that the round names."""

    def __init__(self, challenge: Challenge, round_: Round, corrections: Sequence[Correction]) -> None:
        self._by_id = {each.id: each for each in challenge.submissions}
        self._fields = round_.publishing.fields
        self._corrected = {(each.submission, each.field): each.after for each in corrections}

    def row(self, submission: str) -> Row:
        """Return a submission without a place so far."""
        record = self._by_id.get(submission)
        title = self._corrected.get((submission, "title"), record.title if record is not None else submission)
        fields = {name: text for name in self._fields if (text := self._field(record, submission, name))}
        return Row(submission, title, fields)

    def _field(self, record: Submission | None, submission: str, name: str) -> str:
        known = record.texts.get(name, "") if record is not None else ""
        return self._corrected.get((submission, name), known)


def _corrected(corrections: Sequence[Correction], round_: Round, shown: Collection[str]) -> tuple[Correction, ...]:
    """Return the corrections of what is published of those who stand in the edition."""
    fields = {"title", *round_.publishing.fields}
    return tuple(each for each in corrections if each.submission in shown and each.field in fields)


def _judged(criterion: Criterion) -> Judged:
    return Judged(
        criterion.id, criterion.title, criterion.weight, criterion.scale.low, criterion.scale.high,
        criterion.scale.better, criterion.levels or criterion.scale.levels, criterion.fields,
    )  # fmt: skip


def _ranked(
    result: Result, records: _Records, found: Mapping[str, tuple[Measure, ...]], depth: Depth
) -> tuple[Row, ...]:
    raw = {(each.track, each.submission): each for each in result.raw}
    return tuple(
        _standing(each, records.row(each.submission), raw.get((each.track, each.submission)), found, depth)
        for each in result.standings
    )


def _standing(
    standing: Standing, row: Row, raw: Standing | None, found: Mapping[str, tuple[Measure, ...]], depth: Depth
) -> Row:
    row = attrs.evolve(row, track=standing.track, place=standing.place, shared=standing.shared)
    if not allowed.reaches(depth, "scores"):
        return row
    row = attrs.evolve(row, score=standing.score, measures=found.get(standing.submission, ()))
    if raw is None:
        return row
    return attrs.evolve(row, raw_place=raw.place, raw_shared=raw.shared, raw_score=raw.score)


def _taken(outcomes: Sequence[Outcome], records: _Records) -> tuple[Row, ...]:
    """Return who was taken or named by people, by id: no order tells a place."""
    named = {name for each in outcomes for one in each.wildcards for name in one.submissions}
    named |= {name for each in outcomes for name in each.taken}
    return tuple(records.row(name) for name in sorted(named))


def _judges(result: Result) -> tuple[str, ...]:
    return result.dimensions["judge"].members if "judge" in result.dimensions else ()


def _unranked(
    result: Result,
    records: _Records,
    found: Mapping[str, tuple[Measure, ...]],
    depth: Depth,
    few: Collection[str],
) -> tuple[Row, ...]:
    return tuple(
        attrs.evolve(
            records.row(each.submission), state=each.state, reason=allowed.reason(each, depth, few),
            measures=found.get(each.submission, ()),
        )
        for each in result.unranked
    )  # fmt: skip


def _missed(result: Result) -> list[Missed]:
    """Return for each outcome the first one below its cut: of those passed over, whose score is no better than the last one taken."""
    sign = 1 if result.better == "higher" else -1
    worth = {(each.track, each.submission): sign * each.score for each in result.standings}
    found = []
    for each in result.outcomes:
        taken = [worth[each.track, name] for name in each.taken if (each.track, name) in worth]
        if each.seats is None or not taken or each.award is not None:
            continue
        passed = [(one.submission, worth.get((each.track, one.submission))) for one in each.passed]
        below = [(name, min(taken) - own) for name, own in passed if own is not None and own <= min(taken)]
        found += [Missed(each.name, each.track, *first) for first in below[:1]]
    return found


def _told(story: Callable[[str], tuple[StepStory, ...]], audience: Audience) -> Callable[[str], tuple[StepStory, ...]]:
    return lambda submission: allowed.story(story(submission), reasons=audience == "auditor")
