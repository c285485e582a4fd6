"""``judge publish``: the bundle that proves a sealed round, and the pages and files that people read."""

from collections.abc import Mapping
from pathlib import Path

import attrs

from judge.acts import outputs, recording, releasing
from judge.acts.bundling import Bundled, bundle, folder_of, newest, witnessed
from judge.acts.loading import Mistaken
from judge.acts.releasing import Released
from judge.files.durable import FileRefused, alone
from judge.files.whole_folder import clear
from judge.model.edition import AUDIENCES, Audience
from judge.record.audit import Sealed

EDITIONS = ("public", "judge", "auditor", "full")

_AUDIENCES: Mapping[str, Audience] = {each: each for each in AUDIENCES}


@attrs.frozen
class Wish:
    """How a round is to be published.

    Attributes:
        edition: ``public``, ``judge``, ``auditor`` or ``full``.
        bundle: the folder of the bundle, or None for its place in the challenge.
        page: the folder of the pages, or None for theirs.
        why: the reason for taking the place of what was published.
        embargo: the moment until which nobody may pass it on, or None.
        withhold_marks: whether the ballots of a sealed round stay closed.
        unwitnessed: whether a bundle is wanted for the judges to cosign.
        version: of an older seal whose pages are wanted again, or None.
        draft: whether pages are wanted that are marked as a draft.
    """

    edition: str
    bundle: Path | None = None
    page: Path | None = None
    why: str = ""
    embargo: str | None = None
    withhold_marks: bool = False
    unwitnessed: bool = False
    draft: bool = False
    version: int | None = None


@attrs.frozen
class Published:
    """What was written.

    Attributes:
        bundle: or None where there is none.
        unbundled: why not, in words; empty where that was not asked for.
        pages: or None where only a bundle was asked for.
    """

    bundle: Bundled | None
    unbundled: str
    pages: Released | None


def publish(directory: Path, round_id: str | None, wish: Wish, passphrase: str | None) -> Published:
    """Publish a round; nothing that is published is written over.

    Raises:
        Refused: if the data is wrong, the record is not whole, or too few judges cosigned.
        Mistaken: if it cannot be published so; the text says what is missing.
        Unfinished: if there is nothing to publish yet.
        FileRefused: if something cannot be written.
    """
    with alone(directory):  # the second of two at once sees what the first one wrote
        return _published(directory, round_id, wish, passphrase)


def _published(directory: Path, round_id: str | None, wish: Wish, passphrase: str | None) -> Published:
    """Publish a round while nobody else does."""
    outputs.ask(directory, {option: path for option, path in (("-o", wish.bundle), ("--page", wish.page)) if path})
    asked = wish.edition == "full" or wish.unwitnessed or wish.withhold_marks  # what only a record has
    recorded = asked or (recording.exists(directory) and recording.opened_in(directory, round_id))
    if not recorded and (wish.bundle is not None or wish.version is not None):
        raise Mistaken(
            f"{'-o' if wish.bundle else '--version'} is of a seal, and this round has no record; leave it out"
        )
    proved = recorded and not wish.draft and wish.version is None
    seal, why = _sealed(directory, round_id, wish) if proved else (None, "")
    audience = _AUDIENCES.get(wish.edition)
    planned = None
    if audience is not None and not wish.unwitnessed:  # whatever forbids the pages forbids the bundle
        planned = releasing.plan(
            directory, round_id, audience, wish.page, why=wish.why, embargo=wish.embargo, draft=wish.draft,
            passphrase=passphrase, withhold_marks=wish.withhold_marks, version=wish.version,
        )  # fmt: skip
        if seal is not None and planned.edition.release.stage == "embargoed":
            why = "the bundle waits until the embargo is over"
    if why and wish.bundle is not None:
        raise Mistaken(f"leave out -o: {why}")
    made = None
    if seal is not None and not why:
        made = bundle(
            directory, round_id, wish.edition, wish.bundle, passphrase, withhold_marks=wish.withhold_marks,
            unwitnessed=wish.unwitnessed,
        )  # fmt: skip
    try:
        pages = None if planned is None else releasing.release(planned)
    except FileRefused:  # nothing was changed, then
        if made is not None:
            clear(made.folder)
        raise
    return Published(made, why, pages)


def _sealed(directory: Path, round_id: str | None, wish: Wish) -> tuple[Sealed | None, str]:
    """Return the seal of which a bundle is to be written, or why there is to be none."""
    record = recording.read(directory, without=())
    seal = newest(record, round_id)
    if not wish.unwitnessed:
        witnessed(record, seal)
    if wish.edition == "judge":
        return None, ""
    depth = record.audit.openings[seal.round].round.publishing.depth
    if wish.edition == "public" and depth != "marks":
        return seal, f"the public sees {depth}, and a bundle holds every mark: give auditors --edition auditor"
    place = folder_of(directory, seal, wish.edition, whole=not wish.unwitnessed)
    if wish.bundle is None and place.exists() and not wish.unwitnessed and wish.edition != "full":
        return seal, f"the bundle of this seal is there already: {place}"
    return seal, ""
