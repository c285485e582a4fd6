"""A letter in a real browser: it asks for nothing else, needs no script, fits any screen, and everybody can read it."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from judge.show.letter.letter import paper
from judge.show.paper.html import html
from tests.publish import made
from tests.publish.applicants import challenge, letters

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed, which drives the browser")
CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed, in which letters are tried")
QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


def test_everybody_can_read_a_letter(tmp_path: Path) -> None:
    """At 320 and 1280 pixels, light and dark, without scripts: no violation that axe finds, no request, no sideways scrolling."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    promised = '["marks", "levels", "remarks"]'
    every = list(letters(challenge(tmp_path / "a", feedback=promised, submissions=13, least=4), draft=True).values())
    awkward = list(letters(made.challenge(tmp_path / "b", publish='feedback = "marks"')).values())
    chosen = [
        next(each for each in every if each.state),
        next(each for each in every if not each.state),
        *awkward[4:8],
        awkward[11],
    ]
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        for at, letter in enumerate(chosen):
            file = tmp_path / f"{at}.html"
            file.write_text(html(paper(letter)), "utf-8")
            width, scheme = ((320, "light"), (1280, "dark"), (320, "dark"), (1280, "light"))[at % 4]
            context = browser.new_context(
                viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True
            )
            page = context.new_page()
            asked: list[str] = []
            page.on("request", lambda request, asked=asked: asked.append(request.url))
            page.goto(file.as_uri())
            found: Any = axe.Axe().run(page)
            assert [each["id"] for each in found.response["violations"]] == [], letter.title
            assert asked == [file.as_uri()]
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            assert page.evaluate("document.scripts.length") <= 1  # the one that axe brought
            context.close()
        browser.close()
