"""An edition as a folder of pages."""

from collections.abc import Iterable, Iterator, Sequence

from judge.model.edition import Edition
from judge.show.pages.page import Page
from judge.show.pages.survey import Survey

FILES = ("results.csv", "results.xlsx", "results.json")
"""The files that stand beside the pages unless others are named."""


def site(edition: Edition, results: str, files: Sequence[str] = FILES) -> Iterator[tuple[str, Iterable[bytes]]]:
    """Yield the path and the bytes of every page; each page is made while its bytes are taken.

    Args:
        edition: what may be seen.
        results: the SHA-256 of ``results.json`` in hexadecimal digits.
        files: the names of the files beside the pages, to which they link.
    """
    survey = Survey(edition, results, files)
    pages = [Page(survey, language) for language in edition.languages]
    for page in pages:
        yield page.path, page.index()
    if not survey.split:
        return
    for submission in survey.rows:
        steps = edition.story(submission) if edition.story is not None else ()
        for page in pages:
            yield page.path_of(submission), page.of(submission, steps)
