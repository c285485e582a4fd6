"""Letters to applicants: what is promised and no more, nothing of anybody else, in three languages, the same bytes everywhere."""

import contextlib
import csv
import hashlib
import io
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from string import Formatter
from tempfile import TemporaryDirectory
from typing import Any
from unittest import mock

import attrs
import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from judge.cli import run
from judge.edition.allowed import FEWEST
from judge.edition.among import among
from judge.edition.criteria import reached
from judge.edition.letters import spoken
from judge.edition.named import Names
from judge.edition.promise import band
from judge.files.folder import load
from judge.model.letter import Letter
from judge.model.number import plain, rounded, shown
from judge.model.problem import Problems
from judge.show.letter import merge
from judge.show.letter.letter import paper
from judge.show.letter.words import WORDS
from judge.show.paper.html import html
from judge.show.paper.markdown import markdown
from judge.show.paper.pdf import LACKING, pdf
from judge.show.spoken import PHRASES
from judge.show.zipped import zipped
from tests.challenges import ROOT, write
from tests.publish import applicants, made
from tests.publish.applicants import challenge, choices, letters, remark, title
from tests.test_record_commands import CHALLENGE, Desk
from tests.test_sitting import CHALLENGE as SITTING
from tests.test_sitting import place


def texts(letter: Letter) -> Iterator[str]:
    """Yield a letter in each of its forms, but the ones that are packed; and all that it holds."""
    yield str(letter)
    told = paper(letter)
    yield markdown(told)
    yield html(told)
    yield str(told)
    yield "".join(merge.table([(letter, "", "file")]))


def told(letter: Letter) -> str:
    return markdown(paper(letter))


def built(**wanted: Any) -> dict[str, Letter]:
    with TemporaryDirectory() as folder:
        return letters(challenge(Path(folder), **wanted))


# -- the promise ------------------------------------------------------------------------------------------------------


@settings(max_examples=40, deadline=None)
@given(choices())
def test_nothing_of_anybody_else(wanted: dict[str, Any]) -> None:
    """No letter names another submission, its title or a judge; a remark stands in the letter that it is on, if promised."""
    every = built(**wanted)
    judges = [f"J-{letter}" for letter in "abcdef"[: wanted["judges"]]]
    assert len(every) == wanted["submissions"]
    for name, letter in every.items():
        for text in texts(letter):
            for other in every.keys() - {name}:
                assert title(other) not in text
                assert not re.search(rf"{other}\b", text)
                assert not any(remark(other, judge) in text for judge in judges)
            assert not any(re.search(rf"\b{judge}\b", text) for judge in judges)
        promised = "remarks" in wanted["feedback"]
        assert {judge for judge in judges if remark(name, judge) in told(letter)} == (
            set(judges) if promised else set()
        )
        assert ("lvl" in told(letter)) <= ("levels" in wanted["feedback"])


@settings(max_examples=15, deadline=None)
@given(choices())
def test_others_change_nothing(wanted: dict[str, Any]) -> None:
    """Whatever the judges are called, and whatever the titles of others are, a letter has the same bytes."""
    first = built(**wanted)
    renamed = built(**wanted | {"renamed": "Referee"})
    untitled = built(**wanted | {"titled": False})
    for name, letter in first.items():
        assert list(texts(letter)) == list(texts(renamed[name]))
        assert told(letter) == told(attrs.evolve(untitled[name], title=letter.title))


@settings(max_examples=20, deadline=None)
@given(choices(), st.sampled_from(["", "none", "levels", "remarks"]))
def test_no_number_unless_it_is_promised(wanted: dict[str, Any], feedback: str) -> None:
    """Where neither marks nor scores are promised, marks twice as high on a scale twice as long give the same letters."""
    wanted = wanted | {"feedback": f'"{feedback}"' if feedback != "levels" else '["remarks"]', "steps": "", "least": 0}
    wanted["feedback"] = "" if not feedback else wanted["feedback"]
    wanted["publish"] = wanted["publish"] | {
        "public": "places" if wanted["publish"]["public"] != "outcomes" else "outcomes"
    }
    first, second = built(**wanted), built(**wanted | {"times": 2})
    public = {
        "asked": (),
        "rule": dict.fromkeys(("en", "es", "fr"), ()),
    }  # the rule names its scale, and everybody reads it
    assert [told(attrs.evolve(letter, **public)) for letter in first.values()] == [
        told(attrs.evolve(letter, **public)) for letter in second.values()
    ]


