"""Outcomes in words: who is taken, by which limits, who just missed, and what people decided beside the order."""

import attrs

from judge.model.edition import Missed
from judge.model.number import plain, shown
from judge.model.result import Outcome
from judge.show.pages.lines import gives
from judge.show.pages.survey import CUT, Survey
from judge.show.pages.ties import order
from judge.show.pages.words.said import Said

MOST_NAMED = 50
"""Of those taken so many are named in the list; the table has all."""


@attrs.frozen
class Named:
    """One who was taken: its id, its place, and what beside it stands."""

    submission: str
    place: str
    note: str


@attrs.frozen
class Told:
    """An outcome in words; ``name`` is its name in the rule where the heading is its award."""

    heading: str
    name: str
    limits: str
    named: tuple[Named, ...]
    more: int
    missed: str
    lines: tuple[str, ...]


def told(outcome: Outcome, survey: Survey, said: Said) -> Told:
    """Return what an outcome gave."""
    named = tuple(_named(outcome, name, survey, said) for name in outcome.taken[:MOST_NAMED])
    name = gives(outcome)
    heading = f"{name} ({outcome.track})" if outcome.track and outcome.track not in name else name
    missed = next((each for each in survey.edition.missed if (each.outcome, each.track) == (outcome.name, outcome.track)), None)  # fmt: skip
    return Told(
        heading, outcome.name if outcome.award else "", _limits(outcome, said), named, len(outcome.taken) - len(named),
        _missed(missed, outcome, survey, said) if missed is not None else "", tuple(_lines(outcome, said)),
    )  # fmt: skip


def _named(outcome: Outcome, name: str, survey: Survey, said: Said) -> Named:
    rows = survey.standings.get(name, ())
    row = next((each for each in rows if each.track == outcome.track), None)
    note = next((said.engine(one.clause) for one in outcome.notes if one.submission == name), "")
    return Named(name, survey.place(row) if row is not None else "", note)


def _limits(outcome: Outcome, said: Said) -> str:
    limits = [said.count("taken", len(outcome.taken))]
    limits += [said.count("seats", outcome.seats)] if outcome.seats is not None else []
    limits += [said("minimum", n=plain(outcome.minimum))] if outcome.minimum is not None else []
    return " · ".join([*limits, *map(said.engine, outcome.terms)])


def _missed(missed: Missed, outcome: Outcome, survey: Survey, said: Said) -> str:
    clause = next((one.clause for one in outcome.passed if one.submission == missed.submission), CUT)
    told = said("missed", title=survey.title(missed.submission), by=shown(missed.by))
    return told if clause == CUT else f"{told} {said('why', why=said.engine(clause))}"


def _lines(outcome: Outcome, said: Said) -> list[str]:
    lines = [said("money", n=plain(outcome.left))] if outcome.left is not None else []
    lines += [said("lack", text=said.engine(lack)) for lack in outcome.lacks]
    if outcome.tied_at_cut and not outcome.decisions:
        side = "tied-in" if set(outcome.tied_at_cut) <= set(outcome.taken) else "tied-out"
        lines.append(said(side, names=said.listed(outcome.tied_at_cut)))
    lines += [said("chair", order=order(decision, said)) for decision in outcome.decisions]
    return lines + [said("wildcards", order=order(decision, said)) for decision in outcome.wildcards]
