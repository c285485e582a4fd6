"""The recount that a published page carries, a second reading of the rule language, comes to what the engine comes to."""

import contextlib
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from judge import show
from judge.acts.init import TEMPLATES
from judge.cli import run as judge
from judge.files.folder import load
from judge.model.problem import Problems
from judge.score.run import score
from judge.score.verbs import VERBS
from judge.show.recount import PARTS, script
from tests.challenges import ROOT
from tests.challenges import write as written
from tests.docs.test_rules_examples import EXAMPLES, write
from tests.laws import test_pair_laws as pairs
from tests.laws.strategies import rounds
from tests.laws.test_count_laws import counts
from tests.laws.test_quotas_agree import a_round
from tests.naive.given import Given
from tests.naive.scored import scored as scored_plainly
from tests.naive.steps import Refused
from tests.pages.node import Trail, needs_node, recounts, run, trail

WORDS = {"reason", "by", "terms", "notes", "lacks", "decided"}
"""What a trail says in words, which the recount does not weigh; `passed` ends in words, too."""

Way = tuple[str | int, ...]
"""The way to a value within a line."""

PAGES = Path(show.__file__).parent / "pages" / "recount"

pytestmark = needs_node


def trails(directory: Path) -> Iterator[Trail]:
    """Yield the trail of every round of a challenge that can be scored."""
    problems = Problems()
    challenge = load(directory, problems)
    for round_ in () if problems.refused else challenge.rounds:
        done = score(challenge, round_.id, problems, keep=True)
        if done is not None:
            yield trail(done)


def unlike(named: dict[str, Trail]) -> dict[str, Any]:
    """Return what the recount says of each trail of which it does not say that it is the same."""
    found = dict(zip(named, recounts(named.values()), strict=True))
    return {name: (one["first"], one["unknown"]) for name, one in found.items() if one["answer"] != "same"}


def verbs(lines: Trail) -> set[str]:
    return {line["verb"] for line in lines if line["entry"] == "step"}


# -- honest results ---------------------------------------------------------------------------------------------------


def test_the_sample_and_every_example_come_out_again() -> None:
    """The sample challenge and the real competitions under examples/, round by round."""
    folders = [ROOT, *sorted(path.parent for path in (ROOT / "examples").glob("*/challenge.toml"))]
    named = {f"{folder.name} {at}": one for folder in folders for at, one in enumerate(trails(folder))}

    assert len(named) >= len(folders) > 5
    assert unlike(named) == {}


