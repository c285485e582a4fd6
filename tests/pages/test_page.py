"""The page of an edition: whole and valid HTML that needs nothing else, at every depth, with exactly the numbers that were ranked."""

import base64
import hashlib
import itertools
import json
import os
import random
import re
import subprocess
import sys
from pathlib import Path

import attrs
import pytest

from judge.acts.rendering import rendered
from judge.model.edition import Correction, Edition, Release
from judge.model.number import read_plain
from judge.model.publishing import Depth
from judge.show.pages import recounting, survey
from judge.show.pages.filename import filename
from judge.show.pages.site import site
from judge.show.pages.words.said import Said
from judge.show.ranking import score_texts
from tests.pages.made import DEPTHS, EXAMPLES, awkward, challenge, edition, pages, parsed, text

MARKS = """
A J1 9 8
A J2 8 9
A J3 9 9
B J1 7 7
B J2 7 7
B J3 7 7
C J1 7 7
C J2 7 7
C J3 7 7
D J1 1 2
D J2 2 1
D J3 1 1
"""
TAKEN = '[[outcome]]\nname = "finalists"\nseats = 3\nties = "in"\n'


@pytest.mark.parametrize("depth", DEPTHS)
@pytest.mark.parametrize("directory", EXAMPLES, ids=lambda path: path.name)
def test_pages_are_valid_html(directory: Path, depth: str) -> None:
    """A parser that follows the standard finds nothing wrong, ids are unique, links lead somewhere, headings are in order."""
    found = list(pages(edition(directory, depth)).values())  # type: ignore[arg-type]
    for page in found if depth == "scores" else found[:1]:
        tree = parsed(page)
        ids = [each.get("id") for each in tree.iter() if each.get("id")]
        assert len(ids) == len(set(ids))
        links = [each.get("href") for each in tree.iter("a")]
        assert not [link for link in links if link.startswith("#") and link[1:] not in ids]
        levels = [int(each.tag[1]) for each in tree.iter() if re.fullmatch("h[1-6]", str(each.tag))]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


@pytest.mark.parametrize("directory", EXAMPLES, ids=lambda path: path.name)
def test_tables_and_charts_are_told_to_everybody(directory: Path) -> None:
    """Every table has a caption and scopes, and a header in every row; every chart a title and a description, or it is decoration."""
    tree = parsed(pages(edition(directory))["index.html"])
    for table in tree.iter("table"):
        assert text(table.find("caption"))
        assert {each.get("scope") for each in table.iter("th")} <= {"col", "row"}
        rows = [row for row in table.find("tbody") if "cut" not in (row.get("class") or "")]
        assert all(row.find("th") is not None for row in rows)
    for chart in tree.iter("svg"):
        told = chart.get("role") == "img" and text(chart.find("title")) and chart.find("desc") is not None
        assert told or chart.get("aria-hidden") == "true"


def _rows(page: str) -> list[tuple[str, str, str]]:
    """Return place, id and score of each row of the rankings."""
    tree = parsed(page)
    found = []
    for table in tree.iter("table"):
        for row in table.find("tbody") if table.get("class") == "ranking" else ():
            cells = {(cell.get("class") or "").split()[-1]: text(cell) for cell in row if cell.get("class")}
            if "c" in cells:
                found.append((cells.get("p", ""), cells["c"], cells.get("s", "")))
    return found


@pytest.mark.parametrize("directory", EXAMPLES, ids=lambda path: path.name)
def test_the_scores_shown_are_those_that_were_ranked(directory: Path) -> None:
    """Each row shows its place, ``=`` where it is shared, and its score; different scores look different."""
    shown = edition(directory)
    texts = score_texts([row.score for row in shown.rows if row.score is not None])
    assert len(set(texts.values())) == len(texts)
    expected = [
        ("=" * row.shared + str(row.place), row.submission, texts[row.score])
        for row in shown.rows
        if row.score is not None
    ]
    assert expected == _rows(pages(shown)["index.html"])


def test_what_people_wrote_stays_text(tmp_path: Path) -> None:
    """Titles with markup, quotes, controls and other scripts are shown as they are, and end nothing."""
    for page in pages(edition(awkward(tmp_path))).values():
        tree = parsed(page)
        assert "<script>alert" not in page
        titles = [text(each) for each in tree.iter("bdi")]
        assert "<script>alert(1)</script>" in titles
        assert "Tom & \"Jerry\" 'n' <b>friends</b> &amp; </title>" in titles
        assert "\x07" not in page


