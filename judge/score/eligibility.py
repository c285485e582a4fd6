"""Gates before the first step: who may take part, by a fact of the submission or by answers to a question (§8.8)."""

from collections.abc import Mapping, Sequence

import attrs

from judge.model.challenge import Challenge, Decision, Round, Submission
from judge.model.number import plain
from judge.model.place import Place
from judge.model.problem import Problems, listed, nearest
from judge.model.said import said
from judge.score.chair import decisions_of
from judge.score.facts import FactRows, Row, number_of
from judge.score.gates import BOUNDS, DATE, Gate
from judge.score.one_each import superseded

_ANSWERS = dict.fromkeys(("yes", "sí", "si", "oui", "true", "1"), True) | dict.fromkeys(
    ("no", "non", "false", "0"), False
)


@attrs.frozen
class Gated:
    """What the gates before the first step come to.

    Attributes:
        refused: by submission that is not eligible, the reason and the first gate's place.
        waived: waivers that let somebody through.
        read: the facts that were read, by name and dimensions.
        pending: waivers of gates after the steps, by submission and number of the gate.
    """

    refused: Mapping[str, tuple[str, Place]]
    waived: tuple[Decision, ...]
    read: frozenset[tuple[str, tuple[str, ...]]]
    pending: Mapping[tuple[str, int], Decision]


def gated(
    gates: Sequence[Gate],
    challenge: Challenge,
    round_: Round,
    present: Sequence[Submission],
    facts: Sequence[FactRows],
    problems: Problems,
) -> Gated:
    """Return which of the submissions that are present fail a gate.

    Args:
        facts: all of the round.
        problems: to which facts that are not there, or are not what a gate needs, are added.
    """
    waivers = _waivers(gates, challenge, round_, problems)
    refused: dict[str, tuple[str, Place]] = {}
    waived: dict[int, Decision] = {}
    read = set()
    for at, gate in enumerate(gates):
        fact = _fact(gate, facts, problems) if gate.where is None else None
        if fact is None:
            continue
        read.add((fact.name, fact.dimensions))
        read.add((gate.each or fact.name, ("submission",)))
        rows = _counted(fact, challenge, round_)
        later = superseded(gate, rows, facts, present, problems)
        for submission in present:
            decision = waivers.get((submission.id, at))
            found = Problems() if decision else problems
            reason = _failing(gate, fact, rows.get(submission.id, ()), submission, later.get(submission.id), found)
            if decision and (reason or found.refused):
                waived[id(decision)] = decision
            elif reason:
                before, place = refused.get(submission.id, ("", gate.place))
                refused[submission.id] = (f"{before}; {reason}" if before else reason, place)
    pending = {key: item for key, item in waivers.items() if gates[key[1]].where is not None}
    used = {*waived, *map(id, pending.values())}
    unused([item for item in waivers.values() if id(item) not in used], challenge, round_, problems)
    return Gated(refused, tuple(waived.values()), frozenset(read), pending)


def _fact(gate: Gate, facts: Sequence[FactRows], problems: Problems) -> FactRows | None:
    """Return the fact that a gate reads."""
    named = [fact for fact in facts if fact.name == gate.fact]
    fit = [fact for fact in named if "submission" in fact.dimensions and len(fact.dimensions) <= 1 + gate.asks]
    if fit:
        return max(fit, key=lambda fact: len(fact.dimensions))
    if named:
        what = " and ".join(named[0].dimensions) or "round"
        problems.refuse(
            "gate-unfit", gate.place, f"`{gate.fact}` has a value for each {what}",
            "a question needs one for each submission and judge" if gate.asks else "a gate needs one for each submission",
        )  # fmt: skip
        return None
    names = sorted({fact.name for fact in facts if "submission" in fact.dimensions})
    hint = nearest(gate.fact, names) or f"known facts: {listed(names, 12)}"
    problems.refuse("unknown-name", gate.place, f"no fact is called `{gate.fact}`", hint, found=gate.fact)
    return None


def _counted(fact: FactRows, challenge: Challenge, round_: Round) -> dict[str, list[Row]]:
    """Return the rows by submission, without the answers of judges off the panel or set aside."""
    at = fact.dimensions.index("submission")
    judge = fact.dimensions.index("judge") if "judge" in fact.dimensions else None
    aside = {(item.submission, item.judge) for item in challenge.asides if item.round in (None, round_.id)}
    found: dict[str, list[Row]] = {}
    for row in fact.rows:
        if judge is not None and (row.key[at], row.key[judge]) in aside:
            continue
        if judge is None or round_.panel is None or row.key[judge] in round_.panel:
            found.setdefault(row.key[at], []).append(row)
    return found


