"""The files of an edition: right by their own descriptions, the same bytes everywhere, and nothing that is not shown."""

import csv
import hashlib
import io
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise, product
from pathlib import Path
from random import Random
from typing import Any

import frictionless
import jsonschema
import pytest
from hypothesis import given as given_
from hypothesis import settings
from hypothesis import strategies as st

from judge.acts.edition import Source, source
from judge.acts.init import start
from judge.edition.building import build
from judge.model.edition import DEPTHS, Correction, Depth, Edition
from judge.model.number import decimals, plain, read_plain
from judge.model.wording import LANGUAGES
from judge.score.run import Scored
from judge.show.data import files, results
from judge.show.data.words import WORDS
from judge.show.outcomes import WORDS as OUTCOME_WORDS
from judge.show.ranking import WORDS as RANKING_WORDS
from tests.challenges import ROOT
from tests.publish import made

SCHEMA = json.loads(results.schema())
VALID = jsonschema.Draft202012Validator(SCHEMA)


def written(edition: Edition, *, bom: bool = False) -> dict[str, bytes]:
    return {path: b"".join(pieces) for path, pieces in files(edition, bom=bom)}


def data(edition: Edition) -> Any:
    return json.loads(b"".join(results.results(edition)))


def into(folder: Path, found: dict[str, bytes]) -> Path:
    folder.mkdir(parents=True)
    for path, content in found.items():
        (folder / path).write_bytes(content)
    return folder


# -- what is in which edition ---------------------------------------------------------------------------------------

EVERYWHERE = {
    "results.json",
    "results.schema.json",
    "results.csv",
    "results.tsv",
    "results.md",
    "results.xlsx",
    "datapackage.json",
}
HEADERS: dict[Depth, list[str]] = {
    "outcomes": ["submission", "title", "region", "outcome: winners"],
    "places": ["place", "shared", "submission", "title", "region", "outcome: winners", "state"],
    "scores": ["place", "shared", "submission", "title", "score", "score numerator", "score denominator", "region",
               "outcome: winners", "decided by", "state", "reason"],
    "criteria": ["place", "shared", "submission", "title", "score", "score numerator", "score denominator", "criterion: c1",
                 "criterion: c2", "criterion: c3", "region", "outcome: winners", "decided by", "state", "reason"],
}  # fmt: skip
HEADERS["marks"] = HEADERS["criteria"]
PUBLISH = '[round.publish]\npublic = "marks"\nfields = ["region"]\n'
CUT = '[[outcome]]\nname = "winners"\nseats = 3\nties = "in"\n'


@pytest.mark.parametrize("depth", DEPTHS)
def test_each_depth_has_its_files_and_columns(tmp_path: Path, depth: Depth) -> None:
    """Marks have files of their own where they are shown, and a table has the columns of its depth and no others."""
    found = written(made.edition(made.challenge(tmp_path, publish=PUBLISH, rank=CUT), depth))
    marks = {"marks.csv", "marks.ndjson"} if depth == "marks" else set()
    assert set(found) == EVERYWHERE | marks
    assert found["results.csv"].decode().splitlines()[0] == ",".join(HEADERS[depth])
    assert list(found)[-1] == "datapackage.json"


def read(table: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(table.decode(), newline="")))


def test_the_ranking_comes_back_from_csv(tmp_path: Path) -> None:
    """Every row of the table gives its submission's place and, exactly, its score; no cell is a formula."""
    edition = made.edition(made.challenge(tmp_path, publish=PUBLISH))
    rows = read(written(edition)["results.csv"])
    assert [row["submission"] for row in rows] == [row.submission for row in edition.rows]
    assert [Fraction(row["place"]) for row in rows] == [row.place for row in edition.rows]
    exact = [Fraction(int(row["score numerator"]), int(row["score denominator"])) for row in rows]
    assert exact == [row.score for row in edition.rows]
    shown = [Fraction(row["score"]) for row in rows]
    assert sorted(shown, reverse=True) == shown
    assert len(set(shown)) == len(set(exact))
    titles = {row.submission: row.title for row in edition.rows}
    assert all(row["title"].removeprefix("'") == titles[row["submission"]].removeprefix("'") for row in rows)
    assert not [row["title"] for row in rows if row["title"][:1] in "=+-@\t\r\n"]