def test_a_policy_lets_only_the_pages_own_style_and_scripts_run() -> None:
    """The hashes of the policy are those of what stands in the page; nothing is fetched, and no attribute holds a script or style."""
    for page in pages(edition(EXAMPLES[0])).values():
        tree = parsed(page)
        policy = next(each.get("content") for each in tree.iter("meta") if each.get("http-equiv"))
        scripts = [each.text for each in tree.iter("script") if each.get("type") is None]
        pieces = [each.text for each in tree.iter("style")] + scripts
        hashes = [base64.b64encode(hashlib.sha256(piece.encode()).digest()).decode() for piece in pieces]
        assert sorted(re.findall(r"'sha256-([^']+)'", policy)) == sorted(hashes)
        assert policy.startswith("default-src 'none'")
        names = {name for each in tree.iter() for name in each.attrib}
        assert not {name for name in names if name.startswith("on") or name in {"src", "style", "srcset", "action"}}
        assert not re.search(r"url\(|@import", page)


def test_programs_find_the_data() -> None:
    """The page says in JSON-LD that it is a dataset, with its digest and its files, and links to each of them."""
    shown = edition(EXAMPLES[0])
    tree = parsed(pages(shown)["index.html"])
    found = json.loads(next(each.text for each in tree.iter("script") if each.get("type") == "application/ld+json"))
    assert (found["@context"], found["@type"]) == ("https://schema.org", "Dataset")
    assert found["identifier"] == f"sha256:{shown.evidence.digest}"
    urls = [each["contentUrl"] for each in found["distribution"]]
    links = [each.get("href") for each in tree.iter("a")]
    assert urls
    assert set(urls) <= set(links)


@pytest.mark.parametrize("depth", DEPTHS)
def test_every_file_beside_a_page_is_linked(depth: Depth) -> None:
    """Each page links to all files of its edition, to the report in its own language alone, and says what each is good for."""
    shown = edition(EXAMPLES[0], depth)
    paths = [path for path, _ in rendered(shown)]
    beside = {path for path in paths if not path.endswith(".html") and "/" not in path}
    assert {path for path in beside if "marks" in path} == (
        {"marks.csv", "marks.ndjson"} if depth == "marks" else set()
    )
    for language, page in zip(shown.languages, pages(shown, sorted(beside | {"other.zip"})).values(), strict=True):
        (listed,) = (each for each in parsed(page).iter("ul") if each.get("class") == "files")
        told = {each.find("a").get("href"): text(each.find("span")) for each in listed.iter("li")}
        report = f"report{'' if language == 'en' else f'.{language}'}.pdf"
        assert set(told) == {path for path in beside if not path.startswith("report")} | ({report} & beside) | {
            "other.zip"
        }
        assert len(set(told.values())) == len(told)
        assert told["other.zip"] == Said(language)("file other")


def test_the_page_names_what_it_was_made_from() -> None:
    """The digest of the result, that of its data, and the versions stand on every page."""
    shown = edition(EXAMPLES[0])
    for page in pages(shown).values():
        assert shown.evidence.digest in page
        assert "5e" * 32 in page
        assert f"judge {shown.evidence.engine}" in page


def test_every_language_has_a_page_and_they_know_each_other() -> None:
    """The first language is the index; each page says its language and links to the others."""
    found = pages(edition(EXAMPLES[0]))
    assert list(found) == ["index.html", "index.es.html", "index.fr.html"]
    for page, language in zip(found.values(), ("en", "es", "fr"), strict=True):
        tree = parsed(page)
        assert tree.get("lang") == language
        linked = {each.get("hreflang"): each.get("href") for each in tree.iter("link")}
        assert linked == {"en": "index.html", "es": "index.es.html", "fr": "index.fr.html"}


def test_a_title_in_another_language_says_which(tmp_path: Path) -> None:
    """Where a title lacks the language of the page, what stands there instead says its own."""
    directory = challenge(tmp_path, MARKS)
    path = directory / "challenge.toml"
    path.write_text(path.read_text().replace('id = "final"', 'id = "final"\ntitle.fr = "La finale"'))
    page = pages(edition(directory))["index.html"]
    assert '<h1><span lang="fr">La finale</span>' in page
    assert "<h1>La finale<" in pages(edition(directory))["index.fr.html"]


