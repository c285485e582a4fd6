"""``judge rule``: a round's rule read back in three languages.

``python tests/test_rule.py --accept`` writes what is expected of the sample challenge; read it critically.
"""

import csv
import json
import sys
from pathlib import Path

import pytest

from judge.acts.rule import rule
from judge.cli import run
from judge.model.wording import LANGUAGES
from judge.score import admission, clauses, follows, places
from judge.show.report import written
from judge.show.rule import WORDS, report
from tests.challenges import ROOT, write
from tests.docs.test_rules_examples import EXAMPLES, Example
from tests.docs.test_rules_examples import write as write_example
from tests.test_verbs import unsaid

EXPECTED = ROOT / "tests" / "rule"
RUBRIC = """\
title = "Ferries"
[scale]
low = 0
high = 10
codes = { DNS = "did not start" }
[[criterion]]
id = "craft"
title.en = "Craft"
title.es = "Oficio"
title.fr = "Métier"
[[criterion]]
id = "idea"
[score]
expects = "all"
quorum = 2
steps = [
  { fill = "DNS", with = 0 },
  { drop = "judge", lowest = 1, min = 3, too_few = "unranked", where = { criterion = ["craft", "idea"] } },
  { mean = "judge", as = "means", missing = 0 },
  { mean = "criterion", weights = { craft = 75, idea = 25 }, round = 1, half = "even" },
]
"""


def page(language: str) -> str:
    """Return the sample challenge's rule in a language."""
    return written(report(rule(ROOT, None, language)[0]), "markdown")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sample_challenge(language: str) -> None:
    """The whole page of the sample challenge is the one that was read and accepted."""
    expected = (EXPECTED / f"sample.{language}.md").read_bytes().decode()
    assert expected == page(language)


@pytest.mark.parametrize(
    "phrases",
    [admission.PHRASES, clauses.PHRASES, places.PHRASES, follows.PHRASES, WORDS],
    ids=["admission", "clauses", "places", "follows", "page"],
)
def test_every_phrase_is_said_in_every_language(phrases: dict[str, dict[str, str]]) -> None:
    """No phrase lacks a language, or is filled with other things than in English."""
    assert unsaid(phrases) == []


@pytest.mark.parametrize("example", EXAMPLES, ids=[f"{each.blocks[0].at}" for each in EXAMPLES])
def test_every_rule_of_the_document_is_read_back(example: Example, tmp_path: Path) -> None:
    """In each language a rule has as many clauses and stages at the same places, and a clause for each step."""
    write_example(example, tmp_path)
    told = [rule(tmp_path, None, language)[0] for language in LANGUAGES]
    assert len({tuple((item.topic, item.place) for item in each.clauses) for each in told}) == 1
    assert len({tuple((stage.step, stage.low, stage.high) for stage in each.stages) for each in told}) == 1
    steps = [stage.step for stage in told[0].stages if stage.step]
    for each in told:
        head = {"en": "Step", "es": "Paso", "fr": "Étape"}[each.language]
        assert all(any(item.text.startswith(f"{head} {step}") for item in each.clauses) for step in steps)
        assert all(item.text.endswith(".") for item in each.clauses)
    assert {item.text for item in told[0].clauses}.isdisjoint({item.text for item in told[1].clauses})


def test_titles_weights_and_small_groups_are_told(tmp_path: Path) -> None:
    """Criteria have their titles in the language, and what a step's keys say is not left out."""
    files = {"criteria/prize.toml": RUBRIC, "submissions/s.csv": "id,title\nA,A\n"}
    write(tmp_path, files)
    texts = [item.text for item in rule(tmp_path, None, "es")[0].clauses]
    every = "\n".join(texts)
    assert "Paso 2: sin el valor más bajo de los jueces, solo donde criterio es «Oficio» (`craft`) o idea" in every
    assert "hacen falta al menos 3; si no, la candidatura queda sin lugar" in every
    assert "pesos: «Oficio» (`craft`) 75, idea 25" in every
    assert "lo que falta cuenta como 0; se llama `means`" in every
    assert "con redondeo a 1 decimal, las mitades van a la cifra par" in every
    assert "DNS (did not start)" in every
    assert "Los pesos son porcentajes." in texts


