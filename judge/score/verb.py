"""What a verb is, and a step of a rule that uses one (§2)."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, cast

import attrs

from judge.model.number import Half
from judge.model.place import Node, Place
from judge.score.kinds import Kind
from judge.score.plan import Plan
from judge.score.saying import Sentence
from judge.score.shape import Shape

if TYPE_CHECKING:
    from judge.score.scope import Scope

Policy = Fraction | str | None
"""What a cell without a value counts as: a number, ``left out``, ``mean``, ``refuse``; None: the verb's default."""


@attrs.frozen
class Step:
    """One step of a rule, as it was read.

    Attributes:
        number: its number in the round, from 1.
        verb: what it does.
        keys: the verb's value (under the verb's name) and its keys; absent keys are absent.
        of: the table worked on, or several scores of earlier rounds, or None for the last one.
        where: which cells of it: one text slices a dimension, several keep them.
        by: fields that make finer groups.
        name: what the result is called, or None.
        missing, aside: what a cell without a value counts as.
        digits: decimals to which the result is rounded, or None.
        half: where an exact half goes, or `cut`.
        node: as the file says it.
        criterion: the derived criterion that it works out, or None.
    """

    number: int
    verb: "Verb"
    keys: Mapping[str, object]
    of: str | tuple[str, ...] | None
    where: Mapping[str, tuple[str, ...] | str]
    by: tuple[str, ...]
    name: str | None
    missing: Policy
    aside: Policy
    digits: int | None
    half: Half
    node: Node
    criterion: str | None = None

    @property
    def place(self) -> Place:
        """Where the step stands."""
        return self.node.place

    def place_of(self, key: str) -> Place:
        """Return where a key of the step stands."""
        table = self.node.value
        return table[key].place if isinstance(table, dict) and key in table else self.place

    @property
    def over(self) -> tuple[str, ...]:
        """The dimensions that the verb works over, for verbs whose value is a dimension."""
        return cast("tuple[str, ...]", self.keys[self.verb.name])

    def whole(self, key: str, default: int = 0) -> int:
        """Return a key that holds a whole number."""
        return cast("int", self.keys.get(key, default))

    def text(self, key: str, default: str = "") -> str:
        """Return a key that holds a word."""
        return cast("str", self.keys.get(key, default))

    def operand(self, key: str | None = None) -> Fraction | str:
        """Return a key that holds a number or a name; without key, the verb's own value."""
        return cast("Fraction | str", self.keys[key or self.verb.name])


@attrs.frozen
class Typed:
    """A plan, what is known of its table, and the table that an explanation shows.

    Attributes:
        plan: makes the step's table.
        shape: what is known of it.
        seen: makes the table of the cells that go into the step, with the columns that it uses; None: the source.
    """

    plan: Plan
    shape: Shape
    seen: Plan | None = None


@attrs.frozen
class Cell:
    """One cell that goes into a step, for its working.

    Attributes:
        label: what tells it from the others of its group.
        value: its number, or None.
        columns: the further numbers used, such as ``weight``.
    """

    label: str
    value: Fraction | None
    columns: Mapping[str, Fraction]


@attrs.frozen
class Verb:
    """A verb of the rule language: everything about it but its clause in the documents.

    Attributes:
        name: as it is written.
        clause: its clause in ``docs/rules.md``.
        value: the kind of its value.
        keys: the kinds of its own keys.
        grouped: whether it works on groups, so that its value is a dimension and ``by`` may stand with it.
        folds: whether the dimension is gone afterwards.
        thins: whether it takes cells out of their groups.
        rounds: whether it makes a table of each round of a count, which the trail keeps.
        build: the typing and the plan: from a step, the table worked on, and what names mean.
        sentence: the step in each language, without what is common to all verbs.
        working: the numbers of one cell: from the step, the cells that went in, and the result.
    """

    name: str
    clause: str
    value: Kind
    build: "Callable[[Step, Typed, Scope], Typed]"
    sentence: Sentence
    working: "Callable[[Step, tuple[Cell, ...], Fraction | None], str]"
    keys: Mapping[str, Kind] = attrs.field(factory=dict)
    grouped: bool = False
    folds: bool = False
    thins: bool = False
    rounds: bool = False