def test_a_submission_in_another_language_says_which(tmp_path: Path) -> None:
    """Where records publish their language, a title in another one than the page's is marked with it, and no other text is taken for one."""
    round_ = '\n[round.publish]\nfields = ["language"]\n'
    directory = challenge(tmp_path, MARKS, round_=round_)
    records = 'A,uno,es\nB,two,en\nC,trois,fr\nD,x,"""><b>"\n'
    (directory / "submissions" / "submissions.csv").write_text("id,title,language\n" + records)
    marked = {
        each.get("lang"): text(each)
        for each in parsed(pages(edition(directory))["index.html"]).iter("bdi")
        if each.get("lang")
    }
    assert marked == {"es": "uno", "fr": "trois"}


def test_what_the_engine_says_is_in_the_language_of_the_page() -> None:
    """States, reasons, tie-breaks, clauses and steps are told in Spanish and French; what people wrote stays as it is."""
    found = pages(edition(EXAMPLES[0]))
    spanish, french = text(parsed(found["index.es.html"])), text(parsed(found["index.fr.html"]))
    assert all(told in spanish for told in ("no admisible: rights", "boletas", "al menos 3", "criterio climate"))
    assert all(
        told in french
        for told in (
            "non admissible : rights",
            "la moyenne la plus haute",
            "pas au moins 3",
            "critère climate",
            " ; score ",
        )
    )
    assert "the applicant withdrew" in french
    assert "not at least 3" not in spanish + french
    assert "the weighted mean" not in spanish + french


@pytest.mark.parametrize(
    ("release", "told"),
    [
        (Release(0, "unrecorded"), "nobody has signed or sealed"),
        (Release(0, "draft"), "not sealed yet"),
        (Release(1, "sealed"), "not released yet"),
        (Release(1, "embargoed", "2026-12-01T12:00:00Z"), "2026-12-01T12:00:00Z"),
        (Release(1, "public"), ""),
    ],
)
def test_what_is_not_public_says_so_first(release: Release, told: str) -> None:
    """A banner before all else says draft, unrecorded, sealed or under embargo; what is public has none."""
    page = pages(edition(EXAMPLES[0], release=release))["index.html"]
    banner = re.search(r'<div class="banner" role="note">(.*?)</div>', page, re.DOTALL)
    assert bool(banner) == bool(told)
    assert banner is None or told in banner[1]
    assert '<div id="later"></div>' in page


def test_a_superseding_edition_tells_what_changed() -> None:
    """The number, the digest that it replaces, the reason, the changes and the corrected fields stand on the page."""
    release = Release(2, "public", "", "ab" * 32, "a typo", ("S-07 is now called <Padrón>",))
    shown = attrs.evolve(
        edition(EXAMPLES[0], release=release),
        corrections=(Correction("S-07", "title", "Padron", "Padrón", "an accent"),),
    )
    found = pages(shown)
    for told in ("Edition 2", "ab" * 32, "a typo", "&lt;Padrón&gt;", "an accent"):
        assert told in found["index.html"]
    for path, field in (("index.html", "title"), ("index.es.html", "título"), ("index.fr.html", "titre")):
        row = next(each for each in parsed(found[path]).iter("tr") if "Padron" in text(each))
        assert [text(each) for each in row] == ["S-07", field, "Padron", "Padrón", "an accent"]


def test_ties_cuts_and_near_misses_are_told(tmp_path: Path) -> None:
    """Shared places, the cut, who just missed it and by how much, and how a tie was settled stand on the page."""
    rule = '[rank]\nties = [{ criterion = "c1" }, "share"]\n' + TAKEN
    page = pages(edition(challenge(tmp_path, MARKS, rule=rule)))["index.html"]
    assert [row[:2] for row in _rows(page)] == [("1", "A"), ("=2", "B"), ("=2", "C"), ("4", "D")]
    body = text(parsed(page))
    assert "Cut: finalists; Title of D is next" in body
    assert "Just missed: Title of D, by" in body
    assert "B and C share the place." in body


def test_a_tie_at_the_cut_is_told(tmp_path: Path) -> None:
    """Equals at the cut are named with what the rule says of them."""
    body = text(parsed(pages(edition(challenge(tmp_path, MARKS, rule=TAKEN.replace("3", "2"))))["index.html"]))
    assert "B and C are equal at the cut; the rule says that equals are in." in body


