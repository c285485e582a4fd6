"""``judge reveal``: a round scored for its ceremony, and the order in which it is revealed."""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import attrs

from judge.acts.loading import Mistaken
from judge.acts.scoring import Chosen, choose, scored_from
from judge.edition.allowed import reaches
from judge.model.ceremony import Ceremony, Step
from judge.model.problem import listed, nearest
from judge.model.result import Outcome, Result
from judge.model.wording import LANGUAGES
from judge.record.journal import of_round
from judge.score.run import Scored
from judge.score.sentence import of_breaker


def reveal(
    directory: Path,
    round_id: str | None,
    language: str | None,
    *,
    scores: bool = True,
    track: str | None = None,
    top: int | None = None,
    outcome: str | None = None,
) -> Ceremony:
    """Return the ceremony of a round; nothing that the round does not publish is in it.

    Args:
        directory: the challenge folder.
        round_id: which round, or None for the last one that has marks.
        language: what is spoken, or None for the challenge's first language if it is one of these, else ``en``.
        scores: whether scores are wanted.
        track: the one ranking that is revealed, or None for all, one after the other.
        top: the place to begin with, or None for the last one.
        outcome: the name or award of the outcome whose taken are revealed, or None for the places.

    Raises:
        Refused: if the data is wrong.
        Mistaken: if there is no such round, track or outcome, or the round does not publish its places.
    """
    found = choose(directory, round_id)
    done = scored_from(found, keep=False)
    result, depth = _corrected(done.result, found), done.setting.round.publishing.depth
    first = next(iter(result.challenge.languages), "")
    spoken = language or (first if first in LANGUAGES else "en")
    ordered = reaches(depth, "places")
    if outcome is None and not ordered:
        raise Mistaken(f"the round `{result.round}` does not publish its places; say which --outcome to reveal")
    steps = places(result, track, top) if outcome is None else taken(result, outcome, track, ordered=ordered)
    return Ceremony(
        result, spoken, found.drafted is not None and not found.drafted.sealed,
        scores and reaches(depth, "scores"), reaches(depth, "scores"), steps, _breakers(done, spoken),
    )  # fmt: skip


def places(result: Result, track: str | None = None, top: int | None = None) -> tuple[Step, ...]:
    """Return the steps of a ranking from the last place up, one ranking after the other.

    Raises:
        Mistaken: if there is no such track.
    """
    known = tuple(dict.fromkeys(item.track for item in result.standings)) or ("",)
    if track is not None and (result.by is None or track not in known):
        raise Mistaken(_unknown("track", track, known if result.by is not None else ()))
    chosen = known if track is None else (track,)
    return tuple(step for one in chosen for step in _ranking(result, one, top))


def _ranking(result: Result, track: str, top: int | None) -> Iterator[Step]:
    yield Step("opening", track, track)
    own = [item for item in result.standings if item.track == track]
    for block, equals in reversed([(block, tuple(each)) for block, each in groupby(own, lambda item: item.block)]):
        if top is None or block == 0 or equals[0].place <= top:
            yield Step("place", track, track, tuple(item.submission for item in equals))
    if not own:
        yield Step("nobody", track, track)


def taken(result: Result, name: str, track: str | None = None, *, ordered: bool = True) -> tuple[Step, ...]:
    """Return the steps of an outcome: whom people took beside the order first, then from the last one taken up.

    Args:
        result: the round, scored.
        name: of the outcome, or its award.
        track: the one ranking that is revealed, or None for all.
        ordered: whether places are public; if not, those taken come one by one by id, so that no order tells a place.

    Raises:
        Mistaken: if there is no such outcome, or not in this track.
    """
    own = [each for each in result.outcomes if name in (each.name, each.name.partition(": ")[0], each.award)]
    if not own:
        raise Mistaken(_unknown("outcome", name, tuple(dict.fromkeys(each.name for each in result.outcomes))))
    chosen = [each for each in own if track in (None, each.track)]
    if not chosen:
        raise Mistaken(_unknown("track", track or "", tuple(each.track for each in own if each.track)))
    return tuple(step for one in chosen for step in _outcome(result, one, ordered=ordered))


def _outcome(result: Result, outcome: Outcome, *, ordered: bool) -> Iterator[Step]:
    _, colon, member = outcome.name.partition(": ")
    heading = outcome.name if outcome.award is None else outcome.award + colon + member
    yield Step("opening", heading, outcome.track)
    wild = [name for decision in outcome.wildcards for name in decision.submissions]
    for name in wild if ordered else sorted(wild):
        yield Step("wildcard", heading, outcome.track, (name,))
    for equals in reversed(_together(result, outcome)) if ordered else [(name,) for name in sorted(outcome.taken)]:
        yield Step("taken", heading, outcome.track, equals)
    if not wild and not outcome.taken:
        yield Step("nobody", heading, outcome.track)


def _together(result: Result, outcome: Outcome) -> list[tuple[str, ...]]:
    """Return those taken, best first; who shares a place, and who was tied at the cut, stand together."""
    blocks = {item.submission: item.block for item in result.standings if item.track == outcome.track}
    cut = frozenset(() if outcome.decisions else outcome.tied_at_cut)
    return [
        tuple(equals)
        for _, equals in groupby(outcome.taken, lambda name: -1 if name in cut else blocks.get(name, -2))
    ]  # fmt: skip


def _unknown(what: str, name: str, known: tuple[str, ...]) -> str:
    hint = nearest(name, known) or f"{what}s: {listed(known)}" if known else f"the round has no {what}s"
    return f"no {what} is called `{name}`; {hint}"


def _corrected(result: Result, found: Chosen) -> Result:
    """Return a result with the titles as people corrected them in the record after they were judged."""
    if found.drafted is None:
        return result
    entries = of_round(found.drafted.record.audit.organizer, result.round)
    said = {
        each.text("sub"): each.text("value")
        for each in entries
        if each.type == "correct" and each.text("field") == "title"
    }
    every = tuple(attrs.evolve(each, title=said.get(each.id, each.title)) for each in result.challenge.submissions)
    return attrs.evolve(result, challenge=attrs.evolve(result.challenge, submissions=every))


def _breakers(done: Scored, language: str) -> dict[str, str]:
    """Return each tie-break in words, with the titles of criteria."""
    rubric = done.setting.rubric
    titles = {item.id: item.title.in_language(language) for item in rubric.criteria} if rubric is not None else {}
    return {
        of_breaker(item): of_breaker(item, language, titles.get(item.breaker.criterion or "") or None)
        for item in done.prepared.breakers
    }
