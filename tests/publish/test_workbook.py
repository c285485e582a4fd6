"""The workbook of an edition: opened by two other programs, its formulas give the scores of the engine."""

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from judge.edition.folds import folds
from judge.model.edition import DEPTHS, Depth, Edition, Fold
from judge.show.data import sheet, workbook
from judge.show.data.words import Words
from tests.challenges import scored
from tests.publish import made

NEAR = Fraction(1, 10**9)


def opened(edition: Edition) -> dict[str, list[list[object]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(b"".join(workbook.workbook(edition))))
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


def column(rows: list[list[object]], header: str) -> list[object]:
    at = rows[0].index(header)
    return [row[at] for row in rows[1:]]


@pytest.mark.parametrize("depth", DEPTHS)
def test_the_ranking_is_what_the_edition_shows(tmp_path: Path, depth: Depth) -> None:
    """Places and scores are numbers, titles are texts, to the letter but for white space, and a sheet has only the columns of its depth."""
    edition = made.edition(made.challenge(tmp_path, publish=PUBLISH, rank=CUT), depth)
    sheets = opened(edition)
    ranking = sheets["Taken" if depth == "outcomes" else "Ranking"]
    assert column(ranking, "submission") == [row.submission for row in edition.rows]
    assert column(ranking, "title") == [" ".join(row.title.split()) for row in edition.rows]
    assert ("place" in ranking[0]) == edition.shows("places")
    assert ("score" in ranking[0]) == edition.shows("scores")
    assert ("Criterion 1 & more" in ranking[0]) == edition.shows("criteria")
    assert ("Marks" in sheets) == edition.shows("marks")
    if edition.shows("scores"):
        assert column(ranking, "place") == [float(row.place) for row in edition.rows if row.place is not None]
        scores = [float(row.score) for row in edition.rows if row.score is not None]
        assert column(ranking, "score") == pytest.approx(scores, rel=1e-15)  # a sheet keeps 16 digits
    assert edition.evidence.digest in str(sheets["Rule"])


PUBLISH = '[round.publish]\npublic = "marks"\nfields = ["region"]\n'
CUT = '[[outcome]]\nname = "winners"\nseats = 3\nties = "in"\n'


@pytest.mark.parametrize("rule", made.RULES.values(), ids=made.RULES)
def test_marks_stand_where_formulas_look_for_them(tmp_path: Path, rule: str) -> None:
    """Every ballot is a row, every criterion a column; what is no number is the word of its state."""
    edition = made.edition(made.challenge(tmp_path, rule=rule, gaps="sum" not in rule))
    head, weights, *rows = opened(edition)["Marks"]
    assert head[:6] == [
        "submission",
        "title",
        "judge",
        "Criterion 1 & more",
        "Criterion 2 & more",
        "Criterion 3 & more",
    ]
    assert weights[3:6] == ([50, 30, 20] if "c3 = 20" in rule else [2, 3, 7])
    found = {(row[0], row[2], at): row[2 + at] for row in rows for at in (1, 2, 3)}
    given = {
        (row.submission, each.judge, int(measure.criterion[1])): each.state or float(each.value or 0)
        for row in edition.rows
        for measure in row.measures
        for each in measure.marks
    }
    assert given == {key: value for key, value in found.items() if value != ""}


KINDS = ("parts", "percent", "coefficients")
OFFICE = shutil.which("libreoffice") or shutil.which("soffice")


def unworked(book: bytes) -> bytes:
    """Return a workbook in which nothing stands beside the formulas, so that whoever opens it has to work them out."""
    copy = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(copy, "w") as new:
        for name in old.namelist():
            text = old.read(name).decode()
            new.writestr(name, re.sub(r"(<c r=\"[A-Z]+\d+\"[^>]*?)( t=\"str\")?(><f>.*?</f>)<v>.*?</v>", r"\1\3", text))
    return copy.getvalue()


def recalculated(books: dict[str, bytes], folder: Path) -> dict[str, CalamineWorkbook]:
    """Return workbooks as LibreOffice works them out and writes them again."""
    if OFFICE is None:
        pytest.skip("there is no LibreOffice here")
    (folder / "in").mkdir()
    for name, book in books.items():
        (folder / "in" / f"{name}.xlsx").write_bytes(book)
    subprocess.run(
        [OFFICE, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "ods", "--outdir", str(folder / "out"),
         *map(str, sorted((folder / "in").iterdir()))],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    return {name: CalamineWorkbook.from_path(folder / "out" / f"{name}.ods") for name in books}


def cases(folder: Path) -> Iterator[tuple[str, Edition]]:
    number = 0
    for rule in made.RULES.values():
        for kind in KINDS:
            for gaps in (False, True) if "sum" not in rule else (False,):
                number += 1
                where = made.challenge(folder / f"case-{number}", rule=rule, kind=kind, gaps=gaps, seed=number)
                yield f"case-{number}", made.edition(where)


def test_libreoffice_works_out_the_same_scores(tmp_path: Path) -> None:
    """Formulas without any number beside them give, in LibreOffice, the engine's scores, and say that they agree."""
    editions = dict(cases(tmp_path))
    books = {name: b"".join(workbook.workbook(edition)) for name, edition in editions.items()}
    assert all(edition.folds for edition in editions.values())
    stripped = {name: unworked(book) for name, book in books.items()}
    for name, book in recalculated(stripped, tmp_path).items():
        rows = book.get_sheet_by_name("Ranking").to_python()
        scores = [row.score for row in editions[name].rows if row.score is not None]
        again = column(rows, "recounted here")[: len(scores)]
        assert len(scores) > 10
        near = zip(again, scores, strict=True)
        assert all(isinstance(value, float) and abs(Fraction(value) - score) < NEAR for value, score in near), name
        assert set(column(rows, "agrees")[: len(scores)]) == {"yes"}


def test_a_changed_mark_disagrees(tmp_path: Path) -> None:
    """A mark that somebody changes in the sheet gives another score there, and the row says no."""
    edition = made.edition(made.challenge(tmp_path / "a"))
    book = b"".join(workbook.workbook(edition))
    copy = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(copy, "w") as new:
        for name in old.namelist():
            text = old.read(name).decode()
            changed = re.sub(r'(<c r="D3"[^>]*><v>)[^<]*', r"\g<1>999", text) if name.endswith("sheet2.xml") else text
            assert (changed != text) == name.endswith("sheet2.xml")
            new.writestr(name, changed)
    rows = (
        recalculated({"changed": unworked(copy.getvalue())}, tmp_path)["changed"]
        .get_sheet_by_name("Ranking")
        .to_python()
    )
    told = column(rows, "agrees")[: len(edition.rows)]
    assert told == ["no"] + ["yes"] * (len(edition.rows) - 1)


@pytest.mark.parametrize("rule", made.RULES.values(), ids=made.RULES)
def test_what_stands_beside_a_formula_is_what_it_gives(tmp_path: Path, rule: str) -> None:
    """Programs that do not calculate read the same numbers."""
    edition = made.edition(made.challenge(tmp_path, rule=rule, gaps="sum" not in rule))
    rows = opened(edition)["Ranking"]
    assert column(rows, "recounted here") == [float(row.score) for row in edition.rows if row.score is not None]
    assert set(column(rows, "agrees")) == {"yes"}


@pytest.mark.parametrize("rule", made.OTHERS.values(), ids=made.OTHERS)
def test_no_formula_where_the_rule_is_more(tmp_path: Path, rule: str) -> None:
    """A rule with anything but means and sums of what is there has no formulas that would get it wrong."""
    directory = made.challenge(tmp_path, rule=rule)
    edition = made.edition(directory)
    assert edition.folds == folds(scored(directory)) == ()
    assert "recounted here" not in opened(edition)["Ranking"][0]


def test_the_folds_of_a_rule(tmp_path: Path) -> None:
    """The default rule is a weighted mean over criteria, then a mean over judges; editions without marks do not tell it."""
    directory = made.challenge(tmp_path)
    weights = tuple(map(Fraction, (2, 3, 7)))
    assert made.edition(directory).folds == (Fold("mean", "criterion", weights, Fraction(12)), Fold("mean", "judge"))
    assert [made.edition(directory, depth).folds for depth in DEPTHS[:-1]] == [(), (), (), ()]


def test_an_endless_score_stands_exactly_beside(tmp_path: Path) -> None:
    """A score whose decimals do not end is a number, with the fraction as a text beside it."""
    edition = made.edition(made.challenge(tmp_path))
    texts = column(opened(edition)["Ranking"], "score exactly")
    exact = [row.score for row in edition.rows if row.score is not None]
    assert any(texts)
    assert all(text == "" or Fraction(str(text)) == score for text, score in zip(texts, exact, strict=True))


@pytest.mark.parametrize("language", ["es", "fr"])
def test_the_sheets_are_in_the_first_language(tmp_path: Path, language: str) -> None:
    """Sheets, headers and formulas speak the first language of the challenge, and the formulas still find the marks."""
    edition = made.edition(made.challenge(tmp_path, languages=f'["{language}", "en"]'))
    say, sheets = Words(language), opened(edition)
    assert list(sheets) == [say("ranking"), say("marks"), say("rule")]
    assert set(column(sheets[say("ranking")], say("agrees"))) == {say("yes")}


def test_nobody_stands_in_its_properties(tmp_path: Path) -> None:
    """A workbook names no author, company or other time than the first one of its format."""
    book = zipfile.ZipFile(io.BytesIO(b"".join(workbook.workbook(made.edition(made.challenge(tmp_path))))))
    core, app = book.read("docProps/core.xml").decode(), book.read("docProps/app.xml").decode()
    assert re.findall(r"<(?:dc:creator|cp:lastModifiedBy)>(.*?)</", core) == ["", ""] or "creator/>" in core
    assert re.findall(r"<Company>(.*?)</Company>", app) == [""]
    assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", core)) == {"1980-01-01T00:00:00Z"}
    assert {item.date_time[0] for item in book.infolist()} == {1980}


def test_what_is_too_long_for_a_sheet_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Marks that do not fit into a sheet are left out and said to be; a ranking that does not fit has no workbook."""
    edition = made.edition(made.challenge(tmp_path))
    monkeypatch.setattr(sheet, "ROWS", 40)
    sheets = opened(edition)
    assert list(sheets) == ["Ranking", "Rule"]
    assert "marks.csv" in str(sheets["Rule"])
    assert "recounted here" not in sheets["Ranking"][0]
    monkeypatch.setattr(sheet, "ROWS", 18)
    assert not workbook.fits(edition)


def test_shared_places_are_told(tmp_path: Path) -> None:
    """Who shares a place has a word of it; where nobody does, and nothing was tied, there is no column of it."""
    alone = made.edition(made.challenge(tmp_path / "alone"))
    assert not {"shared", "decided by", "state", "reason"} & set(opened(alone)["Ranking"][0])
    directory = made.challenge(tmp_path / "shared", submissions=3, judges=1)
    rows = "".join(f"S-0{n},J-01,c{c},{mark}\n" for n, mark in ((1, 5), (2, 7), (3, 7)) for c in (1, 2, 3))
    (directory / "ballots/marks.csv").write_text("submission,judge,criterion,mark\n" + rows)
    ranking = opened(made.edition(directory))["Ranking"]
    assert column(ranking, "place") == [1, 1, 3]
    assert column(ranking, "shared") == ["yes", "yes", ""]
    assert column(ranking, "decided by") == ["tie shared", "tie shared", ""]


def test_names_of_cells() -> None:
    """Columns are lettered as spreadsheets do it."""
    assert [sheet.name(at) for at in (0, 25, 26, 701, 702, 16383)] == ["A", "Z", "AA", "ZZ", "AAA", "XFD"]
    assert sheet.name(27, 5) == "$AB$5"


def test_numbers_that_no_spreadsheet_holds() -> None:
    """A number of more than 15 digits is told beside; one beyond every spreadsheet is no number there."""
    assert [sheet.whole(Fraction(text)) for text in ("0.1", "123456789012345", "1234567890123456", "1/3")] == [
        True,
        True,
        False,
        False,
    ]
    assert sheet.number(Fraction(10**400)) is None
