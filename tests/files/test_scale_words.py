"""Words of a scale that stand for marks."""

import unicodedata
from fractions import Fraction
from pathlib import Path

from tests.challenges import found, numbers, scored, write

STEPS = '[score]\nsteps = [{ sum = "judge", missing = "left out", as = "total" }]\n'


def challenge(directory: Path, scale: str, *marks: str) -> Path:
    """Write a challenge with one submission, and a judge for each mark."""
    rows = "".join(f"A,J{n},{mark}\n" for n, mark in enumerate(marks))
    return write(
        directory,
        {
            "criteria/prize.toml": f'[scale]\n{scale}\n[[criterion]]\nid = "c"\n{STEPS}',
            "ballots/marks.csv": f"submission,judge,mark\n{rows}",
            "submissions/submissions.csv": "id,title\nA,A\n",
        },
    )


def test_yes_and_no_in_three_languages_and_as_numbers(tmp_path: Path) -> None:
    """In any case, with composed or separate accents."""
    marks = ("yes", "SÍ", unicodedata.normalize("NFD", "sí"), "Oui", "1", "no", "NON", "0")

    assert numbers(scored(challenge(tmp_path, 'words = "yes-no"', *marks)), "total") == {("A",): 5}


def test_words_make_the_scale_where_nothing_else_does(tmp_path: Path) -> None:
    """Grades with their own names; the lowest and highest word are the bounds, and their distances make the step."""
    directory = challenge(tmp_path, "words = { A = 4, B = 2.5, C = 1 }", "a", "B", "1")
    assert numbers(scored(directory), "total") == {("A",): Fraction(15, 2)}

    challenge(tmp_path, "words = { A = 4, B = 2.5, C = 1 }", "A", "2", "5")
    assert [problem.code for problem in found(directory)] == ["mark-off-step", "mark-out-of-scale"]


def test_a_word_that_is_a_code_or_off_the_scale_is_refused(tmp_path: Path) -> None:
    directory = challenge(tmp_path, 'words = { yes = 1, late = 0 }\ncodes = { YES = "?" }', "1")
    assert {problem.code for problem in found(directory)} == {"bad-code"}

    challenge(tmp_path, "low = 0\nhigh = 5\nwords = { great = 6 }", "1")
    assert {problem.code for problem in found(directory)} == {"level-off-scale"}

    challenge(tmp_path, "words = 3", "1")
    assert {problem.code for problem in found(directory)} == {"wrong-kind"}