def test_which_marks_a_tie_break_compares_is_told(tmp_path: Path) -> None:
    """A tie-break by criterion tells its ``where``, its places and what happens without a value."""
    ties = '{ criterion = "craft", where = { judge = ["J1", "J2"] }, places = [1], missing = "last" }'
    judges = '[[judge]]\nid = "J1"\n[[judge]]\nid = "J2"\n[[judge]]\nid = "J3"\n'
    rubric = f"{RUBRIC}[rank]\nties = [{ties}]\n"
    write(
        tmp_path,
        {"criteria/prize.toml": rubric, "submissions/s.csv": "id,title\nA,A\n", "challenge.toml": judges},
    )
    found = [item.text for item in rule(tmp_path, None, "fr")[0].clauses if item.text.startswith("Départage")]
    assert found == [
        "Départage 1 : la moyenne la plus haute des notes pour « Métier » (`craft`), juge J1 ou J2, pour la place 1 ;"
        " ceux qui n'ont pas de valeur viennent en dernier."
    ]


def test_the_language_is_the_challenges_first(tmp_path: Path) -> None:
    """Without ``--language``, the challenge's first language; one that is not spoken gives English."""
    files = {"criteria/prize.toml": RUBRIC, "submissions/s.csv": "id,title\nA,A\n"}
    for first, language in (("fr", "fr"), ("de", "en")):
        write(tmp_path, {**files, "challenge.toml": f'languages = ["{first}", "es"]\n'})
        assert rule(tmp_path, None, None)[0].language == language
        assert rule(tmp_path, None, "es")[0].language == "es"


def test_formats(capsys: pytest.CaptureFixture[str]) -> None:
    """CSV and JSON hold the same numbered sentences, each with its file and line."""
    assert run(["rule", "-C", str(ROOT), "--language", "fr", "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert run(["rule", "-C", str(ROOT), "--language", "fr", "--format", "csv"]) == 0
    rows = list(csv.reader(capsys.readouterr().out.splitlines()))[1:]
    assert [item["text"] for item in found["clauses"]] == [row[1] for row in rows]
    assert [f"{item['file']}:{item['line']}" for item in found["clauses"]] == [row[2] for row in rows]
    assert found["stages"][0]["dimensions"] == ["candidature", "juge", "critère"]


def test_a_wrong_rule_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A rule that cannot be proved is not read back."""
    wrong = RUBRIC.replace('{ fill = "DNS", with = 0 },', "")
    write(tmp_path, {"criteria/prize.toml": wrong, "submissions/s.csv": "id,title\nA,A\n"})
    assert run(["rule", "-C", str(tmp_path)]) == 1
    assert capsys.readouterr().out == ""


if __name__ == "__main__" and sys.argv[1:] == ["--accept"]:
    for code in LANGUAGES:
        (EXPECTED / f"sample.{code}.md").write_bytes(page(code).encode())


@pytest.mark.parametrize(("limit", "told"), [("minimum = 5", False), ("places = 3", False), ("seats = 3", True)])
def test_a_tie_at_the_cut_is_told_where_there_is_a_cut(limit: str, told: bool, tmp_path: Path) -> None:
    """Equals stand above or below a minimum together, and hold a place together: then no tie can be refused."""
    outcome = f'[[outcome]]\nname = "final"\n{limit}\n'
    write(
        tmp_path, {"criteria/rubric.toml": RUBRIC + outcome, "ballots/m.csv": "submission,judge,craft,idea\nA,J,5,6\n"}
    )
    assert told == ("tie at the cut" in written(report(rule(tmp_path, None, "en")[0]), "markdown"))
