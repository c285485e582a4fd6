"""What a result says is found again in Spanish and French, wherever it is said."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

import judge
from judge.model.result import Result
from judge.model.said import SENTENCES, said
from judge.model.said.cautions import CAUTIONS
from judge.model.said.gates import GATES
from judge.model.said.outcomes import OUTCOMES
from judge.model.said.reasons import REASONS
from judge.model.said.ties import TIES
from judge.model.said.words import WORDS
from judge.show.told import PEOPLE, in_language, known, reason
from tests.challenges import ROOT, scored
from tests.docs.test_rules_examples import EXAMPLES, Example
from tests.docs.test_rules_examples import scored as of_example
from tests.docs.test_rules_examples import write as write_example
from tests.test_verbs import unsaid

EXAMPLE_FOLDERS = [ROOT, *sorted(path for path in (ROOT / "examples").iterdir() if path.is_dir())]


@pytest.mark.parametrize("table", [CAUTIONS, GATES, OUTCOMES, REASONS, TIES, WORDS])
def test_every_sentence_is_said_in_every_language(table: Mapping[str, Mapping[str, str]]) -> None:
    """None lacks a language, or is filled with other things than in English."""
    assert unsaid(table) == []


def test_no_name_stands_for_two_sentences() -> None:
    """A name in one table is in no other."""
    names = Counter(name for table in (CAUTIONS, GATES, OUTCOMES, REASONS, TIES, WORDS) for name in table)
    assert [name for name, times in names.items() if times > 1] == []


def unknown(result: Result) -> Iterator[str]:
    """Yield each sentence of a result that is not found again, but for what people wrote and what names alone say."""
    codes = set(result.codes)
    every = [item.reason for item in result.unranked if item.state not in PEOPLE and item.state not in codes]
    every += [text for tie in result.ties for step in tie.steps for text in (step.breaker, step.passed) if text]
    every += [item.message for item in result.cautions]
    for outcome in result.outcomes:
        every += [item.clause for item in (*outcome.passed, *outcome.notes)] + list(outcome.lacks)
        every += [text for text in outcome.terms if " ".join(text.split()[:1]) not in result.dimensions]
    yield from (text for text in every if known(text, "es") is None or known(text, "fr") is None)


@pytest.mark.parametrize("folder", EXAMPLE_FOLDERS, ids=lambda path: path.name)
def test_what_the_examples_say_is_known(folder: Path) -> None:
    """No sentence of a real competition's result is missed."""
    assert list(unknown(scored(folder).result)) == []


@pytest.mark.parametrize("example", EXAMPLES, ids=[f"{each.blocks[0].at}" for each in EXAMPLES])
def test_what_the_rules_say_is_known(example: Example, tmp_path: Path) -> None:
    """Every sentence of every example of the rules is there in the other languages."""
    write_example(example, tmp_path)
    done = of_example(tmp_path, None).done
    assert done is None or list(unknown(done.result)) == []


@pytest.mark.parametrize("code", sorted({name.partition(" ")[0] for name in CAUTIONS if "-" in name}))
def test_every_caution_is_known(code: str) -> None:
    """What is told of each caution of a scoring is found again."""
    told = (ROOT / "tests" / "errors" / code / "expected.txt").read_text("utf-8")
    found = re.findall(rf"caution: (.+?)  \[{code}\]", told)
    assert found
    assert [text for text in found if known(text, "es") is None] == []


def test_every_caution_of_a_scoring_is_in_the_table() -> None:
    """A caution that is new in the engine needs its sentence."""
    sources = "\n".join(path.read_text("utf-8") for path in (Path(judge.__file__).parent / "score").rglob("*.py"))
    codes = set(re.findall(r'\.caution\(\s*"([a-z0-9-]+)"', sources))
    codes |= set(re.findall(r'Check\(\s*\w+, "([a-z0-9-]+)"[^\n]*True\s*\)', sources))
    assert {"few-values", "order-unused"} < codes
    assert len(codes) > 10
    assert codes - {name.partition(" ")[0] for name in CAUTIONS} == set()


@pytest.mark.parametrize(
    ("english", "spanish"),
    [
        ("2 counted ballots, and the quorum is 3", "2 boletas contadas, y el quórum es 3"),
        ("Rights: means of rights is 2.75, not at least 3", "Rights: means de rights es 2.75, no al menos 3"),
        ("population is 5, not at least 10; yes has 1 yes of 3, not 2", "population es 5, no al menos 10; yes tiene 1 sí de 3, no 2"),
        ("theme is a; b, not c", "theme es a; b, no c"),
        ("region north is full: at most 2; waiting list: 3", "region north está completo: 2 como máximo; lista de espera: 3"),
        ("`A`, `B` and 3 more have no value", "`A`, `B` y 3 más no tienen valor"),
        ("the higher mean mark on `rights`, judge Ana or Bo, for place 1 or 2",
         "el promedio más alto de las notas en `rights`, juez Ana o Bo, para el lugar 1 o 2"),
        ("recused", "apartada por recusación"),
    ],
)  # fmt: skip
def test_sentences_keep_their_names_and_numbers(english: str, spanish: str) -> None:
    """Titles, ids and numbers stay as they are; the words around them change."""
    assert spanish == in_language(english, "es")


def test_what_people_wrote_stays() -> None:
    """A withdrawal is told in the words of whoever withdrew, though they look like the engine's own."""
    words = "the video is broken, not playable"
    assert words == reason("withdrawn", words, "es") == reason("disqualified", words, "fr")
    assert in_language("gone fishing", "es") == "gone fishing"
    assert in_language("recused", "en") == in_language("recused", "de") == "recused"


def test_a_long_text_takes_no_time() -> None:
    """A text of an applicant that looks like many sentences is given back, and not searched without end."""
    text = "a of " * 20_000 + "was sent later ("
    assert in_language(text, "es") == text


def test_each_sentence_is_filled_as_it_is_said() -> None:
    """What the engine says is the English of the table."""
    assert said("ballots", m=2, n=3) == SENTENCES["ballots"]["en"].format(m=2, n=3)
