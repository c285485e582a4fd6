"""The panel: ``[[judge]]``, the members of fields such as ``[[panel]]``, and ``[[conflict]]``."""

from collections.abc import Collection, Iterable, Mapping

from judge.files import keys
from judge.files.ids import Ids
from judge.model.challenge import Aside, Group, Judge
from judge.model.fields import Fields
from judge.model.place import Node
from judge.model.problem import Problems, nearest
from judge.model.state import CONFLICT

CONFLICTS = (
    "employment", "office", "financial", "family", "authorship", "collaboration", "rivalry", "beneficiary", "host",
    "public-position", "origin", "appearance", "other", "none",
)  # fmt: skip
_PRIVATE = ("name", "email", "organization", "note")


def judges(nodes: Iterable[Node], criteria: Mapping[str, object], problems: Problems) -> tuple[Judge, ...]:
    """Return the declared judges, sorted by id."""
    ids = Ids("judge", problems)
    found = [each for node in nodes if (each := _judge(node, ids, criteria, problems)) is not None]
    return tuple(sorted(found, key=lambda judge: judge.id))


def _judge(node: Node, ids: Ids, criteria: Mapping[str, object], problems: Problems) -> Judge | None:
    fields = Fields(node, problems, "a judge")
    text = fields.text("id", required=True)
    name = None if text is None else ids.add(text, node.place)
    fields.what = "a judge" if name is None else f"the judge `{name}`"
    for key in _PRIVATE:
        fields.text(key)
    facts = fields.mapping("facts")
    expected = keys.references(fields, "criteria", "criterion", criteria)
    grouped = keys.groupings(fields, ("id", "facts", "criteria", *_PRIVATE))
    return None if name is None else Judge(name, grouped, facts, expected, node.place)


def groups(kind: str, nodes: Iterable[Node], problems: Problems) -> list[Group]:
    """Return the declared members of a field."""
    ids = Ids(kind, problems)
    return [each for node in nodes if (each := _group(kind, node, ids, problems)) is not None]


def _group(kind: str, node: Node, ids: Ids, problems: Problems) -> Group | None:
    fields = Fields(node, problems, f"a member of [[{kind}]]")
    text = fields.text("id", required=True)
    name = None if text is None else ids.add(text, node.place)
    fields.text("title")
    weight = fields.take("weight")
    facts = dict(fields.mapping("facts"))
    if weight is not None:
        facts["weight"] = weight
    grouped = keys.groupings(fields, ("id", "title", "weight", "facts"))
    return None if name is None else Group(kind, name, facts, grouped, node.place)


def check_groups(found: Iterable[Group], fields: Collection[str], problems: Problems) -> None:
    """Refuse members of a field that nothing has; ``fields`` are those of judges, criteria and submissions."""
    for kind, group in {group.kind: group for group in reversed(tuple(found))}.items():
        if kind not in fields:
            problems.refuse(
                "unknown-key",
                group.place,
                f"[[{kind}]] is no part of a challenge, and no judge, criterion or submission has a field `{kind}`",
                nearest(kind, ("round", "judge", "conflict", *fields)),
                found=kind,
            )


def conflicts(
    nodes: Iterable[Node], judges: Mapping[str, object], submissions: Mapping[str, object], problems: Problems
) -> list[Aside]:
    """Return the ballots that a conflict of interest sets apart."""
    found = []
    for node in nodes:
        fields = Fields(node, problems, "a conflict of interest")
        judge = keys.reference(fields, "judge", judges, required=True)
        submission = keys.reference(fields, "submission", submissions, required=True)
        kind = fields.choice("type", CONFLICTS, "other")
        reason = fields.text("reason") or ""
        fields.finish()
        if judge is not None and submission is not None and kind != "none":  # looked into, and found to be none
            found.append(Aside(judge, submission, CONFLICT, kind, reason, None, node.place))
    return found