def _failing(
    gate: Gate, fact: FactRows, rows: Sequence[Row], submission: Submission, later: str | None, problems: Problems
) -> str | None:
    """Return in words why a submission fails a gate, or None; also None where a problem forbids to tell."""
    if not rows:
        problems.refuse(
            "fact-missing", submission.place, f"{submission.id} has no `{gate.fact}`, which its eligibility goes by",
            f'add the fact, or let it pass in decisions.toml: kind = "waive", gate = "{gate.name or gate.fact}"',
            expected=gate.fact,
        )  # fmt: skip
        return None
    reasons = _answers(gate, rows, submission, problems) if gate.asks else _conditions(gate, fact, rows[0], problems)
    words = ", ".join([*reasons, *([later] if later else [])])
    return f"{gate.name}: {words}" if words and gate.name else words or None


def _conditions(gate: Gate, fact: FactRows, row: Row, problems: Problems) -> list[str]:
    text, wanted = row.text, []
    if gate.bounds:
        value = number_of(fact, row, problems)
        text = plain(value)
        wanted = [
            said(f"not {key}", n=plain(bound)) for key, bound in gate.bounds.items() if not BOUNDS[key](value, bound)
        ]
    if gate.among is not None and row.text not in gate.among:
        texts = ", ".join(gate.among)
        wanted.append(said("not one of", texts=texts) if len(gate.among) > 1 else said("not", text=texts))
    if gate.before is not None and not _earlier(gate, gate.before, row, problems):
        wanted.append(said("not before", date=gate.before))
    return [said("is", what=gate.fact, value=text), *wanted] if wanted else []


def _earlier(gate: Gate, before: str, row: Row, problems: Problems) -> bool:
    """Whether a date lies before another; they must be of the same form to compare as texts."""
    text = row.text.replace(" ", "T", 1)
    if DATE.fullmatch(text) and (len(text), text[-1] == "Z") == (len(before), before[-1] == "Z"):
        return text < before
    problems.refuse(
        "date-form", row.place, f"the fact `{gate.fact}` of {' '.join(row.key)} is `{row.text[:40]}`, not a date like {before}",
        f"write it in the form of {before}", found=row.text[:40], expected=before,
    )  # fmt: skip
    return True


def _answers(gate: Gate, rows: Sequence[Row], submission: Submission, problems: Problems) -> list[str]:
    given = [_ANSWERS.get(row.text.strip().casefold()) for row in rows]
    for row, answer in zip(rows, given, strict=True):
        if answer is None:
            problems.refuse(
                "unknown-answer", row.place, f"the answer to `{gate.fact}` for {submission.id} is `{row.text[:40]}`",
                f"write one of {listed(_ANSWERS, 12)}", found=row.text[:40], expected="yes or no",
            )  # fmt: skip
    if gate.answers is not None and len(given) != gate.answers:
        problems.refuse(
            "answer-count", rows[0].place,
            f"{submission.id} has {len(given)} of {gate.answers} answers to `{gate.fact}`",
            "answers of judges who are set aside do not count: add what is missing, or leave `of` out",
            found=str(len(given)), expected=str(gate.answers),
        )  # fmt: skip
    yes = sum(answer is True for answer in given)
    return [said("answers", fact=gate.fact, n=yes, m=len(given), k=gate.yes)] if yes < gate.yes else []


# -- waivers ----------------------------------------------------------------------------------------------------------


def _waivers(
    gates: Sequence[Gate], challenge: Challenge, round_: Round, problems: Problems
) -> dict[tuple[str, int], Decision]:
    """Return the waivers of a round by submission and number of the gate."""
    found = {}
    for item in decisions_of(challenge, round_.id, "waive"):
        named = [at for at, gate in enumerate(gates) if gate.name == item.about]
        fit = named or [at for at, gate in enumerate(gates) if gate.fact == item.about]
        if len(fit) == 1:
            found[(item.submissions[0], fit[0])] = item
        elif fit or item.round == round_.id or len(challenge.rounds) == 1:
            names = listed(dict.fromkeys(gate.name or gate.fact for gate in gates))
            what = f"{len(fit)} gates" if fit else "no gate"
            problems.refuse(
                "waive-unfit", item.place, f"`{item.about}` is {what} of round {round_.id}",
                "give each gate a `name`" if fit else f"gates here: {names or 'none'}", found=item.about,
            )  # fmt: skip
    return found


def unused(left: Sequence[Decision], challenge: Challenge, round_: Round, problems: Problems) -> None:
    """Caution of each waiver that changes nothing."""
    for item in left:
        if item.round == round_.id or len(challenge.rounds) == 1:
            problems.caution(
                "waive-unused", item.place, f"waiving `{item.about}` for {item.submissions[0]} changes nothing",
                "it passes that gate without it, or takes no part",
            )  # fmt: skip
