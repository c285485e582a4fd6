"""Several alike: a list of ids stands for a table each (§7.1)."""

from pathlib import Path

from judge.files.folder import load
from judge.model.problem import Problems
from tests.challenges import write

RUBRIC = '[scale]\nlow = 0\nhigh = 10\n[[criterion]]\nid = ["dive1", "dive2"]\nsection = "dives"\n'


def test_a_list_of_ids_is_a_round_and_a_criterion_each(tmp_path: Path) -> None:
    """What is said of the list holds for each of them."""
    files = {
        "challenge.toml": '[[round]]\nid = ["one", "two"]\nrubric = "r"\nseed = "dice"\n',
        "criteria/r.toml": RUBRIC,
    }
    problems = Problems()
    challenge = load(write(tmp_path, files), problems)
    assert [(item.id, item.rubric, item.seed) for item in challenge.rounds] == [
        ("one", "r", "dice"),
        ("two", "r", "dice"),
    ]
    assert [(item.id, item.fields["section"]) for item in challenge.rubrics["r"].criteria] == [
        ("dive1", "dives"),
        ("dive2", "dives"),
    ]


def test_an_id_twice_in_a_list_is_a_problem(tmp_path: Path) -> None:
    """Lists are no way round the rule that an id stands once."""
    files = {"challenge.toml": '[[round]]\nid = ["one", "one"]\nrubric = "r"\n', "criteria/r.toml": RUBRIC}
    problems = Problems()
    load(write(tmp_path, files), problems)
    assert "duplicate-id" in {problem.code for problem in problems}


def test_a_list_that_holds_no_text_is_a_problem(tmp_path: Path) -> None:
    """An id is a text, in a list as well."""
    problems = Problems()
    load(
        write(tmp_path, {"challenge.toml": "[[round]]\nid = [1]\nrubric = 'r'\n", "criteria/r.toml": RUBRIC}), problems
    )
    assert "wrong-kind" in {problem.code for problem in problems}