def test_each_mark_comes_back_from_csv_and_ndjson(tmp_path: Path) -> None:
    """Both files of marks hold every mark once: submission, judge, criterion, and a number or the word of a state."""
    edition = made.edition(made.challenge(tmp_path, gaps=True))
    found = written(edition)
    expected = {
        (row.submission, each.judge, measure.criterion): each.value if each.value is not None else each.state
        for row in edition.rows
        for measure in row.measures
        for each in measure.marks
    }
    table = {
        (row["submission"], row["judge"], row["criterion"]): Fraction(row["mark"]) if row["mark"] else row["state"]
        for row in read(found["marks.csv"])
    }
    lines = [json.loads(line) for line in found["marks.ndjson"].splitlines()]
    told = {
        (line["submission"], line["judge"], line["criterion"]): read_plain(line["mark"])
        if "mark" in line
        else line["state"]
        for line in lines
    }
    assert expected == table == told
    assert len(lines) == len(expected)
    assert "missing" in expected.values()


def test_a_byte_order_mark_if_wanted(tmp_path: Path) -> None:
    """With it the CSV files begin with U+FEFF, and nothing else changes but their description."""
    edition = made.edition(made.challenge(tmp_path))
    without, beside = written(edition), written(edition, bom=True)
    changed = {path for path in without if without[path] != beside[path]}
    assert changed == {"results.csv", "marks.csv", "datapackage.json"}
    assert beside["results.csv"] == b"\xef\xbb\xbf" + without["results.csv"]


def test_fields_called_like_columns_are_numbered(tmp_path: Path) -> None:
    """A published field of the name of another column stands under a name of its own."""
    directory = made.challenge(tmp_path, publish='[round.publish]\nfields = ["state"]\n')
    table = (directory / "submissions/submissions.csv").read_text().replace("id,title,region", "id,title,state", 1)
    (directory / "submissions/submissions.csv").write_text(table)
    rows = read(written(made.edition(directory))["results.csv"])
    assert {(row["state"], row["state 2"]) for row in rows} == {("south", ""), ("north", "")}


TRACKS = '[rank]\nby = "region"\n[[outcome]]\nname = "winners"\nseats = 1\nties = "in"\n'


@pytest.mark.parametrize("depth", DEPTHS)
def test_several_rankings(tmp_path: Path, depth: Depth) -> None:
    """Where there is a ranking for each region, its winners are told at every depth, and results.tsv names the first of each."""
    edition = made.edition(made.challenge(tmp_path, rank=TRACKS), depth)
    found = written(edition)
    rows = read(found["results.csv"])
    won = {name for name in rows[0] if name.startswith("outcome: ")}
    taken = {name for outcome in edition.outcomes for name in outcome.taken}
    assert {row["submission"] for row in rows if any(row[name] for name in won)} == taken
    assert ("track" in rows[0]) == edition.shows("places")
    if edition.shows("places"):
        lines = [line.split("\t") for line in found["results.tsv"].decode().splitlines()]
        assert lines[0] == ["results", "1"]
        assert {line[6] for line in lines[1:] if line[6]} == {"north", "south"}
        assert [line[1] for line in lines[1:] if line[6]] == ["1", "1"]


def test_results_tsv_awards_what_was_won() -> None:
    """Its third column holds what a submission won, and not why it won nothing."""
    edition = made.edition(ROOT)
    lines = [line.split("\t") for line in written(edition)["results.tsv"].decode().splitlines()[1:]]
    taken = {name for outcome in edition.outcomes for name in outcome.taken}
    assert {line[0]: line[3] for line in lines} == {row.submission: plain(row.score or 0) for row in edition.rows}
    assert {line[0] for line in lines if line[2]} == taken
    assert {line[2] for line in lines if line[0] == "S-08"} == {"Mention: co-investment"}
    assert {len(line) for line in lines} == {7}


@pytest.mark.parametrize("language", LANGUAGES)
def test_markdown_is_one_table_and_no_markup_of_titles(tmp_path: Path, language: str) -> None:
    """In the first language a row for each place, whose titles are no links, no HTML and no further cells."""
    edition = made.edition(made.challenge(tmp_path, rank=CUT, languages=f'["{language}"]'))
    text = written(edition)["results.md"].decode()
    heading = WORDS["ranking"][language]
    rows = text.partition(f"## {heading}\n\n")[2].partition("\n\n")[0].splitlines()
    assert len(rows) == 2 + len(edition.rows)
    assert {row.replace("\\|", "").count("|") for row in rows} == {6}
    assert not [
        mark for mark in ("<script", "<b>", "](http") if mark in text.replace("\\<", "").replace("\\[click]", "")
    ]
    assert WORDS["outcome of"][language].format(name="winners").capitalize() in text


