"""Letters built from a scored round: for each submission what the round promises its applicant."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs

from judge.edition.allowed import reaches
from judge.edition.answers import Answers
from judge.edition.criteria import Criteria
from judge.edition.equals import equals
from judge.edition.gates import Gates
from judge.edition.measures import seldom_marked
from judge.edition.named import Names
from judge.edition.promise import band, promise, shows_score
from judge.edition.rule import Rule, asked
from judge.edition.summed import Sums
from judge.model.challenge import Submission
from judge.model.edition import Correction, Evidence
from judge.model.explanation import StepStory
from judge.model.letter import Letter, Rank, Remark, Worked
from judge.model.publishing import Depth
from judge.model.result import Standing, Unranked
from judge.model.wording import LANGUAGES, Wording
from judge.score.run import Scored
from judge.score.stories import Stories

WITHOUT = ("not an entrant", "calibration")
"""Whoever took no part in the round gets no letter on it."""

PEOPLE = ("withdrawn", "disqualified")
"""The states whose reason people wrote, so that titles may stand in it."""

LANGUAGE = "language"
"""The field of a record that says in which language its applicant reads."""

_NAMES: Mapping[str, str] = {
    "english": "en", "inglés": "en", "ingles": "en", "anglais": "en",
    "spanish": "es", "español": "es", "espanol": "es", "castellano": "es", "espagnol": "es",
    "french": "fr", "français": "fr", "francais": "fr", "francés": "fr", "frances": "fr",
}  # fmt: skip


class Letters:
    """The letters of one scoring.

    Args:
        scored: a round scored with its tables kept.
        remarks: by submission, what judges wrote on ballots that count, in an order that tells no judge.
        corrections: of records, to be told in place of what stood there.
        draft: whether the round is not sealed yet.
        most: how deep everybody may see, whatever the round promises.
        until: the end of an embargo that stands, or empty.
    """

    def __init__(
        self,
        scored: Scored,
        evidence: Evidence,
        remarks: Mapping[str, Sequence[Remark]],
        corrections: Iterable[Correction] = (),
        *,
        draft: bool,
        most: Depth = "marks",
        until: str = "",
    ) -> None:
        self._scored, self._result, self._evidence = scored, scored.result, evidence
        self._round = scored.setting.round
        public = self._round.publishing.depth
        self._publishing = attrs.evolve(self._round.publishing, depth=most if reaches(public, most) else public)
        self._promise, self._until = promise(self._publishing), until
        self._remarks = remarks if self._promise.remarks else {}
        self._draft = draft
        self._titles = {each.submission: each.after for each in corrections if each.field == "title"}
        self._standings: dict[str, list[Standing]] = {}
        for each in self._result.standings:
            self._standings.setdefault(each.submission, []).append(each)
        self._raw = {(each.track, each.submission): each for each in self._result.raw}
        self._unranked = {each.submission: each for each in self._result.unranked}
        self._stories = Stories(scored)
        judges = self._result.dimensions["judge"].members if "judge" in self._result.dimensions else ()
        records = self._result.challenge.submissions
        self._names = Names((*(each.id for each in records), *judges))
        self._called = Names((*(each.title for each in records), *self._titles.values()))
        self._criteria = Criteria(scored, self._promise)
        self._gates = Gates(scored)
        self._few = frozenset[str]() if self._promise.few else seldom_marked(self._result)
        rule = Rule(scored)
        self._rule = {each: rule(each) for each in LANGUAGES}
        self._asked, self._sums = asked(scored.setting.rubric), Sums(scored)
        told = reaches(self._publishing.depth, "scores")
        self._answers = Answers(self._result, self._promise, scores=told)

    def __iter__(self) -> Iterator[Letter]:
        """Yield a letter for each submission that took part, by id."""
        for record in self._result.challenge.submissions:
            gone = self._unranked.get(record.id)
            if (gone is None or gone.state not in WITHOUT) and (gone is not None or record.id in self._standings):
                yield self._letter(record)

    def _letter(self, record: Submission) -> Letter:
        name, challenge, gone = record.id, self._result.challenge, self._unranked.get(record.id)
        ranks = tuple(self._rank(each) for each in self._standings.get(name, ()))
        steps = self._stories.of(name) if self._promise.numbers else ()
        lines = self._criteria.of(name, steps)
        working = tuple(self._worked(steps)) if self._promise.steps else ()
        known = gone is not None and (self._promise.states or gone.state == "withdrawn")
        tracks = [each.track for each in self._standings.get(name, ())]
        reason = "" if gone is None else self._reason(gone)
        return Letter(
            submission=name,
            title=self._titles.get(name, record.title),
            language=spoken(record.texts.get(LANGUAGE, ""), challenge.languages),
            challenge=challenge.title,
            round_title=self._round.title if self._round.title.texts else Wording({"": self._round.id}),
            round=self._round.id,
            draft=self._draft,
            promised=self._round.publishing.feedback,
            ranks=ranks,
            state=gone.state if gone is not None and known else "",
            reason=reason,
            gates=tuple(self._gates.of(record, gone, told=bool(reason)))
            if gone is not None and self._promise.reasons
            else (),
            answers=tuple(self._answers.of(name, tracks, hidden=gone is not None and not known)),
            lines=lines,
            working=working,
            summed=self._sums.of(lines, ranks[0].score if ranks else None),
            remarks=tuple(self._remarks.get(name, ())),
            asked=self._asked,
            rule=self._rule,
            evidence=self._evidence,
            recounted=reaches(self._publishing.depth, "marks"),
            until=self._until,
        )

    def _worked(self, steps: Iterable[StepStory]) -> Iterator[Worked]:
        """Yield the steps that leave one number, with the figures where these are of criteria."""
        criteria = {each.id for each in self._scored.setting.rubric.criteria} if self._scored.setting.rubric else set()
        for step in steps:
            for cell in step.cells if step.number else ():
                if not cell.key and cell.value is not None:
                    own = len(cell.parts) > 1 and all(part.label in criteria for part in cell.parts)
                    yield Worked(step.words, step.name, cell.value, cell.working if own else "")

    def _rank(self, standing: Standing) -> Rank:
        own = [each for each in self._result.standings if each.track == standing.track]
        shape, found = self._scored.prepared.score, Rank(standing.track)
        if shows_score(self._publishing):
            found = Rank(
                standing.track, score=standing.score, low=shape.low, high=shape.high, better=self._result.better
            )
        if self._promise.place == "band":
            return attrs.evolve(found, band=band(sum(each.block < standing.block for each in own), len(own)))
        if self._promise.place == "none":
            return found
        found = attrs.evolve(found, place=standing.place, shared=standing.shared, of=len(own))
        raw = self._raw.get((standing.track, standing.submission))
        if raw is not None and self._promise.ties:
            found = attrs.evolve(found, raw_place=raw.place, raw_shared=raw.shared)
        return attrs.evolve(found, equals=equals(self._scored, standing, self._few)) if self._promise.ties else found

    # -- without a place ----------------------------------------------------------------------------------------------

    def _reason(self, gone: Unranked) -> str:
        """Return why a submission has no place, if it may be told: it may hold the score, or the name of somebody else."""
        public = shows_score(self._publishing)
        before = any(each.submission == gone.submission for each in self._scored.setting.left_out)
        told = (public and (before or gone.submission not in self._few)) or (self._promise.reasons and before)
        return gone.reason if told and not self._names_others(gone) else ""

    def _names_others(self, gone: Unranked) -> bool:
        own = next((each.title for each in self._result.challenge.submissions if each.id == gone.submission), "")
        others = self._called.of(gone.reason, [own]) if gone.state in PEOPLE else []
        return bool(others) or any(name != gone.submission for name in self._names.of(gone.reason))


def spoken(said: str, languages: Sequence[str]) -> str:
    """Return the language of a letter: the applicant's, else the challenge's first that letters are written in, else English.

    Args:
        said: what the record says, such as ``es``, ``fr-CA``, ``español``, or several of them.
    """
    for part in re.split(r"[,;/]", said.casefold()):
        code = _NAMES.get(part.strip(), re.split(r"[-_]", part.strip())[0])
        if code in LANGUAGES:
            return code
    return next((each for each in languages if each in LANGUAGES), "en")
