"""``judge publish``: an edition of a round as pages and files, and the entry that says so."""

import hashlib
from pathlib import Path

import attrs

from judge.acts import appending, recording
from judge.acts.edition import Source, source
from judge.acts.embargo import stands
from judge.acts.embargo import until as ends
from judge.acts.folders import draft_of, pages_of
from judge.acts.loading import Mistaken, Unfinished
from judge.acts.released import RESULTS, Before, before
from judge.acts.rendering import digest, rendered
from judge.acts.superseding import link, told
from judge.files.whole_folder import replace_folder, write_folder
from judge.model.challenge import Submission
from judge.model.edition import Audience, Correction, Edition, Release, Stage
from judge.record.journal import Entry, of_round
from judge.record.keys import PrivateKey
from judge.show.changes import changes


@attrs.frozen
class Released:
    """An edition that was written.

    Attributes:
        folder: where its pages stand.
        edition: what they show.
        results: the digest of their data.
        replaced: where the edition before stands, if it is here.
        told: whether its pages say so.
        named: whether single marks are kept back, since judges stand by name.
        lost: why there is no telling what changed since the edition before, in words, or empty.
        untold: older pages that could not be told that another edition took their place, each with the reason.
    """

    folder: Path
    edition: Edition
    results: str
    replaced: Path | None
    told: bool = False
    named: bool = False
    lost: str = ""
    untold: tuple[str, ...] = ()


@attrs.frozen(eq=False)
class Planned:
    """An edition that may be written: everything that could forbid it was asked.

    Attributes:
        found: what it shows.
        edition: as it will be.
        folder: where its pages will stand.
        results: the digest of their data.
        last: the release before.
        key: that signs the entry, or None where there is none.
    """

    found: Source
    edition: Edition
    folder: Path
    results: str
    last: Before
    key: PrivateKey | None


def plan(
    directory: Path,
    round_id: str | None,
    audience: Audience,
    output: Path | None,
    *,
    why: str,
    embargo: str | None,
    draft: bool,
    withhold_marks: bool,
    version: int | None = None,
    passphrase: str | None,
) -> Planned:
    """Return an edition that may be written; nothing is.

    Args:
        output: the folder, or None for its place in the challenge.
        why: the reason for taking the place of what was published, or for ending an embargo early.
        embargo: the moment until which nobody may pass it on, or None.
        draft: whether pages are wanted that are marked as a draft and entered nowhere.
        version: of an older seal whose pages are wanted again, which say so and are entered nowhere; None for the newest.
        withhold_marks: whether no single mark is shown, whatever the round promises.

    Raises:
        Refused: if the data is wrong, the record is not whole, or its key is not here.
        Mistaken: if it cannot be published so; the text says what is missing.
    """
    found = attrs.evolve(source(directory, round_id, version), most="criteria" if withhold_marks else "marks")
    if draft or found.stage == "draft":
        return _draft(directory, found, audience, output, wanted=draft)
    if found.stage == "superseded":
        return _older(found, audience, output)
    if version is not None:
        raise Mistaken(f"{found.evidence.seal} is the newest seal, not an older one; leave out --version")
    _marked(found)
    last = before(directory, found, audience)
    if found.stage == "unrecorded" and output is not None and last.number:
        raise Mistaken(
            f"without a record editions are counted by their pages in the challenge, where no. {last.number} is: leave out "
            "--page, and copy the folder that is made"
        )
    until = ends(embargo, _standing(directory, found, audience))
    _reasoned(last, found, why, until)
    edition = _edition(found, audience, last, until, why)
    folder = output or pages_of(directory, edition.round, audience, last.number + 1, embargoed=bool(until))
    key = None
    if found.found.drafted is not None:
        key = recording.private_key(found.found.drafted.record.challenge, "organizer", passphrase)
    planned = Planned(found, edition, folder, digest(edition), last, key)
    _there(planned)
    return planned


def release(planned: Planned) -> Released:
    """Write an edition as pages and files, and enter it where there is a record.

    Raises:
        Refused: if the record has grown meanwhile.
        FileRefused: if the pages cannot be written.
    """
    if planned.edition.release.stage == "draft":
        replace_folder(planned.folder, rendered(planned.edition))
    elif not _there(planned):
        write_folder(planned.folder, rendered(planned.edition))
    if planned.key is not None:
        _enter(planned, planned.key)
    last, act = planned.last, planned.edition.release
    untold = link(last.pages, planned.folder, act)
    return Released(
        planned.folder, planned.edition, planned.results, last.folder,
        last.folder is not None and told(last.folder, act) and not untold, planned.found.named, last.lost, untold,
    )  # fmt: skip


