"""Letters that are understood alone: the scale, the criteria, the cut, the sum in figures, the gate, and what is true of them."""

import re
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path

import attrs
import pytest

from judge.model.letter import Letter
from judge.model.number import shown
from judge.show.letter.letter import apart, paper
from judge.show.paper.markdown import markdown
from tests.challenges import write
from tests.publish import applicants
from tests.publish.applicants import letters
from tests.publish.test_releasing import MARKS as TABLE
from tests.publish.test_releasing import at
from tests.test_record_commands import CHALLENGE, Desk

MARKS: Mapping[str, tuple[int, int]] = {
    "S-1": (5, 5), "S-2": (4, 3), "S-3": (4, 3), "S-4": (3, 4), "S-5": (1, 2), "S-6": (5, 5), "S-7": (4, 4),
}  # fmt: skip
"""What each judge gives: on *Use* with weight 60, on *Cost* with weight 40. S-6 was built elsewhere, S-7 withdrew."""


def prize(directory: Path, *, feedback: str = "", public: str = "", judges: int = 3, lower: bool = False) -> Path:
    """Write a round with a cut at which two are equal, a gate, and a team that withdrew."""
    rows = "".join(
        f"{name},J-{judge},{use},{cost}\n" for name, (use, cost) in MARKS.items() for judge in range(1, judges + 1)
    )
    entries = "".join(f"{name},Team {name},{'elsewhere' if name == 'S-6' else 'here'}\n" for name in MARKS)
    publish = f'[round.publish]\npublic = "{public}"\n' if public else ""
    return write(directory, {
        "challenge.toml": f'title = "Prize"\nlanguages = ["en", "es", "fr"]\n[[round]]\nid = "final"\nrubric = "r"\n'
        f"{feedback}\n{publish}",
        "criteria/r.toml": f'[scale]\nlow = 1\nhigh = 5\nbetter = "{"lower" if lower else "higher"}"\n'
        '[score]\nsteps = [{ mean = "criterion", weights = "weight", as = "by judge" }, { mean = "judge" }]\n'
        '[[criterion]]\nid = "c1"\nweight = 60\ntitle = { en = "Use", es = "Uso", fr = "Usage" }\n'
        '[[criterion]]\nid = "c2"\nweight = 40\ntitle = { en = "Cost", es = "Costo", fr = "Coût" }\n'
        '[[eligibility]]\nname = "made here"\nfield = "built"\nis = "here"\n'
        '[[outcome]]\nname = "prizes"\nseats = 2\nties = "in"\n',
        "submissions/s.csv": "id,title,built\n" + entries,
        "ballots/marks.csv": "submission,judge,c1,c2\n" + rows,
        "decisions.toml": '[[decision]]\nkind = "withdraw"\nsubmission = "S-7"\nreason = "moved away"\n',
    })  # fmt: skip


def told(letter: Letter, language: str = "en") -> str:
    return markdown(paper(attrs.evolve(letter, language=language)))


def test_the_cut_is_told(tmp_path: Path) -> None:
    """Who just missed reads where the cut was, how far away, and why more were taken than there are seats."""
    every = letters(prize(tmp_path))
    assert "Not taken: prizes (3 taken for 2 seats, since those at the cut were equal). Reason: below the cut." in told(
        every["S-4"]
    )
    assert "The last one taken has the score 3.6: 0.2 ahead of yours." in told(every["S-4"])
    assert "Motivo: por debajo del corte." in told(every["S-4"], "es")
    assert "La dernière retenue a le score 3.6 : 0.2 d'avance sur le vôtre." in told(every["S-4"], "fr")
    assert "The last one taken" not in told(every["S-1"])


def test_where_lower_is_better(tmp_path: Path) -> None:
    """The cut lies below, and the letter says that lower is better."""
    letter = letters(prize(tmp_path, lower=True))["S-1"]
    (answer,) = letter.answers
    assert (answer.cut, answer.behind) == (Fraction(17, 5), Fraction(8, 5))
    assert "Score: 5 (possible: 1 to 5; lower is better)." in told(letter)


@pytest.mark.parametrize("public", ["outcomes", "places"])
def test_a_cut_is_a_score_of_somebody_else(public: str, tmp_path: Path) -> None:
    """Where scores are not public nobody reads where the cut was, whatever is promised of one's own."""
    for letter in letters(prize(tmp_path, feedback='feedback = "marks"', public=public)).values():
        assert all(answer.cut is None and answer.behind is None for answer in letter.answers)
        assert "The last one taken" not in told(letter)


def test_a_winner_knows_the_rule_from_the_letter(tmp_path: Path) -> None:
    """Without a promise a letter has the scale of the score, the criteria with weights, and no name that only files know."""
    letter = letters(prize(tmp_path, public="scores"))["S-1"]
    for language, weight in (("en", "weight 60, marks from 1 to 5"), ("es", "peso 60"), ("fr", "poids 60")):
        text = told(letter, language)
        assert f"**{letter.asked[0].title.in_language(language)}**" in text
        assert weight in text
        assert not re.search(r"by judge|“weight”|«weight»|« weight »|c1", text)
    assert "Score: 5 (possible: 1 to 5)." in told(letter)


