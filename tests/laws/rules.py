"""Rules to try the laws on: steps that fit the dimensions there are, a ranking with tie-breaks, and outcomes."""

from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from tests.naive.eligibility import admitted
from tests.naive.given import Given, without_the_only_criterion

Step = dict[str, Any]
FIELD = {"judge": "panel", "criterion": "section", "submission": "region"}
"""The field of each dimension that groups its members."""
ORDERS = ("copeland", "borda", "placements", "schulze", "ranked_pairs", "kemeny", "majority_judgment", "irv", "stv")
COUNTS = ("irv", "stv")
"""The verbs that fold orders."""


@lru_cache
def below(number: int) -> SearchStrategy[int]:
    """Whole numbers from 0 up, below a number."""
    return st.integers(0, number - 1)


class Rulebook:
    """Draws a rule step by step, and keeps count of the dimensions, the names and the sense.

    ``fixed`` narrows what is drawn: ``verbs`` (the only ones used; ``trim`` is a ``drop`` right before a plain fold of
    the same dimension), ``where``, ``names``, ``gap``, ``breakers``, ``outcomes`` (whether there are any), ``numbers``
    (whether ``missing`` may be a number), ``signs`` (whether a factor may be negative), ``ids`` (whether a step may name submissions), ``aside`` (the policies for what is set apart), ``fills`` (the states filled),
    ``expects``, ``lasts``, ``numberings`` and ``gates`` (whether there are any).
    """

    def __init__(self, draw: DrawFn, given: Given, fixed: dict[str, Any]) -> None:
        self.draw, self.given, self.fixed = draw, given, fixed
        self.facts = without_the_only_criterion(given).facts
        self.removed = admitted(given).removed
        self.dimensions = ["submission", "judge"] + ["criterion"] * (len(given.criteria) > 1)
        self.named: dict[str, tuple[str, ...]] = {}
        self.now: str | None = "marks"
        self.sense = True  # whether every table still knows which values are better
        self.steps: list[Step] = []

    def filled(self) -> Given:
        """Return the round with a rule."""
        declared = len(self.given.criteria) == 1 or bool(self.given.codes) or not self.chance(1, 12)
        if declared:
            self.write_steps()
        score: Step = {"steps": self.steps} if declared else {}
        if self.chance(1, 2):
            score["expects"] = self.pick(
                *self.fixed.get(
                    "expects",
                    (
                        "ballots",
                        "assigned",
                        "all",
                        "marks",
                        *["ease"] * (self.has("ease") and len(self.given.criteria) > 1),
                    ),
                )
            )
        if self.chance(1, 6):
            score["quorum"] = self.pick(1, 2, 3)
        gates = (*self.given.eligibility, *self.gates())
        return replace(self.given, score=score, rank=self.rank(), outcomes=tuple(self.outcomes()), eligibility=gates)

    # -- drawing ------------------------------------------------------------------------------------------------------

    def pick(self, *options: Any) -> Any:
        return options[self.draw(below(len(options)))]

    def chance(self, many: int, of: int) -> bool:
        """Whether something happens, as it does ``many`` times in ``of``."""
        return bool(self.draw(below(of)) >= of - many)

    def has(self, name: str) -> bool:
        return any(fact == name for fact, _ in self.given.facts)

    def allowed(self, *verbs: str) -> list[str]:
        return [verb for verb in verbs if verb in self.fixed.get("verbs", verbs)]

    def number(self) -> Fraction:
        return Fraction(self.draw(below(29)) - 4, 2)

    def positive(self) -> Fraction:
        return Fraction(self.draw(below(12)) + 1, self.pick(1, 2, 3))

    # -- steps --------------------------------------------------------------------------------------------------------

    def write_steps(self) -> None:
        if self.given.codes:
            self.deal_with_codes()
        while len(self.dimensions) > 1:
            for _ in range(self.pick(0, 0, 1, 2)):
                self.change()
            if len(self.dimensions) > 1:
                self.fold()
        for _ in range(self.pick(0, 0, 1, 2)):
            self.change()
        if not self.steps:
            self.add({"round": 1})
        self.maybe_weigh()

    def add(self, step: Step, dimensions: list[str] | None = None, *, name: bool = False) -> None:
        """Add a step; ``dimensions`` are those of its result, if they change."""
        self.dimensions = self.dimensions if dimensions is None else dimensions
        if "round" not in step and self.chance(1, 6) and self.allowed("round"):
            step["round"] = self.pick(-1, 0, 1, 2)
            step["half"] = self.pick("up", "even", "down", "cut")
        self.now = None
        if name or self.chance(1, 3):
            self.now = f"t{len(self.steps) + 1}"
            step["as"] = self.now
            self.named[self.now] = tuple(self.dimensions)
        self.steps.append(step)

    def deal_with_codes(self) -> None:
        if self.chance(1, 4):
            self.add({self.pick("plus", "times"): self.positive()})
        codes = list(self.given.codes)
        if self.chance(1, 3):
            self.confirm_or_remove(codes)
        if self.chance(1, 2):
            self.add({"fill": codes, "with": self.pick("left out", Fraction(0), Fraction(7, 2))})
        else:
            how = self.pick("mean", "median", "lowest", "highest")
            self.add({"fill": codes, "with": how, "over": self.pick(*self.dimensions[1:])})
            self.add({"fill": codes if len(codes) > 1 else codes[0], "with": self.pick("left out", Fraction(1))})

    def confirm_or_remove(self, codes: list[str]) -> None:
        """Perhaps let a code count only where enough judges gave it, or disqualify a submission for it."""
        if self.allowed("remove") and self.chance(1, 2):
            self.add({"remove": "submission", "codes": self.pick(codes, codes[-1])})
        elif self.allowed("confirm"):
            what = ("left out", Fraction(0), Fraction(7, 2))
            step: Step = {"confirm": self.pick(*self.dimensions[1:]), "codes": self.pick(codes, codes[0])}
            step |= {"then": self.pick(*what), "otherwise": self.pick(*what)}
            self.add(step | ({"share": self.pick(Fraction(0), Fraction(1, 3))} if self.chance(1, 3) else {}))

    def condition(self, step: Step) -> None:
        """Perhaps let the step work on some of the cells only; a slice takes its dimension away."""
        dimension = self.pick(*self.dimensions[not self.fixed.get("ids", True) :])
        field = FIELD.get(dimension)
        members = sorted(self.members(dimension))
        kind = self.pick("list", "field", "slice")
        if kind == "list" or (kind == "slice" and (dimension == "submission" or len(self.dimensions) == 2)):
            wanted = [member for member in members if self.chance(2, 3)]
            step["where"] = {dimension: wanted or members}
        elif kind == "field" and field is not None:
            texts = sorted({self.given.fields[dimension][field][member] for member in members})
            step["where"] = {field: self.pick(*texts, texts)}
        elif kind == "slice":
            step["where"] = {dimension: self.pick(*members)}
            self.dimensions = [name for name in self.dimensions if name != dimension]

    def members(self, dimension: str) -> tuple[str, ...]:
        own = {"submission": self.given.submissions, "judge": self.given.judges, "criterion": self.given.criteria}
        if dimension == "submission":
            return tuple(one for one in self.given.submissions if one not in self.removed)
        if dimension in own:
            return own[dimension]
        told = {text for fields in self.given.fields.values() for text in fields.get(dimension, {}).values()}
        keyed = {key[0] for (_, dims), cells in self.given.facts.items() if dims == (dimension,) for key in cells}
        return tuple(sorted(told | keyed))

    def may_filter(self, step: Step) -> None:
        if self.fixed.get("where", True) and len(self.dimensions) > 1 and self.chance(1, 8):
            self.condition(step)

    def fold(self) -> None:
        verbs = self.allowed("mean", "mean", "sum", "product", "median", "best", "worst", "count", *ORDERS)
        verb = self.pick(*(one for one in verbs if self.sense or one not in ("best", "worst", *ORDERS)))
        step: Step = {}
        if self.now is not None and self.chance(1, 8):
            self.go_back(step)
        self.may_filter(step)
        left = self.dimensions[1:]
        if not left:
            self.add({"plus": 0} | step)
            return
        over = [self.pick(*left)]
        if len(left) > 1 and self.chance(1, 6):
            over = list(left[:2])
        trim = "trim" in self.fixed.get("verbs", ()) and not step and len(over) == 1 and self.chance(1, 3)
        if trim:
            self.add(
                {"drop": over[0], "highest": 1, "lowest": self.pick(0, 1), "too_few": self.pick("keep", "unranked")}
            )
        by = [FIELD[name] for name in over if name in FIELD and not trim and self.chance(1, 4)]
        step = {verb: over[0] if len(over) == 1 else over} | step
        if by:
            step["by"] = by[0] if len(by) == 1 else by
        some = self.given.weights == "parts" and {over[0], FIELD.get(over[0])} & set(step.get("where", ()))
        if verb in ("mean", "sum") and len(over) == 1 and not some and not trim and self.chance(1, 2):
            self.weight(step, over[0])
        if verb in ORDERS:
            if "of" not in step and "where" not in step and (verb == "placements" or self.chance(1, 2)):
                self.add(self.places())
            step |= {"unplaced": "behind"} if verb not in ("majority_judgment", *COUNTS) and self.chance(1, 3) else {}
            if over == ["judge"] and "where" not in step and self.chance(1, 4):
                judges = {judge: Fraction(self.pick(0, 1, 2, 3)) for judge in self.given.judges}
                step["weights"] = self.pick(*(name for name in ("trust", "voice") if self.has(name)), judges)
            step |= self.counting(verb) if verb in COUNTS else {}
            step |= {"majority": self.pick(1, 2, 3)} if verb == "placements" and self.chance(1, 4) else {}
        if verb == "median" and self.chance(1, 3):
            step["middle"] = self.pick("low", "high")
        if verb == "count":
            step |= {
                key: self.number() for key in ("above", "below", "at_least", "at_most", "equal") if self.chance(1, 4)
            }
        self.sense = self.sense and verb != "product"
        self.policy(step, verb)
        self.add(step, [name for name in self.dimensions if name not in over] + by)

    def counting(self, verb: str) -> Step:
        """Return how ballots are counted in rounds; ties are often settled."""
        options: dict[str, tuple[Any, ...]] = {"eliminate": ("one", "hopeless"), "level": ("split", "skip", "stop")}
        step: Step = {}
        if verb == "stv":
            step["seats"] = self.pick(1, 2, 3)
            options["quota"] = ("droop", "hare", "exact droop", "exact hare")
            options |= {"elected": ("reach", "exceed"), "surplus": ("first", "last"), "cut": (0, 1, 3)}
        step |= {key: self.pick(*choices) for key, choices in options.items() if self.chance(1, 3)}
        ties = [{"lower": "population"}] if self.has("population") and self.chance(1, 2) else []
        ties += [{"higher": "penalty", "missing": "last"}] if self.has("penalty") and self.chance(1, 4) else []
        return step | {"ties": [*ties, *(["share"] if self.chance(3, 4) else [])] or ["refuse"]}

    def go_back(self, step: Step) -> None:
        """Let the step work on an earlier table; what came after it stays as a side calculation."""
        earlier = {name: dims for name, dims in self.named.items() if "submission" in dims and len(dims) > 1}
        if not self.given.codes:
            earlier["marks"] = ("submission", "judge", "criterion")[: 2 + (len(self.given.criteria) > 1)]
        if earlier:
            step["of"] = self.pick(*earlier)
            self.dimensions = list(earlier[step["of"]])

    def policy(self, step: Step, verb: str) -> None:
        """Say what a cell without a value counts as; a sum that says nothing is often refused."""
        if self.chance(9 if verb in ("sum", "product") else 3, 10):
            number = [self.number()] if self.fixed.get("numbers", True) else []
            step["missing"] = self.pick("left out", "left out", "mean", *number, *(["refuse"] * self.chance(1, 6)))
        if self.chance(9 if verb in ("sum", "product") else 3, 10):
            step["aside"] = self.pick(*self.fixed.get("aside", ("left out", "left out", "mean", "mean", "refuse")))

    def weight(self, step: Step, over: str) -> None:
        names = {"judge": ["trust", "judge.trust", "voice"], "criterion": [], "panel": ["voice"]}.get(over, [])
        if over in ("criterion", "panel") and ("weight", (over,)) in self.given.facts:
            names += ["weight", "weight", f"{over}.weight"]
        if over == "criterion":
            names += ["difficulty"]
        inline = {member: self.positive() for member in self.members(over)}
        if self.given.weights == "percent":
            first, *others = inline
            inline = {first: Fraction(100 - len(others))} | dict.fromkeys(others, Fraction(1))
        step["weights"] = self.pick(*names, inline)

    def operand(self, *, positive: bool = False) -> Fraction | str:
        """Return a number, a fact or a named table that is keyed no finer than the table worked on."""
        known = set(self.dimensions) | {FIELD[name] for name in self.dimensions if name in FIELD}
        facts = sorted({name for name, dims in self.facts if name != "weight" and set(dims) <= known})
        full = self.fixed.get("numbers", True)
        facts = [
            name for name in facts if (full or name not in ("penalty", "ease")) and not (positive and name == "penalty")
        ]
        steps = (
            []
            if positive or not self.fixed.get("names", True)
            else [name for name, dims in self.named.items() if set(dims) <= known]
        )
        if self.chance(1, 2) or not facts:
            return self.positive() if positive else self.number()
        name = str(self.pick(*facts, *steps))
        kinds = [",".join(dims) for fact, dims in self.facts if fact == name and dims]
        return f"{kinds[0]}.{name}" if kinds and self.chance(1, 8) else name

    def change(self) -> None:
        """Add a step that folds nothing."""
        options = self.allowed(
            "drop", "clip", "floor", "cap", "plus", "minus", "times", "divide", "percent", "round", "fill", "rank",
            "keep", "convert", "standardise", "standardise",
        )  # fmt: skip
        if not self.sense:
            options = [verb for verb in options if verb != "rank"]
        if not options:
            return
        verb = self.pick(*options)
        step: Step = {}
        self.may_filter(step)
        over = self.pick(*self.dimensions[1:]) if len(self.dimensions) > 1 else None
        if verb in ("drop", "fill", "keep") and over is None:
            verb = "round"
        if verb == "drop":
            high, low = self.pick((1, 1), (1, 0), (0, 1), (2, 1), (2, 2))
            step = {"drop": over} | {key: n for key, n in (("highest", high), ("lowest", low)) if n} | step
            if self.chance(9, 10):
                step["too_few"] = self.pick("keep", "keep", "unranked")
            if self.chance(1, 3):
                step["min"] = high + low + self.pick(1, 2)
        elif verb == "fill":
            several = ("missing", "missing", "recused", ["missing", "void"], ["conflict", "recused", "void", "late"])
            states = self.pick(*self.fixed.get("fills", several))
            how = self.pick("left out", self.number(), self.operand(), "mean", "median", "lowest", "highest")
            step = {"fill": states, "with": how} | step
            if how in ("mean", "median", "lowest", "highest"):
                step["over"] = list(self.dimensions[1:]) if self.chance(1, 5) else over
        elif verb == "rank":
            self.add(self.places() | step)
            if not self.chance(1, 2):
                return
            step = {"points": [self.positive() for _ in range(self.pick(1, 2, 3, 6))]}
            step |= {"beyond": self.number()} if self.chance(1, 3) else {}
            step |= {"ties": "averaged"} if self.chance(2, 3) else {}
        elif verb in ("keep", "convert", "standardise"):
            step = self.on_values(verb, over) | step
        elif verb == "round":
            step = {"round": self.pick(0, 1, 1, 2), "half": self.pick("up", "even", "down", "cut")} | step
        elif verb == "clip":
            names = self.fixed.get("names", True) and self.allowed("mean", "median")
            if names and len(self.dimensions) > 1 and self.now is not None and not step and self.chance(1, 2):
                self.clip_around_a_middle(str(over))
                return
            step = {"clip": self.positive(), "around": self.number()} | self.outside() | step
        else:
            step = {verb: self.operand(positive=verb in ("times", "divide", "percent"))} | step
            if (
                step[verb] != "level"
                and self.chance(1, 12)
                and verb in ("times", "divide", "percent")
                and self.fixed.get("signs", True)
            ):
                step[verb] = -self.positive()
            named = isinstance(step[verb], str) and self.fixed.get("numbers", True)
            if named and (step[verb].endswith(("penalty", "ease")) or self.chance(9, 10)):
                step["missing"] = self.positive()
        if over in FIELD and (verb in ("drop", "keep") or step.get("over") == over) and self.chance(1, 4):
            step["by"] = FIELD[over]
        self.add(step)

    def places(self) -> Step:
        """Return a step that gives places in each group."""
        step: Step = {"rank": "submission"}
        grouping = [FIELD[name] for name in self.dimensions if name in FIELD]
        if grouping and self.chance(1, 6):
            step["by"] = self.pick(*grouping)
        if self.chance(1, 2):
            ties = [
                one
                for one in (self.breaker() for _ in range(self.pick(0, 1, 2)))
                if "where" not in one or len(self.dimensions) > 1
            ]
            step["ties"] = [*ties, self.pick("share", "share", "share", "refuse")]
        if self.chance(1, 4):
            step["numbering"] = self.pick("1-2-2-4", "1-2-2-3", "average")
        if self.chance(1, 6):
            step["gap"] = self.pick(Fraction(0), Fraction(1, 2), Fraction(2))
        return step | ({"better": self.pick("higher", "lower")} if self.chance(1, 6) else {})

    def on_values(self, verb: str, over: str | None) -> Step:
        """Return a step with one of these verbs."""
        if verb == "keep":
            return {"keep": over} | self.left()
        return self.thresholds() if verb == "convert" else self.beside()

    def left(self) -> Step:
        """Return the keys of a step that leaves a few values."""
        step: Step = dict(
            self.pick((("highest", 1), ("lowest", 1)), (("highest", 2),), (("lowest", 1),), (("highest", 3),))
        )
        step |= {"too_few": self.pick("keep", "keep", "unranked")} if self.chance(5, 6) else {}
        return step | ({"min": self.pick(1, 2)} if self.chance(1, 2) else {})

    def thresholds(self) -> Step:
        """Return a step that converts by a few thresholds, in any order."""
        starts = self.pick((0, 3, 7), (8, 2), (5,), (-1, Fraction(1, 3), 4, 6))
        step: Step = {"convert": [[start, self.number()] for start in starts]}
        self.sense = False
        if self.chance(1, 2):
            step["between"] = self.pick("step", "line")
        return step | ({"below": self.number()} if self.chance(9, 10) else {})

    def beside(self) -> Step:
        """Return a step that standardises; what cannot be standardised has a fallback, most of the time."""
        over = [name for name in self.dimensions if self.chance(1, 2)] or list(self.dimensions[:1])
        method = self.pick("z", "z", "z", "centre", "range", "percentile", "midrank")
        step: Step = {"standardise": over if len(over) > 1 else over[0]}
        if method != "z" or self.chance(1, 3):
            step["method"] = method
        onto: list[Any] = (
            [{"mean": Fraction(50)}] if method == "centre" else [{"mean": self.number(), "spread": self.positive()}]
        )
        if method == "z":
            step["deviation"] = self.pick("population", "sample")
            step |= {"digits": self.pick(0, 2, 30)} if self.chance(1, 3) else {}
        if method in ("z", "centre") and self.chance(2, 3):
            step["onto"] = self.pick(*onto, "panel")
        fallback = ["keep", self.number()] + ["centre"] * (method == "z")
        if self.chance(9, 10):
            step |= {"too_few": self.pick(*fallback)} | (
                {"no_spread": self.pick(*fallback)} if method in ("z", "range") else {}
            )
        if self.chance(1, 3):
            step["min"] = self.pick(1, 2, 3)
        if over[0] in FIELD and self.chance(1, 4):
            step["by"] = FIELD[over[0]]
        return step

    def outside(self) -> Step:
        """Return the key of ``clip`` that leaves values out, now and then."""
        return {"outside": "left out"} if self.allowed("drop") and self.chance(1, 4) else {}

    def clip_around_a_middle(self, over: str) -> None:
        """Add a side calculation: the middle of each group, and the marks not further than so much from it."""
        before, dimensions = self.now, list(self.dimensions)
        verb = self.pick(*self.allowed("mean", "median"))
        self.add({verb: over}, [name for name in dimensions if name != over], name=True)
        middle = self.now
        self.add({"clip": self.positive(), "around": middle, "of": before, "missing": Fraction(3)}, dimensions)

    def maybe_weigh(self) -> None:
        same = [name for name, dims in self.named.items() if dims == ("submission",)]
        if self.now is None or not self.sense or not same or not self.allowed("weigh") or not self.chance(1, 3):
            return
        weighed = [name for name in same if self.chance(1, 2)] or same[-1:]
        step: Step = {"weigh": {name: self.positive() for name in weighed}}
        if self.chance(1, 2):
            step["missing"] = self.number()
        self.add(step, ["submission"])

    # -- places -------------------------------------------------------------------------------------------------------

    def gates(self) -> list[Step]:
        """Perhaps a gate after the steps, on a step's table that still has submissions, or a slice of it."""
        tables = {name: dims for name, dims in self.named.items() if "submission" in dims}
        if not tables or not self.fixed.get("gates") or self.chance(1, 2):
            return []
        name = self.pick(*tables)
        gate: Step = {"of": name, self.pick("below", "above", "at_least", "at_most"): self.number()}
        finer = [dim for dim in tables[name] if dim != "submission"]
        if finer and self.chance(1, 2):
            members = sorted(self.members(finer[0]))
            gate["where"] = {finer[0]: self.pick(members[0], members[:2])}
        return [gate]

    def rank(self) -> Step:
        rank: Step = {}
        if self.chance(1, 3) or not self.sense:
            rank["better"] = self.pick("higher", "lower")
        same = [name for name, dims in self.named.items() if dims == ("submission",)]
        if same and self.now is not None and self.chance(1, 8):
            rank["of"] = self.pick(*same, *(["population"] if "better" in rank else []))
        if self.fixed.get("gap", True) and self.chance(1, 5):
            rank["gap"] = self.pick(Fraction(0), Fraction(1, 2), Fraction(1), Fraction(2))
        ties: list[Any] = [
            self.breaker(lists=True) for _ in range(self.pick(0, 1, 1, 2, 3) * self.fixed.get("breakers", True))
        ]
        lasts = self.fixed.get(
            "lasts", ("share", "share", "share", "refuse", "lot", "lot", *["chair"] * len(self.given.orders))
        )
        last = self.pick(*lasts)
        if ties and self.chance(1, 6):
            ties.append({"last": self.pick(*lasts), "places": self.pick([1], [1, 3], [2, 3, 4])})
        if ties or last != "share" or self.chance(1, 4):
            rank["ties"] = [*ties, last]
        numberings = self.fixed.get("numberings", ("1-2-2-4", "1-2-2-3", "average", "1-2-3-4"))
        shared = last == "share" or any(isinstance(one, dict) and one.get("last") == "share" for one in ties)
        numbering = self.pick(*(one for one in numberings if one != "1-2-3-4" or not shared))
        return rank | ({"numbering": numbering} if self.chance(1, 2) else {})

    def breaker(self, *, lists: bool = False) -> Step:
        """Return a tie-break: a table by submission, a slice of a finer one, or a criterion; with ``lists``, any kind."""
        coarse = [name for name, dims in self.named.items() if dims == ("submission",)] + ["population"]
        coarse += ["penalty"] * self.has("penalty")
        finer = {name: dims for name, dims in self.named.items() if "submission" in dims and len(dims) > 1}
        finer["marks"] = ("submission", "judge", "criterion")[: 2 + (len(self.given.criteria) > 1)]
        kind = self.pick("coarse", "coarse", "finer", "criterion", *["list"] * lists)
        if kind == "criterion":
            made: Step = {"criterion": self.pick(*self.given.criteria)}
        elif kind == "coarse":
            made = {self.pick("higher", "lower"): self.pick(*coarse)}
        elif kind == "list":
            made = self.compared(finer)
        else:
            name = self.pick(*finer)
            where = {dim: self.pick(*self.members(dim)) for dim in finer[name] if dim != "submission"}
            made = {self.pick("higher", "lower"): name, "where": where}
        if lists and self.chance(1, 6):
            made["places"] = self.pick([1], [1, 3], [2, 3, 4])
        return made | ({"missing": "last"} if self.chance(1, 3) else {})

    def compared(self, finer: dict[str, tuple[str, ...]]) -> Step:
        """Return a tie-break by lists: count-back or head to head on a table with one further dimension."""
        name = self.pick(*finer)
        dims = [dim for dim in finer[name] if dim != "submission"]
        where = {dim: self.pick(*self.members(dim)) for dim in dims if dim != dims[-1]}
        kind = self.pick("count_back", "head_to_head", "placements", "covers")
        if kind == "covers" and self.chance(1, 2):
            return {"covers": "region"}
        made = {kind: name} | ({"where": where} if where else {})
        if kind == "placements":
            return made | {"better": "lower"} | ({"then": self.pick(*finer)} if self.chance(1, 2) else {})
        return made if kind == "covers" else made | {"better": self.pick("higher", "lower")}

    def outcomes(self) -> list[Step]:
        made: list[Step] = []
        for number in range(self.pick(0, 1, 1, 2) * self.fixed.get("outcomes", True)):
            outcome: Step = {"name": f"prize {number}"}
            if self.chance(4, 5):
                outcome |= {"seats": self.pick(0, 1, 2, 3, 4), "ties": self.pick("in", "out", "in", "out", "refuse")}
            if "seats" not in outcome or self.chance(1, 4):
                outcome["minimum"] = self.number()
            if self.chance(1, 2):
                self.condition_of(outcome, [one["name"] for one in made])
            for one in made if "cost_at_most" in outcome else ():
                if one["name"] in outcome.get("counting", ()) and one.get("short") == "part":
                    one["short"] = "stop"
            made.append(outcome)
        return made

    def condition_of(self, outcome: Step, above: list[str]) -> None:
        """Give an outcome some of what there is beside seats and a minimum."""
        regions = sorted({self.given.fields["submission"]["region"][one] for one in self.members("submission")})
        same = [name for name, dims in self.named.items() if dims == ("submission",)]
        if self.chance(1, 4):
            outcome["places"] = self.pick(1, 2, 3)
        if self.chance(1, 4):
            outcome["share"] = self.pick("50 %", "12.5%", "100 %", "1/3")
            outcome["rounded"] = self.pick("down", "up", "nearest")
        if self.chance(1, 4) and (same or self.has("population")):
            outcome |= {"of": self.pick(*same, "population"), "better": self.pick("higher", "lower")}
        if self.chance(1, 6):
            outcome["where"] = {"region": self.pick(*regions)}
        elif self.chance(1, 6):
            outcome["by"] = "region"
        if above and self.chance(1, 2):
            outcome["after"] = self.pick(*above)
        if self.chance(1, 3):
            outcome["at_most"] = self.pick({"region": self.pick(1, 2)}, {self.pick(*regions): self.pick(0, 1, 2)})
        if "seats" in outcome and self.chance(1, 3):
            outcome["at_least"] = self.pick({"region": 1}, {self.pick(*regions): self.pick(1, 2)})
        if self.chance(1, 4):
            outcome |= {"budget": self.positive() * 2, "cost": "population", "short": self.pick("skip", "stop", "part")}
        if "at_most" in outcome and above and self.chance(1, 2):
            outcome["counting"] = [self.pick(*above)]
        elif self.has("population") and self.chance(1, 5):
            if outcome.get("short") == "part":
                outcome["short"] = "stop"
            outcome |= {"cost_at_most": {"region": self.positive() * 2}, "cost": "population"}
        if {"seats", "share"} & set(outcome) and above and self.chance(1, 3):
            outcome["including"] = [self.pick(*above)]
        if "by" in outcome and "seats" in outcome and self.chance(1, 2):
            outcome |= {"proportion": "largest remainder", "remainders": self.pick("refuse", "larger", "smaller")}
        if {"at_most", "at_least", "budget", "cost_at_most"} & set(outcome):
            all_of = ["in"] * ("budget" not in outcome)
            outcome["ties"] = self.pick("out", "out", "refuse", *all_of, *["chair"] * len(self.given.orders))
        if self.chance(1, 4):
            outcome["waiting"] = self.pick(1, 2)
