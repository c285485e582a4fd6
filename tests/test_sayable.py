"""What published regulations contain can be said in a rubric, and gives what is worked out by hand (tests/sayable.md)."""

from pathlib import Path

import pytest

from judge.model.problem import Problems
from judge.score.clauses import read_back
from judge.score.run import check_rules
from tests.challenges import found, scored, write
from tests.docs import test_rules_examples as blocks

DOCUMENT = (Path(__file__).parent / "sayable.md").read_text(encoding="utf-8").splitlines()
EXAMPLES = list(blocks.examples(DOCUMENT))
ELSEWHERE = {3}
"""Kinds of rules that no ranking shows; their tests stand below."""


@pytest.mark.parametrize("example", EXAMPLES, ids=[each.heading for each in EXAMPLES])
def test_it_can_be_said(example: blocks.Example, tmp_path: Path) -> None:
    """The rule runs and gives the numbers beside the marks."""
    blocks.write(example, tmp_path)
    for block in example.blocks:
        if block.ends:
            run = blocks.scored(tmp_path, block.name or None)
            for rows in blocks.results(block):
                blocks.compare(rows, run, block)


def test_every_kind_of_rule_is_there() -> None:
    """The kinds 1 to 17 and 22 each have an example or a test here."""
    told = {int(each.heading.split()[0]) for each in EXAMPLES}
    assert {*range(1, 18), 22} == told | ELSEWHERE


RUBRIC = """title = "T"
[[criterion]]
id = "use"
[scale]
low = 0
high = 5
"""
MARKS = {
    "submissions/submissions.csv": "id,title\nB,b\nA,a\n",
    "ballots/marks.csv": "submission,judge,use\nB,J,5\nA,J,4\n",
}


def levels(*ranges: str, step: str = "step = 0.1") -> str:
    return RUBRIC + step + "\n" + "".join(f'[[scale.level]]\ntitle = "x"\n{each}\n' for each in ranges)


@pytest.mark.parametrize(
    ("ranges", "step", "expected"),
    [
        (("from = 0\nbelow = 2.5", "from = 2.5\nto = 5"), "step = 0.1", []),
        (("from = 0\nto = 2.4", "from = 2.5\nto = 5"), "step = 0.1", []),
        (
            ("from = 0\nto = 2.4", "from = 2.5\nto = 5"),
            "",
            ["no level says what a mark of above 2.4 and below 2.5 means"],
        ),
        (("from = 0\nbelow = 2", "from = 2\nbelow = 5"), "", ["no level says what a mark of 5 means"]),
        (("from = 0\nto = 0.9", "from = 1.1\nto = 5"), "step = 0.1", ["no level says what a mark of 1 means"]),
        (
            ("from = 0\nto = 3", "from = 2\nto = 5"),
            "step = 0.1",
            ["the level from 2 begins inside the one from 0 to 3"],
        ),
        (("mark = 0", "mark = 5"), "step = 0.1", []),
    ],
)
def test_3_levels_as_ranges_tell_gaps_and_overlaps(
    ranges: tuple[str, ...], step: str, expected: list[str], tmp_path: Path
) -> None:
    """A mark that no level describes, or that two describe, is a caution; which end is open is said (3)."""
    write(tmp_path, {"criteria/rubric.toml": levels(*ranges, step=step), **MARKS})
    assert expected == [each.message for each in found(tmp_path)]


def ranked(directory: Path, rubric: str, submissions: str, marks: str, facts: str) -> dict[str, str]:
    challenge = (
        '[[category]]\nid = "film"\n[[category]]\nid = "music"\n' + '[[round]]\nid = "final"\nrubric = "rubric"\n'
    )
    files = {
        "challenge.toml": challenge,
        "criteria/rubric.toml": rubric,
        "submissions/submissions.csv": submissions,
        "ballots/final/marks.csv": marks,
    }
    done = scored(write(directory, {**files, "facts/more.csv": facts}))
    return {one.submission: f"{one.place}{'=' * one.shared}" for one in done.result.standings}


def test_9_a_criterion_that_differs_by_category_parts_equals(tmp_path: Path) -> None:
    """A fact by category and criterion says which criterion decides: 8 for A and C, 6 for B (9)."""
    rubric = """title = "T"
criterion = [{ id = "story" }, { id = "sound" }]
[score]
steps = [
  { mean = "judge", as = "means" },
  { mean = "criterion", weights = "decides", as = "deciding" },
  { mean = "criterion", of = "means" },
]
[rank]
ties = [{ higher = "deciding" }, "share"]
"""
    submissions = "id,title,category\nA,a,film\nB,b,film\nC,c,music\n"
    marks = "submission,judge,story,sound\nA,J,8,6\nB,J,6,8\nC,J,6,8\n"
    facts = "category,criterion,decides\nfilm,story,1\nfilm,sound,0\nmusic,story,0\nmusic,sound,1\n"
    assert ranked(tmp_path, rubric, submissions, marks, facts) == {"A": "1=", "C": "1=", "B": "3"}


def test_9_who_covers_one_thing_that_nobody_above_covers_is_ahead(tmp_path: Path) -> None:
    """Where a submission may cover several things, one new one is enough: B covers the sun, C only what A covers (9)."""
    rubric = """title = "T"
criterion = [{ id = "wind" }, { id = "sun" }]
[rank]
ties = [{ covers = "covered" }, "share"]
"""
    submissions = "id,title,category\nA,a,x\nB,b,x\nC,c,x\nD,d,x\n"
    marks = "submission,judge,wind,sun\nA,J,5,5\nB,J,4,4\nC,J,4,4\nD,J,3,3\n"
    facts = "submission,criterion,covered\nA,wind,1\nB,wind,1\nB,sun,1\nC,wind,1\nC,sun,0\nD,sun,1\n"
    assert ranked(tmp_path, rubric, submissions, marks, facts) == {"A": "1", "B": "2", "C": "3", "D": "4"}


def test_10_equal_winners_are_told_in_no_order(tmp_path: Path) -> None:
    """With `order = "none"` the winners stand by their ids, and the outcome says that they are in no order (10)."""
    outcome = '[[outcome]]\nname = "five"\nseats = 5\norder = "none"\n'
    done = scored(write(tmp_path, {"criteria/rubric.toml": RUBRIC + outcome, **MARKS})).result.outcomes[0]
    assert done.taken == ("A", "B")
    assert "in no order" in done.terms


def test_15_a_weight_of_zero_is_for_feedback_only(tmp_path: Path) -> None:
    """`judge rule` says of a criterion with weight 0 that it is for feedback only, in each language (15)."""
    rubric = RUBRIC.replace('id = "use"', 'id = "use"\nweight = 100\n[[criterion]]\nid = "note"\nweight = 0')
    done = scored(write(tmp_path, {"criteria/rubric.toml": rubric, **MARKS}))
    problems = Problems()
    challenge = done.result.challenge
    prepared = check_rules(challenge, problems)[done.result.round]
    told = {
        language: [one.text for one in read_back(challenge, challenge.rounds[-1], prepared, language).clauses]
        for language in ("en", "es", "fr")
    }
    assert "Criterion note, for feedback only." in told["en"]
    assert "Criterio note, solo como comentario." in told["es"]
    assert "Critère note, à titre d'avis seulement." in told["fr"]
