"""Pages in a real browser: without network, scripts, mouse or space, for everybody, and the button that counts again."""

import itertools
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import attrs
import pytest

from judge.model.edition import Correction
from tests.pages.made import EXAMPLES, awkward, edition, pages
from tests.pages.test_button import odd, recounted

Page = Any


def _size(width: int) -> dict[str, Any]:
    return {"viewport": {"width": width, "height": 900}}


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (320, "dark"), (1280, "light"), (1280, "dark")])
def test_axe_finds_nothing(sample: dict[str, str], shown: Any, width: int, scheme: str) -> None:
    """Without violations of accessibility, contrast among them, with stories open and the recount answered."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    page = shown(sample["index.html"], color_scheme=scheme, **_size(width))
    page.evaluate("document.querySelectorAll('details').forEach((each, at) => (each.open = at < 3))")
    recounted(page)
    found = axe.Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("width", [320, 768, 1280, 3840])
def test_nothing_is_wider_than_the_window(sample: dict[str, str], shown: Any, tmp_path: Path, width: int) -> None:
    """At no width does a page scroll sideways, not even with titles of three hundred letters; and something is drawn."""
    hard = pages(edition(awkward(tmp_path / "awkward")))["index.fr.html"]
    raw = pages(edition(odd("standardised", tmp_path / "odd")))["index.es.html"]
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
