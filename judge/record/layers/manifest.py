"""Manifest: the bundle holds the files that the organizer signed, and no other."""

import re

from judge.record import journal
from judge.record.audit import Audit
from judge.record.keys import PublicKey, from_base64
from judge.record.line import Misspelt
from judge.record.manifest import FILE, Manifest, of, read
from judge.record.note import NotANote, Note, Verifier

LAYER = "manifest"
ATTRIBUTES = ".gitattributes"
AS_THEY_ARE = b"* -text\n"
"""What keeps git from changing the ends of lines in a record or a bundle."""

_PLACES = re.compile(r"journals/organizer\.jsonl|(journals/judges|inputs|seals|results|receipts|disclosures)/.+")


def check(audit: Audit) -> None:
    """Check the manifest and every file against it; what a file says is for later layers, which name the cause."""
    for path, why in sorted(audit.odd.items()):
        audit.findings.add("E_FILESET", LAYER, path, why)
    if FILE not in audit.files:
        audit.findings.add("E_MANIFEST", LAYER, FILE, "there is no manifest")
        return
    try:
        manifest, note = read(audit.files[FILE])
    except NotANote as wrong:
        audit.findings.add("E_MANIFEST", LAYER, FILE, f"this is no manifest: {wrong}")
        return
    audit.edition, audit.withheld = manifest.edition, manifest.withheld
    audit.published = manifest.round, manifest.version
    _signature(audit, note, manifest)
    _files(audit, manifest)


def _signature(audit: Audit, note: Note, manifest: Manifest) -> None:
    """Check that the key of the genesis signed it; whether that is the right one is for the anchor to say."""
    line = journal.first(audit.files.get(journal.ORGANIZER, b""), journal.ORGANIZER)
    try:
        genesis = journal.entry(line) if line is not None and line.framed else None
    except (Misspelt, ValueError):
        genesis = None
    key = from_base64(str(genesis.body.get("key"))) if genesis is not None else None
    if genesis is None or key is None or len(key) != 32:
        return  # the organizer's journal is broken, which the next layer says
    try:
        PublicKey(key)
    except ValueError:
        return
    if manifest.origin != genesis.body.get("origin") or manifest.challenge != genesis.hash:
        text = "the manifest is of another challenge"
        audit.findings.add("E_MANIFEST", LAYER, FILE, text, because=journal.ORGANIZER)
    elif len(note.signatures) != 1 or not Verifier(manifest.origin, key).signs(note):
        text = "the organizer's key did not sign this manifest"
        audit.findings.add("E_MANIFEST", LAYER, FILE, text, because=journal.ORGANIZER)


def _files(audit: Audit, manifest: Manifest) -> None:
    for path in sorted(manifest.files.keys() | audit.files.keys() - {FILE}):
        if not _PLACES.fullmatch(path) and path != ATTRIBUTES:
            audit.findings.add("E_FILESET", LAYER, path, "no bundle has such a file", because=_cause(audit, path))
        if path not in audit.files:
            audit.missing.append(path)
        elif path not in manifest.files:
            audit.added.append(path)
        elif of(audit.files[path]) != manifest.files[path]:
            audit.changed.append(path)
    if audit.files.get(ATTRIBUTES) != AS_THEY_ARE:
        audit.findings.add("E_FILESET", LAYER, ATTRIBUTES, "this is not what keeps git from changing the ends of lines")


def conclude(audit: Audit) -> None:
    """Say of each file that is gone, strange or changed so, as a consequence of what a later layer found in it, if it did."""
    for path in audit.missing:
        code = "E_OMITTED" if path.startswith("journals/") else "E_FILESET"
        text = "the manifest names this file, and it is not there"
        audit.findings.add(code, LAYER, path, text, because=_cause(audit, path))
    for path in audit.added:
        text = "the manifest does not name this file"
        audit.findings.add("E_FILESET", LAYER, path, text, because=_cause(audit, path))
    for path in audit.changed:
        text = "the bytes of the file are not those that the manifest names"
        audit.findings.add("E_MANIFEST", LAYER, path, text, because=_cause(audit, path))


def _cause(audit: Audit, path: str) -> str:
    """Return the file whose fault it is: the file itself if anything else is wrong with it, else a manifest that is."""
    return path if audit.findings.in_file(path) or not audit.findings.in_file(FILE) else FILE