def test_a_band_tells_no_place() -> None:
    """Two who change places within one quarter of the ranking get the letters they had, with their own names."""
    wanted: dict[str, Any] = {
        "submissions": 13,
        "publish": {"public": "outcomes", "place": "band"},
        "rank": '[rank]\nties = "share"',
    }
    wanted.pop("rank")
    every = built(**wanted)
    bands = {name: letter.ranks[0].band for name, letter in every.items()}
    assert {found.number for found in bands.values() if found} == {1, 2, 3, 4}
    assert all(letter.ranks[0].place is None and letter.ranks[0].score is None for letter in every.values())
    for text in map(told, every.values()):
        assert not re.search(r"Place \d", text)
        assert "quarter" in text
    taken = {name for name, letter in every.items() if any(answer.answer == "taken" for answer in letter.answers)}
    alike = [name for name in every if bands[name] == bands["S-01"] and (name in taken) == ("S-01" in taken)]
    forms = {told(every[name]).replace(title(name), "T").replace(name, "I") for name in alike}
    assert len(alike) > 1
    assert len(forms) == 1


@given(st.integers(1, 60), st.data())
def test_each_band_holds_enough(count: int, data: st.DataObject) -> None:
    """A part of a ranking holds at least as many as keep each other hidden; better places are never in a worse part."""
    found = [band(ahead, count) for ahead in range(count)]
    if count < 2 * FEWEST:
        assert set(found) == {None}
        return
    numbers = [each.number for each in found if each is not None]
    assert len(numbers) == count
    assert numbers == sorted(numbers)
    assert min(numbers.count(number) for number in set(numbers)) >= FEWEST
    assert set(numbers) == set(range(1, {each.of for each in found if each is not None}.pop() + 1))


@given(st.lists(st.integers(0, 10), min_size=1, max_size=20), st.data(), st.sampled_from(["higher", "lower"]))
def test_among_counts(values: list[int], data: st.DataObject, better: str) -> None:
    """How many are better, equal and worse adds up; below three nothing is told, and quarters from twelve on only."""
    value = Fraction(data.draw(st.sampled_from(values)))
    every = sorted(map(Fraction, values))
    found = among(value, every, "higher" if better == "higher" else "lower", "place", placed=True)
    if len(values) < FEWEST:
        assert found is None
        return
    assert found is not None
    assert found.above == sum(other > value if better == "higher" else other < value for other in every)
    assert found.equal == every.count(value) - 1
    assert (found.middle is None) == (len(values) < 4 * FEWEST)
    assert found.middle is None or every[0] <= found.middle[0] <= found.middle[1] <= every[-1]
    assert among(value, every, "higher", "none", placed=True) is None


PROMISES: list[tuple[str, dict[str, str], set[str]]] = [
    ("", {"public": "outcomes"}, {"outcome"}),
    ("", {"public": "places"}, {"outcome", "place"}),
    ("", {"public": "scores"}, {"outcome", "place", "score"}),
    ("", {"public": "criteria"}, {"outcome", "place", "score", "results", "others", "sum"}),
    ("", {"public": "criteria", "place": "none"}, {"outcome", "score", "results", "sum"}),
    (
        "",
        {},
        {"outcome", "place", "score", "results", "others", "sum"},
    ),  # steps are not public where judges stand by name
    ('"none"', {}, {"outcome", "place", "score", "results", "others", "sum"}),
    ('"none"', {"public": "outcomes"}, {"outcome"}),
    ('"none"', {"public": "outcomes", "place": "place"}, {"outcome", "place"}),
    ('"marks"', {"public": "outcomes"}, {"outcome", "score", "results", "working", "sum"}),
    ('"marks"', {"public": "places"}, {"outcome", "place", "score", "results", "others", "working", "sum"}),
    ('"marks"', {"public": "marks", "place": "none"}, {"outcome", "score", "results", "working", "sum"}),
    ('"levels"', {"public": "outcomes"}, {"outcome", "levels"}),
    ('"remarks"', {"public": "outcomes"}, {"outcome", "remarks"}),
    ('["levels", "remarks"]', {"public": "places"}, {"outcome", "place", "levels", "remarks"}),
]
SIGNS = {
    "outcome": r"^\*\*Taken: through|^Not taken: through", "place": r"Place \d", "score": r"Score: ", "results": r"^\| Criterion",
    "others": r"Better \| Equal \| Below", "working": r"^- \*\*the mean over the criteria", "sum": r"How the score came about", "levels": r"Levels reached",
    "remarks": r"What the judges wrote",
}  # fmt: skip


@pytest.mark.parametrize(("feedback", "publish", "expected"), PROMISES)
def test_exactly_what_is_promised(feedback: str, publish: dict[str, str], expected: set[str], tmp_path: Path) -> None:
    """A letter has the outcome, what everybody may read, and what the round promises; nothing of it is left out."""
    for letter in letters(challenge(tmp_path, feedback=feedback, publish=publish)).values():
        text = told(letter)
        assert {name for name, sign in SIGNS.items() if re.search(sign, text, re.MULTILINE)} == expected


