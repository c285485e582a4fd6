"""``judge join``, ``judge enrol``, ``judge rekey``: how judges come into the record."""

import secrets
from pathlib import Path

import attrs

from judge.acts import appending, naming, recording
from judge.acts.appending import Added
from judge.acts.loading import Mistaken, load
from judge.acts.recording import disclose
from judge.files import evidence, private
from judge.model.problem import listed, nearest
from judge.record import disclosure, journal, line
from judge.record.disclosure import Disclosure
from judge.record.entries import file_name
from judge.record.keys import KEY_BYTES, PrivateKey, PublicKey, from_base64, to_base64, usable
from judge.record.layers import told
from judge.record.layers.signatures import REKEY

_KEYS = {"v", "challenge", "at", "type", "judge", "key", "who"}


@attrs.frozen
class Joined:
    """What a judge sends to the organizer.

    Attributes:
        text: two lines: the signed request, and the name it commits to.
        key_file: where the private key stands.
        again: whether the key was there before.
    """

    text: str
    key_file: Path
    again: bool


def join(directory: Path, judge: str, name: str, passphrase: str | None) -> Joined:
    """Make a judge's key for this challenge, and the lines that ask for a place in the roster.

    Raises:
        Refused: if there is no record, or a key is there that the passphrase does not open.
        Mistaken: if the id cannot be one.
    """
    if not file_name(judge) or judge == "organizer":
        raise Mistaken(
            f"`{judge}` cannot be the id of a judge in a record; ask the organizers for your code, such as J-07"
        )
    record = recording.read(directory, judge)
    path = private.key(record.challenge, judge)
    again = path.exists()
    if again:
        key = recording.private_key(record.challenge, judge, passphrase)
    else:
        key = PrivateKey.generate()
        private.keep(path, key.dump(passphrase))
    return Joined(_request(record.challenge, judge, name, key), path, again)


def _request(challenge: str, judge: str, name: str, key: PrivateKey) -> str:
    path = private.of_challenge(challenge) / f"{judge}.who"
    kept = private.read(path)
    who = disclosure.parse(kept.strip()) if kept else None
    if who is None or who.value != name:
        who = Disclosure(secrets.token_hex(16), judge, None, "who", name)
        private.keep(path, f"{who.line()}\n".encode())
    body = {
        "v": line.VERSION, "challenge": challenge, "at": appending.clock(), "type": "join", "judge": judge,
        "key": to_base64(key.public), "who": {"sha256": who.digest},
    }  # fmt: skip
    return f"{line.write(body, key, line.JUDGE)}\n{who.line()}\n"


def enrol(directory: Path, path: Path, reason: str, passphrase: str | None) -> Added:
    """Take a judge's key and commitment into the roster.

    Raises:
        Refused: if the request is not whole, of another challenge, or its key cannot serve.
        Mistaken: if the judge is in the roster already.
    """
    record = recording.read(directory)
    body, who = _read(path, record.challenge)
    judge, key = str(body["judge"]), from_base64(str(body["key"])) or b""
    if not usable(key):
        raise recording.refuse(
            "key-unusable",
            path.as_posix(),
            "this key cannot serve: anybody could forge signatures that fit it",
            "no `judge join` makes such a key: ask the judge how the file was made",
        )
    taken = {one.bytes: owner for owner, keys in record.audit.keys.items() for _, one in keys}
    if record.audit.organizer_key is not None:
        taken[record.audit.organizer_key.bytes] = "the organizer"
    if judge in record.audit.keys:
        if who is not None and taken.get(key) == judge and not _known(record, who):
            return _named(record, judge, who)  # enrolling was interrupted
        if taken.get(key) == judge:
            raise Mistaken(f"{judge} is in the roster already, with this key")
        raise Mistaken(f"{judge} is in the roster with another key; a new key is taken in with `judge rekey`")
    if key in taken:
        raise recording.refuse(
            "key-repeated", path.as_posix(), f"this is already the key of {taken[key]}",
            "each judge needs a key of their own: `judge join` makes it on the judge's computer",
        )  # fmt: skip
    alike = next((known for known in record.audit.keys if told.folded(known) == told.folded(judge)), None)
    if alike is not None:
        raise Mistaken(
            f"`{judge}` differs from {alike} only in capital letters, width or how accents are put together; nobody can tell the two apart"
        )
    _on_panel(directory, record, judge)
    if record.audit.openings and not reason:
        raise Mistaken("a round is open already: say with --reason why this judge comes late")
    entry = {"type": "roster", "judge": judge, "key": to_base64(key), "who": body["who"], "why": reason}
    return _added(record, judge, entry, who, passphrase)


def _on_panel(directory: Path, record: recording.Record, judge: str) -> None:
    """Say that an id is not of this challenge."""
    panel = {each.id for opened in record.audit.openings.values() for each in opened.challenge.judges}
    if not record.audit.openings:
        declared = [each.id for each in load(directory).challenge.judges]
        known = naming.codes(record.challenge, declared)
        panel = {known.get(each, each) for each in declared}
    if panel and judge not in panel:
        which = nearest(judge, sorted(panel)) or f"judges: {listed(sorted(panel), 20)}"
        raise Mistaken(f"`{judge}` is no judge of the challenge; {which}")


def _added(
    record: recording.Record, judge: str, entry: line.Body, who: Disclosure | None, passphrase: str | None
) -> Added:
    owner = recording.private_key(record.challenge, "organizer", passphrase)
    last = recording.last_hash(record.audit.organizer)
    added = appending.add(record.folder, "organizer", [entry], owner, expected=last)
    if who is not None:
        disclose(record, judge, [who.line()])
    return added


