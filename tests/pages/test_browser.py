"""Pages in a real browser: without network, scripts, mouse or space, for everybody, and the button that counts again."""

import itertools
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest

from judge.model.edition import Correction
from tests.pages.made import EXAMPLES, awkward, challenge, edition, pages
from tests.pages.test_page import MARKS, TAKEN

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed, which drives the browser")
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed, in which the pages are tried")

QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
Page = Any


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A browser for all of these tests."""
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The pages of the sample challenge."""
    return pages(edition(EXAMPLES[0]))


@pytest.fixture
def shown(browser: Any, tmp_path: Path) -> Iterator[Any]:
    """Return what opens a page from a file, and fails if it asks for anything else or complains."""
    contexts = []

    def open_(page: str, **settings: Any) -> Page:
        file = tmp_path / f"page-{len(contexts)}.html"
        file.write_text(page, "utf-8")
        context = browser.new_context(**settings)
        contexts.append(context)
        opened = context.new_page()
        opened.set_default_timeout(8000)
        opened.said, opened.asked = [], []
        opened.on("console", lambda message: opened.said.append(message.text))
        opened.on("pageerror", lambda error: opened.said.append(str(error)))
        opened.route("**/*", lambda route: (opened.asked.append(route.request.url), route.continue_()))
        opened.goto(file.as_uri())
        return opened

    yield open_
    for context in contexts:
        for opened in context.pages:
            assert opened.said == []
            assert [url for url in opened.asked if not re.search(r"page-\d+\.html(#.*)?$", url)] == []
        context.close()