def test_adjusted_scores_stand_beside_raw_ones(tmp_path: Path) -> None:
    """Where a step standardises, the place and score without it stand in columns of their own."""
    steps = '{ standardise = ["submission", "criterion"], deviation = "population", digits = 6, no_spread = "centre" }'
    rule = f'[score]\nsteps = [{steps}, {{ mean = "criterion" }}, {{ mean = "judge" }}]\n'
    shown = edition(challenge(tmp_path, MARKS, rule=rule))
    tree = parsed(pages(shown)["index.html"])
    raw = [text(each) for each in tree.iter("td") if each.get("data-label") == "Raw score"]
    texts = score_texts([row.raw_score for row in shown.rows if row.raw_score is not None])
    assert raw == [texts[row.raw_score] for row in shown.rows if row.raw_score is not None]
    assert raw


def test_every_mark_and_step_is_in_the_tree() -> None:
    """Of each submission stand its marks, and each step of its score with the calculation."""
    shown = edition(EXAMPLES[0])
    page = pages(shown)["index.html"]
    tree = parsed(page)
    stories = {each.get("data-submission"): each for each in tree.iter("details") if each.get("data-submission")}
    assert set(stories) == {row.submission for row in (*shown.rows, *shown.unranked)}
    for row in shown.rows:
        own = text(stories[row.submission])
        cells = [text(each) for each in stories[row.submission].iter("td") if "m" in (each.get("class") or "").split()]
        given = [mark for measure in row.measures for mark in measure.marks if mark.value is not None]
        assert [read_plain(cell) for cell in cells if re.fullmatch(r"[\d.]+", cell)] == [mark.value for mark in given]
        assert shown.story is not None
        for step in shown.story(row.submission):
            for cell in step.cells if step.number else ():
                assert cell.working in own


def _shuffled(directory: Path, seed: int) -> Path:
    """Put the rows of every table of a challenge into another order."""
    for path in sorted(directory.rglob("*.csv")):
        head, *rows = path.read_text("utf-8").splitlines()
        random.Random(seed).shuffle(rows)
        path.write_text("\n".join([head, *rows]) + "\n", "utf-8")
    return directory


def test_the_order_of_rows_changes_no_byte(tmp_path: Path) -> None:
    """The same challenge with its rows in another order gives the same pages."""
    one = pages(edition(challenge(tmp_path / "one", MARKS, rule=TAKEN)))
    other = pages(edition(_shuffled(challenge(tmp_path / "other", MARKS, rule=TAKEN), 7)))
    assert one == other


