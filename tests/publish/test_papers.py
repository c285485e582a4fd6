"""The report and the certificates: as deep as the edition and no deeper, tagged, well-formed, the same bytes everywhere."""

import hashlib
import os
import re
import subprocess
import sys
from pathlib import Path
from string import Formatter
from tempfile import TemporaryDirectory
from typing import Any
from xml.etree import ElementTree

import attrs
import pytest
from hypothesis import given, settings

from judge.acts.edition import Source, source
from judge.edition.building import build
from judge.model.edition import Correction, Edition, Release
from judge.model.number import plain, shown
from judge.model.publishing import DEPTHS, Depth
from judge.show import certificate
from judge.show import pdf as reports
from judge.show.certificate import certificates, every, svg
from judge.show.pages.survey import Survey
from judge.show.pages.words.said import Said
from judge.show.paper.blocks import Items, Paper, Sheet, fit
from judge.show.paper.pdf import pdf
from judge.show.pdf import paper, report
from tests.challenges import ROOT
from tests.publish import applicants, made
from tests.publish.applicants import challenge, choices, remark, title

PRIME = 7919
"""By what marks are multiplied, so that a score is not mistaken for another number."""


def edition(found: Source, depth: Depth, release: Release = made.RELEASE) -> Edition:
    """Return the public edition at a depth, whatever the round promises; the promise goes deeper in none of the tests."""
    return build(found.scored, "public", applicants.EVIDENCE, release, trail=found.trail, most=depth)


def papers(told: Edition, language: str = "en") -> list[str]:
    """Return everything that goes into a report and the certificates, as text."""
    survey = Survey(told, "", ())
    return [
        str(paper(survey, language)),
        *(path + "".join(map(bytes.decode, data)) for path, data in certificates(told, language=language)),
    ]


@settings(max_examples=25, deadline=None)
@given(choices())
def test_nothing_that_is_hidden(wanted: dict[str, Any]) -> None:
    """At each depth no paper holds a judge, a remark, a contact, or what only a deeper edition shows."""
    wanted = wanted | {"publish": {}, "times": PRIME}
    with TemporaryDirectory() as folder:
        found = source(challenge(Path(folder), **wanted), None)
    whole = edition(found, "marks")
    scores = {text for row in whole.rows for text in (plain(row.score or 0), shown(row.score or 0)) if row.score}
    scores -= {plain(10 * PRIME)}  # the end of the scale, which the rule tells everybody
    taken = {name for outcome in whole.outcomes for name in outcome.taken}
    names = [each.id for each in found.scored.result.challenge.submissions]
    for depth in DEPTHS:
        for text in papers(edition(found, depth)):
            assert not re.search(r"\bJ-[a-f]\b", text)
            assert "@example.org" not in text
            assert not any(remark(name, f"J-{letter}") in text for name in names for letter in "abcd")
            if depth == "outcomes":
                assert not any(title(name) in text for name in names if name not in taken)
                assert "Place 1" not in text
            if depth in ("outcomes", "places"):
                assert not any(re.search(rf"(?<![\d.]){re.escape(score)}(?![\d.])", text) for score in scores)
                assert "gte: total is" not in text


def test_every_row_stands_in_the_report(tmp_path: Path) -> None:
    """The report has every place as ranked, who was taken, what parted equals, and why somebody has none."""
    told = edition(source(ROOT, None), "marks")
    survey = Survey(told, "", ())
    for language in told.languages:
        blocks = paper(survey, language).blocks
        ranking, without = (block for block in blocks if isinstance(block, Sheet))
        assert [(row[0], row[1], row[2]) for row in ranking.rows] == [
            (("=" if row.shared else "") + plain(row.place or 0), row.submission, row.title) for row in told.rows
        ]
        scores = [row[3] for row in ranking.rows]
        assert scores == [survey.score(row) for row in told.rows]
        assert [row[0] for row in without.rows] == [row.submission for row in told.unranked]
        assert all(row[2] for row in without.rows)
        listed = [item for block in blocks if isinstance(block, Items) for item in block.items]
        assert sum(len(tie.steps) for tie in told.ties) <= len(listed)
        assert len(told.regulation[language].clauses) <= len(listed)
        assert told.evidence.digest in str(blocks)


