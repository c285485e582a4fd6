"""Editions and their pages for tests: of every example, and of small challenges with everything that is awkward in a title."""

import re
from collections.abc import Sequence
from pathlib import Path

import attrs
import html5lib

from judge.acts.edition import source
from judge.model.edition import Audience, Edition, Release
from judge.model.publishing import DEPTHS, Depth
from judge.show.pages.site import FILES, site
from tests.challenges import ROOT, write

EXAMPLES = [ROOT, *sorted(path.parent for path in (ROOT / "examples").glob("*/challenge.toml"))]
"""The sample challenge and every example."""

AWKWARD = (
    "=1+1", "<script>alert(1)</script>", "Tom & \"Jerry\" 'n' <b>friends</b> &amp; </title>", "البيت المفتوح (3)",
    "emoji 🧑🏽‍⚖️ and \u202e reversed", "x" * 300, "-->]]> {{ title }} {% raw %}", "\x07 bell \x85 \ufdd0", "`code` `", "@SUM(A1)",
)  # fmt: skip

PLAIN = '[[criterion]]\nid = "c1"\nweight = 1\n[[criterion]]\nid = "c2"\nweight = 2\n'
CHALLENGE = 'title = "A & <challenge>"\nlanguages = ["en", "es", "fr"]\n[[round]]\nid = "final"\nrubric = "r"\n'


def edition(
    directory: Path, depth: Depth = "marks", audience: Audience = "public", release: Release | None = None
) -> Edition:
    """Return what an audience may see of a challenge, at most so deep."""
    found = attrs.evolve(source(directory, None), most=depth)
    return found.edition(audience, release or Release(0, found.stage))


def pages(shown: Edition, files: Sequence[str] = FILES) -> dict[str, str]:
    """Return the pages of an edition by their paths, with links to files beside them."""
    return {path: b"".join(pieces).decode() for path, pieces in site(shown, "5e" * 32, files)}


def challenge(
    directory: Path, marks: str, *, rule: str = "", round_: str = "", titles: dict[str, str] | None = None,
    fields: dict[str, str] | None = None, criteria: str = PLAIN, more: dict[str, str] | None = None,
) -> Path:  # fmt: skip
    """Write a challenge.

    Args:
        marks: as ``A J1 3 4``, a line for each ballot, its marks in the order of the criteria.
        titles, fields: by submission; the field is called ``region``.
    """
    ballots = [line.split() for line in marks.strip().splitlines()]
    ids = re.findall(r'id = "([^"]+)"', criteria)
    names = list(dict.fromkeys([*(ballot[0] for ballot in ballots), *(titles or {})]))
    rows = [
        f"{one},{judge},{id_},{mark}" for one, judge, *given in ballots for id_, mark in zip(ids, given, strict=True)
    ]
    records = [_record(name, (titles or {}).get(name, f"Title of {name}"), (fields or {}).get(name)) for name in names]
    judges = sorted({ballot[1] for ballot in ballots})
    files = {
        "challenge.toml": CHALLENGE + round_ + "".join(f'\n[[judge]]\nid = "{judge}"\n' for judge in judges),
        "criteria/r.toml": f'weights = "parts"\n{rule}\n[scale]\nlow = 0\nhigh = 10\n{criteria}',
        "submissions/submissions.csv": "id,title,region\n" + "".join(records),
        "ballots/marks.csv": "submission,judge,criterion,mark\n" + "\n".join(rows) + "\n",
    }
    return write(directory, files | (more or {}))


def _record(name: str, title: str, field: str | None) -> str:
    quoted = title.replace('"', '""')
    return f'{name},"{quoted}",{field or "north"}\n'


def awkward(directory: Path) -> Path:
    """Write a challenge whose titles are awkward."""
    titles = {f"S{at}": title for at, title in enumerate(AWKWARD)}
    marks = "\n".join(f"S{at} J{judge} {at % 5 + judge} {at % 3}" for at in range(len(AWKWARD)) for judge in (1, 2, 3))
    return challenge(directory, marks, titles=titles)


def parsed(page: str):  # type: ignore[no-untyped-def]
    """Return a page as a tree, after a parser has found nothing wrong in it."""
    parser = html5lib.HTMLParser(strict=False, namespaceHTMLElements=False)
    tree = parser.parse(page)
    assert not parser.errors, parser.errors[:3]
    return tree


def text(element) -> str:  # type: ignore[no-untyped-def]
    """Return all text in an element that is shown."""
    return _shown(element).strip()


def _shown(element) -> str:  # type: ignore[no-untyped-def]
    own = "" if element.tag in ("script", "style") else element.text or ""
    return own + "".join(_shown(each) + (each.tail or "") for each in element)


__all__ = ["AWKWARD", "DEPTHS", "EXAMPLES", "awkward", "challenge", "edition", "pages", "parsed", "text"]
