"""Reading a declared rule: its steps, ``[rank]`` and ``[[outcome]]``, each key known or refused (§2, §6, §8)."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Literal, cast

import attrs

from judge.model.fields import Fields
from judge.model.number import Half
from judge.model.place import Node, Place
from judge.model.problem import Problems, listed, nearest
from judge.model.rubric import Rubric
from judge.score.kinds import Choice, Conditions, Kind, Names, NumberOrChoice, Whole
from judge.score.placing import Rank, read_rank
from judge.score.seats import Seats, read_outcome
from judge.score.setting import Setting
from judge.score.verb import Policy, Step, Verb
from judge.score.verbs import VERBS

Expects = Literal["ballots", "all", "marks"] | str


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
_HALVES: tuple[Half, ...] = ("up", "even", "down", "cut")


def read(setting: Setting, problems: Problems) -> Rule:
    """Return the rule of a round: its own tables where it has some, else its rubric's."""
    round_, rubric = setting.round, setting.rubric
    score = round_.score or (rubric.score if rubric else None)
    fields = Fields(score, problems, "[score]") if score else None
    inner = [
        (item.id, node)
        for item in (rubric.criteria if rubric else ())
        for node in _list(item.derived, "derived", problems)
    ]
    nodes: list[Node] = []
    if fields is not None:
        nodes += _list(fields.take("steps"), "steps", problems)
    declared = bool(nodes)
    if not nodes and rubric is not None and rubric.criteria:
        nodes = default_steps(rubric, score or rubric.source, round_.ballot)
    nodes += _list(round_.steps, "steps", problems)
    every = [*inner, *((None, node) for node in nodes)]
    read_steps = (_step(at, node, criterion, problems) for at, (criterion, node) in enumerate(every, 1))
    steps = tuple(step for step in read_steps if step is not None)
    expects = _expects(setting, fields)
    place = fields.place if fields else round_.place
    quorum = (fields.whole("quorum", least=0) if fields else None) or 0
    if fields is not None:
        fields.finish()
    rank = read_rank(round_.rank or (rubric.rank if rubric else None), round_.place, problems)
    declared_outcomes = round_.outcomes if round_.outcomes is not None else (rubric.outcomes if rubric else ())
    outcomes = tuple(read_outcome(at, node, problems) for at, node in enumerate(declared_outcomes, 1))
    return Rule(steps, declared, expects, quorum, place, rank, outcomes)


def _expects(setting: Setting, fields: Fields | None) -> Expects:
    """Return which marks are expected; of pairs none is, for nobody compares each of them."""
    node = fields.peek("expects") if fields else None
    declared = fields.text("expects") if fields else None
    if setting.round.ballot != "pairs":
        return declared or ("assigned" if setting.round.id in setting.challenge.assigned else "ballots")
    if fields is not None and node is not None and declared not in (None, "marks"):
        fields.problems.refuse(
            "key-without-use", node.place, f"`expects` has no use in the round `{setting.round.id}`: of pairs no answer is expected",
            "leave `expects` out; `comparisons` of the round says how many a judge is asked for", found="expects",
        )  # fmt: skip
    return "marks"


def default_steps(rubric: Rubric, at: Node, ballot: str = "marks") -> list[Node]:
    """Return the rule that people expect: each judge's mean over the criteria, then the mean over judges (§3.19).

    Of pairs it is the strongest chains (§3.31), which need no judge to have compared everything.
    """
    if ballot == "pairs":
        over = Node((Node("judge", at.place), Node("pair", at.place)), at.place)
        return [Node({"schulze": over}, at.place)]
    over_criteria = {"mean": "criterion"} | ({"weights": "weight"} if rubric.criteria[0].weight is not None else {})
    steps = [over_criteria, {"mean": "judge"}] if len(rubric.criteria) > 1 else [{"mean": "judge"}]
    return [Node({key: Node(text, at.place) for key, text in step.items()}, at.place) for step in steps]


def keys_of(verb: Verb) -> dict[str, Kind | None]:
    """Return the kinds of all keys that a step with a verb may have; None stands for a text that is not empty."""
    by: dict[str, Kind | None] = {"by": Names()} if verb.grouped or verb.name == "fill" else {}
    states = {key: NumberOrChoice(words) for key, words in _STATES.items()}
    common: dict[str, Kind | None] = {
        "of": Names(), "as": None, "where": Conditions(), "half": Choice(_HALVES), "round": Whole(),
    }  # fmt: skip
    return {**common, **by, **states, verb.name: verb.value, **verb.keys}


def _list(node: Node | None, key: str, problems: Problems) -> list[Node]:
    if node is None:
        return []
    if isinstance(node.value, tuple):
        return list(node.value)
    problems.refuse(
        "wrong-kind", node.place, f"`{key}` is {node.kind()}, not a list of steps", expected="a list of steps"
    )
    return []


def _step(at: int, node: Node, criterion: str | None, problems: Problems) -> Step | None:
    what = f"step {at}"
    if not isinstance(node.value, dict):
        problems.refuse("wrong-kind", node.place, f'{what} is {node.kind()}, not a table such as {{ mean = "judge" }}')
        return None
    verb = _verb(what, node, node.value, problems)
    if verb is None:
        return None
    fields = Fields(node, problems, f"{what} (`{verb.name}`)")
    kinds = {verb.name: verb.value, **verb.keys}
    values: dict[str, object] = {}
    for key, kind in keys_of(verb).items():
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
        _of(values.get("of")), cast("Mapping[str, str]", values.get("where", {})),
        cast("tuple[str, ...]", values.get("by", ())), cast("str | None", values.get("as")),
        cast("Policy", values.get("missing")), cast("Policy", values.get("aside")),
        None if verb.name == "round" else cast("int | None", values.get("round")),
        cast("Half", values.get("half", "up")), node, criterion,
    )  # fmt: skip


def _of(names: object) -> str | tuple[str, ...] | None:
    """Return one name as it is; several are earlier rounds laid side by side (§7.5)."""
    found = cast("tuple[str, ...]", names or ())
    return found if len(found) > 1 else found[0] if found else None


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
        (nearest(strange[0], VERBS) if strange else None) or f"verbs: {listed(VERBS, 50)}", found=strange[0] if strange else None,
    )  # fmt: skip
    return None