def test_a_report_is_set_in_its_language() -> None:
    """The engine's own words and the colons of a report are those of its language; what people wrote stays."""
    told = edition(source(ROOT, None), "marks")
    told = attrs.evolve(told, corrections=(Correction("S-07", "title", "Padron", "Padrón", "an accent"),))
    for language, field in (("en", "title"), ("es", "título"), ("fr", "titre")):
        made = paper(Survey(told, "", ()), language)
        (row,) = (row for block in made.blocks if isinstance(block, Sheet) for row in block.rows if "Padron" in row)
        assert row[1] == field
        colon = " : " if language == "fr" else ": "
        assert colon in made.title
        told_of = [row[-1] for block in made.blocks if isinstance(block, Sheet) for row in block.rows]
        gates = [text for text in told_of if text.startswith(Said(language).state("ineligible"))]
        assert gates
        assert all(len(re.findall(rf"\b{colon}", text)) == text.count(":") >= 2 for text in gates)


@pytest.mark.parametrize("depth", DEPTHS)
def test_every_depth_is_set(depth: Depth, tmp_path: Path) -> None:
    """A report of each depth is a tagged PDF without a fault, in each language, whatever stands in the titles."""
    told = edition(source(made.challenge(tmp_path, languages='["en", "es", "fr"]'), None), depth)
    found = {path: b"".join(data) for path, data in report(told)}
    assert sorted(found) == ["report.es.pdf", "report.fr.pdf", "report.pdf"]
    for path, data in found.items():
        for sign in (b"/StructTreeRoot", b"/MarkInfo", b"/Lang", b"pdfuaid:part"):
            assert sign in data, path


def test_a_report_has_no_fault(tmp_path: Path) -> None:
    """qpdf finds no fault in a report, and its text holds the ranking and the digest."""
    if subprocess.run(["which", "qpdf", "pdftotext"], capture_output=True, check=False).returncode:
        pytest.skip("qpdf and pdftotext are not here")
    told = edition(source(ROOT, None), "marks")
    for path, data in [*report(told), *certificates(told, pdf=True)]:
        if path.endswith(".pdf"):
            file = tmp_path / "a.pdf"
            file.write_bytes(b"".join(data))
            checked = subprocess.run(["qpdf", "--check", str(file)], capture_output=True, text=True, check=False)
            assert checked.returncode == 0, (path, checked.stdout)
            text = subprocess.run(
                ["pdftotext", "-layout", str(file), "-"], capture_output=True, text=True, check=True
            ).stdout
            assert told.evidence.digest in text
    file.write_bytes(b"".join(next(data for path, data in report(told) if path == "report.pdf")))
    text = subprocess.run(["pdftotext", "-layout", str(file), "-"], capture_output=True, text=True, check=True).stdout
    assert all(row.submission in text for row in told.rows)


def test_nobody_has_a_place(tmp_path: Path) -> None:
    """A round in which nobody has a place, and nobody is taken, has a report that says so, and no certificate."""
    told = edition(source(challenge(tmp_path, least=11), None), "marks")
    assert not told.rows
    text = str(paper(Survey(told, "", ()), "en"))
    assert "No submission has a place." in text
    assert not list(certificates(told))
    assert b"".join(b"".join(data) for _, data in report(told)).startswith(b"%PDF-")


def test_a_long_ranking_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    """A report holds so many rows and says how many more there are."""
    told = edition(source(ROOT, None), "marks")
    monkeypatch.setattr(reports, "MOST_ROWS", 5)
    monkeypatch.setattr(reports, "MOST_TIES", 1)
    found = paper(Survey(told, "", ()), "en")
    assert [len(block.rows) for block in found.blocks if isinstance(block, Sheet)] == [5, 5]
    for number in (len(told.rows) - 5, len(told.unranked) - 5, len(told.ties) - 1):
        assert f"{number} more stand in results.csv." in str(found)


def test_what_a_correction_changed() -> None:
    """A report that takes the place of another names its digest, the reason and what changed."""
    release = Release(2, "public", replaces="ab" * 32, why="a typing error", changes=("S-01: x → y",))
    text = str(paper(Survey(edition(source(ROOT, None), "places", release), "", ()), "es"))
    assert "ab" * 32 in text
    assert "a typing error" in text
    assert "S-01: x → y" in text
    assert Said("es")("what-changed") in text


# -- certificates -----------------------------------------------------------------------------------------------------


def test_one_for_each_seat_and_award() -> None:
    """Whoever is taken gets one for each outcome, with the place exactly as ranked."""
    told = edition(source(ROOT, None), "marks")
    expected = [(outcome.award or outcome.name, name) for outcome in told.outcomes for name in outcome.taken]
    rows = {row.submission: row for row in told.rows}
    found = list(every(told, "en"))
    assert [(each.gives, each.title) for each in found] == [(gives, rows[name].title) for gives, name in expected]
    assert len({each.path for each in found}) == len(found)
    for each, (_, name) in zip(found, expected, strict=True):
        assert each.place == f"Place {plain(rows[name].place or 0)}" + ", shared" * rows[name].shared
        assert each.path.startswith(f"certificates/{name}-")


