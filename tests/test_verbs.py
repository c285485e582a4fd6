"""What each verb must have beside its one file."""

import re
from collections.abc import Mapping
from fractions import Fraction
from string import Formatter

import pytest

from judge.model.said.ties import TIES
from judge.model.wording import LANGUAGES
from judge.score import sentence
from judge.score.saying import ENDS, Phrase, Sentence
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
    return lacking + unsaid(found.sentence.phrases)


def unsaid(phrases: Mapping[str, Phrase]) -> list[str]:
    """Return the languages in which a phrase is not there, or is filled with other things than in English."""
    return sorted(
        {
            f"the sentence in {language}"
            for phrase in phrases.values()
            for language in LANGUAGES
            if not phrase.get(language, "").strip() or filled(phrase[language]) != filled(phrase["en"])
        }
    )


def filled(text: str) -> set[str | None]:
    """Return the names of what is filled into a phrase."""
    return {name for _, name, _, _ in Formatter().parse(text)} - {None}


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_lacks_nothing(verb: str) -> None:
    """A verb has its clause, a running example, a naive twin, and its sentence in three languages."""
    assert lacks(verb) == []


def test_what_a_verb_lacks_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A verb that is only a file lacks all of it."""
    import attrs

    said = Sentence({"shake": {"en": "shaken by {n}", "fr": "secoué"}}, lambda step, say: say("shake", n="1"))
    monkeypatch.setitem(VERBS, "shake", attrs.evolve(VERBS["mean"], name="shake", clause="3.99", sentence=said))
    found = lacks("shake")
    assert len(found) == 5
    assert found[3:] == ["the sentence in es", "the sentence in fr"]


@pytest.mark.parametrize("phrases", [sentence.PHRASES, TIES, ENDS], ids=["steps", "tie-breaks", "ends"])
def test_what_all_steps_share_is_said_in_every_language(phrases: Mapping[str, Phrase]) -> None:
    """States, conditions and tie-breaks have their words in three languages."""
    assert unsaid(phrases) == []


def test_clauses_of_verbs_are_their_own() -> None:
    """No two verbs cite one clause."""
    clauses = [verb.clause for verb in VERBS.values()]
    assert len(set(clauses)) == len(clauses)
    assert all(Fraction(clause) for clause in clauses)