def _size(width: int) -> dict[str, Any]:
    return {"viewport": {"width": width, "height": 900}}


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (320, "dark"), (1280, "light"), (1280, "dark")])
def test_axe_finds_nothing(sample: dict[str, str], shown: Any, width: int, scheme: str) -> None:
    """Without violations of accessibility, contrast among them, with stories open and the recount answered."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    page = shown(sample["index.html"], color_scheme=scheme, **_size(width))
    page.evaluate("document.querySelectorAll('details').forEach((each, at) => (each.open = at < 3))")
    _recounted(page)
    found = axe.Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("width", [320, 768, 1280, 3840])
def test_nothing_is_wider_than_the_window(sample: dict[str, str], shown: Any, tmp_path: Path, width: int) -> None:
    """At no width does a page scroll sideways, not even with titles of three hundred letters; and something is drawn."""
    hard = pages(edition(awkward(tmp_path / "awkward")))["index.fr.html"]
    raw = pages(edition(_odd("standardised", tmp_path / "odd")))["index.es.html"]
    for text in (sample["index.html"], hard, raw):
        page = shown(text, **_size(width))
        page.evaluate("document.querySelectorAll('details').forEach((each, at) => (each.open = at < 3))")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert len(page.screenshot()) > 10_000


def test_on_a_telephone_no_text_is_broken_or_tiny(shown: Any) -> None:
    """At 320 pixels the words of tables stand whole, and the labels of the distribution can be read and do not meet."""
    told = attrs.evolve(
        edition(EXAMPLES[0]), corrections=(Correction("S-07", "title", "Padron de migrantes", "Padrón", "acentuación"),)
    )
    page = shown(pages(told)["index.fr.html"], **_size(320))
    assert all(box["height"] < 60 for box in _boxes(page, "caption") if box["width"] > 1)
    cells = _boxes(page, ".corrections td, .without td")
    assert cells
    assert all(box["width"] > 200 for box in cells)
    labels = _boxes(page, ".histogram .axis")
    assert len(labels) > 1
    assert all(box["height"] >= 11 for box in labels)
    assert all(one["x"] + one["width"] < other["x"] for one, other in itertools.pairwise(labels))


def _boxes(page: Page, selector: str) -> list[dict[str, float]]:
    """Return where what can be seen stands, and its size."""
    found = (each.bounding_box() for each in page.locator(selector).all() if each.is_visible())
    return [box for box in found if box is not None]


def test_it_is_bigger_on_a_projector(sample: dict[str, str], shown: Any) -> None:
    """On a very wide screen letters grow."""
    sizes = [
        shown(sample["index.html"], **_size(width)).evaluate("parseFloat(getComputedStyle(document.body).fontSize)")
        for width in (320, 3840)
    ]
    assert sizes[1] >= 1.5 * sizes[0]


def test_everything_is_there_without_scripts(sample: dict[str, str], shown: Any) -> None:
    """With JavaScript off the ranking, the stories and the links work, and nothing that needs it is seen."""
    page = shown(sample["index.html"], java_script_enabled=False, **_size(1280))
    assert page.locator("table.ranking tbody tr:not(.cut)").count() == 12
    assert not page.locator("#search").is_visible()
    assert not page.locator("#recount").is_visible()
    page.locator("details.story summary").first.click()
    assert page.locator("details.story .steps").first.is_visible()


def test_the_keyboard_reaches_everything(sample: dict[str, str], shown: Any) -> None:
    """The first Tab stops at the skip link, which leads to the results; sort buttons and stories work by key, with a visible focus."""
    page = shown(sample["index.html"], **_size(1280))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.evaluate("document.activeElement.getBoundingClientRect().left") >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "results"
    for _ in range(3):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('th') !== null")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    assert page.locator("th[aria-sort=descending]").count() == 1
    page.locator("details.story summary").first.focus()
    page.keyboard.press("Enter")
    assert page.locator("details.story").first.get_attribute("open") is not None


def _ids(page: Page) -> list[str]:
    return [each.inner_text() for each in page.locator("table.ranking tbody tr:visible td.c").all()]


def test_rows_are_sorted_filtered_and_found(sample: dict[str, str], shown: Any) -> None:
    """A header sorts up, then down, and says so; an outcome and a word limit the rows, with the count told."""
    page = shown(sample["index.html"], **_size(1280))
    ranked = _ids(page)
    page.get_by_role("button", name="Id", exact=True).click()
    assert _ids(page) == sorted(ranked)
    page.get_by_role("button", name="Score", exact=True).click()
    scores = [float(each.inner_text()) for each in page.locator("table.ranking tbody td.s").all()]
    assert scores == sorted(scores)
    assert page.locator("th[aria-sort]").count() == 1
    page.get_by_role("button", name="Place", exact=True).click()
    assert _ids(page) == ranked
    page.locator("#filter").select_option(label="finalists")
    assert len(_ids(page)) == 7
    page.locator("#search").fill("padron")
    page.get_by_text("1 of 12 rows shown", exact=True).wait_for()
    assert _ids(page) == ["S-07"]


def test_a_link_to_a_story_opens_it(sample: dict[str, str], shown: Any) -> None:
    """The title in the ranking leads to the steps of its score."""
    page = shown(sample["index.html"], **_size(1280))
    page.locator("table.ranking tbody th a").nth(4).click()
    page.wait_for_selector("details.story[open]")
    assert page.locator("details.story[open]").get_attribute("data-submission") == _ids(page)[4]


def test_print_repeats_headers_and_opens_the_stories(browser: Any, sample: dict[str, str], tmp_path: Path) -> None:
    """On paper each page of a table has its header, every step can be read, and there are no buttons, with scripts or without."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed, which reads the paper")
    (tmp_path / "page.html").write_text(sample["index.html"], "utf-8")
    for scripts in (True, False):
        context = browser.new_context(java_script_enabled=scripts)
        page = context.new_page()
        page.goto((tmp_path / "page.html").as_uri())
        page.pdf(path=tmp_path / "page.pdf", format="A5")
        context.close()
        told = subprocess.run(
            ["pdftotext", "-layout", tmp_path / "page.pdf", "-"], capture_output=True, text=True, check=True
        ).stdout
        assert len(re.findall(r"^\s*Place\s+Submission\s", told, re.MULTILINE)) > 1
        assert "1×35.4 + 1×42.6 = 78" in told
        assert "Recount in this browser" not in told


# -- the button ---------------------------------------------------------------------------------------------------------


def _recounted(page: Page) -> tuple[str, str]:
    """Press the button, and return the kind of the answer and its text."""
    page.locator("#recount").click()
    page.wait_for_selector("#recounted .same, #recounted .different, #recounted .unknown")
    return page.locator("#recounted p").get_attribute("class"), page.locator("#recounted").inner_text()


def _odd(name: str, folder: Path) -> Path:
    lower = '[rank]\nbetter = "lower"\n' + TAKEN
    by = {"rule": '[rank]\nby = "region"\n' + TAKEN.replace("3", "1"), "fields": {"B": "south", "D": "south"}}
    steps = '{ standardise = ["submission", "criterion"], deviation = "population", digits = 6, no_spread = "centre" }'
    standard = f'[score]\nsteps = [{steps}, {{ mean = "criterion" }}, {{ mean = "judge" }}]\n'
    made: dict[str, dict[str, Any]] = {
        "lower": {"rule": lower},
        "tracks": by,
        "standardised": {"rule": standard},
        "thirds": {},
    }
    return challenge(folder, MARKS, **made[name])