def test_hash_seed_locale_and_zone_change_no_byte() -> None:
    """Another process with other settings makes the same pages."""
    code = (
        "import hashlib\nfrom tests.pages.made import EXAMPLES, edition, pages\n"
        "print(hashlib.sha256(repr(sorted(pages(edition(EXAMPLES[0])).items())).encode()).hexdigest())"
    )
    told = set()
    for seed, locale, zone in (("1", "C", "UTC"), ("77", "tr_TR.UTF-8", "Asia/Kathmandu")):
        settings = os.environ | {"PYTHONHASHSEED": seed, "LC_ALL": locale, "TZ": zone, "PYTHONUTF8": "1"}
        told.add(
            subprocess.run(
                [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=settings
            ).stdout
        )
    assert len(told) == 1


def test_many_submissions_have_pages_of_their_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond the limit the index holds the ranking, and each submission has a page in every language, linked both ways."""
    monkeypatch.setattr(survey, "MOST_IN_ONE", 3)
    found = pages(edition(challenge(tmp_path, MARKS)))
    assert len(found) == 3 + 4 * 3
    assert "submissions/A.fr.html" in found
    for path, page in found.items():
        tree = parsed(page)
        links = [each.get("href") for kind in ("a", "link") for each in tree.iter(kind)]
        own = [link for link in links if link.endswith(".html")]
        folder = Path(path).parent
        assert own
        assert {os.path.normpath(folder / link) for link in own} <= set(found)
    assert '<details class="story"' not in found["index.html"]
    assert "9 " in text(parsed(found["submissions/A.html"]))


@pytest.mark.parametrize(
    ("depth", "each"), [("outcomes", 0), ("places", 0), ("scores", 0), ("criteria", 12), ("marks", 12)]
)
def test_submissions_of_which_nothing_more_is_told_have_no_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, depth: str, each: int
) -> None:
    """Where an edition shows no criteria, a page of a submission would repeat its row."""
    monkeypatch.setattr(survey, "MOST_IN_ONE", 1)
    found = pages(edition(challenge(tmp_path, MARKS, rule=TAKEN), depth))  # type: ignore[arg-type]
    assert len([path for path in found if path.startswith("submissions/")]) == each
    for page in found.values():
        parsed(page)


def test_the_limit_is_two_thousand() -> None:
    """Up to two thousand submissions stand in one file."""
    assert survey.MOST_IN_ONE == 2000


def test_a_page_is_made_while_it_is_read() -> None:
    """Nothing is rendered before its bytes are asked for, and pieces stay small, however many submissions there are."""
    shown = edition(EXAMPLES[0])
    asked: list[str] = []
    story = shown.story
    assert story is not None

    def watched(submission: str):  # type: ignore[no-untyped-def]
        asked.append(submission)
        return story(submission)

    path, pieces = next(site(attrs.evolve(shown, story=watched), "5e" * 32))
    assert (path, asked) == ("index.html", [])
    first = next(iter(pieces))
    assert len(asked) < len(shown.rows)
    assert len(first) < 400_000


def test_too_many_marks_are_left_out_and_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page does not carry a trail beyond the limit of ten million characters; it says how to recount without."""
    assert recounting.LARGEST == 10_000_000
    shown = edition(EXAMPLES[0])
    whole = parsed(pages(shown)["index.html"])
    assert [each.get("id") for each in whole.iter("script") if each.get("id")] == ["trail", "recount-words"]
    monkeypatch.setattr(recounting, "LARGEST", 1000)
    page = pages(shown)["index.html"]
    assert not [each for each in parsed(page).iter("script") if each.get("id")]
    assert "The marks are too many to stand in this page" in page
    assert "judge rank panel -o result.jsonl" in page


def test_the_trail_in_the_page_is_the_trail() -> None:
    """What the button counts again is each line of the trail, letter by letter."""
    shown = edition(EXAMPLES[0])
    trail = next(each.text for each in parsed(pages(shown)["index.html"]).iter("script") if each.get("id") == "trail")
    assert json.loads(trail) == list(shown.trail)


def test_file_names_are_safe_and_different() -> None:
    """Plain ids stay; others get a name for every file system, never the same one, not even on disks that fold case."""
    ids = [
        "S-01",
        "s-01",
        "S_01",
        "a/b",
        "a\\b",
        "../x",
        "CON",
        "NUL",
        "é",
        "É",
        "日本",
        " ",
        ".",
        "x" * 200,
        "-",
        "A" * 41,
        "=1",
    ]
    names = [filename(each) for each in ids]
    assert names[0] == "S-01"
    assert len({name.casefold() for name in names}) == len(ids)
    assert all(re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9-]*", name) and len(name) < 70 for name in names)
    assert not {"CON", "NUL"} & {name.upper() for name in names}


def _odd(name: str, folder: Path) -> Edition:
    one = "A J1 3 4"
    lower = '[rank]\nbetter = "lower"\n' + TAKEN
    tracks = {"rule": '[rank]\nby = "region"\n' + TAKEN.replace("3", "1"), "fields": {"B": "south", "D": "south"}}
    made = {
        "one judge": lambda: challenge(folder, one),
        "lower is better": lambda: challenge(folder, MARKS, rule=lower),
        "tracks": lambda: challenge(folder, MARKS, **tracks),  # type: ignore[arg-type]
        "nobody": lambda: challenge(folder, MARKS, rule="[score]\nquorum = 9\n"),
        "fields": lambda: challenge(folder, MARKS, round_='\n[round.publish]\nfields = ["region"]\n'),
    }
    return edition(made[name]())


@pytest.mark.parametrize("name", ["one judge", "lower is better", "tracks", "nobody", "fields"])
def test_odd_rounds_render(tmp_path: Path, name: str) -> None:
    """One judge, lower scores first, several rankings, nobody with a place, published fields: valid, and told as they are."""
    shown = _odd(name, tmp_path)
    for language, page in zip(shown.languages, pages(shown).values(), strict=True):
        tree = parsed(page)
        assert tree.get("lang") == language
        assert len(_rows(page)) == len(shown.rows)
    expected = {
        "one judge": "1 judge", "lower is better": "Lower scores come first.", "tracks": "Ranking: south",
        "nobody": "No submission has a place.", "fields": "north",
    }  # fmt: skip
    assert expected[name] in text(parsed(pages(shown)["index.html"]))