# -- each file by its own description ---------------------------------------------------------------------------------


def templates(folder: Path) -> Iterator[Path]:
    for path in sorted((ROOT / "templates").iterdir()):
        start(folder / path.name, path.name)
        yield folder / path.name


def every(folder: Path) -> Iterator[Edition]:
    for directory in (*made.examples(), *templates(folder)):
        found = source(directory, None)
        yield from (made.of(found, depth) for depth in DEPTHS)


def test_every_challenge_fits_the_schema_and_the_package(tmp_path: Path) -> None:
    """Every example and template, at every depth: the JSON is of its schema, and the package is valid with every table in it."""
    count = 0
    for count, edition in enumerate(every(tmp_path), 1):
        found = written(edition)
        assert not list(VALID.iter_errors(json.loads(found["results.json"])))
        report = frictionless.validate(str(into(tmp_path / f"package-{count}", found) / "datapackage.json"))
        assert report.valid, report.flatten(["name", "type", "message"])
        assert report.stats["tasks"] == len(found) - 1
    assert count >= 16 * len(DEPTHS) - 1


def test_the_package_knows_each_byte(tmp_path: Path) -> None:
    """Length and hash of every file stand in the package, and a changed mark is found."""
    found = written(made.edition(made.challenge(tmp_path / "challenge", publish=PUBLISH)), bom=True)
    package = json.loads(found["datapackage.json"])
    assert {each["path"] for each in package["resources"]} == set(found) - {"datapackage.json"}
    for each in package["resources"]:
        assert each["bytes"] == len(found[each["path"]])
        assert each["hash"] == "sha256:" + hashlib.sha256(found[each["path"]]).hexdigest()
    folder = into(tmp_path / "whole", found)
    assert frictionless.validate(str(folder / "datapackage.json")).valid
    table = folder / "marks.csv"
    table.write_bytes(table.read_bytes().replace(b",J-01,", b",J-99,", 1))
    assert not frictionless.validate(str(folder / "datapackage.json")).valid


def test_the_description_of_what_was_not_read(tmp_path: Path) -> None:
    """Whoever takes only some files gets the same package."""
    edition = made.edition(made.challenge(tmp_path))
    last = [b"".join(pieces) for path, pieces in files(edition) if path == "datapackage.json"]
    assert last == [written(edition)["datapackage.json"]]


