"""An explanation: from the marks to the place, each line to be checked with a pocket calculator."""

from collections.abc import Iterator
from fractions import Fraction

from judge.model.explanation import CellStory, Explanation, Neighbour, Part, StepStory
from judge.model.number import plain, shown
from judge.show.outcomes import decision_data, order
from judge.show.ranking import tie_step
from judge.show.report import Report, Section


def report(told: Explanation) -> Report:
    """Return an explanation as a report."""
    every = (told, *told.others)
    summary = [line for one in every for line in _summary(one)]
    sections = [Section(lines=(*summary, *(f"{item.about} is waived: {order(item)}" for item in told.waived)))]
    sections += [_step(told, story) for story in told.steps]
    for one in every:
        sections += _ranking(one)
    return Report(f"{told.submission}: {told.title}", tuple(sections), lambda: data(told))


def _ranking(told: Explanation) -> Iterator[Section]:
    """Yield the tie, the neighbours and what follows in one ranking."""
    within = f" in {told.track}" if told.track else ""
    if told.tie is not None:
        end = {
            "parted": "the tie is broken",
            "shared": "what is still equal shares the place",
            "lot": "the lot decided",
            "chair": "the chair decided",
        }[told.tie.end]
        chair = (f"by the chair: {order(decision)}" for decision in told.tie.decisions)
        drawn = (f"drawn for {name}: SHA-256 {digest}" for name, digest in told.tie.draws)
        yield Section(f"The tie{within}", lines=(*(tie_step(step) for step in told.tie.steps), *drawn, *chair, end))
    if told.neighbours:
        yield Section(
            f"Next to it{within}", lines=tuple(line for other in told.neighbours for line in _neighbour(other))
        )
    lines = tuple(_outcomes(told))
    if lines:
        yield Section(f"What follows{within}", lines=lines)


def exact(value: Fraction | None) -> str:
    """Return a number as it is: a decimal if it ends, else a fraction with its decimals beside it."""
    if value is None:
        return "–"
    short = shown(value)
    return plain(value) if not short.startswith("≈") else f"{plain(value)} ({short})"


def _summary(told: Explanation) -> Iterator[str]:
    if told.place is None:
        yield f"Round {told.round}: without a place, because {told.unranked}."
        return
    shared = ", shared" if told.shared else ""
    within = f", {told.track}" if told.track else ""
    yield f"Round {told.round}{within}: place {plain(told.place)} of {told.ranked}{shared}, with a score of {exact(told.score)}."
    if told.raw is not None:
        raw = f"{plain(told.raw.place)}{', shared' * told.raw.shared}, with {exact(told.raw.score)}"
        yield f"Without the steps that standardise: place {raw}."


def _step(told: Explanation, story: StepStory) -> Section:
    if not story.number:
        return _marks(told, story)
    place = f" ({story.place})" if story.place and story.place.file else ""
    name = f", called `{story.name}`" if story.name else ""
    lines = [line for cell in story.cells for line in _cell(told, cell)]
    return Section(
        f"Step {story.number}: {story.sentence}{name}{place}",
        lines=tuple(lines) or ("nothing here for this submission",),
    )


def _marks(told: Explanation, story: StepStory) -> Section:
    parts = story.cells[0].parts
    rows = tuple(
        (
            *_judge_and_criterion(told, part),
            part.state if part.value is None else plain(part.value),
            part.reason,
            str(part.place or ""),
        )
        for part in parts
    )
    if not any(row[1] for row in rows):
        return Section(
            "The marks", ("judge", "mark", "reason", "where"), tuple((row[0], *row[2:]) for row in rows), ("mark",)
        )
    what = "pair" if told.pairs else "criterion"
    return Section("The marks", ("judge", what, "mark", "reason", "where"), rows, ("mark",))


def _judge_and_criterion(told: Explanation, part: Part) -> tuple[str, str]:
    judge, _, criterion = part.label.partition(" · ")
    return judge, criterion


