"""What a name stands for, at each step of a rule (§2.3)."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import cast

import attrs

from judge.model.place import Place
from judge.model.problem import Problems, listed, nearest
from judge.model.rubric import Sense, Weights
from judge.model.table import Table
from judge.score.facts import FactRows, numbers
from judge.score.plan import Col, Condition, Formula, Join, Num, Plan, Read, Where
from judge.score.setting import OWN, Setting
from judge.score.shape import Shape, widened
from judge.score.verb import Step, Typed


@attrs.frozen
class Meaning:
    """What a name stands for: a table of the plan, and its shape."""

    table: str
    shape: Shape
    fact: FactRows | None = None


class Scope:
    """The names that a rule may use, growing step by step.

    Attributes:
        setting: dimensions and facts.
        problems: to which everything wrong is added.
        weights: what the rubric says its weights are.
        tables: the tables that the plans read, by name: facts that were asked for, earlier rounds.
        expects: which marks the rule expects.
        used: the facts and fields that were asked for, by name and dimensions.
        marks: the shape of the marks, or None for a round without.
        places: the tables of places that steps made, with the fields by which places were given.
        senses: of derived criteria, which values are better.
    """

    def __init__(
        self, setting: Setting, problems: Problems, earlier: Mapping[str, tuple[Shape, Table]], marks: Shape | None
    ) -> None:
        """Begin with the marks (None for a round without), the facts, and the tables of earlier rounds by name."""
        self.setting = setting
        self.problems = problems
        self.weights: Weights = setting.rubric.weights if setting.rubric else "parts"
        self.expects = "ballots"
        self.tables: dict[str, Table] = {}
        self.used: set[tuple[str, tuple[str, ...]]] = set()
        self.marks = marks
        self.places: dict[str, tuple[str, ...]] = {}
        self.senses: dict[str, Sense | None] = {}
        self._steps: dict[str, Meaning] = {}
        self._gone: dict[str, int] = {}
        if marks is not None:
            derived = any(item.derived is not None for item in setting.rubric.criteria) if setting.rubric else False
            self.marked("given marks" if derived else "marks", marks)
        self._shapes: dict[str, Shape] = {}
        self._facts: dict[str, list[FactRows]] = {}
        for fact in setting.facts:
            self._facts.setdefault(fact.name, []).append(fact)
        self._earlier = {name: Meaning(f"round {name}", shape) for name, (shape, _) in earlier.items()}
        for name, (_, table) in earlier.items():
            self.tables[f"round {name}"] = table
        before = setting.round.entrants
        for name, meaning in list(self._earlier.items()):
            if before is not None and (name == before or name.startswith(before + ".")):
                self._earlier["before" + name[len(before) :]] = meaning

    # -- names ------------------------------------------------------------------------------------------------

    def define(self, name: str, table: str, shape: Shape, place: Place) -> None:
        """Give a name to a step's table; a name that could be taken for another thing is a problem."""
        reserved = {*OWN, "before", "marks", *self.setting.dimensions}
        if name in self._steps:
            self.problems.refuse(
                "name-twice", place, f"the name `{name}` is given twice", "give one of them another name"
            )
        elif name in reserved or name in self._facts or name in self._earlier or "." in name:
            taken = "a dimension" if name in OWN else "something else here"
            why = "holds a dot" if "." in name else f"already means {taken}"
            self.problems.refuse("name-taken", place, f"the name `{name}` {why}", "give the step another name")
        self._steps[name] = Meaning(table, shape)

    def marked(self, table: str, shape: Shape) -> None:
        """Say which table ``marks`` is from here on: the marks that were given, or with the derived ones (§7.6)."""
        self.marks, self._steps["marks"] = shape, Meaning(table, shape)
        self._gone.clear()

    def folded(self, dimension: str, step: int) -> None:
        """Remember which step folded a dimension, to name it in a problem."""
        self._gone[dimension] = step

    def known(self) -> list[str]:
        """Return every name that may be used now."""
        return [*self._steps, *self._facts, *self._earlier]

    def table_of(self, name: str, place: Place) -> Meaning | None:
        """Return what a name stands for as a whole table (``of``), or None with a problem."""
        candidates = self._candidates(name, None)
        return self._one(name, candidates, place, len(candidates))

    def operand(self, name: str, source: Shape, place: Place, folded: Iterable[str] = ()) -> Meaning | None:
        """Return what a name stands for when it is looked up by the cells of a table, or None with a problem.

        Args:
            source: the shape of that table.
            folded: for weights, the dimension folded: a bare field belongs to it.
        """
        own = [
            item
            for item in self._candidates(name, tuple(folded))
            if item.fact and item.fact.dimensions == tuple(folded)
        ]
        every = own or self._candidates(name, None)
        usable = [item for item in every if all(self.reaches(source, d) for d in item.shape.dimensions)]
        if every and not usable:
            further = [d for d in every[0].shape.dimensions if not self.reaches(source, d)]
            self.problems.refuse(
                "operand-too-fine", place,
                f"`{name}` has a value for each {' and '.join(every[0].shape.dimensions)}, "
                f"but here there is no {' and no '.join(further)}",
                f"fold {further[0]} first, or use a table that is keyed by {' and '.join(source.dimensions) or 'nothing'}",
            )  # fmt: skip
            return None
        return self._one(name, usable, place, len(every))

    def _candidates(self, name: str, dimensions: tuple[str, ...] | None) -> list[Meaning]:
        found = [meaning for known in (self._steps, self._earlier) if (meaning := known.get(name)) is not None]
        facts = self._facts.get(name, [])
        kind, dot, rest = name.rpartition(".")
        if dot and not facts:
            facts = [fact for fact in self._facts.get(rest, []) if ",".join(fact.dimensions) == kind]
        for fact in facts:
            if dimensions is None or fact.dimensions == dimensions:
                found.append(Meaning(fact.table_name, Shape(fact.dimensions), fact))
        return found

    def _one(self, name: str, found: list[Meaning], place: Place, every: int) -> Meaning | None:
        if not found:
            self.problems.refuse(
                "unknown-name", place, f"nothing here is called `{name}`",
                nearest(name, self.known()) or f"known names: {listed(self.known(), 12)}", found=name,
            )  # fmt: skip
            return None
        if len(found) > 1:
            what = listed([",".join(item.shape.dimensions) or "round" for item in found])
            self.problems.refuse(
                "name-unclear", place, f"`{name}` could be {every} things: one for {what}",
                f"write it with what it belongs to, such as `{','.join(found[0].shape.dimensions) or 'round'}.{name}`", found=name,
            )  # fmt: skip
            return None
        meaning = found[0]
        if meaning.fact is not None:
            self.used.add((meaning.fact.name, meaning.fact.dimensions))
            if meaning.table not in self.tables:
                self.tables[meaning.table], shape = numbers(meaning.fact, self.setting.dimensions, self.problems)
                self._shapes[meaning.table] = shape
            meaning = attrs.evolve(meaning, shape=self._shapes[meaning.table])
        return meaning

    # -- dimensions and fields --------------------------------------------------------------------------------

    def reaches(self, source: Shape, dimension: str) -> bool:
        """Whether each cell of a table has a key in this dimension: its own, or by a field."""
        return dimension in source.dimensions or bool(self.owners(source.dimensions, dimension))

    def owners(self, dimensions: Iterable[str], field: str) -> list[str]:
        """Return those of some dimensions that have this field."""
        known = self.setting.dimensions
        found = [name for name in dimensions if name in known and field in known[name].fields]
        self.used.update((field, (name,)) for name in found)
        return found

    def has_dimension(self, shape: Shape, dimension: str, place: Place) -> bool:
        """Whether a table has a dimension; if not, that is a problem."""
        if dimension in shape.dimensions:
            return True
        if dimension in self._gone:
            why = f"step {self._gone[dimension]} folded it"
            hint: str | None = "work on a table that still has it with `of`"
        else:
            why = f"the dimensions here are {listed(shape.dimensions) or 'none'}"
            hint = nearest(dimension, shape.dimensions)
        self.problems.refuse(
            "no-dimension", place, f"there is no dimension `{dimension}` here: {why}", hint, found=dimension
        )
        return False

    def complete_field(self, shape: Shape, field: str, place: Place) -> bool:
        """Whether every member of the dimension that a field belongs to has it, so that it can make groups."""
        if not self.has_field(shape, field, place):
            return False
        if field in shape.dimensions:
            return True
        owner = self.setting.dimensions[self.owners(shape.dimensions, field)[0]]
        lacking = [number for number, text in enumerate(owner.fields[field]) if text is None]
        for number in lacking[:1]:
            self.problems.refuse(
                "field-missing", owner.place(number),
                f"{owner.name} {owner.members[number]} has no `{field}`, by which the rule groups ({place})",
                more=len(lacking) - 1,
            )  # fmt: skip
        return not lacking

    def has_field(self, shape: Shape, field: str, place: Place) -> bool:
        """Whether a field belongs to one dimension of a table; if not, that is a problem."""
        owners = self.owners(shape.dimensions, field)
        if len(owners) == 1 or field in shape.dimensions:
            return True
        if owners:
            self.problems.refuse("name-unclear", place, f"the field `{field}` belongs to {listed(owners)}", found=field)
        else:
            known = self.setting.dimensions
            fields = [name for d in shape.dimensions if d in known for name in known[d].fields]
            self.problems.refuse(
                "no-field", place, f"no {' or '.join(shape.dimensions) or 'dimension'} has a field `{field}`",
                nearest(field, fields) or (f"known fields: {listed(sorted(set(fields)))}" if fields else None), found=field,
            )  # fmt: skip
        return False

    def where(self, step: Step, source: Typed) -> Typed:
        """Return the source with only the cells that a step's ``where`` keeps."""
        return self.chosen(step.where, step.place_of("where"), source)

    def chosen(self, where: Mapping[str, tuple[str, ...] | str], place: Place, source: Typed) -> Typed:
        """Return the source with only the cells that conditions keep; one text for a dimension slices it."""
        conditions: list[Condition] = []
        dimensions = list(source.shape.dimensions)
        for name, wanted in where.items():
            texts: tuple[str, ...] = (wanted,) if isinstance(wanted, str) else wanted
            if name in source.shape.dimensions:
                self.known_members(name, self._declared(name), texts, place)
                slices = isinstance(wanted, str)
                conditions.append(Condition(name, None, texts, slices))
                if slices:
                    dimensions.remove(name)
            elif self.has_field(source.shape, name, place):
                owner = self.owners(source.shape.dimensions, name)[0]
                self.known_texts(owner, name, texts, place)
                conditions.insert(0, Condition(owner, name, texts, False))
        if not conditions:
            return source
        return Typed(Where(source.plan, tuple(conditions)), attrs.evolve(source.shape, dimensions=tuple(dimensions)))

    def _declared(self, dimension: str) -> Iterable[str]:
        """Return every declared member, those included that take no part: a withdrawal makes no rule wrong."""
        if dimension == "submission":
            return [item.id for item in self.setting.challenge.submissions]
        known = self.setting.dimensions.get(dimension)
        return known.members if known else ()

    def known_texts(self, dimension: str, field: str, texts: Iterable[str], place: Place) -> None:
        """Report each text that no member of a dimension has in a field, those that take no part and ``[[field]]`` included."""
        facts = [fact for fact in self._facts.get(field, []) if fact.dimensions == (dimension,)]
        declared = [group.id for group in self.setting.challenge.groups if group.kind == field]
        own = {*declared, *(row.text for fact in facts for row in fact.rows)}
        self.known_members(field, own, texts, place, f" (or declare it: [[{field}]])")

    def known_members(
        self, name: str, known: Iterable[str], texts: Iterable[str], place: Place, further: str = ""
    ) -> None:
        """Report each text that is no member of a dimension or value of a field; ``further`` ends the hint."""
        every = set(known)
        for text in texts:
            if every and text not in every:
                self.unknown_member(name, every, text, place, further)

    def unknown_member(self, name: str, known: Iterable[str], text: str, place: Place, further: str = "") -> None:
        """Report a text that is no member of a dimension or value of a field."""
        hint = nearest(text, known) or f"known: {listed(sorted(known)) or 'none'}"
        self.problems.refuse("unknown-member", place, f"no {name} is `{text}`", hint + further, found=text)

    # -- operands ---------------------------------------------------------------------------------------------

    def joined(self, step: Step, source: Typed, key: str, column: str) -> tuple[Typed, Formula, Shape]:
        """Return the source with a step's operand beside each cell, the operand as a formula, and its shape."""
        value = step.operand(key)
        if isinstance(value, Fraction):
            return source, Num(value), Shape((), None, value, value)
        meaning = self.operand(value, source.shape, step.place_of(key))
        if meaning is None:
            return source, Num(Fraction(1)), Shape((), None, None, None)
        own = isinstance(step.missing, Fraction) and key == step.verb.name
        default = cast("Fraction", step.missing) if own else None
        return (
            self.beside(source, Read(meaning.table), column, default, f"`{value}`"),
            Col(column),
            widened(meaning.shape, default),
        )

    def beside(self, source: Typed, other: Plan, column: str, default: Fraction | None, what: str) -> Typed:
        """Return the source with a column of another table beside each cell."""
        return Typed(Join(source.plan, other, column, default, what), source.shape)
