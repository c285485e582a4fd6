"""What people decided: an order of equals that the rule leaves to the chair (§6.4, §7.3)."""

from collections.abc import Sequence

from judge.model.challenge import Challenge, Decision
from judge.model.place import Place
from judge.model.problem import Problems, listed
from judge.model.result import Outcome, Tie


def decisions_of(challenge: Challenge, round_id: str, kind: str) -> tuple[Decision, ...]:
    """Return the decisions of a kind that hold for a round, in the order of the file."""
    return tuple(item for item in challenge.decisions if item.kind == kind and item.round in (None, round_id))


def unused(challenge: Challenge, round_id: str, ties: Sequence[Tie | Outcome], problems: Problems) -> None:
    """Add a caution for each recorded order of a round that parted nobody."""
    used = [decision for tie in ties for decision in tie.decisions]
    for item in decisions_of(challenge, round_id, "order"):
        if item not in used and (item.round == round_id or len(challenge.rounds) == 1):
            problems.caution(
                "order-unused", item.place, f"the order of {listed(item.submissions)} changes nothing: no tie asks for it",
                'an order holds where `ties` say "chair", for submissions that are equal then',
            )  # fmt: skip


def ordered(
    block: Sequence[str], orders: Sequence[Decision], how: str, place: Place, problems: Problems
) -> Decision | None:
    """Return the recorded order that parts a block of equals, or None with a problem.

    Args:
        how: what they are equal with, in words.
        place: where the rule leaves it to the chair.
    """
    found = [item for item in orders if set(block) <= set(item.submissions)]
    said = {tuple(name for name in item.submissions if name in block) for item in found}
    if len(said) == 1:
        return found[0]
    if said:
        problems.refuse(
            "orders-differ", found[-1].place, f"{listed(block)} are ordered here, and otherwise at {found[0].place}",
            "keep one of the two decisions",
        )  # fmt: skip
    else:
        names, words = ", ".join(f'"{name}"' for name in block), " ".join(block)
        problems.refuse(
            "order-missing", place, f"{listed(block)} are equal {how}, and the chair has not ordered them",
            f'record it in decisions.toml: kind = "order", submissions = [{names}], the best one first, with a reason; '
            f'if the round is open in a record: judge decide ROUND order {words} --reason "…"',
        )  # fmt: skip
    return None
