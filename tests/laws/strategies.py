"""Whole rounds to try the laws on: a panel, submissions, a rubric, marks with gaps, and a rule made for them."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

from hypothesis import assume
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from tests.laws.rules import Rulebook
from tests.naive.eligibility import admitted
from tests.naive.given import Given, Key, Value

SHAPES = tuple((s, j, c) for s in range(1, 7) for j in range(1, 7) for c in range(1, 5) if 4 <= s * j * c <= 48)
"""How many submissions, judges and criteria there are."""
CRITERIA = {1: (("c1",),), 2: (("c2", "c1"), ("c1", "c2")), 3: (("c3", "c1", "c2"),), 4: (("c1", "c4", "c2", "c3"),)}
PANELS = ("jury", "public")
REGIONS = ("north", "south")
SECTIONS = ("art", "craft")
WINGS = ("east", "west")
MARKS = (
    *map(Fraction, range(11)),
    *map(Fraction, (3, 4, 5, 6, 7, 8)),
    Fraction(13, 2),
    Fraction(29, 4),
    Fraction(1, 3),
)
GAPS = (None, None, "missing", "recused", "void", "late")
"""What stands for a mark that is not a number; None is a cell that is not there."""


@st.composite
def rounds(draw: DrawFn, **fixed: Any) -> Given:
    """A whole round with a rule; ``fixed`` are choices of :class:`Rulebook` that stay."""
    many = draw(st.sampled_from(SHAPES))
    submissions, judges = (
        tuple(f"{letter}{n + 1}" for n in range(size)) for letter, size in zip("SJ", many, strict=False)
    )
    criteria = draw(st.sampled_from(CRITERIA[many[2]]))
    codes = draw(st.sampled_from(((), (), (), ("DNS",), ("DNS", "HZ")))) if fixed.get("gaps", True) else ()
    kind = draw(st.sampled_from(fixed.get("kinds", ("percent", "parts", "coefficients"))))
    gaps = fixed.get("gaps", True) and draw(st.booleans())
    pairs = st.tuples(st.sampled_from(submissions), st.sampled_from(judges))
    absent = draw(st.sets(pairs, max_size=4)) if gaps else set()
    drawn = draw(marks(submissions, judges, criteria, (*GAPS, *codes, *codes) if gaps else ()))
    given = Given(
        submissions=submissions, judges=judges, criteria=criteria, codes=codes, weights=kind,
        fields=draw(all_fields(submissions, judges, criteria)),
        facts=draw(all_facts(submissions, judges, criteria, kind)),
        marks={key: x for key, x in drawn.items() if key[:2] not in absent},
        asides=draw(asides(submissions, judges)) if gaps else {},
        appointed=draw(appointed(judges, criteria)) if gaps else {},
        scale=draw(st.sampled_from(((None, None), (Fraction(0), Fraction(10)), (Fraction(0), None)))),
        removed=draw(removed(submissions)) if gaps else {},
        better=draw(st.sampled_from(fixed.get("betters", ("higher", "higher", "lower")))),
        orders=draw(st.lists(st.permutations(submissions).map(tuple), max_size=1).map(tuple)),
    )  # fmt: skip
    if fixed.get("assigned"):
        given = replace(given, assigned=draw(st.frozensets(pairs, min_size=1)))
    if fixed.get("gates"):
        gates = draw(eligibility(given))
        given = replace(given, eligibility=gates, waived=draw(waived(given, gates)))
        assume(set(admitted(given).removed) < set(given.submissions))
    if fixed.get("tracks"):
        regions = draw(several(("north", "south", "south; north", "north;east"), len(submissions)))
        given = replace(
            given, fields={**given.fields, "submission": {"region": dict(zip(submissions, regions, strict=True))}}
        )
        made = Rulebook(draw, given, {**fixed, "outcomes": False}).filled()
        return replace(made, rank={**made.rank, "by": "region"})
    if fixed.get("derived") and len(criteria) > 1:
        given = replace(given, derived={criteria[-1]: draw(worked_out(given))})
        given = replace(given, marks={key: x for key, x in given.marks.items() if key[2] != criteria[-1]})
    return Rulebook(draw, given, fixed).filled()


@st.composite
def worked_out(draw: DrawFn, given: Given) -> tuple[dict[str, Any], ...]:
    """The steps of a derived criterion; which of its values are better is as for the marks."""
    codes = given.codes
    first = [{"fill": list(codes), "with": draw(st.sampled_from(("left out", Fraction(2))))}] if codes else []
    folds = ["mean", "median", "best", "worst", "sum"]
    folds += ["count"] if given.better == "higher" else []
    folds += ["product"] if given.scale[0] == 0 else []
    fold = draw(st.sampled_from(folds))
    last: dict[str, Any] = {fold: "criterion"}
    if draw(st.booleans()):
        last["missing"] = draw(st.sampled_from(("left out", "mean", Fraction(1))))
    if draw(st.booleans()):
        last["aside"] = "left out"
    trims: tuple[list[dict[str, Any]], ...] = ([], [{"drop": "criterion", "highest": 1, "too_few": "keep"}])
    return (*first, *draw(st.sampled_from(trims)), last, *draw(st.sampled_from(([], [{"times": Fraction(3, 2)}]))))


@st.composite
def eligibility(draw: DrawFn, given: Given) -> tuple[dict[str, Any], ...]:
    """Up to three gates, one of each field, with bounds that are values of the fact."""
    gates: list[dict[str, Any]] = []
    for field in ("population", "penalty"):
        values = sorted(set(given.facts.get((field, ("submission",)), {}).values()))
        if values and draw(st.integers(1, 3)) == 1:
            keys = draw(st.lists(st.sampled_from(("below", "above", "at_least", "at_most")), min_size=1, unique=True))
            gates.append({"field": field} | {key: draw(st.sampled_from(values)) for key in keys})
    if draw(st.integers(1, 3)) == 1:
        gates.append({"field": "region"} | draw(st.sampled_from(({"is": "north"}, {"one_of": ["south", "north"]}))))
    return tuple(gates)


@st.composite
def waived(draw: DrawFn, given: Given, gates: tuple[dict[str, Any], ...]) -> tuple[tuple[str, str], ...]:
    """Perhaps some submissions that a decision lets through a gate; all of those without its fact."""
    pairs = [(one, gate["field"]) for one in given.submissions for gate in gates]
    lacking = {
        (one, field)
        for one, field in pairs
        if field != "region" and (one,) not in given.facts.get((field, ("submission",)), {})
    }
    chosen = draw(st.sets(st.sampled_from(pairs), max_size=2)) if pairs else set()
    return tuple(sorted(chosen | lacking))


def marks(
    submissions: tuple[str, ...], judges: tuple[str, ...], criteria: tuple[str, ...], odd: tuple[Value | None, ...]
) -> SearchStrategy[dict[Key, Value]]:
    """Marks for most cells; of the others, some are empty, absent, set apart or a code."""
    keys = [(s, j, c) for s in submissions for j in judges for c in criteria]
    cell = st.sampled_from((*MARKS, *MARKS, *odd))
    return st.lists(cell, min_size=len(keys), max_size=len(keys)).map(
        lambda cells: {key: x for key, x in zip(keys, cells, strict=True) if x is not None}
    )


def asides(submissions: tuple[str, ...], judges: tuple[str, ...]) -> SearchStrategy[dict[tuple[str, str], str]]:
    """A few ballots that are set apart as a whole."""
    pairs = st.tuples(st.sampled_from(submissions), st.sampled_from(judges))
    return st.dictionaries(pairs, st.sampled_from(("recused", "conflict", "void")), max_size=3)


def appointed(judges: tuple[str, ...], criteria: tuple[str, ...]) -> SearchStrategy[dict[str, tuple[str, ...]]]:
    """The criteria of a few judges who do not judge all of them."""
    some = st.integers(1, len(criteria)).map(lambda n: criteria[:n])
    return st.dictionaries(st.sampled_from(judges), some, max_size=2)


def removed(submissions: tuple[str, ...]) -> SearchStrategy[dict[str, str]]:
    """Perhaps one submission that takes no part any more."""
    kinds = st.sampled_from(("withdrawn", "disqualified"))
    return st.dictionaries(st.sampled_from(submissions), kinds, max_size=min(1, len(submissions) - 1))


@st.composite
def all_fields(
    draw: DrawFn, submissions: tuple[str, ...], judges: tuple[str, ...], criteria: tuple[str, ...]
) -> dict[str, dict[str, dict[str, str]]]:
    """A panel for each judge, a section for each criterion, a region for each submission, a wing for each panel."""
    owners = {"judge": ("panel", judges, PANELS), "criterion": ("section", criteria, SECTIONS),
              "submission": ("region", submissions, REGIONS), "panel": ("wing", PANELS, WINGS)}  # fmt: skip
    return {
        owner: {field: dict(zip(members, draw(several(texts, len(members))), strict=True))}
        for owner, (field, members, texts) in owners.items()
    }


def several(options: tuple[Any, ...], number: int) -> SearchStrategy[list[Any]]:
    """So many of the options, in any order and any of them twice."""
    return st.lists(st.sampled_from(options), min_size=number, max_size=number)


@st.composite
def all_facts(
    draw: DrawFn, submissions: tuple[str, ...], judges: tuple[str, ...], criteria: tuple[str, ...], kind: str
) -> dict[tuple[str, tuple[str, ...]], dict[Key, Fraction]]:
    """Facts of every kind of key; ``penalty`` and ``ease`` lack for some."""
    positive = (Fraction(1), Fraction(2), Fraction(3, 2), Fraction(7, 10), Fraction(5))
    by = {
        ("population", ("submission",)): ([(s,) for s in submissions], positive),
        ("penalty", ("submission",)): ([(s,) for s in submissions], (None, None, Fraction(0), *positive)),
        ("difficulty", ("submission", "criterion")): ([(s, c) for s in submissions for c in criteria], positive),
        ("ease", ("submission", "criterion")): ([(s, c) for s in submissions for c in criteria], (None, *positive)),
        ("trust", ("judge",)): ([(j,) for j in judges], positive),
        ("bonus", ("region",)): ([(region,) for region in REGIONS], positive),
        ("voice", ("panel",)): ([(panel,) for panel in PANELS], positive),
        ("level", ()): ([()], positive),
    }
    facts: dict[tuple[str, tuple[str, ...]], dict[Key, Fraction]] = {}
    for fact, (keys, options) in by.items():
        drawn = zip(keys, draw(several(options, len(keys))), strict=True)
        facts[fact] = {tuple(key): x for key, x in drawn if x is not None}
    for dimension, members in (("criterion", criteria), ("panel", PANELS)):
        if draw(st.booleans()):
            facts["weight", (dimension,)] = {(one,): w for one, w in draw(shares(members, kind)).items()}
    return {key: cells for key, cells in facts.items() if cells}


@st.composite
def shares(draw: DrawFn, members: tuple[str, ...], kind: str) -> dict[str, Fraction]:
    """Weights of members: percentages add up to 100."""
    if kind != "percent":
        return dict(zip(members, draw(several(tuple(map(Fraction, (1, 2, 3, 5))), len(members))), strict=True))
    cuts = sorted(draw(st.lists(st.integers(0, 100), min_size=len(members) - 1, max_size=len(members) - 1)))
    return {member: Fraction(b - a) for member, a, b in zip(members, [0, *cuts], [*cuts, 100], strict=True)}
