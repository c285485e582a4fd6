"""What judges wrote, released to applicants: of ballots that count only, and in an order that tells no judge."""

from collections.abc import Collection, Iterable, Mapping

import attrs

from judge.model.letter import Remark
from judge.model.result import Result
from judge.model.state import VALUE
from judge.model.wording import Wording
from judge.score.run import Scored


@attrs.frozen
class Written:
    """What a judge wrote: on one criterion, or on the whole submission."""

    submission: str
    judge: str
    criterion: str | None
    text: str


def released(scored: Scored, written: Iterable[Written]) -> Mapping[str, tuple[Remark, ...]]:
    """Return by submission the remarks on ballots that count; first those on the whole, then by criterion, each by its text."""
    rubric, counted = scored.setting.rubric, _counted(scored.result)
    criteria = rubric.criteria if rubric is not None else ()
    order = {each.id: at for at, each in enumerate(criteria, 1)}
    titles: Mapping[str, Wording] = {each.id: each.title for each in criteria}
    ballots: dict[tuple[str, str], set[Written]] = {}
    for each in written:
        if (each.submission, each.judge) in counted and each.text.strip():
            known = attrs.evolve(each, text=each.text.strip())
            ballots.setdefault((each.submission, each.judge), set()).add(known)
    found: dict[str, list[Written]] = {}
    for (submission, _), every in ballots.items():
        found.setdefault(submission, []).extend(_whole(every))
    return {
        name: tuple(
            Remark(each.text, titles.get(each.criterion or ""))
            for each in sorted(every, key=lambda each: (order.get(each.criterion or "", 0), each.text, each.judge))
        )
        for name, every in found.items()
    }


def _whole(ballot: Collection[Written]) -> Collection[Written]:
    """Return what a judge wrote; what stands beside each mark of a ballot alike was written once, on the whole."""
    first = min(ballot, key=lambda each: each.criterion or "")
    same = len(ballot) > 1 and all(each.text == first.text for each in ballot)
    return (attrs.evolve(first, criterion=None),) if same else ballot


def _counted(result: Result) -> set[tuple[str, str]]:
    """Return the pairs of submission and judge with a mark that counts."""
    first = next((step.table for step in result.steps if step.number == 0), None)
    if first is None or "judge" not in first.dimensions:
        return set()
    submissions, judges = (result.dimensions[name].members for name in ("submission", "judge"))
    keys = (first.keys[first.dimensions.index(name)] for name in ("submission", "judge"))
    return {
        (submissions[submission], judges[judge])
        for at, (submission, judge) in enumerate(zip(*keys, strict=True))
        if first.states is None or first.states[at] == VALUE
    }
