"""Whether what a round promises to publish can be kept: said as cautions, before there are results."""

from judge.model.challenge import Challenge, Round
from judge.model.problem import Problems, listed
from judge.model.rubric import Rubric

_REMARK = "remark"


def check(challenge: Challenge, problems: Problems) -> None:
    """Caution of promises of a challenge's rounds that come to nothing as things are."""
    for round_ in challenge.rounds:
        rubric = challenge.rubrics.get(round_.rubric or "")
        if rubric is None or round_.ballot == "pairs":
            _without_marks(round_, rubric, problems)
        else:
            _levels(round_, rubric, problems)
            _remarks(round_, challenge, problems)
        _fields(round_, challenge, problems)


def _without_marks(round_: Round, rubric: Rubric | None, problems: Problems) -> None:
    if round_.publishing.feedback:
        why = "it has no marks of its own" if rubric is None else "its judges compare pairs"
        problems.caution(
            "promised-marks", round_.place, f"the round `{round_.id}` promises {listed(round_.publishing.feedback)}, and {why}",
            'leave `feedback` out, or write feedback = "none"',
        )  # fmt: skip


def _levels(round_: Round, rubric: Rubric, problems: Problems) -> None:
    every = (level for each in rubric.criteria for level in (*each.levels, *each.scale.levels))
    described = any(level.descriptor is not None or level.title.texts for level in every)
    if "levels" in (round_.publishing.feedback or ()) and not described:
        problems.caution(
            "promised-levels", round_.place, f"the round `{round_.id}` promises the levels reached, and its rubric describes none",
            "add [[scale.level]] or [[criterion.level]] with a title and a descriptor",
        )  # fmt: skip


def _remarks(round_: Round, challenge: Challenge, problems: Problems) -> None:
    """Caution of promised remarks that no judge owes, and that no table has a column for."""
    marks = challenge.marks.get(round_.id)
    there = marks is not None and any(fact.name.casefold() == _REMARK for fact in marks.facts)
    if round_.publishing.releases_remarks and round_.remarks is None and not there:
        problems.caution(
            "promised-remarks", round_.place, f"the round `{round_.id}` promises what judges write, and no judge owes a remark",
            'write remarks = "each", or the marks that need one: remarks = [0, 5]',
        )  # fmt: skip


def _fields(round_: Round, challenge: Challenge, problems: Problems) -> None:
    known = sorted({name for each in challenge.submissions for name in each.texts})
    lacking = [name for name in round_.publishing.fields if name not in known]
    if lacking and challenge.submissions:
        problems.caution(
            "promised-field", round_.place, f"the round `{round_.id}` publishes {listed(lacking)}, and no record has that",
            f"fields of records: {listed(known, 20) or 'none'}",
        )  # fmt: skip
