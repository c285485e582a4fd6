"""The gates that stopped a submission: what each one asks, and what the submission has there."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import cached_property

from judge.edition.named import Names
from judge.model.challenge import Submission
from judge.model.letter import Stopped
from judge.model.place import Place
from judge.model.problem import Problems
from judge.model.result import Unranked
from judge.model.state import VALUE
from judge.model.wording import LANGUAGES, Wording
from judge.score.admission import admission, retention
from judge.score.engine import Engine
from judge.score.run import Scored
from judge.score.thresholds import PlannedGate


class Gates:
    """The gates of one scoring, for any submission."""

    def __init__(self, scored: Scored) -> None:
        self._scored = scored
        every = {language: dict(self._clauses(language)) for language in LANGUAGES}
        self._gates = [
            (gate, Wording({language: clauses[gate.place] for language, clauses in every.items()}))
            for gate in scored.setting.gates
            if gate.place in every["en"]
        ]

    def of(self, record: Submission, gone: Unranked, *, told: bool) -> Iterator[Stopped]:
        """Yield the gates that a submission did not pass, as its reason names them.

        Args:
            told: whether what it has there is told as well.
        """
        if gone.state != "ineligible":
            return
        for gate, clause in self._gates:
            if Names([gate.name or gate.fact]).of(gone.reason):
                entered = record.texts.get(gate.fact, "") if gate.where is None and not gate.asks else ""
                value = self._values.get(gate.place, {}).get(record.id) if gate.where is not None else None
                yield Stopped(clause, entered if told else "", value if told else None)

    def _clauses(self, language: str) -> Iterator[tuple[Place, str]]:
        """Yield where each gate stands in the rule, with its clause."""
        rubric, round_ = self._scored.setting.rubric, self._scored.setting.round
        titles = {each.id: each.title.in_language(language) for each in rubric.criteria} if rubric is not None else {}

        def called(dimension: str, member: str) -> str:
            return f"`{titles.get(member, member)}`" if dimension == "criterion" else member

        after = retention(self._scored.prepared.gates, language, called)
        for clause in (*admission(round_, rubric, language), *after):
            yield clause.place, clause.text

    @cached_property
    def _values(self) -> Mapping[Place, Mapping[str, Fraction]]:
        """By gate, the number that each submission has there, where that is a single one."""
        return {item.gate.place: dict(self._single(item)) for item in self._scored.prepared.gates}

    def _single(self, item: PlannedGate) -> Iterator[tuple[str, Fraction]]:
        scored = self._scored
        engine = Engine(scored.tables, scored.setting.dimensions, Problems(), codes=scored.result.codes)
        table = engine.run(item.plan)
        rows = table.keys[table.dimensions.index("submission")]
        members = scored.setting.dimensions["submission"].members
        cells: dict[int, list[int]] = {}
        for cell, number in enumerate(rows):
            cells.setdefault(number, []).append(cell)
        for number, (cell, *others) in cells.items():
            if not others and (table.states is None or table.states[cell] == VALUE):
                yield members[number], Fraction(table.value.values[cell]) / table.value.denominator