@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_a_certificate_is_well_formed(language: str, tmp_path: Path) -> None:
    """An SVG parses whatever the title holds, has a title for readers, fetches nothing, and says every text as it is."""
    folder = made.challenge(tmp_path, rank='[[outcome]]\nname = "all <in>"\nseats = 18\nties = "in"\n')
    told = edition(source(folder, None), "marks")
    found = list(every(told, language))
    assert len(found) == 18
    for each in found:
        text = svg(each)
        tree = ElementTree.fromstring(text)
        assert {node.tag.rpartition("}")[2] for node in tree.iter()} == {"svg", "title", "rect", "g", "text"}
        said = "".join(node.text or "" for node in tree.iter() if node.tag.endswith("text"))
        assert "".join(fit(each.title).split()) in "".join(said.split())
        assert "all<in>" in "".join(said.split())
        assert not re.search(r"href|url\(|@import|http(?!://www\.w3\.org/2000/svg|://example)", text)


def test_a_draft_says_so(tmp_path: Path) -> None:
    """A certificate of a round that is not sealed bears the word in large letters."""
    found = source(challenge(tmp_path), None)
    drafted = edition(found, "marks", Release(0, "draft"))
    assert all("DRAFT" in svg(each) for each in every(drafted, "en"))
    assert all("BORRADOR" in svg(each) for each in every(drafted, "es"))
    assert not any("DRAFT" in svg(each) for each in every(edition(found, "marks"), "en"))
    assert "not sealed yet" in str(paper(Survey(drafted, "", ()), "en"))


def test_places_are_hidden_on_a_certificate_as_well(tmp_path: Path) -> None:
    """Where the edition shows no places, a certificate has none, and nobody's order is in the names of files."""
    found = source(challenge(tmp_path), None)
    hidden = list(every(edition(found, "outcomes"), "en"))
    assert hidden
    assert all(each.place == "" for each in hidden)
    assert [each.path for each in hidden] == sorted(each.path for each in hidden)


@pytest.mark.parametrize("name", sorted({**certificate.WORDS, **reports.WORDS}))
def test_three_languages(name: str) -> None:
    """Each text is there in English, Spanish and French, and fills in the same."""
    found = {**certificate.WORDS, **reports.WORDS}[name]
    assert sorted(found) == ["en", "es", "fr"]
    assert (
        len({tuple(sorted(field for _, field, _, _ in Formatter().parse(text) if field)) for text in found.values()})
        == 1
    )


SCRIPT = """
import hashlib, sys
from pathlib import Path
from judge.acts.edition import source
from judge.model.edition import Release
from judge.show.certificate import certificates
from judge.show.pdf import report
found = source(Path(sys.argv[1]), None)
told = found.edition("public", Release(0, found.stage))
for path, data in [*report(told, "00"), *certificates(told, pdf=True)]:
    print(path, hashlib.sha256(b"".join(data)).hexdigest())
"""


def test_the_same_bytes_everywhere() -> None:
    """Hash seed, locale and time zone change no byte of a report or a certificate."""
    said = set()
    for seed, locale, zone in (("1", "C", "UTC"), ("42", "de_DE.UTF-8", "Asia/Tokyo")):
        environment = {
            **os.environ,
            "PYTHONHASHSEED": seed,
            "LC_ALL": locale,
            "TZ": zone,
            "PYTHONPATH": os.pathsep.join(sys.path),
        }
        command = [sys.executable, "-c", SCRIPT, str(ROOT)]
        said.add(subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout)
    assert len(said) == 1
    assert said.pop().count(".pdf ") > 3


def test_a_paper_is_what_its_bytes_depend_on() -> None:
    """Two papers with the same texts have the same bytes, and another text gives others."""
    told = Paper("t", ("a",), "en", ())
    one, same, other = (
        hashlib.sha256(b"".join([reports.pdf(each)])).digest() for each in (told, told, attrs.evolve(told, title="u"))
    )
    assert one == same
    assert one != other


def test_a_byte_order_mark_in_a_text_is_no_obstacle() -> None:
    """A cell of a table may begin with one."""
    told = Paper("A\ufefftitle", ("\ufeffline",), "en", ())
    assert pdf(told).startswith(b"%PDF")