def test_a_step_that_others_speak_of_keeps_its_name(tmp_path: Path) -> None:
    """Where a gate reads a step by name, the rule says which step that is."""
    folder = applicants.challenge(tmp_path, least=3)
    text = told(letters(folder)["S-01"])
    assert "Step 2: the mean over the criteria; called “total”." in text
    assert "its value of “total” is at least 3" in text


@pytest.mark.parametrize("feedback", ["", 'feedback = "marks"'])
def test_the_sum_in_figures(feedback: str, tmp_path: Path) -> None:
    """The score stands there as the sum of the criteria by their weights, and comes to the very score."""
    every = letters(prize(tmp_path, feedback=feedback))
    for letter in every.values():
        for rank in letter.ranks:
            assert letter.summed is not None
            total = sum((weight * value for weight, value in letter.summed.terms), Fraction(0))
            assert total / letter.summed.divisor == rank.score
    assert "your results, each times its weight**: (60 × 4 + 40 × 3) / 100 = 3.6" in told(every["S-2"])


def test_no_sum_that_is_not_the_score(tmp_path: Path) -> None:
    """Where a judge left out a mark, the results on the criteria do not add up to the score, and no sum is told."""
    folder = prize(tmp_path, feedback='feedback = "marks"')
    table = (folder / "ballots/marks.csv").read_text("utf-8")
    (folder / "ballots/marks.csv").write_text(table.replace("S-4,J-1,3,4", "S-4,J-1,3,"), "utf-8")
    every = letters(folder)
    assert every["S-4"].summed is None
    assert every["S-2"].summed is not None


def test_a_step_over_criteria_stands_in_figures(tmp_path: Path) -> None:
    """Where the rule's own last step is a sum over criteria, its calculation is told."""
    for letter in letters(applicants.challenge(tmp_path, feedback='"marks"')).values():
        assert letter.working[-1].figures
        assert letter.working[-1].figures in told(letter)
        assert "your results" not in told(letter)


def test_the_gate_and_what_the_entry_says(tmp_path: Path) -> None:
    """Whoever was stopped at a gate reads what the rule asks, and what its own entry says there."""
    letter = letters(prize(tmp_path, feedback='feedback = "levels"'))["S-6"]
    for language, words in (
        ("en", "“made here”: a submission takes part only if “built” is here. Your entry says: elsewhere."),
        ("es", "Su candidatura dice: elsewhere."), ("fr", "Votre candidature indique : elsewhere."),
    ):  # fmt: skip
        text = told(letter, language)
        assert words in text
        assert not re.search(r"not here\b|pas here|no here", text)


def test_the_gate_and_what_it_has_there(tmp_path: Path) -> None:
    """At a gate after the steps it reads its own number; where numbers are not told, the clause alone."""
    folder = applicants.challenge(tmp_path, feedback='"marks"', least=6, submissions=7)
    for letter in (each for each in letters(folder).values() if each.state):
        value = shown(letter.working[-1].value)
        assert f"is at least 6. Yours has {value}." in told(letter)
        assert f"La vôtre a {value}." in told(letter, "fr")
        assert "Reason:" not in told(letter)
    hidden = applicants.challenge(
        tmp_path / "hidden", feedback='"remarks"', publish={"public": "outcomes"}, least=6, submissions=7
    )
    for letter in (each for each in letters(hidden).values() if each.state):
        assert letter.gates
        assert all(gate.value is None and not gate.entered for gate in letter.gates)


@pytest.mark.parametrize("public", ["outcomes", "marks"])
def test_who_withdrew_reads_that(public: str, tmp_path: Path) -> None:
    """However little is public, who withdrew is not told that it was not taken."""
    text = told(letters(prize(tmp_path, public=public))["S-7"])
    assert "It has no place: it was withdrawn." in text
    assert "Not taken" not in text


NUMBERS = "Every number here follows from the marks by the rule above"


@pytest.mark.parametrize(("name", "public", "numbers", "button"), [
    ("S-1", "marks", True, True), ("S-1", "scores", True, False), ("S-1", "outcomes", False, False),
    ("S-6", "marks", False, True), ("S-7", "scores", False, False),
])  # fmt: skip
def test_what_stands_behind_it(name: str, public: str, numbers: bool, button: bool, tmp_path: Path) -> None:
    """Of numbers a letter speaks where it has some; without a record it names the page, and its button where that is there."""
    text = told(letters(prize(tmp_path, public=public))[name])
    assert (NUMBERS in text) == numbers
    assert ("## How places are made" in text) == numbers
    assert ("Recount in this browser" in text) == button
    assert "The page that is published of this round" in text
    assert "judge verify" not in text


