"""A browser for the tests of pages, if one is there."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.pages.made import EXAMPLES, edition, pages

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A browser for all of these tests."""
    playwright = pytest.importorskip(
        "playwright.sync_api", reason="playwright is not installed, which drives the browser"
    )
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed, in which the pages are tried")
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def sample() -> dict[str, str]:
    """The pages of the sample challenge."""
    return pages(edition(EXAMPLES[0]))


@pytest.fixture
def shown(browser: Any, tmp_path: Path) -> Iterator[Any]:
    """Return what opens a page from a file, and fails if it asks for anything else or complains."""
    contexts: list[Any] = []

    def open_(page: str, **settings: Any) -> Any:
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