def test_the_numbers_are_its_own(tmp_path: Path) -> None:
    """Result, score, place and counts are those that the engine ranks."""
    every = letters(challenge(tmp_path, feedback='["marks", "levels"]', submissions=7))
    rows = list(csv.DictReader(io.StringIO((tmp_path / "ballots/marks.csv").read_text("utf-8"))))
    means = {
        name: [Fraction(sum(int(row[c]) for row in rows if row["submission"] == name), 3) for c in ("c1", "c2")]
        for name in every
    }
    scores = {name: sum(values, Fraction(0)) / 2 for name, values in means.items()}
    for name, letter in every.items():
        assert [line.value for line in letter.lines] == means[name]
        assert [line.among.above for line in letter.lines if line.among] == [
            sum(other[at] > means[name][at] for other in means.values()) for at in (0, 1)
        ]
        assert letter.ranks[0].score == scores[name]
        assert letter.ranks[0].place == 1 + sum(score > scores[name] for score in scores.values())
        assert letter.working[-1].value == scores[name]
        assert [line.level.mark for line in letter.lines if line.level] == [value // 2 * 2 for value in means[name]]
        assert f"Score: {shown(scores[name])} (possible: 0 to 10)." in told(letter)


def test_the_gate_that_stopped_it(tmp_path: Path) -> None:
    """Whoever fails a gate reads which one, in the words of the rule, and its own number where numbers are promised."""
    every = letters(challenge(tmp_path, feedback='"marks"', least=6, submissions=7))
    stopped = [letter for letter in every.values() if letter.state]
    assert stopped
    for letter in stopped:
        assert letter.state == "ineligible"
        for language, words in (
            ("en", "a submission has a place only if"),
            ("es", "tiene lugar solo si"),
            ("fr", "n'a de place que si"),
        ):
            text = told(attrs.evolve(letter, language=language))
            assert words in text
            assert "gte" in text
        assert plain(letter.working[-1].value) in letter.reason
    without = letters(challenge(tmp_path, feedback='"remarks"', publish={"public": "outcomes"}, least=6, submissions=7))
    for letter in without.values():
        assert not re.search(r"is \d", told(letter))
        assert "gte" in told(letter) or not letter.state
    nothing = letters(challenge(tmp_path, feedback='"none"', publish={"public": "outcomes"}, least=6, submissions=7))
    assert not any("gte" in told(letter) for letter in nothing.values())


def test_without_a_promise_a_gate_is_not_told(tmp_path: Path) -> None:
    """Where only outcomes are public and nothing is promised, whoever failed a gate reads what all others read who were not taken."""
    folder = challenge(tmp_path, publish={"public": "outcomes"}, least=6, submissions=13)
    every = letters(folder)
    forms = {told(letter).replace(title(name), "T").replace(name, "I") for name, letter in every.items()}
    assert len(forms) == 2
    assert {letter.state for letter in every.values()} == {""}
    shown_ = letters(challenge(tmp_path, publish={"public": "places"}, least=6, submissions=13))
    assert {letter.state for letter in shown_.values()} == {"", "ineligible"}


def test_a_reason_names_nobody_else(tmp_path: Path) -> None:
    """A gate on single judges' totals names them in its reason; a letter tells the rule alone."""
    made_ = challenge(
        tmp_path,
        feedback='"marks"',
        steps='steps = [{ mean = "criterion", as = "total" }, { mean = "judge" }]',
        least=6,
    )
    stopped = [letter for letter in letters(made_).values() if letter.state]
    assert stopped
    for letter in stopped:
        assert letter.reason == ""
        assert "gte" in told(letter)
        assert "J-" not in told(letter)


def test_a_tie_tells_numbers_of_nobody_else(tmp_path: Path) -> None:
    """Whoever is parted from equals reads by what, with its own number, and how many stood before and behind it."""
    rank = '[rank]\nties = [{ criterion = "c1" }, "share"]\n'
    for seed in range(40):
        every = letters(challenge(tmp_path, feedback='"marks"', rank=rank, seed=seed, submissions=7))
        tied = {name: letter.ranks[0].equals for name, letter in every.items() if letter.ranks[0].equals}
        if any(found.partings and found.partings[0].ahead for found in tied.values()):
            break
    assert tied
    for name, found in tied.items():
        (parting,) = found.partings
        assert parting.value == every[name].lines[0].value
        assert parting.ahead + parting.behind + parting.level == found.others
        assert f"yours is {shown(parting.value or 0)}" in told(every[name])
        assert "“crt1”" in told(every[name])


def test_every_answer_has_its_words(tmp_path: Path) -> None:
    """Taken, named by people, on the waiting list with its number, passed over: each stands in each language."""
    folder = challenge(tmp_path, feedback='"remarks"', publish={"public": "places"}, submissions=7)
    path = folder / "criteria/r.toml"
    path.write_text(path.read_text("utf-8").replace('ties = "in"', 'ties = "in"\nwaiting = 2'), "utf-8")
    last = max(letters(folder).values(), key=lambda letter: letter.ranks[0].place or 0).submission
    (folder / "decisions.toml").write_text(
        f'[[decision]]\nkind = "wildcard"\nsubmission = "{last}"\noutcome = "through"\nreason = "secret words"\n',
        "utf-8",
    )
    every = letters(folder)
    found = {answer.answer for letter in every.values() for answer in letter.answers}
    assert found == {"taken", "wildcard", "waiting", "passed"}
    assert sorted(answer.number for letter in every.values() for answer in letter.answers if answer.number) == [1, 2]
    assert [answer.answer for answer in every[last].answers] == ["wildcard"]
    for letter in every.values():
        for language in ("en", "es", "fr"):
            text = told(attrs.evolve(letter, language=language))
            assert "through" in text
            assert "secret words" not in text
    quiet = letters(challenge(tmp_path, feedback='"none"', publish={"public": "outcomes"}, submissions=7))
    assert {answer.number for letter in quiet.values() for answer in letter.answers} == {None}


def test_a_place_in_each_ranking(tmp_path: Path) -> None:
    """Where there are several rankings, a letter tells the place in each of its own, and how many have one there."""
    folder = challenge(tmp_path, rank='[rank]\nby = "group"\n', submissions=6)
    path = folder / "submissions/s.csv"
    heads, *rows = path.read_text("utf-8").splitlines()
    groups = ["north", "south", "north; south", "north", "south", "north"]
    path.write_text(
        "\n".join([f"{heads},group", *(f"{row},{group}" for row, group in zip(rows, groups, strict=True))]), "utf-8"
    )
    every = letters(folder)
    assert [[rank.track for rank in letter.ranks] for letter in every.values()] == [each.split("; ") for each in groups]
    assert {rank.track: rank.of for letter in every.values() for rank in letter.ranks} == {"north": 4, "south": 3}
    for letter in every.values():
        for rank in letter.ranks:
            assert re.search(rf"In {rank.track}: Place {plain(rank.place or 0)} of {rank.of}", told(letter))


def test_what_the_rule_leaves_out_is_said(tmp_path: Path) -> None:
    """A criterion that the rule drops from a score stands in the table as not counted."""
    steps = 'steps = [{ mean = "judge" }, { drop = "criterion", lowest = 1 }, { mean = "criterion", as = "total" }]'
    for letter in letters(challenge(tmp_path, feedback='"marks"', steps=steps, criteria=3)).values():
        lowest = min(line.value for line in letter.lines if line.value is not None)
        (gone,) = [line for line in letter.lines if not line.counts]
        assert gone.value == lowest
        assert "not counted" in told(letter)


def test_a_level_is_the_best_that_is_reached() -> None:
    """A level is reached by what comes up to its mark; where lower is better, by what stays down to it; of a range, by its end."""
    rubric = """
[scale]
low = 0
high = 10
[[criterion]]
id = "up"
level = [{ mark = 2, title = "two" }, { mark = 6, title = "six" }]
[[criterion]]
id = "down"
scale = { low = 0, high = 10, better = "lower" }
level = [{ mark = 2, title = "two" }, { mark = 6, title = "six" }]
[[criterion]]
id = "range"
level = [{ from = 0, below = 5, title = "lower" }, { from = 5, to = 10, title = "upper" }]
"""
    with TemporaryDirectory() as folder:
        problems = Problems()
        found = load(write(Path(folder), {"criteria/r.toml": rubric}), problems)
        up, down, range_ = found.rubrics["r"].criteria
    cases = [
        (up, 1, None), (up, 2, "two"), (up, 5, "two"), (up, 6, "six"), (up, 10, "six"), (down, 1, "two"), (down, 2, "two"),
        (down, 3, "six"), (down, 7, None), (range_, 0, "lower"), (range_, Fraction(49, 10), "lower"), (range_, 5, "upper"),
    ]  # fmt: skip
    for criterion, value, expected in cases:
        level = reached(criterion, Fraction(value))
        assert (None if level is None else str(level.title)) == expected, (criterion.id, value)


# -- remarks ----------------------------------------------------------------------------------------------------------


def test_only_ballots_that_count_speak(tmp_path: Path) -> None:
    """The remark of a judge with a conflict of interest, who stepped aside or whose ballot is void reaches nobody."""
    folder = challenge(tmp_path, feedback='"remarks"')
    with (folder / "challenge.toml").open("a", encoding="utf-8") as file:
        file.write('[[conflict]]\njudge = "J-a"\nsubmission = "S-01"\ntype = "office"\nreason = "r"\n')
    (folder / "decisions.toml").write_text(
        '[[decision]]\nkind = "void"\njudge = "J-b"\nsubmission = "S-02"\nreason = "r"\n'
        '[[decision]]\nkind = "recuse"\njudge = "J-c"\nsubmission = "S-03"\nreason = "r"\n',
        "utf-8",
    )
    every = letters(folder)
    for name, judge in (("S-01", "J-a"), ("S-02", "J-b"), ("S-03", "J-c")):
        assert [each.text for each in every[name].remarks] == [
            remark(name, one) for one in ("J-a", "J-b", "J-c") if one != judge
        ]


def test_remarks_come_by_their_text(tmp_path: Path) -> None:
    """Remarks on the whole come first, then by criterion, each by its text; a header that is declared counts as well."""
    folder = challenge(tmp_path, feedback='"remarks"', submissions=1)
    with (folder / "challenge.toml").open("a", encoding="utf-8") as file:
        file.write('[columns]\nremark = "Comments"\n')
    (folder / "ballots/marks.csv").write_text(
        "submission,judge,criterion,mark,Comments\nS-01,J-a,c1,1,z\nS-01,J-b,c1,1,a\nS-01,J-a,c2,1,\nS-01,J-b,c2,1,a\n"
        "S-01,J-c,c1,1,m\nS-01,J-c,c2,1,\n",
        "utf-8",
    )
    (letter,) = letters(folder).values()
    assert [(str(each.criterion), each.text) for each in letter.remarks] == [
        ("None", "a"), ("crt1", "m"), ("crt1", "z"),
    ]  # fmt: skip


def test_a_row_for_each_ballot_has_one_remark(tmp_path: Path) -> None:
    """A table with one row a ballot is imported with its remark beside each mark; a letter and the warning tell it once."""
    desk = Desk(tmp_path / "desk", CHALLENGE.replace("sealed = false", 'sealed = false\nfeedback = "remarks"'))
    (desk.folder / "table.csv").write_text(
        "submission,judge,use,cost,remark\nS-1,J-1,7,5,better than S-2\nS-2,J-1,6,4,well made\n", "utf-8"
    )
    desk("import table.csv")
    assert desk("letters").count("a remark on S-1 names S-2") == 1
    text = (desk.folder / "letters/prize/S-1.md").read_text("utf-8")
    assert text.count("better than S-2") == 1
    assert "On " not in text


@pytest.mark.parametrize(("words", "named"), [
    ("Bus Whisperer was better.", "Bus Whisperer"), ("BUS  WHISPERER was better", "Bus Whisperer"), ("see ai", "AI"),
    ("as Ana López said", "Ana López"), ("the last bus", None), ("Night Trains at its best", None), ("said and done", None),
])  # fmt: skip
def test_remarks_that_name_somebody_are_told(words: str, named: str | None, tmp_path: Path) -> None:
    """A remark with the title of another submission or the name of a judge is told; its own title is nobody else's."""
    folder = challenge(tmp_path / "c", feedback='"remarks"', submissions=4, judges=1)
    titles = ("Night Trains", "Bus Whisperer", "AI", "Trains")
    rows = "".join(f"S-0{at},{each}\n" for at, each in enumerate(titles, 1))
    (folder / "submissions/s.csv").write_text(f"id,title\n{rows}", "utf-8")
    table = (folder / "ballots/marks.csv").read_text("utf-8")
    (folder / "ballots/marks.csv").write_text(table.replace(remark("S-01", "J-a"), words), "utf-8")
    rules = (folder / "challenge.toml").read_text("utf-8")
    (folder / "challenge.toml").write_text(rules.replace('id = "J-a"', 'id = "J-a"\nname = "Ana López"'), "utf-8")
    told_ = Desk(tmp_path / "desk")(f"letters -C {folder} -o out")
    expected = [] if named is None else [f"a remark on S-01 names {named}: read that letter before you send it"]
    assert [line for line in told_.splitlines() if line.startswith("a remark")] == expected


def test_people_s_reasons_name_nobody_else(tmp_path: Path) -> None:
    """Why people took a submission out is told, unless they named the title of another one."""
    folder = challenge(tmp_path, feedback='"marks"')
    decision = '[[decision]]\nkind = "disqualify"\nsubmission = "{}"\nreason = "{}"\n'
    (folder / "decisions.toml").write_text(
        decision.format("S-01", f"copied from {title('S-02').upper()}") + decision.format("S-03", "sent too late"),
        "utf-8",
    )
    every = letters(folder)
    assert every["S-01"].reason == ""
    assert "Reason: sent too late." in told(every["S-03"])


def test_remarks_change_no_result(tmp_path: Path) -> None:
    """What judges write is in no result: without it the same bytes come out."""
    desk = Desk(tmp_path / "desk")
    marks = "submission,judge,use,cost{}\nS-1,J-1,7,5{}\nS-1,J-2,6,5{}\nS-2,J-1,7,5{}\nS-2,J-2,6,4{}\n"
    (desk.folder / "ballots").mkdir()
    found = set()
    for with_it in (False, True):
        cells = [",remark", *(f",word{at}" for at in range(4))] if with_it else [""] * 5
        (desk.folder / "ballots/marks.csv").write_text(marks.format(*cells), "utf-8")
        desk("rank -o result.jsonl")
        found.add((desk.folder / "result.jsonl").read_bytes())
    assert len(found) == 1


def test_from_the_record(tmp_path: Path) -> None:
    """What judges write at the terminal reaches applicants once the round is sealed: the last word of each, and no name."""
    desk = Desk(
        tmp_path / "challenge", CHALLENGE.replace("sealed = false", 'sealed = true\nfeedback = "remarks"')
    ).opened("J-1", "J-2")
    for judge in ("J-1", "J-2"):
        for submission in ("S-1", "S-2"):
            desk(f"score prize {submission} use=7 cost=5 --as {judge}", "--remark", f"first {submission} {judge}")
    desk("score prize S-1 --as J-1", "--remark", "second thought")
    desk("submit prize --as J-1")
    assert "the round is not sealed" in desk("letters prize", code=2)
    desk("letters prize --draft")
    assert "A draft: the round is not sealed" in (desk.folder / "letters/prize/S-1.md").read_text("utf-8")
    desk("submit prize --as J-2")
    for judge in ("J-1", "J-2"):
        desk(f"collect {judge}.prize.handover")
    desk("seal prize")
    said = desk("letters prize")
    assert "2 letters, merge.csv" in said
    assert "a remark on S-1 names J-2" in said
    text = (desk.folder / "letters/prize/S-1.md").read_text("utf-8")
    assert "A draft" not in text
    assert [line for line in text.splitlines() if line.startswith("> ")] == ["> first S-1 J-2", "> second thought"]
    assert "S-2" not in text
    assert "prize.1" in text


def test_what_came_after_the_seal_is_not_heard(tmp_path: Path) -> None:
    """A judge who goes on after the seal is heard once the round is sealed again."""
    desk = (
        Desk(tmp_path / "challenge", CHALLENGE.replace("sealed = false", 'feedback = "remarks"'))
        .opened("J-1", "J-2")
        .judged()
    )

    def said() -> list[str]:
        desk("letters prize")
        return re.findall(r"^> (.*)$", (desk.folder / "letters/prize/S-1.md").read_text("utf-8"), re.MULTILINE)

    desk("seal prize")
    assert said() == []
    desk("reopen prize J-1", "--reason", "a remark was forgotten")
    desk("score prize S-1 --as J-1", "--remark", "well thought out")
    desk("submit prize --as J-1")
    desk("collect J-1.prize.handover")
    assert said() == []
    desk("seal prize", "--reason", "a remark was forgotten")
    assert said() == ["well thought out"]


def test_a_corrected_title(tmp_path: Path) -> None:
    """A title that was corrected in what is published is the one in the letter."""
    desk = Desk(tmp_path / "challenge").opened("J-1", "J-2").judged()
    desk("correct prize S-1 title", "A foot bridge", "--reason", "a typing error")
    desk("seal prize")
    desk("letters prize --only S-1")
    assert (desk.folder / "letters/prize/S-1.md").read_text("utf-8").startswith("# A foot bridge\n")


def test_judges_are_told(tmp_path: Path) -> None:
    """Where a round promises remarks, the paper form and the ballot in an editor say that applicants will read them."""
    words = PHRASES["released"]["es"]
    for promised in (True, False):
        text = CHALLENGE.replace("sealed = false", 'feedback = "remarks"' if promised else "sealed = false")
        desk = Desk(tmp_path / str(promised), text)
        desk("ballot prize --language es -o forms")
        assert (words in (desk.folder / "forms/S-1.txt").read_text("utf-8")) == promised
        seen: list[str] = []
        desk.opened("J-1")
        with mock.patch("click.edit", lambda text, seen=seen, **_: seen.append(text)):
            desk("score prize --edit S-1 --as J-1 --language es")
        assert (words in seen[0]) == promised


@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_judges_are_told_at_the_terminal(language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before a remark is typed one line says that the applicant will read it, where the round promises that, and only there."""
    monkeypatch.setenv("JUDGE_PLAIN", "1")
    for promised in (True, False):
        root = tmp_path / str(promised)
        root.mkdir()
        monkeypatch.setenv("JUDGE_HOME", str(root / "home"))
        text = SITTING.replace('id = "final"', 'id = "final"\nfeedback = "remarks"' if promised else 'id = "final"', 1)
        made_ = place(root, text)
        done = made_.run("score", "final", "--as", "J-1", "--language", language, keys="cwell done\nq")
        said = " ".join(done.stdout.split())
        assert (PHRASES["released"][language] in said) == promised
        assert said.count(PHRASES["remarked"][language]) == 1


# -- files ------------------------------------------------------------------------------------------------------------


def digests(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}


@pytest.mark.parametrize("kind", ["markdown", "html", "pdf"])
def test_the_same_bytes_everywhere(kind: str, tmp_path: Path) -> None:
    """Hash seed, locale, time zone and the moment change no byte of a letter, of merge.csv or of the archive."""
    folder = challenge(tmp_path / "challenge", feedback='["marks", "levels", "remarks"]', submissions=4)
    found = []
    for seed, locale, zone in (("1", "C", "UTC"), ("42", "de_DE.UTF-8", "America/Mexico_City")):
        environment = {
            **os.environ,
            "PYTHONHASHSEED": seed,
            "LC_ALL": locale,
            "TZ": zone,
            "PYTHONPATH": os.pathsep.join(sys.path),
        }
        target = tmp_path / seed
        command = [
            sys.executable,
            "-m",
            "judge",
            "letters",
            "-C",
            str(folder),
            "--format",
            kind,
            "--zip",
            "-o",
            str(target),
        ]
        subprocess.run(command, env=environment, check=True, capture_output=True)
        found.append(digests(target))
    assert found[0] == found[1]
    assert len(found[0]) == 6


def test_the_archive_holds_the_letters(tmp_path: Path) -> None:
    """The archive holds every letter and merge.csv, sorted, with no moment in it; a second run leaves no letter of the first."""
    desk = Desk(tmp_path / "desk")
    challenge(tmp_path / "c", feedback='"remarks"')
    desk(f"letters -C {tmp_path / 'c'} --format html --zip -o out")
    out = desk.folder / "out"
    with zipfile.ZipFile(out / "letters.zip") as archive:
        assert archive.namelist() == sorted([*(f"S-0{at}.html" for at in range(1, 6)), "merge.csv"])
        assert {each.date_time for each in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert all(archive.read(name) == (out / name).read_bytes() for name in archive.namelist())
    desk(f"letters -C {tmp_path / 'c'} -o out")
    assert {path.suffix for path in out.iterdir()} == {".md", ".csv"}
    (desk.folder / "here").mkdir()
    with contextlib.chdir(desk.folder / "here"):
        assert run(["letters", "-C", str(tmp_path / "c"), "-o", "."]) == 0
    assert len(list((desk.folder / "here").iterdir())) == 6


def test_an_archive_is_sorted() -> None:
    """The order in which files come changes no byte of an archive."""
    files = [("b.md", b"1"), ("a.md", b"2")]
    assert zipped(files) == zipped(reversed(files))


def test_merge_lists_every_letter(tmp_path: Path) -> None:
    """A row for each letter: how to reach the applicant, the language, what came out, and the file."""
    desk = Desk(tmp_path / "desk")
    challenge(tmp_path / "c", language="fr-CA")
    desk(f"letters -C {tmp_path / 'c'} -o out")
    rows = list(csv.DictReader(io.StringIO((desk.folder / "out/merge.csv").read_text("utf-8"))))
    assert [row["submission"] for row in rows] == [f"S-0{at}" for at in range(1, 6)]
    assert {row["language"] for row in rows} == {"fr"}
    assert {row["contact"] for row in rows} == {f"s-0{at}@example.org" for at in range(1, 6)}
    assert all((desk.folder / "out" / row["file"]).is_file() for row in rows)
    assert {row["outcome"] for row in rows} == {"through", ""}
    assert sorted(row["place"].lstrip("=") for row in rows)[0] == "1"
    assert "## Le résultat" in (desk.folder / "out/S-01.md").read_text("utf-8")


def test_what_the_command_refuses(tmp_path: Path) -> None:
    """A folder with something else in it, a submission nobody knows, PDFs without typst: each is said in a sentence."""
    desk = Desk(tmp_path / "desk")
    challenge(tmp_path / "c")
    here = f"-C {tmp_path / 'c'}"
    (desk.folder / "out").mkdir()
    (desk.folder / "out/thesis.docx").write_bytes(b"years of work")
    assert "holds something else than letters (thesis.docx)" in desk(f"letters {here} -o out", code=2)
    assert (desk.folder / "out/thesis.docx").read_bytes() == b"years of work"
    assert "there is no submission `S-99`" in desk(f"letters {here} --only S-99", code=2)
    assert "leave out --zip" in desk(f"letters {here} --only S-01 --zip", code=2)
    with mock.patch.dict(sys.modules, {"typst": None}):
        said = desk(f"letters {here} --format pdf -o pdfs", code=1)
    assert "typst, which is not installed: pip install 'judge[pdf]'" in said
    assert "[pdf-not-installed]" in said
    assert not (desk.folder / "pdfs").exists()


def test_awkward_titles_do_no_harm(tmp_path: Path) -> None:
    """Whatever a title holds, no markup comes of it: not in Markdown, not in HTML, not in a spreadsheet, and every PDF is set."""
    folder = made.challenge(tmp_path, publish='feedback = "marks"')
    for letter in letters(folder).values():
        text = html(paper(letter))
        tree = html5lib.HTMLParser(strict=True).parse(text)
        tags = {each.tag.rpartition("}")[2] for each in tree.iter() if isinstance(each.tag, str)}
        assert not tags & {"script", "b", "r", "t", "a", "img"}
        assert not re.search(r"(?<!\\)[<*_|]", markdown(paper(letter)).splitlines()[0])
        *_, row = csv.reader(io.StringIO("".join(merge.table([(letter, "", "x")]))))
        assert row[1][:1] not in "=+-@"
        assert pdf(paper(letter)).startswith(b"%PDF-")


def test_a_pdf_is_tagged_and_says_the_same(tmp_path: Path) -> None:
    """A PDF has a tree of tags, a language and a title, no fault that qpdf finds, and the words of the letter."""
    letter = letters(challenge(tmp_path, feedback='["marks", "levels", "remarks"]', language="es"))["S-01"]
    path = tmp_path / "letter.pdf"
    path.write_bytes(pdf(paper(letter)))
    data = path.read_bytes()
    for sign in (b"/StructTreeRoot", b"/MarkInfo", b"/Marked true", b"/Lang", b"pdfuaid:part"):
        assert sign in data
    assert b"CreationDate" not in data or b"1970" in data
    if subprocess.run(["which", "qpdf", "pdftotext"], capture_output=True, check=False).returncode:
        pytest.skip("qpdf and pdftotext are not here")
    checked = subprocess.run(["qpdf", "--check", str(path)], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout
    text = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True).stdout
    for word in (title("S-01"), "Criterio por criterio", "lvl", remark("S-01", "J-a"), "Niveles alcanzados"):
        assert word in text
    whole = subprocess.run(
        ["qpdf", "--qdf", "--object-streams=disable", str(path), "-"], capture_output=True, check=True
    ).stdout
    assert not re.search(rb"ttlS0[2-9]|J-[abc]", whole)


# -- languages --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(WORDS))
def test_every_sentence_is_said_in_three_languages(name: str) -> None:
    """Each sentence of a letter is there in English, Spanish and French, and fills in the same."""
    assert sorted(WORDS[name]) == ["en", "es", "fr"]
    assert all(WORDS[name].values())
    fields = [sorted({field for _, field, _, _ in Formatter().parse(text) if field}) for text in WORDS[name].values()]
    missing = set(fields[0]) ^ set(fields[1]) | set(fields[0]) ^ set(fields[2])
    assert not missing
    assert sorted(LACKING) == ["en", "es", "fr"]


def test_no_english_is_left(tmp_path: Path) -> None:
    """In Spanish and French no sentence of the English letter stands, but what organizers and judges wrote themselves."""
    every = letters(challenge(tmp_path, feedback='["marks", "levels", "remarks"]', least=5, submissions=7))
    english = {
        text
        for texts_ in WORDS.values()
        if "{" not in (text := texts_["en"]) and text not in {texts_["es"], texts_["fr"]}
    }
    for letter in every.values():
        for language in ("es", "fr"):
            lines = set(told(attrs.evolve(letter, language=language)).splitlines())
            assert not lines & english
            assert not re.search(r"\b(the|not|below the cut|is)\b", "\n".join(lines))


@pytest.mark.parametrize(("said", "expected"), [
    ("es", "es"), ("fr-CA", "fr"), ("Español", "es"), ("FR_fr", "fr"), ("de", "fr"), ("de, en", "en"), ("", "fr"), ("inglés", "en"),
])  # fmt: skip
def test_the_language_of_the_applicant(said: str, expected: str) -> None:
    """A record may name its language by code or by name; else the challenge's first that letters are written in."""
    assert spoken(said, ("de", "fr", "en")) == expected


def test_named_as_a_word() -> None:
    """A name is found as a word of its own only."""
    names = Names(["J-1", "S-03", "Team A", "équipe", "a+b", ""])
    assert names.of("see j-1. Then S-03's, (équipe) and team a, a+b") == ["J-1", "S-03", "équipe", "Team A", "a+b"]
    assert names.of("J-10, S-030, xTeam A, a+bc, nothing") == []
    assert names.of("TEAM\n a", ["team A"]) == []
    assert Names(["Bus", "Bus stop"]).of("Bus Stop, a bus", ["Bus"]) == ["Bus stop"]
    assert Names(["Bus", "Bus stop"]).of("Bus Stop, a bus", ["Bus stop"]) == ["Bus"]


def test_the_sample_in_one_go(tmp_path: Path) -> None:
    """The project's own sample gives a letter to each of its 24 applicants."""
    desk = Desk(tmp_path / "desk")
    assert "24 letters" in desk(f"letters -C {ROOT} -o out --lang fr")
    assert applicants.EVIDENCE.digest not in (desk.folder / "out/S-01.md").read_text("utf-8")


def test_a_rule_that_goes_section_by_section() -> None:
    """Where a rule folds the judges of one section first and of the other later, every criterion has the number of its own step."""
    with TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "examples/figure-skating-final-2017", folder, dirs_exist_ok=True)
        with Path(folder, "challenge.toml").open("a", encoding="utf-8") as file:
            file.write('[[round]]\nid = "pairs"\nrubric = "pairs"\nfeedback = ["marks", "levels"]\n')
        promised = letters(Path(folder))
    assert promised
    for letter in promised.values():
        assert len(letter.lines) == 12
        assert all(line.value is not None for line in letter.lines)
        parts = {each.name: each.value for each in letter.working}
        components = [rounded((line.value or 0) * Fraction(4, 5), 2) for line in letter.lines[7:]]
        assert sum(components) == parts["components"]
        assert "Levels reached" not in told(letter)
