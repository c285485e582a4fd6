"""Letters built from a scored round: for each submission what the round promises its applicant."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs

from judge.edition.criteria import Criteria
from judge.edition.equals import equals
from judge.edition.named import Names
from judge.edition.promise import Promise, band, promise, shows_score
from judge.model.challenge import Submission
from judge.model.edition import Correction, Evidence
from judge.model.letter import Answer, Letter, Rank, Remark, Worked
from judge.model.result import Outcome, Standing, Unranked
from judge.model.wording import LANGUAGES, Wording
from judge.score.admission import admission, retention
from judge.score.clauses import read_back
from judge.score.run import Scored
from judge.score.stories import Stories

WITHOUT = ("not an entrant", "calibration")
"""Whoever took no part in the round gets no letter on it."""

PEOPLE = ("withdrawn", "disqualified")
"""The states whose reason people wrote, so that titles may stand in it."""

LANGUAGE = "language"
"""The field of a record that says in which language its applicant reads."""

_TOPICS = ("step", "places", "outcome")
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
    """

    def __init__(
        self,
        scored: Scored,
        evidence: Evidence,
        remarks: Mapping[str, Sequence[Remark]],
        corrections: Iterable[Correction] = (),
        *,
        draft: bool,
    ) -> None:
        self._scored, self._result, self._evidence = scored, scored.result, evidence
        self._round = scored.setting.round
        self._promise = promise(self._round.publishing)
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
        self._gates = {each: tuple(self._clauses(each)) for each in LANGUAGES}
        self._rule = {each: self._told(each) for each in LANGUAGES}

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
            state=gone.state if gone is not None and self._promise.states else "",
            reason="" if gone is None else self._reason(gone),
            gates={} if gone is None or not self._promise.reasons else self._stopping(gone),
            answers=tuple(self._answers(name)),
            lines=self._criteria.of(name, steps),
            working=tuple(
                Worked(step.words, step.name, cell.value)
                for step in steps
                for cell in step.cells
                if step.number and not cell.key and cell.value is not None
            ),
            remarks=tuple(self._remarks.get(name, ())),
            rule=self._rule,
            evidence=self._evidence,
        )

    def _rank(self, standing: Standing) -> Rank:
        own = [each for each in self._result.standings if each.track == standing.track]
        found = Rank(standing.track, score=standing.score if shows_score(self._round.publishing) else None)
        if self._promise.place == "band":
            return attrs.evolve(found, band=band(sum(each.block < standing.block for each in own), len(own)))
        if self._promise.place == "none":
            return found
        found = attrs.evolve(found, place=standing.place, shared=standing.shared, of=len(own))
        raw = self._raw.get((standing.track, standing.submission))
        if raw is not None and self._promise.ties:
            found = attrs.evolve(found, raw_place=raw.place, raw_shared=raw.shared)
        return attrs.evolve(found, equals=equals(self._scored, standing)) if self._promise.ties else found

    # -- without a place ----------------------------------------------------------------------------------------------

    def _reason(self, gone: Unranked) -> str:
        """Return why a submission has no place, if it may be told: it may hold the score, or the name of somebody else."""
        public = shows_score(self._round.publishing)
        before = any(each.submission == gone.submission for each in self._scored.setting.left_out)
        told = public or (self._promise.reasons and before)
        return gone.reason if told and not self._names_others(gone) else ""

    def _names_others(self, gone: Unranked) -> bool:
        own = next((each.title for each in self._result.challenge.submissions if each.id == gone.submission), "")
        others = self._called.of(gone.reason, [own]) if gone.state in PEOPLE else []
        return bool(others) or any(name != gone.submission for name in self._names.of(gone.reason))

    def _clauses(self, language: str) -> Iterator[tuple[str, str]]:
        """Yield each gate, as a reason names it, with its clause."""
        rubric, setting = self._scored.setting.rubric, self._scored.setting
        places = {gate.place: gate.name or gate.fact for gate in (*setting.gates,)}
        titles = {each.id: each.title.in_language(language) for each in rubric.criteria} if rubric is not None else {}

        def called(dimension: str, member: str) -> str:
            return f"`{titles.get(member, member)}`" if dimension == "criterion" else member

        after = retention(self._scored.prepared.gates, language, called)
        clauses = [*admission(setting.round, rubric, language), *after]
        for clause in clauses:
            if clause.place in places:
                yield places[clause.place], clause.text

    def _stopping(self, gone: Unranked) -> Mapping[str, tuple[str, ...]]:
        """Return the clauses of the gates that a submission did not pass."""
        if gone.state != "ineligible":
            return {}
        return {
            language: tuple(clause for name, clause in gates if Names([name]).of(gone.reason))
            for language, gates in self._gates.items()
        }

    # -- what follows -------------------------------------------------------------------------------------------------

    def _answers(self, name: str) -> Iterator[Answer]:
        tracks = {each.track for each in self._standings.get(name, ())}
        hidden = name in self._unranked and not self._promise.states
        for outcome in self._result.outcomes:
            found = _answer(outcome, name, self._promise) if outcome.track in tracks or not outcome.track else None
            if found is not None:
                yield found
            elif hidden and not outcome.track and ": " not in outcome.name:
                yield Answer(
                    *_given(outcome), "passed", len(outcome.taken), outcome.seats
                )  # as whoever has a place reads it

    def _told(self, language: str) -> tuple[str, ...]:
        """Return the clauses of the rule that make places, as everybody may read them."""
        regulation = read_back(self._result.challenge, self._round, self._scored.prepared, language)
        return tuple(clause.text for clause in regulation.clauses if clause.topic in _TOPICS)


def _given(outcome: Outcome) -> tuple[str, bool]:
    """Return what an outcome gives, and whether that is an award."""
    return outcome.award or outcome.name, outcome.award is not None


def _answer(outcome: Outcome, name: str, promise_: Promise) -> Answer | None:
    """Return what an outcome means for a submission, or None where it is not about it."""
    found = Answer(*_given(outcome), "taken", len(outcome.taken), outcome.seats)
    notes = {each.submission: each.clause for each in outcome.notes}
    passed = {each.submission: each.clause for each in outcome.passed}
    if name in outcome.taken:
        return attrs.evolve(found, note=notes.get(name, "") if promise_.reasons else "")
    if any(name in decision.submissions for decision in outcome.wildcards):
        return attrs.evolve(found, answer="wildcard")
    if name not in passed:
        return None
    clause = passed[name].partition("; waiting list: ")[0]
    hidden = promise_.place != "place" and clause.startswith("place ")
    found = attrs.evolve(found, answer="passed", clause=clause if promise_.reasons and not hidden else "")
    waiting = dict(outcome.waiting)
    if name not in waiting:
        return found
    return attrs.evolve(found, answer="waiting", number=waiting[name] if promise_.waits else None)


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
