"""``judge correct``: a misspelt title in what is published, corrected beside the record that was judged."""

from pathlib import Path

import attrs

from judge.acts import appending, recording
from judge.acts.appending import Added
from judge.acts.loading import Mistaken
from judge.acts.typed import readable
from judge.files.style import clean
from judge.model.problem import listed, nearest


@attrs.frozen
class Corrected:
    """A field that was corrected.

    Attributes:
        added: the entry.
        shown: whether pages show such fields.
    """

    added: Added
    shown: bool


def correct(
    directory: Path, round_id: str | None, submission: str, field: str, value: str, reason: str, passphrase: str | None
) -> Corrected:
    """Enter what a field of a record says from now on where it is published; what was judged stays as it was.

    Args:
        field: ``title``, or another text of the record.

    Raises:
        Refused: if the record is not whole.
        Mistaken: if there is no such submission or field, it says so already, or it could not be shown.
    """
    record = recording.needed(directory, "correct the file, then `judge publish --reason …`")
    opened = record.opening(round_id)
    record.submission(opened, submission)
    found = next(each for each in opened.challenge.submissions if each.id == submission)
    texts = {"title": found.title, **found.texts}
    if field not in texts:
        near = nearest(field, texts) or f"fields: {listed(sorted(texts), 20)}"
        raise Mistaken(f"the record of {submission} has no `{field}`; {near}")
    text = readable(clean(value).strip(), f"the new {field} of {submission}", lines="\n" in texts[field])
    if not text:
        raise Mistaken(f"say what the {field} of {submission} should be")
    said = [each.text("value") for each in record.audit.organizer if each.type == "correct"
            and (each.body["round"], each.body["sub"], each.body["field"]) == (opened.round.id, submission, field)]  # fmt: skip
    if text == (said[-1] if said else texts[field]):
        raise Mistaken(f"the {field} of {submission} is already `{text}`")
    body = {
        "type": "correct",
        "round": opened.round.id,
        "sub": submission,
        "field": field,
        "value": text,
        "why": reason,
    }
    key = recording.private_key(record.challenge, "organizer", passphrase)
    added = appending.add(record.folder, "organizer", [body], key, expected=record.audit.organizer[-1].hash)
    return Corrected(added, field == "title" or field in opened.round.publishing.fields)