def _known(record: recording.Record, who: Disclosure) -> bool:
    """Whether the record has a name that was committed to, or commits to another."""
    rostered = record.audit.roster()[who.judge].table("who")["sha256"]
    return rostered != who.digest or f"{who.line()}\n".encode() in record.audit.files.get(
        disclosure.of_judge(who.judge), b""
    )


def _named(record: recording.Record, judge: str, who: Disclosure) -> Added:
    disclose(record, judge, [who.line()])
    return Added((record.audit.roster()[judge],))


def rekey(directory: Path, path: Path, reason: str, passphrase: str | None) -> Added:
    """Take in a judge's new key; the old one hands over where it is on this computer.

    Raises:
        Refused: if the request is not whole, or its key cannot serve.
        Mistaken: if the judge is not in the roster.
    """
    record = recording.read(directory)
    body, _ = _read(path, record.challenge)
    judge, key = str(body["judge"]), from_base64(str(body["key"])) or b""
    if judge not in record.audit.keys:
        raise Mistaken(f"{judge} is not in the roster; a first key is taken in with `judge enrol`")
    if not usable(key) or any(one.bytes == key for keys in record.audit.keys.values() for _, one in keys):
        raise recording.refuse(
            "key-repeated", path.as_posix(), "this key is in use already, or cannot serve", "ask for what `judge join --again` wrote"
        )  # fmt: skip
    entries = record.audit.judges.get(judge, [])
    last = entries[-1].hash if entries else record.challenge
    entry = {
        "type": "rekey", "judge": judge, "key": to_base64(key), "last": last, "why": reason,
        "old": _handed_over(path, record.challenge, judge, to_base64(key), last, record.audit.keys[judge][-1][1]),
    }  # fmt: skip
    return _added(record, judge, entry, None, passphrase)


def _handed_over(path: Path, challenge: str, judge: str, key: str, last: str, old: PublicKey) -> str | None:
    """Return the signature of the old key, if the request has it as its third line."""
    data = evidence.read_file(path)
    lines = data.decode(errors="replace").split("\n") if isinstance(data, bytes) else []
    message = REKEY + f"{challenge}\n{judge}\n{key}\n{last}\n".encode()
    for each in lines:
        signature = from_base64(each.strip())
        if signature is not None and old.signed(signature, message):
            return each.strip()
    return None


def hand_over(directory: Path, judge: str, name: str, passphrase: str | None, new_passphrase: str | None) -> Joined:
    """Make a new key for a judge; if the old one is here it signs that the new one follows.

    Raises:
        Refused: if there is no record.
    """
    record = recording.read(directory, judge)
    path = private.key(record.challenge, judge)
    old = recording.private_key(record.challenge, judge, passphrase) if path.exists() else None
    new = PrivateKey.generate()
    entries = record.audit.judges.get(judge, [])
    last = entries[-1].hash if entries else record.challenge
    text = _request(record.challenge, judge, name, new)
    if old is not None:
        private.keep(path.with_suffix(".old.pem"), old.dump(passphrase))
        message = REKEY + f"{record.challenge}\n{judge}\n{to_base64(new.public)}\n{last}\n".encode()
        text += to_base64(old.sign(message)) + "\n"
    private.keep(path, new.dump(new_passphrase))
    return Joined(text, path, again=False)


def _read(path: Path, challenge: str) -> tuple[dict[str, object], Disclosure | None]:
    """Return what a request says, checked against its own key, and the name it commits to."""
    data = evidence.read_file(path)
    if not isinstance(data, str) and len(data) > line.LONGEST:
        data = f"the file has {len(data)} bytes, more than `judge join` writes"
    if isinstance(data, str):
        raise recording.refuse("join-broken", path.as_posix(), data)
    lines = journal.cut(data.replace(b"\r\n", b"\n"), path.as_posix())
    body = _body(lines[0]) if lines else None
    if body is None:
        raise recording.refuse(
            "join-broken", path.as_posix(), "this is no request to join, or it was changed on its way",
            "ask the judge for the file that `judge join` wrote",
        )  # fmt: skip
    if body["challenge"] != challenge:
        raise recording.refuse(
            "join-broken", path.as_posix(), "this request is for another challenge",
            "the judge runs `judge join` in the folder of this challenge and sends the new file",
        )  # fmt: skip
    who = next((found for each in lines[1:] if (found := disclosure.parse(each.data)) is not None), None)
    if who is None or body["who"] != {"sha256": who.digest} or who.judge != body["judge"]:
        raise recording.refuse(
            "join-broken", path.as_posix(), "the name in the second line is not the one that the request was made with",
            "ask the judge for the file as `judge join` wrote it",
        )  # fmt: skip
    return body, who


def _body(first: line.Line) -> dict[str, object] | None:
    if not first.framed or first.signature is None:
        return None
    try:
        body = line.parse(first.body)
    except line.Misspelt:
        return None
    key = from_base64(str(body.get("key")))
    good = (
        body.keys() == _KEYS and body["type"] == "join" and file_name(body["judge"]) and isinstance(body["who"], dict)
    )
    if not good or key is None or len(key) != KEY_BYTES:
        return None
    if not usable(key):
        return body  # said so by whoever asked
    return body if PublicKey(key).signed(first.signature, line.JUDGE + first.body) else None
