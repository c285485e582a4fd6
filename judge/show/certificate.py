"""Certificates: one for each seat or award of a submission, as SVG, and as tagged PDF where typst is there."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from html import escape

import attrs

from judge.model.edition import Edition, Row
from judge.model.number import plain
from judge.model.result import Outcome
from judge.show.pages.filename import filename
from judge.show.paper.blocks import fit
from judge.show.paper.pdf import typeset

WORDS: Mapping[str, Mapping[str, str]] = {
    "certificate": {"en": "Certificate", "es": "Certificado", "fr": "Certificat"},
    "draft": {"en": "DRAFT", "es": "BORRADOR", "fr": "BROUILLON"},
    "place": {"en": "Place {place}", "es": "Lugar {place}", "fr": "Place {place}"},
    "shared": {"en": "Place {place}, shared", "es": "Lugar {place}, compartido", "fr": "Place {place}, partagée"},
    "digest": {"en": "Result SHA-256 {digest}", "es": "Resultado SHA-256 {digest}", "fr": "Résultat SHA-256 {digest}"},
    "seal": {"en": "Seal {seal}", "es": "Sello {seal}", "fr": "Sceau {seal}"},
    "described": {
        "en": "Certificate for {title}: {gives}",
        "es": "Certificado para {title}: {gives}",
        "fr": "Certificat pour {title} : {gives}",
    },
}  # fmt: skip
"""By name, each text of a certificate in every language."""

_WIDTH, _HEIGHT = 1123, 794
_SIZES = ((46, 34, 2), (34, 46, 3), (25, 62, 5), (17, 92, 9))
"""Of a title: the size of its letters, how many stand in a line, and at most how many lines."""

_PAGE = """\
#let it = json(bytes(sys.inputs.certificate))
#set document(title: it.described, date: none)
#set page(paper: "a4", flipped: true, margin: 16mm, background: pdf.artifact(rect(width: 273mm, height: 186mm, stroke: 1.6pt)))
#set text(lang: it.language, font: "Libertinus Serif", size: 16pt)
#set align(center)
#set par(justify: false)
#v(9mm)
#text(size: 15pt, tracking: 2pt, it.draft)
#heading(level: 1, text(size: 34pt, weight: "regular", it.heading))
#v(1fr)
#text(size: it.size * 1pt, weight: "bold", it.title)
#v(7mm)
#text(size: 24pt, it.gives)
#v(2mm)
#text(size: 20pt, it.place)
#v(1fr)
#text(size: 15pt, it.challenge)

