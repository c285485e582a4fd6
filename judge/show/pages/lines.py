"""The rows of a ranking as a page shows them."""

from collections.abc import Iterator, Mapping

import attrs

from judge.model.edition import Row
from judge.model.number import shown
from judge.model.result import Outcome, Tie
from judge.show.pages.bars import baseline, share
from judge.show.pages.survey import CUT, Ranked, Survey
from judge.show.pages.ties import number
from judge.show.pages.words.said import Said


@attrs.frozen
class Given:
    """What an outcome gives or refuses: its words, and its number among those that can be filtered by, or None."""

    text: str
    number: int | None


@attrs.frozen
class Cut:
    """Where the places of an outcome end: its name, and who is next with how much is missing, or nothing."""

    name: str
    following: str


@attrs.frozen
class Line:
    """A row of a ranking, in words."""

    place: str
    title: str
    language: str
    submission: str
    link: str
    fields: tuple[str, ...]
    score: str
    bar: str
    raw_place: str
    raw_score: str
    given: tuple[Given, ...]
    decided: str
    taken: bool
    cuts: tuple[Cut, ...]


class Lines:
    """The rows of every ranking of an edition in one language."""

    def __init__(self, survey: Survey, said: Said, links: Mapping[str, str]) -> None:
        self._survey, self._said, self._links = survey, said, links
        edition = survey.edition
        self._ends = baseline([row.score for row in edition.rows if row.score is not None])
        self._given = _given(edition.outcomes, said)
        self._decided = _decided(edition.ties, said)
        self._taken = {(each.track, name) for each in edition.outcomes for name in (*each.taken, *_wild(each))}

    @property
    def decided(self) -> bool:
        """Whether a tie decided any place."""
        return bool(self._decided)

    def of(self, track: str) -> Iterator[Line]:
        """Yield the rows of a track, best first."""
        for row in self._survey.rankings[track]:
            yield self._line(row, (track, row.submission))

    def _line(self, row: Row, key: Ranked) -> Line:
        survey = self._survey
        key = key if survey.edition.shows("places") else ("", row.submission)
        return Line(
            survey.place(row), row.title or row.submission, survey.language(row, self._said.language), row.submission, self._links[row.submission], tuple(row.fields.values()),
            survey.score(row), "" if row.score is None else share(row.score, *self._ends, 100),
            survey.raw_place(row), "" if row.raw_score is None else survey.raw_scores[row.raw_score],
            self._given.get(key, ()), self._decided.get(key, ""), key in self._taken, tuple(map(self._cut, survey.cuts.get(key, ()))),
        )  # fmt: skip

    def _cut(self, outcome: Outcome) -> Cut:
        missed = self._survey.edition.missed
        next_ = next((each for each in missed if (each.outcome, each.track) == (outcome.name, outcome.track)), None)
        if next_ is None:
            return Cut(outcome.name, "")
        title = self._survey.title(next_.submission)
        return Cut(outcome.name, self._said("cut-next", title=title, by=shown(next_.by)))


def gives(outcome: Outcome) -> str:
    """Return what an outcome gives: its award, else its name."""
    return outcome.award or outcome.name


def _wild(outcome: Outcome) -> tuple[str, ...]:
    return tuple(name for one in outcome.wildcards for name in one.submissions)


def _given(outcomes: tuple[Outcome, ...], said: Said) -> dict[Ranked, tuple[Given, ...]]:
    found: dict[Ranked, list[Given]] = {}
    for at, outcome in enumerate(outcomes):
        name = gives(outcome)
        told: dict[str, Given] = {}
        if outcome.terms or outcome.notes or outcome.waiting:
            why = ((one.submission, said.engine(one.clause)) for one in outcome.passed if one.clause != CUT)
            told |= {one: Given(said("not", name=outcome.name, why=clause), None) for one, clause in why}
        told |= {
            one: Given(f"{name}{said('colon')}{said('waiting', n=number)}", None) for one, number in outcome.waiting
        }
        told |= {one: Given(name, at) for one in outcome.taken}
        told |= {one.submission: Given(f"{name}{said('colon')}{said.engine(one.clause)}", at) for one in outcome.notes}
        told |= {one: Given(f"{name} ({said('wildcard')})", at) for one in _wild(outcome)}
        for one, given in told.items():
            found.setdefault((outcome.track, one), []).append(given)
    return {key: tuple(given) for key, given in found.items()}


def _decided(ties: tuple[Tie, ...], said: Said) -> dict[Ranked, str]:
    """Return, for each track and submission of a tie, what decided its place, with the number."""
    found: dict[Ranked, str] = {}
    for tie in ties:
        shared = {name for block in tie.blocks if len(block) > 1 for name in block}
        decided = {name for decision in tie.decisions for name in decision.submissions} - shared
        for name in tie.submissions:
            parting = [step for step in tie.steps if len(step.blocks) > 1 and name in dict(step.values)]
            told = []
            if parting:
                told.append(
                    f"{said.engine(parting[-1].breaker)}{said('colon')}{number(dict(parting[-1].values)[name], said)}"
                )
            told += [said("lot")] if tie.end == "lot" and name in dict(tie.draws) else []
            told += [said("the-chair")] if name in decided else []
            told += [said("shared")] if name in shared else []
            found[tie.track, name] = said("semicolon").join(told)
    return found