def test_a_record_is_verified(tmp_path: Path) -> None:
    """Behind a sealed round stands its bundle; before the seal nothing is published that could be looked at."""
    desk = Desk(tmp_path / "challenge", CHALLENGE).opened("J-1", "J-2").judged()
    desk("letters prize --draft --only S-1")
    draft = (desk.folder / "letters/prize/S-1.md").read_text("utf-8")
    assert "judge verify" not in draft
    assert "is published" not in draft
    desk("seal prize")
    desk("letters prize --only S-1")
    assert "judge verify" in (desk.folder / "letters/prize/S-1.md").read_text("utf-8")


@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_what_everybody_sees_stands_in_the_letter(language: str, tmp_path: Path) -> None:
    """Where the page shows what a submission has on each criterion, so does its letter, without a promise."""
    letter = letters(prize(tmp_path, public="criteria"))["S-4"]
    assert [line.value for line in letter.lines] == [3, 4]
    assert re.search(r"^\| (Use|Uso|Usage) \| 60 \| 3 \|", told(letter, language), re.MULTILINE)


@pytest.mark.parametrize("judges", [1, 2])
def test_few_marks_are_not_told(judges: int, tmp_path: Path) -> None:
    """Where single marks are not public, neither is a result on a criterion that would tell them, unless marks are promised."""
    for letter in letters(prize(tmp_path, public="criteria", judges=judges)).values():
        assert not any(line.value is not None or line.among is not None for line in letter.lines)
        assert letter.summed is None
        assert not letter.working
    promised = letters(prize(tmp_path / "promised", public="criteria", judges=judges, feedback='feedback = "marks"'))
    assert [line.value for line in promised["S-4"].lines] == [3, 4]


@pytest.mark.parametrize(("judges", "feedback", "numbers"), [(2, "", False), (3, "", True), (2, '"marks"', True)])
def test_a_tie_and_a_gate_tell_no_single_mark(judges: int, feedback: str, numbers: bool, tmp_path: Path) -> None:
    """What parted a tie, and what a gate measured, is the mark of somebody where one or two gave it; only a promise tells that."""
    folder = applicants.challenge(
        tmp_path, publish={"public": "scores"}, feedback=feedback, submissions=13, judges=judges, least=5, seed=3,
        rank='[rank]\nties = [{ criterion = "c1" }, "share"]\n',
    )  # fmt: skip
    every = letters(folder).values()
    partings = [parting for each in every for rank in each.ranks if rank.equals for parting in rank.equals.partings]
    gates = [gate for each in every for gate in each.gates]
    assert partings
    assert gates
    assert {parting.value is not None for parting in partings} == {numbers}
    assert {gate.value is not None for gate in gates} == {numbers}
    assert {bool(each.reason) for each in every if each.state} == {numbers}


def test_where_judges_stand_by_name_no_steps_are_public(tmp_path: Path) -> None:
    """What the page does not show is in no letter, whatever depth the round declares."""
    folder = prize(tmp_path, public="marks")
    table = (folder / "ballots/marks.csv").read_text("utf-8")
    (folder / "ballots/marks.csv").write_text(table.replace("J-1", "Ana López"), "utf-8")
    letter = letters(folder)["S-4"]
    assert not letter.working
    assert not letter.recounted
    assert "Recount" not in told(letter)


@pytest.mark.parametrize("recorded", [True, False])
def test_an_embargo_is_told(recorded: bool, tmp_path: Path) -> None:
    """While an embargo stands, each letter and the terminal say until when; afterwards they do not."""
    desk = Desk(tmp_path / "challenge")
    if recorded:
        desk.opened("J-1", "J-2").judged()("seal prize")
    else:
        (desk.folder / "ballots").mkdir()
        (desk.folder / "ballots/marks.csv").write_text(TABLE, "utf-8")
    letter = desk.folder / "letters/prize/S-1.md"
    with at("2036-01-01T10:00:00Z"):  # type: ignore[attr-defined]
        desk("publish prize --embargo 2036-01-02T10:00:00Z")
        said = desk("letters prize")
        assert "under embargo until 2036-01-02T10:00:00Z: each letter says not to pass it on before" in said
        assert "Under embargo until 2036-01-02T10:00:00Z: do not pass it on before." in letter.read_text("utf-8")
        desk("letters prize --lang fr --format html")
        assert "Sous embargo jusqu&#39;à 2036-01-02T10:00:00Z" in letter.with_suffix(".html").read_text("utf-8")
    with at("2036-01-02T10:00:00Z"):  # type: ignore[attr-defined]
        assert "embargo" not in desk("letters prize")
        assert "embargo" not in letter.read_text("utf-8")


@pytest.mark.parametrize("digits", [1, 4, 5, 8, 11])
def test_a_difference_is_seen(digits: int) -> None:
    """However near a score lies to the cut, it does not look like it."""
    difference = Fraction(2, 3 * 10**digits)
    assert apart(difference, difference).strip("≈0.")
    assert apart(Fraction(18, 5) + difference, difference) != apart(Fraction(18, 5), difference)
    assert apart(Fraction(18, 5), Fraction(0)) == "3.6"
