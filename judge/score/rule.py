"""Reading a declared rule: its steps, ``[rank]`` and ``[[outcome]]``, each key known or refused (§2, §6, §8)."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Literal, cast

import attrs

from judge.model.fields import Fields
from judge.model.number import Half
from judge.model.place import Node, Place
from judge.model.problem import Problems, listed, nearest
from judge.model.rubric import Sense
from judge.score.kinds import Choice, Conditions, Names, NumberOrChoice, Whole
from judge.score.setting import Setting
from judge.score.verb import Policy, Step, Verb
from judge.score.verbs import VERBS

Expects = Literal["ballots", "all", "marks"] | str
Numbering = Literal["1-2-2-4", "1-2-2-3", "1-2-3-4", "average"]
NUMBERINGS: tuple[Numbering, ...] = ("1-2-2-4", "1-2-2-3", "1-2-3-4", "average")
LAST_RESORTS = ("share", "refuse", "lot")


@attrs.frozen
class Breaker:
    """One tie-break (§6.3).

    Attributes:
        better: which values come first, or None: those that the criterion's scale calls better.
        name: the table compared, or None.
        criterion: the criterion whose mean mark is compared, or None.
        where: which cells of the table.
        last: whether those without a value come last; else the breaker is passed over.
        place: where it stands.
    """

    better: Sense | None
    name: str | None
    criterion: str | None
    where: Mapping[str, tuple[str, ...] | str]
    last: bool
    place: Place


@attrs.frozen
class Rank:
    """How scores become places (§6).

    Attributes:
        of: the table ranked, or None for the last step's.
        better: the declared direction, or None.
        gap: scores closer than this count as equal, or None.
        breakers: in order.
        last: what happens to ties that are left.
        numbering: how shared places are numbered.
        place: where it stands.
    """

    of: str | None
    better: Sense | None
    gap: Fraction | None
    breakers: tuple[Breaker, ...]
    last: str
    numbering: Numbering
    place: Place


@attrs.frozen
class Seats:
    """One ``[[outcome]]`` (§8).

    Attributes:
        name: what it is called.
        seats: how many are taken, or None for no limit.
        ties: what happens to a tie at the cut: all ``in``, all ``out``, or ``refuse``.
        minimum: the lowest score taken (the highest, where lower is better), or None.
        place: where it stands.
    """

    name: str
    seats: int | None
    ties: Literal["in", "out", "refuse"]
    minimum: Fraction | None
    place: Place


@attrs.frozen
class Rule:
    """A round's rule as declared.

    Attributes:
        steps: in order; the default rule's if none are declared.
        declared: whether steps were declared.
        expects: which marks are expected (§4.5).
        quorum: fewest counted ballots a submission needs, or 0.
        quorum_place: where the quorum is declared.
        rank: how places are made.
        outcomes: what follows.
    """

    steps: tuple[Step, ...]
    declared: bool
    expects: Expects
    quorum: int
    quorum_place: Place
    rank: Rank
    outcomes: tuple[Seats, ...]


_STATES: Mapping[str, tuple[str, ...]] = {
    "missing": ("left out", "mean", "refuse"),
    "aside": ("left out", "mean", "refuse"),
}
_HALVES: tuple[Half, ...] = ("up", "even", "down")


def read(setting: Setting, problems: Problems) -> Rule:
    """Return the rule of a round: its own tables where it has some, else its rubric's."""
    round_, rubric = setting.round, setting.rubric
    score = round_.score or (rubric.score if rubric else None)
    fields = Fields(score, problems, "[score]") if score else None
    nodes: list[Node] = []
    if fields is not None:
        nodes += _list(fields.take("steps"), "steps", problems)
    declared = bool(nodes)
    if not nodes and rubric is not None:
        nodes = default_steps(
            rubric.criteria[0].weight is not None if rubric.criteria else False, score or rubric.source
        )
    nodes += _list(round_.steps, "steps", problems)
    steps = tuple(step for at, node in enumerate(nodes, 1) if (step := _step(at, node, problems)) is not None)
    expects = (fields.text("expects") if fields else None) or "ballots"
    place = fields.place if fields else round_.place
    quorum = (fields.whole("quorum", least=0) if fields else None) or 0
    if fields is not None:
        fields.finish()
    rank = _rank(round_.rank or (rubric.rank if rubric else None), round_.place, problems)
    declared_outcomes = round_.outcomes if round_.outcomes is not None else (rubric.outcomes if rubric else ())
    outcomes = tuple(_outcome(at, node, problems) for at, node in enumerate(declared_outcomes, 1))
    return Rule(steps, declared, expects, quorum, place, rank, outcomes)


