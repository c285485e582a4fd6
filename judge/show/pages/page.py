"""The pages of an edition in one language."""

from collections.abc import Iterator, Sequence
from functools import cached_property

from judge.model.challenge import Decision
from judge.model.explanation import StepStory
from judge.model.number import shown
from judge.show.pages import bars, document, evidence, taken, ties
from judge.show.pages.dataset import dataset
from judge.show.pages.lines import Lines, gives
from judge.show.pages.recounting import Recounting
from judge.show.pages.story import Stories, Story
from judge.show.pages.survey import Survey, median
from judge.show.pages.words.said import NAMES, Phrase, Said


class Page:
    """An edition in one language.

    Args:
        survey: what all languages share.
        language: which one.
    """

    def __init__(self, survey: Survey, language: str) -> None:
        self._survey, self.said = survey, Said(language)
        self._stories = Stories(survey, self.said)

    @property
    def path(self) -> str:
        """Return the name of the file with the ranking."""
        return self._survey.path("", self.said.language)

    def path_of(self, submission: str) -> str:
        """Return the name of the file of one submission, where each has its own."""
        return self._survey.path(submission, self.said.language)

    def index(self) -> Iterator[bytes]:
        """Yield the page with the ranking."""
        survey = self._survey
        lines = Lines(survey, self.said, self._links)
        recounting = Recounting(survey, self.said)
        frame = self._frame("")
        values = frame | {
            "recorded": document.block(dataset(survey, self.said, str(frame["title"]), str(frame["description"]))),
            "lines": lines, "survey": survey, "recounting": recounting, "first": self._first(),
            "outcomes": [taken.told(each, survey, self.said) for each in survey.edition.outcomes],
            "gives": list(enumerate(map(gives, survey.edition.outcomes))),
            "ties": [ties.told(each, survey.scores, self.said) for each in survey.edition.ties],
            "waived": [self._waived(each) for each in survey.edition.waived],
            "charts": [(track, self._chart(track)) for track in survey.rankings] if survey.scores else [],
            "clauses": [each.text for each in survey.edition.regulation[self.said.language].clauses],
            "facts": list(evidence.facts(survey, self.said)), "commands": list(evidence.commands(survey, self.said)),
            "files": evidence.files(survey, self.said),
            "stories": self._told, "unfolded": survey.unfolded, "links": self._links,
            "scripts": (document.asset("table.js"), *recounting.scripts),
        }  # fmt: skip
        return document.rendered("index.html", values | self._policy(values["scripts"]))

    def of(self, submission: str, steps: Sequence[StepStory]) -> Iterator[bytes]:
        """Yield the page of one submission."""
        values = self._frame(submission) | {"told": self._stories.of(submission, steps)}
        return document.rendered("submission.html", values | self._policy(()))

    def _frame(self, submission: str) -> dict[str, object]:
        """Return what the head and the foot of every page show."""
        survey, said = self._survey, self.said
        edition = survey.edition
        challenge, round_ = Phrase(edition.challenge, said.language), Phrase(edition.title, said.language)
        told = said("description", round=round_.text, challenge=challenge.text)
        title = f"{said('results')}{said('colon')}{round_.text} · {challenge.text}"
        return {
            "say": said, "edition": edition, "challenge": challenge, "round": round_, "description": told,
            "title": f"{survey.title(submission)} · {title}" if submission else title, "banner": evidence.banner(survey, said),
            "results": survey.results, "alternates": self._alternates(submission), "home": f"../{self.path}" if submission else "",
            "split": survey.split, "engine": said.engine,
        }  # fmt: skip

    def _policy(self, scripts: object) -> dict[str, object]:
        assert isinstance(scripts, tuple)
        style = document.asset("page.css")
        return {"style": style, "scripts": scripts, "policy": document.policy((style,), scripts)}

    def _alternates(self, submission: str) -> list[tuple[str, str, str]]:
        """Return the code, the name and the address of each language of this page."""
        languages = self._survey.edition.languages
        paths = (self._survey.path(submission, each) for each in languages)
        return [(each, NAMES[each], path.rpartition("/")[2]) for each, path in zip(languages, paths, strict=True)]

    @cached_property
    def _links(self) -> dict[str, str]:
        """By submission, where its story is, as seen from the ranking; nothing where there is none."""
        survey = self._survey
        if not survey.unfolded:
            return dict.fromkeys(survey.rows, "")
        return {each: self.path_of(each) if survey.split else f"#{name}" for each, name in survey.names.items()}

    def _told(self) -> Iterator[Story]:
        story = self._survey.edition.story
        for submission in self._survey.rows:
            yield self._stories.of(submission, story(submission) if story is not None else ())

    def _first(self) -> list[dict[str, object]]:
        """Return who stands on top of each ranking."""
        if not self._survey.edition.shows("places"):
            return []
        found = []
        for track, rows in self._survey.rankings.items():
            top = [row for row in rows if row.place == rows[0].place]
            found.append({"track": track, "rows": top[:3], "more": len(top) - 3})
        return [each for each in found if each["rows"]]

    def _waived(self, decision: Decision) -> str:
        return self.said("waived-one", gate=decision.about, order=ties.order(decision, self.said))

    def _chart(self, track: str) -> dict[str, object] | None:
        """Return the distribution of a ranking's scores as a drawing and in numbers."""
        scores = [row.score for row in self._survey.rankings[track] if row.score is not None]
        if not scores:
            return None
        ranges = bars.bins(scores)
        texts = self._survey.scores
        told = self.said(
            "distribution-told", low=texts[min(scores)], high=texts[max(scores)], middle=shown(median(scores))
        )
        ends = [(shown(each.low), shown(each.high), each.count) for each in ranges]
        return {"columns": bars.columns(ranges), "ranges": ends, "told": told, "end": shown(ranges[-1].high)}