#text(size: 13pt, it.round)
#v(6mm)
#text(size: 8pt, it.evidence)
#v(4mm)
"""


@attrs.frozen
class Certificate:
    """What stands on a certificate; its texts are as people wrote them.

    Attributes:
        path: the name of its file without the ending.
        language: ``en``, ``es`` or ``fr``.
        gives: the award, or the outcome by which it was taken.
        place: exactly as ranked, in words; empty where it is not shown.
        draft: the word that marks a draft, or empty.
    """

    path: str
    language: str
    title: str
    gives: str
    place: str
    challenge: str
    round: str
    evidence: str
    draft: str


def certificates(
    edition: Edition, *, language: str | None = None, pdf: bool = False
) -> Iterator[tuple[str, Iterable[bytes]]]:
    """Yield ``certificates/<id>-<n>.svg`` for the n-th seat or award of each submission that was taken, in the order of outcomes.

    Args:
        language: of all, or None for the edition's first.
        pdf: whether each stands beside it as PDF as well.

    Raises:
        NotInstalled: when a PDF is taken, if typst is not there.
    """
    for each in every(edition, language or edition.languages[0]):
        yield f"{each.path}.svg", [svg(each).encode()]
        if pdf:
            yield f"{each.path}.pdf", _set(each)


def every(edition: Edition, language: str) -> Iterator[Certificate]:
    """Yield each certificate of an edition."""
    counts: dict[str, int] = {}
    rows = {(row.track, row.submission): row for row in edition.rows}
    titles = {row.submission: row.title for row in edition.rows}
    for outcome in edition.outcomes:
        for name in dict.fromkeys((*outcome.taken, *(one for each in outcome.wildcards for one in each.submissions))):
            counts[name] = counts.get(name, 0) + 1
            row = rows.get((outcome.track, name)) or rows.get(("", name))
            path = f"certificates/{filename(name)}-{counts[name]}"
            yield _certificate(edition, outcome, row, titles.get(name) or name, path, language)


def _certificate(
    edition: Edition, outcome: Outcome, row: Row | None, title: str, path: str, language: str
) -> Certificate:
    evidence = [WORDS["digest"][language].format(digest=edition.evidence.digest)]
    evidence += [WORDS["seal"][language].format(seal=edition.evidence.seal)] if edition.evidence.seal else []
    return Certificate(
        path, language, title, _gives(outcome), _place(row, language), edition.challenge.in_language(language),
        edition.title.in_language(language), " · ".join((*evidence, f"judge {edition.evidence.engine}")),
        WORDS["draft"][language] if edition.release.stage == "draft" else "",
    )  # fmt: skip


def _gives(outcome: Outcome) -> str:
    _, colon, member = outcome.name.partition(": ")
    return outcome.name if outcome.award is None else outcome.award + colon + member


def _place(row: Row | None, language: str) -> str:
    if row is None or row.place is None:
        return ""
    words = WORDS["shared" if row.shared else "place"][language].format(place=plain(row.place))
    return f"{row.track}: {words}" if row.track else words


# -- SVG --------------------------------------------------------------------------------------------------------------


def svg(told: Certificate) -> str:
    """Return a certificate as SVG on a page of A4, with no font to be fetched."""
    words = WORDS["described"][told.language].format(title=told.title, gives=told.gives)
    size, lines = _fitted(told.title)
    step = size * 5 // 4
    top = 330 - step * (len(lines) - 1) // 2
    texts = [_text(WORDS["certificate"][told.language], 150, 42), *([_text(told.draft, 92, 22)] if told.draft else [])]
    texts += [_text(line, top + step * at, size, bold=True) for at, line in enumerate(lines)]
    below = top + step * len(lines) + 24
    texts += [_text(line, below + 36 * at, 28) for at, line in enumerate(_lines(told.gives, 60)[:2])]
    texts += [_text(told.place, below + 78, 26)] if told.place else []
    texts += [_text(line, 632 + 26 * at, 20) for at, line in enumerate(_lines(told.challenge, 84)[:2])]
    texts += [_text(line, 692, 18) for line in _lines(told.round, 96)[:1]]
    texts.append(_text(told.evidence, 742, 11))
    return "\n".join((
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<svg xmlns="http://www.w3.org/2000/svg" width="297mm" height="210mm" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" '
        f'aria-labelledby="t" xml:lang="{told.language}" lang="{told.language}">',
        f'<title id="t">{_safe(words)}</title>',
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#fff"/>',
        f'<rect x="34" y="34" width="{_WIDTH - 68}" height="{_HEIGHT - 68}" fill="none" stroke="#111" stroke-width="3"/>',
        '<g font-family="Georgia, \'Times New Roman\', serif" fill="#111" text-anchor="middle" style="unicode-bidi: plaintext">',
        *texts,
        "</g>",
        "</svg>",
        "",
    ))  # fmt: skip


def _text(text: str, y: int, size: int, *, bold: bool = False) -> str:
    weight = ' font-weight="bold"' if bold else ""
    return f'<text x="{_WIDTH // 2}" y="{y}" font-size="{size}"{weight}>{_safe(text)}</text>'


def _safe(text: str) -> str:
    return escape(" ".join(fit(text).split()))


def _fitted(title: str) -> tuple[int, list[str]]:
    """Return the size of a title's letters, and its lines."""
    for size, width, most in _SIZES:
        lines = _lines(title, width)
        if len(lines) <= most:
            return size, lines
    size, width, most = _SIZES[-1]
    lines = _lines(title, width)
    return size, [*lines[: most - 1], f"{lines[most - 1]} …"]


def _lines(text: str, width: int) -> list[str]:
    """Return a text in lines of at most so many letters, wide ones counted twice; words that are longer are broken."""
    lines = [""]
    for word in fit(text).split():
        for part in _parts(word, width):
            longer = f"{lines[-1]} {part}".strip()
            if _wide(longer) <= width:
                lines[-1] = longer
            else:
                lines.append(part)
    return [line for line in lines if line] or [""]


def _parts(word: str, width: int) -> Iterator[str]:
    part = ""
    for letter in word:
        if _wide(part + letter) > width:
            yield part
            part = ""
        part += letter
    yield part


def _wide(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


# -- PDF --------------------------------------------------------------------------------------------------------------


def _set(told: Certificate) -> Iterator[bytes]:
    size, lines = _fitted(told.title)
    yield typeset(_PAGE, "certificate", {
        "heading": WORDS["certificate"][told.language], "language": told.language, "draft": told.draft,
        "described": " ".join(fit(WORDS["described"][told.language].format(title=told.title, gives=told.gives)).split()),
        "title": " ".join(lines), "size": size, "gives": fit(told.gives), "place": fit(told.place),
        "challenge": fit(told.challenge), "round": fit(told.round), "evidence": told.evidence,
    })  # fmt: skip
