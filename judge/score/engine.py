"""The exact engine: runs a plan on tables in plain Python integers. It is the definition of what a plan means."""

import operator
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from itertools import compress, repeat

import attrs

from judge.model.number import Exact
from judge.model.place import Place
from judge.model.problem import Problems
from judge.model.state import UNRANKED, VALUE, word
from judge.model.table import Column, Dimension, Table
from judge.score import columns
from judge.score.columns import DivisionByZero, Operand
from judge.score.formulas import evaluated
from judge.score.groups import group_states, groups, lacking, looked_up, positions, rows_of
from judge.score.order_plan import Ordered
from judge.score.orders import methods
from judge.score.plan import (
    Become,
    Check,
    Condition,
    Even,
    Few,
    Fill,
    Filter,
    Formula,
    Group,
    Join,
    Keys,
    Map,
    Plan,
    Read,
    Refuse,
    Stack,
    Where,
    Window,
)
from judge.score.stacked import stacked
from judge.score.tables import any_states, brought, chosen, every_key, with_column

_NOWHERE = Place("")


@attrs.frozen(eq=False)
class Engine:
    """Runs plans.

    Attributes:
        tables: by name: the marks, facts, named steps, earlier rounds.
        dimensions: by name.
        problems: what went wrong with the data.
        describe: what a plan is run for, as the beginning of a problem's sentence.
        place: where the rule says it.
        codes: the rubric's declared codes.
    """

    tables: Mapping[str, Table]
    dimensions: Mapping[str, Dimension]
    problems: Problems
    describe: str = ""
    place: Place = _NOWHERE
    codes: tuple[str, ...] = ()

    def run(self, plan: Plan) -> Table:
        """Return the table that a plan makes."""
        match plan:
            case Read():
                return self.tables[plan.name]
            case Where():
                return self._where(self.run(plan.source), plan.conditions)
            case Join():
                return self._join(self.run(plan.source), plan)
            case Map():
                table = self.run(plan.source)
                return with_column(table, plan.column, self._column(plan.formula, table))
            case Filter():
                return self._filter(self.run(plan.source), plan.test)
            case Window():
                return self._window(self.run(plan.source), plan)
            case Group():
                return self._group(self.run(plan.source), plan)
            case Fill():
                return self._fill(self.run(plan.source), plan)
            case Refuse():
                return self._refuse(self.run(plan.source), plan)
            case Few():
                return self._few(self.run(plan.source), plan)
            case Even():
                return self._even(self.run(plan.source), plan)
            case Check():
                return self._check(self.run(plan.source), plan)
            case Become():
                return self._become(self.run(plan.source), plan)
            case Keys():
                return every_key([self.run(source) for source in plan.sources], plan.spare)
            case Stack():
                index = self.dimensions[plan.dimension].index()
                numbers = [None if member is None else index[member] for member in plan.members]
                return stacked(plan.dimension, list(zip(numbers, map(self.run, plan.sources), strict=True)))
            case _:
                return self._ordered(self.run(plan.source), plan)

    def _formula(self, formula: Formula, table: Table) -> Operand:
        try:
            return evaluated(formula, table)
        except DivisionByZero as zero:
            hint = "correct the number that is zero"
            self._report("division-by-zero", "a division by zero", table, zero.cells, hint)
            return Fraction(0)

    def _column(self, formula: Formula, table: Table) -> Column:
        result = self._formula(formula, table)
        if isinstance(result, Fraction):
            return Column([result.numerator] * len(table), result.denominator)
        return columns.reduced(result)

    def _where(self, table: Table, conditions: Sequence[Condition]) -> Table:
        kept = table
        for condition in conditions:
            at = kept.dimensions.index(condition.dimension)
            dimension = self.dimensions[condition.dimension]
            texts = dimension.members if condition.field is None else dimension.fields[condition.field]
            wanted = [text in condition.values for text in texts]
            kept = chosen(kept, [wanted[key] for key in kept.keys[at]])
            if condition.slices:
                rest = [number for number in range(len(kept.dimensions)) if number != at]
                kept = attrs.evolve(
                    kept,
                    dimensions=tuple(kept.dimensions[number] for number in rest),
                    keys=tuple(kept.keys[number] for number in rest),
                )
        return kept

    def _filter(self, table: Table, test: Formula) -> Table:
        passed: Sequence[Exact] = self._column(test, table).values
        if table.states is None:
            return chosen(table, passed)
        return chosen(table, [keep or state != VALUE for keep, state in zip(passed, table.states, strict=True)])

    def _fill(self, table: Table, plan: Fill) -> Table:
        if table.states is None or not any(state in plan.states for state in table.states):
            return table
        tested: Sequence[Exact] = [1] * len(table) if plan.test is None else self._column(plan.test, table).values
        if plan.formula is None:
            left = [state not in plan.states or not test for state, test in zip(table.states, tested, strict=True)]
            return chosen(table, left)
        value, given = table.value, self._column(plan.formula, attrs.evolve(table, states=None))
        found = self._found(table, plan.needs)
        asked = zip(table.states, found, tested, strict=True)
        filled = [state in plan.states and bool(there and test) for state, there, test in asked]
        numbers = [
            new if fill else old
            for fill, old, new in zip(filled, columns.fractions(value), columns.fractions(given), strict=True)
        ]
        states = bytearray(VALUE if fill else state for fill, state in zip(filled, table.states, strict=True))
        return with_column(attrs.evolve(table, states=any_states(states)), "value", columns.of_fractions(numbers))

    def _found(self, table: Table, column: str | None) -> Sequence[Exact]:
        """Return for each cell whether a joined column has a number for it; joins that found all keep no note."""
        known = table.columns.get(f"{column} found")
        return known.values if known is not None else [1] * len(table)

    def _refuse(self, table: Table, plan: Refuse) -> Table:
        if table.states is not None:
            cells = [cell for cell, state in enumerate(table.states) if state in plan.states]
            if cells:
                found = word(table.states[cells[0]], self.codes)
                hint = "say what it counts as: with `fill` before it, or with `missing` or `aside` on the step"
                self._report("state-refused", f"{plan.what} meets a mark that is {found}", table, cells, hint)
        return table

    def _check(self, table: Table, plan: Check) -> Table:
        passed = self._column(plan.test, table).values
        states = table.states or bytes(len(table))
        cells = [cell for cell, (test, state) in enumerate(zip(passed, states, strict=True)) if not test and not state]
        if cells:
            self._report(plan.code, plan.what, table, cells, plan.hint, caution=plan.caution)
        return table

    def _become(self, table: Table, plan: Become) -> Table:
        states = table.states or bytes(len(table))
        given = self._column(plan.state, table).values
        become = [int(new) or state for new, state in zip(given, states, strict=True)]
        return attrs.evolve(table, states=any_states(bytearray(become)))

    def _join(self, table: Table, plan: Join) -> Table:
        other = self.run(plan.other)
        numbers = looked_up(self.dimensions, table, other)
        for name in plan.further:
            table = with_column(table, name, brought(other.columns[name], numbers))
        exact, denominator = other.value.values, other.value.denominator
        if -1 not in numbers and other.states is None:
            return with_column(table, plan.column, brought(other.value, numbers))
        found = [number >= 0 and (other.states is None or not other.states[number]) for number in numbers]
        if plan.default is None:
            self._lacking(table, found, plan.what)
            values = [exact[number] if there else 0 for number, there in zip(numbers, found, strict=True)]
            column = Column(values, denominator)
        else:
            known = columns.fractions(other.value)
            values = [known[number] if there else plan.default for number, there in zip(numbers, found, strict=True)]
            column = columns.of_fractions(values)
        joined = with_column(table, plan.column, column)
        return with_column(joined, f"{plan.column} found", Column(list(map(int, found))))

    def _lacking(self, table: Table, found: Sequence[bool], what: str) -> None:
        """A cell with a value for which nothing was found is a problem (§4.4)."""
        states = table.states or bytes(len(table))
        lacking = [cell for cell, there in enumerate(found) if not there and states[cell] == VALUE]
        if lacking:
            hint = "add it, or say what stands for it: `missing = 0` on the step"
            self._report("operand-missing", f"no {what}", table, lacking, hint)

    def _group(self, table: Table, plan: Group) -> Table:
        found = groups(self.dimensions, table, plan.over, plan.by)
        count, of_cell, states = len(found.keys), found.of_cell, table.states
        valued = None if states is None else [state == VALUE for state in states]
        members = of_cell if valued is None else list(compress(of_cell, valued))
        results = {name: self._total(table, total, members, count, valued) for name, total in plan.totals.items()}
        return Table(found.names, found.columns(), group_states(states, of_cell, count), results)

    def _total(
        self, table: Table, total: tuple[str, Formula], members: Sequence[int], count: int, valued: list[bool] | None
    ) -> Column:
        kind, formula = total
        if kind == "count":
            return Column(columns.totals(repeat(1, len(members)), members, count))
        operand = self._formula(formula, table)
        if isinstance(operand, Fraction):
            operand = Column([operand.numerator] * len(table), operand.denominator)
        values = operand.values if valued is None else list(compress(operand.values, valued))
        if kind == "sum":
            return Column(columns.totals(values, members, count), operand.denominator)
        if kind == "product":
            return columns.products(values, operand.denominator, members, count)
        better: Callable[[Exact, Exact], bool] = operator.gt if kind == "max" else operator.lt
        return Column(columns.extremes(values, members, count, better), operand.denominator)

    def _window(self, table: Table, plan: Window) -> Table:
        rows = rows_of(table, groups(self.dimensions, table, plan.over, plan.by))
        places, sizes = positions(table, rows, plan.order == "up")
        return with_column(with_column(table, "position", Column(places)), "size", Column(sizes))

    def _few(self, table: Table, plan: Few) -> Table:
        found = groups(self.dimensions, table, plan.over, plan.by)
        small = [0 < len(cells) < plan.least for cells in rows_of(table, found)]
        cells = [cell for cell, group in enumerate(found.of_cell) if small[group]]
        if not cells:
            return table
        if not plan.unranked:
            first = list({found.of_cell[cell]: cell for cell in reversed(cells)}.values())[::-1]
            hint = 'say `too_few = "keep"` or `too_few = "unranked"` on the step, or get the marks that lack'
            self._report("too-few", plan.what, table, first, hint)
            return table
        states = bytearray(len(table)) if table.states is None else bytearray(table.states)
        for cell in cells:
            states[cell] = UNRANKED
        return attrs.evolve(table, states=states)

    def _even(self, table: Table, plan: Even) -> Table:
        found = lacking(self.dimensions, table, plan.over, plan.by)
        if found is None:
            return table
        few, size, most = found
        what = f"{plan.what}: {size} here, {most} elsewhere"
        if plan.refused:
            self._report("uneven-group", what, table, [few], plan.hint, over=() if plan.by else plan.over)
        else:
            self._report("uneven-sum", what, table, [few], plan.hint, caution=True, over=plan.over)
        return table

    def _ordered(self, table: Table, plan: Ordered) -> Table:
        made, wrong = methods.run(self.dimensions, table, plan)
        if wrong is not None:
            self._report(wrong.code, wrong.what, table, wrong.cells, wrong.hint)
        return made

    def _report(
        self, code: str, what: str, table: Table, cells: Sequence[int], hint: str, *,
        caution: bool = False, over: tuple[str, ...] = (),
    ) -> None:  # fmt: skip
        """Add a problem for the first of these cells and count the others; the hint ends with the rule's place."""
        named = [(name, keys) for name, keys in zip(table.dimensions, table.keys, strict=True) if name not in over]
        key = [(self.dimensions[name], keys[cells[0]]) for name, keys in named]
        where = ", ".join(f"{dimension.name} {dimension.members[number]}" for dimension, number in key)
        message = f"{self.describe}: {what}" + f" ({where})" * bool(key)
        known = key[0][0].place(key[0][1]) if key and not caution else self.place
        of_rule = known is self.place or (not known.line and self.place.file != "")
        place = self.place if of_rule else known
        tell = self.problems.caution if caution else self.problems.refuse
        tell(code, place, message, hint if of_rule else self._hint(hint), more=len(cells) - 1)

    def _hint(self, hint: str) -> str:
        return f"{hint} ({self.place})" if self.place.file else hint