def default_steps(weighted: bool, at: Node) -> list[Node]:
    """Return the rule that people expect: each judge's mean over the criteria, then the mean over judges (§3.19)."""
    first = {"mean": "criterion"} | ({"weights": "weight"} if weighted else {})
    return [
        Node({key: Node(text, at.place) for key, text in step.items()}, at.place) for step in (first, {"mean": "judge"})
    ]


def _list(node: Node | None, key: str, problems: Problems) -> list[Node]:
    if node is None:
        return []
    if isinstance(node.value, tuple):
        return list(node.value)
    problems.refuse(
        "wrong-kind", node.place, f"`{key}` is {node.kind()}, not a list of steps", expected="a list of steps"
    )
    return []


def _step(at: int, node: Node, problems: Problems) -> Step | None:
    what = f"step {at}"
    if not isinstance(node.value, dict):
        problems.refuse("wrong-kind", node.place, f'{what} is {node.kind()}, not a table such as {{ mean = "judge" }}')
        return None
    verb = _verb(what, node, node.value, problems)
    if verb is None:
        return None
    fields = Fields(node, problems, f"{what} (`{verb.name}`)")
    kinds = {verb.name: verb.value, **verb.keys}
    common = {"of": None, "as": None, "where": Conditions(), "half": Choice(_HALVES), "round": Whole(),
              **({"by": Names()} if verb.grouped or verb.name == "fill" else {}),
              **{key: NumberOrChoice(words) for key, words in _STATES.items()}}  # fmt: skip
    values: dict[str, object] = {}
    for key, kind in {**common, **kinds}.items():
        if kind is None:
            text = fields.text(key)
            if text is not None:
                values[key] = text
        elif (given := fields.take(key)) is not None:
            value = kind.read(given, f"`{key}` of {what}", problems)
            if value is not None:
                values[key] = value
    fields.finish()
    if verb.name not in values:
        return None
    _check_states(verb, values, node, problems)
    return Step(
        at, verb, {key: values[key] for key in kinds if key in values},
        cast("str | None", values.get("of")), cast("Mapping[str, str]", values.get("where", {})),
        cast("tuple[str, ...]", values.get("by", ())), cast("str | None", values.get("as")),
        cast("Policy", values.get("missing")), cast("Policy", values.get("aside")),
        None if verb.name == "round" else cast("int | None", values.get("round")),
        cast("Half", values.get("half", "up")), node,
    )  # fmt: skip


def _check_states(verb: Verb, values: Mapping[str, object], node: Node, problems: Problems) -> None:
    """Folds take every policy; verbs with an operand a number for one that is not there (§4.1, §4.4)."""
    if isinstance(values.get("aside"), Fraction):
        problems.refuse(
            "aside-as-number", node.place, "a mark that is set aside never counts as a number by default",
            'write `aside = "left out"`, or say it with `fill`',
        )  # fmt: skip
    if not verb.folds and (isinstance(values.get("missing"), str) or "aside" in values):
        key = "aside" if "aside" in values else "missing"
        problems.refuse(
            "state-key", node.place, f"`{verb.name}` passes cells without a value on; `{key}` has no such meaning here",
            "say it on a fold, or with `fill`; a number for `missing` stands for an operand that is not there",
        )  # fmt: skip