def _cell(told: Explanation, cell: CellStory) -> Iterator[str]:
    key = " · ".join(member for _, member in cell.key)
    head = f"{key}: " if key else ""
    if cell.value is not None and [part.counted for part in cell.parts] == [False]:
        yield f"{head}{cell.working}, in place of {cell.parts[0].reason or cell.parts[0].state}"
        return
    if cell.working:
        yield f"{head}{cell.working}"
        yield from (f"  {line}" for line in cell.lines)
    elif cell.state:
        yield f"{head}{cell.state}"
    elif cell.value is not None:
        yield f"{head}{exact(cell.value)}"
    if not cell.working and len(cell.parts) > 1:
        kept = [part for part in cell.parts if part.counted]
        gone = [part for part in cell.parts if not part.counted]
        yield f"{head}{', '.join(_part(part) for part in kept)}"
        if gone:
            yield f"  without {', '.join(_part(part) for part in gone)}"
        return
    for part in cell.parts:
        if part.counted or (cell.state and not part.label):
            continue
        left = f"left out: {part.label or key}, {part.reason or part.state}"
        yield f"  {left}" if part.label or cell.value is None else f"  in place of {part.state}"


def _part(part: Part) -> str:
    value = part.state if part.value is None else plain(part.value)
    return f"{part.label} {value}".strip()


def _neighbour(other: Neighbour) -> Iterator[str]:
    amount = exact(abs(other.difference))
    how = f"{amount} {'higher' if other.difference > 0 else 'lower'}" if other.difference else "the same score"
    yield f"{other.side}: {other.submission} {other.title}, place {plain(other.place)} with {exact(other.score)}, {how}"
    for label, own, theirs in other.parts:
        if own != theirs and own is not None and theirs is not None:
            yield f"  {label}: {exact(own)} here, {exact(theirs)} there"


def _outcomes(told: Explanation) -> Iterator[str]:
    for outcome in told.outcomes:
        name = outcome.name + (f" ({outcome.award})" if outcome.award else "")
        passed = next((item.clause for item in outcome.passed if item.submission == told.submission), None)
        if told.submission in outcome.taken:
            tied = (
                ", tied at the cut, where ties are in"
                if told.submission in outcome.tied_at_cut and not outcome.decisions
                else ""
            )
            note = next((f", {item.clause}" for item in outcome.notes if item.submission == told.submission), "")
            yield f"{name}: taken{tied}{note}"
        elif passed is not None or told.place is None:
            yield f"{name}: not taken, {passed or 'it has no place'}"
        for decision in (*outcome.wildcards, *outcome.decisions):
            if told.submission in decision.submissions:
                yield f"{name}: {decision.kind} by decision: {order(decision)}"


def data(told: Explanation) -> dict[str, object]:
    """Return an explanation as data, its numbers exact."""
    found: dict[str, object] = {
        "submission": told.submission, "title": told.title, "round": told.round, "place": told.place, "shared": told.shared,
        "score": told.score, "ranked": told.ranked, "without_a_place": told.unranked or None,
        "steps": [
            {"step": story.number, "sentence": story.sentence, "name": story.name,
             "place": str(story.place) if story.place else None, "cells": [_cell_data(cell) for cell in story.cells]}
            for story in told.steps
        ],
        "tie": None if told.tie is None else {
            "submissions": told.tie.submissions, "end": told.tie.end, "order": told.tie.blocks, "draws": dict(told.tie.draws),
            "steps": [{"by": step.breaker, "values": dict(step.values), "order": step.blocks} for step in told.tie.steps],
        },
        "neighbours": [
            {"side": other.side, "submission": other.submission, "place": other.place, "score": other.score,
             "difference": other.difference, "parts": [list(part) for part in other.parts]}
            for other in told.neighbours
        ],
        "outcomes": list(_outcomes(told)),
        "waived": [decision_data(item) | {"gate": item.about} for item in told.waived],
        "place_without_standardising": None if told.raw is None else told.raw.place,
    }  # fmt: skip
    return found | ({"track": told.track, "others": [data(one) for one in told.others]} if told.track else {})


def _cell_data(cell: CellStory) -> dict[str, object]:
    return {
        "key": dict(cell.key), "value": cell.value, "state": cell.state or None, "working": cell.working or None,
        **({"lines": cell.lines} if cell.lines else {}),
        "parts": [
            {"label": part.label, "value": part.value, "state": part.state or None, "counted": part.counted,
             "reason": part.reason or None, "place": str(part.place) if part.place else None, **dict(part.columns)}
            for part in cell.parts
        ],
    }  # fmt: skip
