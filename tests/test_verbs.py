"""What each verb must have beside its one file."""

import re
from fractions import Fraction

import pytest

from judge.score.verbs import VERBS
from tests.challenges import ROOT
from tests.naive import steps

RULES = (ROOT / "docs" / "rules.md").read_text("utf-8")


def lacks(verb: str) -> list[str]:
    """Return what a verb does not have yet."""
    found = VERBS[verb]
    lacking = []
    if not re.search(rf"^#+ {re.escape(found.clause)} .*`{verb}`", RULES, re.MULTILINE):
        lacking.append(f"clause {found.clause} in docs/rules.md")
    if verb not in (*steps.VERBS, "round"):
        lacking.append("a naive twin in tests/naive")
    if f"{{ {verb} = " not in RULES:
        lacking.append("an example in docs/rules.md")
    return lacking


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_lacks_nothing(verb: str) -> None:
    """A verb has its clause, a running example, and a naive twin."""
    assert lacks(verb) == []


def test_what_a_verb_lacks_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A verb that is only a file lacks all of it."""
    import attrs

    monkeypatch.setitem(VERBS, "shake", attrs.evolve(VERBS["mean"], name="shake", clause="3.99"))
    assert len(lacks("shake")) == 3


def test_clauses_of_verbs_are_their_own() -> None:
    """No two verbs cite one clause."""
    clauses = [verb.clause for verb in VERBS.values()]
    assert len(set(clauses)) == len(clauses)
    assert all(Fraction(clause) for clause in clauses)