def _draft(directory: Path, found: Source, audience: Audience, output: Path | None, *, wanted: bool) -> Planned:
    """Return pages that are marked as a draft, in the place of those of an earlier one."""
    if not wanted:
        drafted = found.found.source.removeprefix("a draft from the record: ")
        raise Mistaken(
            f"the round is not sealed ({drafted}): `judge seal` closes it, and --draft writes pages marked as a draft"
        )
    edition = found.edition(audience, Release(0, "draft"), corrections=corrections(found))
    folder = output or draft_of(directory, edition.round, audience)
    if output is not None and output.exists():
        raise Mistaken(f"--page {output} is there already; name a folder that is not")
    if folder.exists() and not folder.is_dir():
        raise Mistaken(f"{folder} is a file; the pages of the draft would stand there: remove it")
    return Planned(found, edition, folder, digest(edition), Before(), None)


def _older(found: Source, audience: Audience, output: Path | None) -> Planned:
    """Return the pages of a seal in whose place another one came."""
    if output is None:
        raise Mistaken(
            f"name with --page a folder for the pages of {found.evidence.seal}, which are not published again"
        )
    edition = found.edition(audience, Release(0, "superseded"), corrections(found))
    planned = Planned(found, edition, output, digest(edition), Before(), None)
    _there(planned)
    return planned


def _marked(found: Source) -> None:
    """Refuse a round that nobody has marked."""
    result, rubric = found.scored.result, found.scored.setting.rubric
    marks = result.challenge.marks.get(result.round)
    awaited = rubric is not None and rubric.criteria
    if (awaited or not result.standings) and (marks is None or not len(marks.table)):
        raise Unfinished(f"the round `{result.round}` has no marks: there is nothing to publish yet")


def _standing(directory: Path, found: Source, audience: Audience) -> str:
    """Return the end of the embargo under which everybody's edition is, for the other ones; or nothing."""
    end = "" if audience == "public" else before(directory, found, "public").until
    return end if stands(end) else ""


def _reasoned(last: Before, found: Source, why: str, until: str) -> None:
    """Refuse to take the place of something without a reason."""
    if not last.number or why:
        return
    embargoed = last.until and stands(last.until)
    if embargoed and not until:
        raise Mistaken(f"an embargo stands until {last.until}; say with --reason why it ends now")
    if not last.until or embargoed or until or last.seal != _seal(found):
        where = f" ({last.folder})" if last.folder is not None else ""
        raise Mistaken(f"no. {last.number} is published{where}; say with --reason why another one takes its place")


def _seal(found: Source) -> str:
    """Return what a release shows: the hash of the seal, or of the result where there is no record."""
    seal = found.seal
    return found.evidence.digest if seal is None else seal.entry.hash


def _edition(found: Source, audience: Audience, last: Before, until: str, why: str) -> Edition:
    """Return the edition with what it changes."""
    stage: Stage = "embargoed" if until else "unrecorded" if found.stage == "unrecorded" else "public"
    act = Release(last.number + 1, stage, until, last.results, why)
    edition = found.edition(audience, act, corrections=corrections(found))
    changed = changes(last.data, edition) if last.data is not None else ()
    return attrs.evolve(edition, release=attrs.evolve(act, changes=changed))


def corrections(found: Source) -> tuple[Correction, ...]:
    """Return what people corrected in records, the last word on each field."""
    if found.found.drafted is None:
        return ()
    records = {each.id: each for each in found.scored.result.challenge.submissions}
    said: dict[tuple[str, str], Entry] = {}
    for each in of_round(found.found.drafted.record.audit.organizer, found.scored.result.round):
        if each.type == "correct":
            said[each.text("sub"), each.text("field")] = each
    return tuple(
        Correction(sub, field, _before(records[sub], field), each.text("value"), each.text("why"))
        for (sub, field), each in sorted(said.items())
        if sub in records
    )


def _before(record: Submission, field: str) -> str:
    return record.title if field == "title" else record.texts.get(field, "")


def _there(planned: Planned) -> bool:
    """Whether the very edition stands there, written before an interruption.

    Raises:
        Mistaken: if something else does.
    """
    folder = planned.folder
    if not folder.exists():
        return False
    path = folder / RESULTS
    if path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == planned.results:
        return True
    if not path.is_file():
        raise Mistaken(f"{folder} is there already, and holds no edition: restore its {RESULTS}, or remove it")
    raise Mistaken(f"{folder} is there already, and what is published is never written over")


def _enter(planned: Planned, key: PrivateKey) -> None:
    """Enter what was published into the record."""
    drafted, seal = planned.found.found.drafted, planned.found.seal
    assert drafted is not None  # else there would be no key
    assert seal is not None
    edition, act = planned.edition, planned.edition.release
    body = {
        "type": "release", "round": edition.round, "edition": edition.audience, "number": act.number,
        "seal": seal.entry.hash, "stage": act.stage, "until": act.until or None, "results": planned.results,
        "replaces": act.replaces or None, "why": act.why,
    }  # fmt: skip
    last = drafted.record.audit.organizer[-1].hash
    appending.add(drafted.record.folder, "organizer", [body], key, expected=last)
