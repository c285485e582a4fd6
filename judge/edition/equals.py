"""The tie that a submission was part of, as its applicant may read it: how many stood where, never who, nor with what."""

from collections.abc import Collection
from fractions import Fraction

from judge.model.letter import Equals, Parting
from judge.model.result import Standing, TieStep
from judge.model.wording import LANGUAGES, Wording
from judge.score.run import Scored
from judge.score.sentence import of_breaker


def equals(scored: Scored, standing: Standing, few: Collection[str] = ()) -> Equals | None:
    """Return the tie of a submission in one ranking, or None where its score is its own.

    Args:
        few: the submissions whose numbers are kept back, since they would tell the marks of one or two judges.
    """
    name = standing.submission
    tie = next((each for each in scored.result.ties if each.track == standing.track and name in each.submissions), None)
    if tie is None:
        return None
    hidden = not set(few).isdisjoint(tie.submissions)
    partings = tuple(_parting(scored, step, name, hidden) for step in tie.steps if name in dict(step.values))
    end = "shared" if any(name in block and len(block) > 1 for block in tie.blocks) else tie.end
    return Equals(len(tie.submissions) - 1, partings, end)


def _parting(scored: Scored, step: TieStep, name: str, hidden: bool) -> Parting:
    value = dict(step.values)[name]
    own = next(at for at, block in enumerate(step.blocks) if name in block)
    ahead, behind = (sum(map(len, part)) for part in (step.blocks[:own], step.blocks[own + 1 :]))
    told = value if isinstance(value, Fraction) and not hidden else None
    return Parting(_words(scored, step.breaker), told, ahead, behind, len(step.blocks[own]) - 1)


def _words(scored: Scored, breaker: str) -> Wording:
    """Return a tie-break in every language."""
    rubric = scored.setting.rubric
    titles = {each.id: each.title for each in rubric.criteria} if rubric is not None else {}
    for item in scored.prepared.breakers:
        if of_breaker(item) == breaker:
            title = titles.get(item.breaker.criterion or "")
            return Wording({
                each: of_breaker(item, each, None if title is None else f"`{title.in_language(each)}`")
                for each in LANGUAGES
            })  # fmt: skip
    return Wording({"": breaker})