def test_every_template_comes_out_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What `judge init` writes, where it writes marks with it."""
    named = {}
    for template in TEMPLATES:
        assert judge(["init", str(tmp_path / template), "--template", template]) == 0
        named |= {f"{template} {at}": one for at, one in enumerate(trails(tmp_path / template))}

    assert len(named) > 8
    assert unlike(named) == {}


def test_every_example_of_the_rules_comes_out_again(tmp_path: Path) -> None:
    """Each clause of docs/rules.md, as its example shows it."""
    named = {}
    for example in EXAMPLES:
        folder = tmp_path / str(example.blocks[0].at)
        write(example, folder)
        named |= {f"{folder.name} {at}": one for at, one in enumerate(trails(folder))}

    assert len(named) > 60
    assert unlike(named) == {}
    assert {name for one in named.values() for name in verbs(one)} == set(VERBS)


def drawn(strategy: SearchStrategy[Given], number: int) -> list[Given]:
    """Return so many rounds of a strategy, the same at every run."""
    every: list[Given] = []

    @settings(
        max_examples=number, derandomize=True, database=None, deadline=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(strategy)
    def collect(one: Given) -> None:
        every.append(one)

    collect()
    return every


GENERATED: dict[str, Callable[[], list[Given]]] = {
    "rules": lambda: drawn(rounds(), 250),
    "gates": lambda: drawn(rounds(gates=True), 60),
    "derived criteria": lambda: drawn(rounds(derived=True), 60),
    "assignments": lambda: drawn(rounds(assigned=True), 60),
    "tracks": lambda: drawn(rounds(tracks=True), 60),
    "ballots counted in rounds": lambda: drawn(counts(), 150),
    "quotas": lambda: [a_round(Random(seed)) for seed in range(150)],
}


@pytest.mark.parametrize("kind", GENERATED)
def test_generated_rules_come_out_again(kind: str) -> None:
    """Rules and rounds that nobody thought of: every table, place, tie and outcome is the same."""
    every = GENERATED[kind]()
    named: dict[str, Trail] = {}
    for number, one in enumerate(every):
        with contextlib.suppress(Refused):  # nothing is published of what is refused
            named[str(number)] = trail(scored_plainly(one))

    assert len(named) > len(every) / 3
    assert unlike(named) == {}


def test_generated_answers_on_pairs_come_out_again() -> None:
    """A round of pairs, folded by the verbs on orders: the same places and scores."""
    named: dict[str, Trail] = {}

    @settings(max_examples=50, derandomize=True, database=None, deadline=None, phases=[Phase.generate])
    @given(pairs.answers, st.sampled_from(pairs.VERBS))
    def collect(rows: list[pairs.Answer], verb: str) -> None:
        named[str(len(named))] = trail(pairs.scored(pairs.challenge(rows, verb)))

    collect()

    assert len(named) >= 50
    assert unlike(named) == {}


# -- results that were tampered with ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def sample() -> str:
    """The trail of the sample challenge, as text, so that each test tampers with its own copy."""
    return json.dumps(next(trails(ROOT)))


def tampered(sample: str, change: dict[str, Any], **which: Any) -> Trail:
    """Return the trail with the first line that says all this changed."""
    lines: Trail = json.loads(sample)
    line = next(one for one in lines if which.items() <= one.items())
    for path, value in change.items():
        *above, last = path.split("/")
        table: Any = line
        for part in above:
            table = table[int(part) if isinstance(table, list) else part]
        table[int(last) if isinstance(table, list) else last] = value
    return lines


TAMPERED: dict[str, tuple[dict[str, Any], dict[str, Any], dict[str, Any]]] = {
    "a mark": (
        {"entry": "ballot", "submission": "S-07", "judge": "J-03"}, {"marks/rights": "0"},
        {"what": "step", "step": 1, "submission": "S-07", "key": ["S-07", "J-03"]},
    ),
    "the weight of a criterion": (
        {"entry": "criterion", "number": 2}, {"value/weight": "16"},
        {"what": "weight", "key": ["climate"], "published": "16", "recounted": "15"},
    ),
    "a number of a step": (
        {"entry": "cells", "step": 2, "submission": "S-03"}, {"cells/0/1": "4.9"},
        {"what": "step", "step": 2, "submission": "S-03", "published": "4.9"},
    ),
    "a line of the rule": (
        {"entry": "rule", "clause": "score.steps 3"}, {"value/divide": "4"},
        {"what": "step", "step": 3, "verb": "divide"},
    ),
    "the quorum": (
        {"entry": "rule", "clause": "score.quorum"}, {"value": "6"},
        {"what": "unranked", "submission": "S-05", "recounted": "quorum"},
    ),
    "a score": (
        {"entry": "place", "submission": "S-17"}, {"score": "77.57"},
        {"what": "score", "submission": "S-17", "published": "77.57", "recounted": "77.56"},
    ),
    "a place": (
        {"entry": "place", "submission": "S-02"}, {"place": "2"},
        {"what": "place", "submission": "S-02", "published": "2", "recounted": "3"},
    ),
    "a shared place": (
        {"entry": "place", "submission": "S-10"}, {"shared": False},
        {"what": "place", "submission": "S-10", "published": "not shared", "recounted": "shared"},
    ),
    "the order of a tie": (
        {"entry": "tie", "end": "parted"}, {"order": [["S-04"], ["S-03"]]},
        {"what": "tie", "submission": "S-03", "published": "S-04 > S-03", "recounted": "S-03 > S-04"},
    ),
    "what a tie-break compared": (
        {"entry": "tie", "end": "parted"}, {"steps/0/values/S-04": "3.9"},
        {"what": "tie", "submission": "S-04", "breaker": 1, "published": "3.9", "recounted": "3.5"},
    ),
    "why somebody has no place": (
        {"entry": "unranked", "submission": "S-06"}, {"state": "withdrawn"},
        {"what": "unranked", "submission": "S-06", "published": "withdrawn", "recounted": "ineligible"},
    ),
    "whose ballot it is": (
        {"entry": "ballot", "submission": "S-07", "judge": "J-04"}, {"judge": "J-99"},
        {"what": "mark", "why": "a mark that belongs nowhere"},
    ),
    "who takes part": (
        {"entry": "left out", "submission": "S-21"}, {"submission": "S-07"},
        {"what": "left out", "submission": "S-07", "published": "ineligible", "recounted": None},
    ),
    "who is taken": (
        {"entry": "outcome", "outcome": "finalists"}, {"taken/0": "S-16"},
        {"what": "outcome", "name": "finalists", "submission": "S-16", "published": "taken", "recounted": None},
    ),
    "the seats": (
        {"entry": "outcome", "outcome": "finalists"}, {"seats": 7},
        {"what": "outcome", "name": "finalists", "published": 7, "recounted": 6},
    ),
}  # fmt: skip


def test_what_was_tampered_with_is_told_where_it_shows_first(sample: str) -> None:
    """Whatever was changed, the recount answers that it differs, and names the first number in the order of the rule."""
    cases = [tampered(sample, change, **which) for which, change, _ in TAMPERED.values()]
    answers = dict(zip(TAMPERED, recounts(cases), strict=True))

    assert dict.fromkeys(TAMPERED, "different") == {name: one["answer"] for name, one in answers.items()}
    wrong = {
        name: answers[name]["first"]
        for name, (_, _, first) in TAMPERED.items()
        if not first.items() <= answers[name]["first"].items()
    }
    assert wrong == {}


def published(lines: Trail) -> Iterator[tuple[int, Way]]:
    """Yield where each number and name stands that is said to have come out: the line, and the way into it."""
    for at, line in enumerate(lines):
        if line["entry"] in {"step", "cells", "count", "place", "raw place", "unranked", "tie", "outcome"}:
            yield from ((at, way) for way in leaves({key: line[key] for key in line if key not in ("entry", "round")}))


def leaves(value: Any, way: Way = ()) -> Iterator[Way]:
    """Yield the way to each text, number and truth in a value; words of the program are none."""
    if isinstance(value, dict):
        for key in value:
            yield from leaves(value[key], (*way, key)) if key not in WORDS else ()
    elif isinstance(value, list):
        for at, item in enumerate(value):
            yield from leaves(item, (*way, at))
    elif value is not None and not (way[-1] == "passed" or (way[0] == "passed" and way[-1] == 1)):
        yield way


def differing(lines: Trail, at: int, way: Way) -> Trail:
    """Return the trail with one text, number or truth of one line changed."""
    line = json.loads(json.dumps(lines[at]))
    table: Any = line
    for part in way[:-1]:
        table = table[part]
    value = table[way[-1]]
    other = f"1{value}" if isinstance(value, str) and value[:1].isdigit() else f"{value}x"
    table[way[-1]] = (not value) if isinstance(value, bool) else value + 1 if isinstance(value, int) else other
    return [*lines[:at], line, *lines[at + 1 :]]


def test_nothing_that_came_out_can_be_another(tmp_path: Path) -> None:
    """Every number, name and truth that is said to have come out is changed alone, and no such result is the same."""
    cases: dict[str, Trail] = {}
    for example in EXAMPLES[::5]:
        folder = tmp_path / str(example.blocks[0].at)
        write(example, folder)
        for lines in trails(folder):
            for at, way in published(lines):
                cases[f"{len(cases)}: {folder.name}, line {at + 1}: {way}"] = differing(lines, at, way)

    same = [name for name, found in zip(cases, recounts(cases.values()), strict=True) if found["answer"] == "same"]

    assert len(cases) > 1000
    assert same == []


def test_nothing_that_came_out_can_be_left_out(tmp_path: Path) -> None:
    """Of a rule that standardises, each line that is said to have come out is taken away alone: no such result is the same."""
    example = next(one for one in EXAMPLES if one.heading == "3.25 `standardise`")
    write(example, tmp_path)
    (lines,) = trails(tmp_path)
    inputs = {
        "result",
        "input",
        "round",
        "scale",
        "criterion",
        "rule",
        "judge",
        "submission",
        "ballot",
        "caution",
        "end",
    }
    places = [at for at, line in enumerate(lines) if line["entry"] not in inputs]
    cases = [[*lines[:at], *lines[at + 1 :]] for at in places]
    cases.append([line for line in lines if line["entry"] != "raw place"])

    found = recounts(cases)

    assert {"cells", "place", "raw place"} <= {lines[at]["entry"] for at in places}
    assert "same" not in {one["answer"] for one in found}
    assert found[-1]["first"]["what"] == "raw score"


def test_no_mark_of_a_competition_can_be_another(tmp_path: Path) -> None:
    """Each mark is changed alone: the recount says that it differs, at the first step."""
    files = {
        "challenge.toml": 'title = "A"\n',
        "criteria/r.toml": '[[criterion]]\nid = "a"\nweight = 60\n[[criterion]]\nid = "b"\nweight = 40\n',
        "ballots/marks.csv": "submission,judge,a,b\nS,J1,3,4\nS,J2,4,4\nT,J1,5,1\nT,J2,2,3\n",
    }
    (lines,) = trails(written(tmp_path, files))
    places = [(at, name) for at, line in enumerate(lines) for name in line.get("marks", ())]
    cases = [
        [line if at != place else line | {"marks": line["marks"] | {name: "9"}} for at, line in enumerate(lines)]
        for place, name in places
    ]

    found = recounts(cases)

    assert len(found) == 8
    assert {(one["answer"], one["first"]["step"]) for one in found} == {("different", 1)}


# -- what is not known ------------------------------------------------------------------------------------------------


def renamed(sample: str, verb: str, other: str) -> Trail:
    """Return a trail in which a verb has another name, in the rule and in the steps."""
    lines: Trail = json.loads(sample.replace(f'"{verb}": ', f'"{other}": ').replace(f': "{verb}"', f': "{other}"'))
    return lines


def test_an_unknown_verb_is_said_and_what_is_built_on_it_is_still_checked(sample: str) -> None:
    """The table of such a step is taken as published; what follows from it is counted again."""
    strange = renamed(sample, "drop", "shake")
    wrong = [line | {"place": "9"} if line["entry"] == "place" else line for line in strange]

    found, differing = recounts([strange, wrong])

    assert found["answer"] == "unknown"
    assert found["unknown"] == ["shake"]
    assert [step["verb"] for step in found["checked"] if step.get("taken")] == ["shake"]
    assert "place" in {step["what"] for step in found["checked"]}
    assert (differing["answer"], differing["first"]["what"]) == ("different", "place")


@pytest.mark.parametrize(
    ("which", "change", "unknown"),
    [
        ({"entry": "result"}, {"language": 2}, "language 2"),
        ({"entry": "result"}, {"format": 2}, "format 2"),
        ({"entry": "submission"}, {"entry": "apparition"}, "entry apparition"),
        ({"entry": "round"}, {"ballot": "thumbs"}, "ballot = thumbs"),
        ({"entry": "round"}, {"weather": "fair"}, "round.weather"),
        ({"entry": "rule", "clause": "score.steps 3"}, {"value/twice": "1"}, "divide.twice"),
        ({"entry": "rule", "clause": "score.steps 3"}, {"value/half": "odd"}, "divide.half = odd"),
        ({"entry": "rule", "clause": "rank.ties 1"}, {"value": {"charm": "1"}}, "ties.charm"),
        ({"entry": "rule", "clause": "outcome 1.seats"}, {"clause": "outcome 1.chairs"}, "outcome.chairs"),
        ({"entry": "rule", "clause": "score.quorum"}, {"clause": "score.choir"}, "clause score.choir"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_not_known_is_never_called_the_same(
    which: dict[str, Any], change: dict[str, Any], unknown: str, sample: str
) -> None:
    """A newer language, an entry, a key or a word that the recount has never heard of is named."""
    (found,) = recounts([tampered(sample, change, **which)])

    assert found["answer"] == "unknown"
    assert unknown in found["unknown"]


def test_lines_that_are_no_trail_are_not_known() -> None:
    """Nothing makes it fail: what cannot be read is said to be so."""
    cases: list[Any] = [[], [{}], [None], {}, "x", [{"entry": "result", "format": 1, "language": 1}, {"entry": "rule"}]]

    assert {"unknown"} == {found["answer"] for found in recounts(cases)}


def test_every_verb_and_key_of_the_language_is_known_or_named_as_unknown() -> None:
    """A verb or key that is added to the language is unknown to the recount until somebody teaches it."""
    knows = json.loads(run(script() + "process.stdout.write(JSON.stringify(judgeRecount.knows));"))

    assert set(knows["verbs"]) == set(VERBS)
    assert {
        (verb, key) for verb, keys in knows["verbs"].items() for key in VERBS[verb].keys if key not in keys
    } == set()


def test_the_page_for_publishers_names_the_verbs_that_are_not_known() -> None:
    """docs/publishing.md says of which verbs the button cannot speak; the list is the one of the code."""
    text = (ROOT / "docs" / "publishing.md").read_text("utf-8")
    knows = json.loads(run(script() + "process.stdout.write(JSON.stringify(judgeRecount.knows.verbs));"))
    unknown = set(VERBS) - set(knows)
    told = re.search(r"It does not know (.*?):", text, re.DOTALL)

    assert unknown == (set(re.findall(r"`(\w+)`", told[1])) if told else set())
    assert ("It knows every verb" in text) == (not unknown)


# -- the script itself ------------------------------------------------------------------------------------------------


def test_the_script_leaves_one_name_behind() -> None:
    """A page has the one function, and nothing else of it."""
    names = {
        name for part in PARTS for name in re.findall(r"^(?:function|const|class) (\w+)", part_text(part), re.MULTILINE)
    }
    asked = " ".join(f"typeof {name}," for name in sorted(names - {"judgeRecount"}))
    found = run(f'{script()}process.stdout.write([typeof judgeRecount, {asked}].join(" "));').split()

    assert len(names) > 100
    assert found == ["function", *["undefined"] * (len(names) - 1)]


def test_the_script_is_all_of_its_parts_and_each_is_of_readable_size() -> None:
    """Every file is read, and none has over 300 lines; no line is longer than 120 characters."""
    texts = {part: part_text(part).splitlines() for part in PARTS}

    assert sorted(path.stem for path in PAGES.iterdir()) == sorted(PARTS)
    assert {part: len(lines) for part, lines in texts.items() if len(lines) > 300} == {}
    assert [line for lines in texts.values() for line in lines if len(line) > 120] == []


def test_the_script_knows_no_float_no_clock_and_no_network() -> None:
    """Numbers are whole, and nothing is asked of the world (§5.1)."""
    code = "\n".join(re.sub(r"//.*|/\*.*?\*/", "", part_text(part), flags=re.DOTALL) for part in PARTS)
    forbidden = r"\b\d+\.\d|parseFloat|Math\.(?!min|max|floor)\w+|Date|performance|fetch|XMLHttpRequest|import\b|require\b|eval|document|window|console"

    assert re.findall(forbidden, code) == []
    assert "</" not in script()  # it stands within a page


def part_text(part: str) -> str:
    return (PAGES / f"{part}.js").read_text("utf-8")