CHANGES: dict[str, Any] = {
    "a float": lambda found: found["ranking"][0].update(score=4.5),
    "a number that is not in its one spelling": lambda found: found["ranking"][0].update(score="4.50"),
    "no digest": lambda found: found["evidence"].pop("digest"),
    "a key of its own": lambda found: found.update(remark="?"),
    "a deeper row": lambda found: found.update(depth="places"),
    "a shallower row": lambda found: found["ranking"][0].pop("score"),
    "another format": lambda found: found.update(format=2),
    "a mark and a state": lambda found: found["ranking"][0]["criteria"][0]["marks"][0].update(
        mark="1", state="missing"
    ),
    "no ranking": lambda found: found.pop("ranking"),
    "a track": lambda found: found["ranking"][0].update(track="north"),
    "an unknown stage": lambda found: found["release"].update(stage="secret"),
    "taken beside a ranking": lambda found: found.update(taken=[]),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_changed_data_does_not_fit(tmp_path: Path, change: Any) -> None:
    """Data that says more, less or other things than its depth and format is not of the schema."""
    found = data(made.edition(made.challenge(tmp_path)))
    assert VALID.is_valid(found)
    change(found)
    assert not VALID.is_valid(found)


@pytest.mark.parametrize("depth", DEPTHS)
def test_no_key_can_be_left_out(tmp_path: Path, depth: Depth) -> None:
    """Of the keys that stand at the top, every one is needed."""
    found = data(made.edition(made.challenge(tmp_path, rank=CUT), depth))
    assert VALID.is_valid(found)
    assert not [key for key in found if VALID.is_valid({name: value for name, value in found.items() if name != key})]


# -- the same bytes ---------------------------------------------------------------------------------------------------

ONE = """\
import sys
from pathlib import Path
from judge.show.data import files
from tests.publish import made
for depth in ("outcomes", "marks"):
    for path, pieces in files(made.edition(Path(sys.argv[1]), depth)):
        sys.stdout.buffer.write(path.encode() + b"".join(pieces))
"""


@pytest.mark.parametrize(
    ("seed", "locale", "zone"), [("1", "de_DE.UTF-8", "America/Mexico_City"), ("4242", "C", "Asia/Kathmandu")]
)
def test_the_same_bytes_everywhere(tmp_path: Path, seed: str, locale: str, zone: str) -> None:
    """Hash seed, locale, zone and the clock change no byte of any file."""

    def run(seed: str, locale: str, zone: str) -> bytes:
        environment = {**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": locale, "TZ": zone, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(
            [sys.executable, "-c", ONE, str(tmp_path)], env=environment, capture_output=True, check=True
        )
        return done.stdout

    made.challenge(tmp_path, publish=PUBLISH, rank=CUT, gaps=True)
    expected = run("0", "C.UTF-8", "UTC")
    assert len(expected) > 50_000
    assert expected == run(seed, locale, zone)


def test_the_order_of_the_files_changes_nothing(tmp_path: Path) -> None:
    """Rows of submissions and marks in another order give the same bytes of every file."""
    directory = made.challenge(tmp_path, publish=PUBLISH, rank=CUT, gaps=True)
    before = written(made.edition(directory))
    for name in ("ballots/marks.csv", "submissions/submissions.csv"):
        with (directory / name).open(newline="") as file:
            head, *rows = csv.reader(file)
        with (directory / name).open("w", newline="") as file:
            csv.writer(file).writerows([head, *reversed(rows)])
    assert before == written(made.edition(directory))


# -- nothing that is not shown ----------------------------------------------------------------------------------------


def unpacked(path: str, content: bytes) -> bytes:
    """Return a file as a reader finds it, whatever it is packed in."""
    if not path.endswith(".xlsx"):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return b"\n".join(name.encode() + book.read(name) for name in book.namelist()) + book.comment


NAMED = '[round.publish]\npublic = "{depth}"\nfields = ["region"]\n'


def secretive(directory: Path, depth: Depth, seed: int) -> Source:
    """Write a challenge whose every hidden value is one of a kind: marks, judges, titles, fields, reasons."""
    made.challenge(directory, publish=NAMED.format(depth=depth), rank=CUT, seed=seed, submissions=6, judges=3)
    table = directory / "submissions/submissions.csv"
    lines = table.read_text().splitlines()[:1] + [
        f"S-{n:02},Title-{n}-zq,region-{n},mail-{n}@zq.example" for n in range(1, 7)
    ]
    table.write_text("\n".join(lines) + "\n")
    marks = ["submission,judge,criterion,mark,remark"]
    chance = Random(seed)
    for n, j, c in product(range(1, 7), range(1, 4), (1, 2, 3)):
        marks.append(f"S-{n:02},judge-{j}-zq,c{c},{7 - n + c % 2}.{chance.randrange(10**9):09}7,remark-{n}-{j}-zq")
    (directory / "ballots/marks.csv").write_text("\n".join(marks) + "\n")
    (directory / "facts/say.csv").unlink()
    declared = (
        (directory / "challenge.toml")
        .read_text()
        .partition("[[judge]]")[0]
        .replace("rubric =", 'panel = ["judge-1-zq", "judge-2-zq", "judge-3-zq"]\nrubric =')
    )
    people = "".join(f'[[judge]]\nid = "judge-{j}-zq"\nname = "Name-{j}-zq"\n' for j in (1, 2, 3))
    conflict = '[[conflict]]\njudge = "judge-1-zq"\nsubmission = "S-06"\ntype = "employment"\nreason = "reason-zq"\n'
    removal = '[[decision]]\nkind = "disqualify"\nsubmission = "S-05"\nreason = "removed-zq"\n'
    (directory / "challenge.toml").write_text(declared + people + conflict)
    (directory / "decisions.toml").write_text(removal)
    return source(directory, None)


def hidden(found: Source, depth: Depth) -> dict[str, set[str]]:
    """Return what an edition of a depth must not hold, by what it is."""
    at, scored = DEPTHS.index(depth), found.scored
    secrets = {
        "fields": {f"mail-{n}@zq" for n in range(1, 7)},
        "names": {f"Name-{j}-zq" for j in (1, 2, 3)},
        "remarks": {"remark-"},
    }
    secrets["reasons"] = {"reason-zq"}
    if at < DEPTHS.index("marks"):
        secrets |= {"judges": {f"judge-{j}-zq" for j in (1, 2, 3)}, "marks": numbers(scored, "marks")}
    if at < DEPTHS.index("scores"):
        secrets |= {"scores": numbers(scored, "score"), "why": {"removed-zq"}}
    if at < DEPTHS.index("places"):
        taken = {name for outcome in scored.result.outcomes for name in outcome.taken}
        others = {n for n in range(1, 7) if f"S-0{n}" not in taken}
        secrets["others"] = {text for n in others for text in (f"S-0{n}", f"Title-{n}-zq", f"region-{n}")}
    return secrets


def numbers(scored: Scored, what: str) -> set[str]:
    """Return the marks or scores as they may be written: exactly, and rounded."""
    if what == "score":
        exact = {standing.score for standing in scored.result.standings}
        return {plain(score) for score in exact} | {decimals(score, 4) for score in exact}
    table = next(step.table for step in scored.result.steps if step.number == 0)
    assert table is not None
    marks = {Fraction(value) / table.value.denominator for value in table.value.values}
    return {decimals(mark, 9)[:-1] for mark in marks if mark}


@settings(max_examples=12, deadline=None, derandomize=not os.environ.get("JUDGE_SEARCH"))
@given_(depth=st.sampled_from(DEPTHS), seed=st.integers(0, 6), audience=st.sampled_from(("public", "auditor")))
def test_nothing_hidden_in_any_byte(
    tmp_path_factory: pytest.TempPathFactory, depth: Depth, seed: int, audience: Any
) -> None:
    """No mark, judge, title, field, reason or remark that an edition hides is in any byte of its files, their names or metadata."""
    found = secretive(tmp_path_factory.mktemp("secretive"), depth, seed)
    edition = made.of(found, depth, audience)
    assert edition.depth == depth
    leaks = []
    for path, content in written(edition).items():
        whole = path.encode() + unpacked(path, content)
        leaks += [
            (path, kind, text)
            for kind, texts in hidden(found, depth).items()
            for text in texts
            if text.encode() in whole
        ]
    assert not leaks


def test_the_property_would_find_a_leak(tmp_path: Path) -> None:
    """What is hidden one depth up is there one depth down, so that the property above looks for the right bytes."""
    for above, below in pairwise(DEPTHS):
        found = secretive(tmp_path / below, below, 3)
        whole = b"".join(unpacked(path, content) for path, content in written(made.of(found, below)).items())
        newly = {kind for kind in hidden(found, above) if kind not in hidden(found, below)}
        for kind in newly - {"reasons"}:
            assert any(text.encode() in whole for text in hidden(found, above)[kind]), (below, kind)


def test_corrections_of_what_is_hidden_are_hidden(tmp_path: Path) -> None:
    """A correction shows a published field of somebody who is shown, and no other."""
    found = secretive(tmp_path, "outcomes", 1)
    corrections = (
        Correction("S-01", "title", "was-title-zq", "Title-1-zq", "shown-why-zq"),
        Correction("S-01", "mail", "was-mail-zq", "mail-1@zq.example", "mail-why-zq"),
        Correction("S-06", "title", "was-other-zq", "Title-6-zq", "other-why-zq"),
    )
    scored, taken = found.scored, {name for outcome in found.scored.result.outcomes for name in outcome.taken}
    assert "S-01" in taken
    assert "S-06" not in taken
    edition = build(scored, "public", found.evidence, made.RELEASE, corrections=corrections, most="outcomes")
    whole = b"".join(unpacked(path, content) for path, content in written(edition).items())
    assert b"shown-why-zq" in whole
    assert not [text for text in (b"was-mail-zq", b"mail-why-zq", b"was-other-zq", b"other-why-zq") if text in whole]


def test_nearest_to_a_cut_is_who_stands_below_it() -> None:
    """A submission that was passed over for its region, with a better score than some who were taken, missed nothing by its score."""
    missed = [(each.submission, each.by) for each in made.edition(ROOT).missed]
    assert missed == [("S-01", Fraction("9.42"))]


# -- words ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", [WORDS, RANKING_WORDS, OUTCOME_WORDS])
def test_every_text_is_there_in_three_languages(words: Any) -> None:
    """English, Spanish and French, none empty, each with the same places to fill in."""
    assert not [name for name, texts in words.items() if set(texts) != set(LANGUAGES) or not all(texts.values())]
    filled = {name: {frozenset(_filled(text)) for text in texts.values()} for name, texts in words.items()}
    assert not [name for name, kinds in filled.items() if len(kinds) != 1]


def _filled(text: str) -> Iterator[str]:
    from string import Formatter

    yield from (name for _, name, _, _ in Formatter().parse(text) if name)
