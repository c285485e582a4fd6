"""Where in a challenge's folder the pages and bundles of a round stand."""

import re
from pathlib import Path

from judge.model.edition import Audience
from judge.record.entries import file_name
from judge.show.pages.filename import filename

PUBLISHED, EMBARGOED, CONFIDENTIAL, DRAFTS = "published", "embargoed", "confidential", "drafts"
"""Only the first one is for a web site."""

SHELVES = (PUBLISHED, EMBARGOED, CONFIDENTIAL, DRAFTS)

_RESERVED = re.compile(r"(CON|PRN|AUX|NUL|COM\d|LPT\d)(\..*)?", re.IGNORECASE)


def round_name(round_id: str) -> str:
    """Return what the folder of a round is called: its id where every system takes that, else a name made of it."""
    plain = file_name(round_id) and not _RESERVED.fullmatch(round_id) and not round_id.endswith(".")
    return round_id if plain else filename(round_id)


def name(audience: Audience, number: int) -> str:
    """Return what the folder of an edition's pages is called."""
    return f"page-{number}" if audience == "public" else f"{audience}-page-{number}"


def pages_of(directory: Path, round_id: str, audience: Audience, number: int, *, embargoed: bool) -> Path:
    """Return where the pages of an edition stand."""
    shelf = EMBARGOED if embargoed else PUBLISHED if audience == "public" else CONFIDENTIAL
    return directory / shelf / round_name(round_id) / name(audience, number)


def draft_of(directory: Path, round_id: str, audience: Audience) -> Path:
    """Return where the last draft of an edition stands."""
    return directory / DRAFTS / round_name(round_id) / name(audience, 0).removesuffix("-0")


def bundle_of(directory: Path, round_id: str, version: int, edition: str, *, cosigned: bool) -> Path:
    """Return where a bundle stands: only what everybody gets is in the folder for the web site.

    Args:
        cosigned: whether enough judges signed it; else it is for them alone.
    """
    public = edition == "public" and cosigned
    shelf = directory / (PUBLISHED if public else CONFIDENTIAL) / round_name(round_id)
    return shelf / f"{version}-{edition}{'' if cosigned else '-unwitnessed'}"