@pytest.mark.parametrize("directory", EXAMPLES, ids=lambda path: path.name)
def test_honest_pages_come_out_the_same(directory: Path, shown: Any) -> None:
    """The button says same, in the language of the page, on every example; what it does not know it names."""
    kind, told = _recounted(shown(pages(edition(directory, audience="auditor"))["index.html"]))
    assert kind == "same" or (kind == "unknown" and "does not know" in told), told


@pytest.mark.parametrize("name", ["lower", "tracks", "standardised", "thirds"])
def test_odd_rounds_come_out_the_same(tmp_path: Path, shown: Any, name: str) -> None:
    """So it does with lower scores first, several rankings, adjusted scores and scores that do not end."""
    kind, told = _recounted(shown(pages(edition(_odd(name, tmp_path / "odd")))["index.html"]))
    assert kind == "same", told
    assert not re.search(r" 0 (places|scores|marks|values)", told)


TAMPERED = {
    "a mark in the trail": (r'(\\"entry\\":\\"ballot\\",\\"judge\\":\\"J-01\\",\\"marks\\":\{\\"climate\\":\\")[\d.]+', r"\g<1>5", "step"),
    "a score in the trail": (r'(\\"place\\":\\"1\\",[^}]*\\"score\\":\\")78', r"\g<1>79", "score"),
    "a place in the table": (r'(<td role="cell" class="p">)2(</td>)', r"\g<1>1\g<2>", "place"),
    "a shared place in the table": (r'(<td role="cell" class="p">)=7(</td>)', r"\g<1>7\g<2>", "place"),
    "a score in the table": (r'(<td role="cell" class="n s">)77\.560', r"\g<1>78.560", "score"),
    "a score that is not whole": (r'(<td role="cell" class="n s">)77\.560', r"\g<1>77.56000001", "score"),
    "the winner": (r'data-winner="S-07"', 'data-winner="S-17"', "place"),
    "the winner's score": (r'(<span class="won">)78\.000', r"\g<1>78.500", "score"),
    "a mark of a judge": (r'(<td class="n m">)4\.5', r"\g<1>5", "mark"),
    "a value of a criterion": (r'(<td class="n v">)4\.4<', r"\g<1>4.9<", "value of a criterion"),
    "the head of a story": (r'(<span class="s">)76\.760', r"\g<1>76.960", "score"),
    "an outcome": (r' data-o="0"', "", "outcome"),
    "a row that is gone": (r'<tr role="row" class="in">.*?</tr>', "", "place"),
}  # fmt: skip


@pytest.mark.parametrize("what", TAMPERED)
def test_tampered_pages_are_found(sample: dict[str, str], shown: Any, what: str) -> None:
    """One number changed, wherever it stands, is answered with what differs, what is shown and what was recounted."""
    pattern, instead, named = TAMPERED[what]
    page, changes = re.subn(pattern, instead, sample["index.html"], count=1)
    assert changes == 1
    kind, told = _recounted(shown(page))
    assert kind == "different"
    assert re.search(rf"^{named}\b.*: shown .*, recounted .*$", told, re.MULTILINE), told


def test_what_it_does_not_know_is_told(sample: dict[str, str], shown: Any) -> None:
    """A line that the script has never heard of is named, and not passed over as the same."""
    page = sample["index.html"].replace('\\"entry\\":\\"caution\\"', '\\"entry\\":\\"novelty\\"', 1)
    kind, told = _recounted(shown(page))
    assert (kind, "does not know: entry novelty" in told) == ("unknown", True)


def test_a_trail_that_cannot_be_read_is_no_answer(sample: dict[str, str], shown: Any) -> None:
    """A page whose trail is broken is not called the same."""
    kind, told = _recounted(
        shown(
            sample["index.html"].replace(
                '<script type="application/json" id="trail">[', '<script type="application/json" id="trail">[['
            )
        )
    )
    assert (kind, "cannot be read" in told) == ("different", True)


def test_a_wrong_page_in_another_language_says_so(sample: dict[str, str], shown: Any) -> None:
    """The answer is in the language of the page."""
    page = sample["index.fr.html"].replace('<td role="cell" class="n s">77.560', '<td role="cell" class="n s">99.560')
    assert "score, S-17 : affiché 99.560, recompté 77.56" in _recounted(shown(page))[1]