def _verb(what: str, node: Node, table: Mapping[str, Node], problems: Problems) -> Verb | None:
    """Return the one verb of a step; ``round`` is a key where another verb is there (§2.1)."""
    names = [key for key in table if key in VERBS]
    if len(names) > 1 and "round" in names:
        names.remove("round")
    if len(names) == 1:
        return VERBS[names[0]]
    if names:
        problems.refuse(
            "two-verbs",
            node.place,
            f"{what} has {len(names)} verbs: {listed(names)}",
            "write a step for each",
            found=", ".join(names),
        )
        return None
    known = {"of", "where", "by", "as", "round", "half", "missing", "aside", "weights"}
    strange = [key for key in table if key not in known]
    problems.refuse(
        "no-verb", node.place, f"{what} has no verb" + (f"; `{strange[0]}` is none" if strange else ""),
        (nearest(strange[0], VERBS) if strange else None) or f"verbs: {listed(VERBS, 20)}", found=strange[0] if strange else None,
    )  # fmt: skip
    return None


def _rank(node: Node | None, place: Place, problems: Problems) -> Rank:
    if node is None:
        return Rank(None, None, None, (), "share", "1-2-2-4", place)
    fields = Fields(node, problems, "[rank]")
    better = cast("Sense | Literal['']", fields.choice("better", ("higher", "lower"), ""))
    gap = fields.number("gap")
    if gap is not None and gap < 0:
        problems.refuse("wrong-number", fields.place, "`gap` of [rank] is negative", "say 0 or more")
    numbering = cast("Numbering", fields.choice("numbering", NUMBERINGS, "1-2-2-4"))
    of = fields.text("of")
    breakers, last = _ties(fields.take("ties"), problems)
    fields.finish()
    if numbering == "1-2-3-4" and last == "share":
        problems.refuse(
            "numbering-needs-order", fields.place, "places 1-2-3-4 cannot be shared, but ties that are left are shared",
            'end `ties` with "lot" or "refuse", or number as 1-2-2-4',
        )  # fmt: skip
    return Rank(of, better or None, gap, breakers, last, numbering, fields.place)


def _ties(node: Node | None, problems: Problems) -> tuple[tuple[Breaker, ...], str]:
    if node is None:
        return (), "share"
    items = node.value if isinstance(node.value, tuple) else (node,)
    breakers: list[Breaker] = []
    last = "share"
    for at, item in enumerate(items):
        if isinstance(item.value, str):
            last = Choice(LAST_RESORTS).read(item, "the last of `ties`", problems) or "share"
            if at < len(items) - 1:
                problems.refuse(
                    "ties-after-last", item.place, f'nothing can follow "{item.value}" in `ties`', "put it last"
                )
        else:
            breaker = _breaker(item, problems)
            if breaker is not None:
                breakers.append(breaker)
    return tuple(breakers), last


def _breaker(node: Node, problems: Problems) -> Breaker | None:
    fields = Fields(node, problems, "a tie-break")
    given = [key for key in ("higher", "lower", "criterion") if fields.has(key)]
    names = {key: fields.text(key) for key in ("higher", "lower", "criterion")}
    where_node = fields.take("where")
    where = Conditions().read(where_node, "`where` of a tie-break", problems) if where_node else None
    last = fields.choice("missing", ("last",), "") == "last"
    fields.finish()
    if len(given) != 1:
        problems.refuse(
            "breaker-unclear", node.place, "a tie-break needs one of `higher`, `lower` and `criterion`",
            'write { criterion = "…" }, { higher = "…" } or { lower = "…" }',
        )  # fmt: skip
        return None
    if given[0] == "criterion":
        return Breaker(None, None, names["criterion"], where or {}, last, node.place)
    return Breaker(cast("Sense", given[0]), names[given[0]], None, where or {}, last, node.place)


def _outcome(at: int, node: Node, problems: Problems) -> Seats:
    fields = Fields(node, problems, "[[outcome]]")
    name = fields.text("name") or f"outcome {at}"
    seats = fields.whole("seats", least=0)
    ties = cast("Literal['in', 'out', 'refuse']", fields.choice("ties", ("in", "out", "refuse"), "refuse"))
    minimum = fields.number("minimum")
    if seats is None and minimum is None:
        problems.refuse(
            "outcome-without-limit", node.place, f"[[outcome]] `{name}` takes everybody", "say `seats` or `minimum`"
        )
    fields.finish()
    return Seats(name, seats, ties, minimum, node.place)
