"""The line by which a page that was published says that another one took its place."""

import re
from collections.abc import Mapping
from html import escape

from judge.model.edition import Release

WORDS: Mapping[str, Mapping[str, str]] = {
    "later": {
        "en": "This edition was replaced by no. {number}.",
        "es": "Esta edición fue reemplazada por la n.º {number}.",
        "fr": "Cette édition a été remplacée par le n° {number}.",
    },
    "why": {"en": "Reason: {why}", "es": "Motivo: {why}", "fr": "Motif : {why}"},
    "go": {"en": "Go to the newer edition", "es": "Ir a la edición más reciente", "fr": "Voir l'édition plus récente"},
}
"""By name, each text of the line in every language."""

_PLACE = re.compile(r'<div id="later"[^>]*>.*?</div>', re.DOTALL)
"""Every page has this element, empty until a newer edition comes."""

_LANGUAGE = re.compile(r'<html[^>]*\blang="([a-z]+)"')


def linked(page: str, target: str, release: Release) -> str:
    """Return a page with the line, in its own language; one that has no place for it stays as it is.

    Args:
        target: where the newer edition is, as seen from the page.
        release: of the newer edition.
    """
    found = _LANGUAGE.search(page)
    language = found[1] if found is not None and found[1] in WORDS["go"] else "en"
    said = [WORDS["later"][language].format(number=release.number)]
    said += [WORDS["why"][language].format(why=release.why)] if release.why else []
    link = f'<a href="{escape(target)}">{escape(WORDS["go"][language])}</a>'
    line = f'<div id="later" role="note"><p>{escape(" ".join(said))} {link}</p></div>'
    return _PLACE.sub(lambda _: line, page, count=1)
