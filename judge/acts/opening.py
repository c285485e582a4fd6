"""``judge open``: a challenge's record begun, and a round opened in it."""

import re
import unicodedata
from pathlib import Path

import attrs

from judge.acts import appending, naming, recording
from judge.acts.loading import Mistaken, Refused, load
from judge.acts.recording import Record
from judge.files import private, snapshot
from judge.files.durable import make_folder, remove, write_together, write_whole
from judge.model.challenge import Challenge, Round
from judge.model.problem import Problems, listed, nearest
from judge.record import opening
from judge.record.audit import Sealed
from judge.record.keys import PrivateKey, to_base64
from judge.record.note import Verifier, named
from judge.score.rounds import needed
from judge.score.run import check_rules


@attrs.frozen
class Opened:
    """What was begun.

    Attributes:
        challenge: the id of the challenge: the hash of its genesis.
        round: the round that was opened, or None.
        anchor: the hash of its `open`, or of the genesis: what to publish, so that nobody can replace the record.
        key: the organizer's public key in one line.
        key_file: where the private one stands.
        begun: whether the record was begun now.
        codes: for judges whose id is a name, the code that stands for it in the record.
        witnesses: how many judges must cosign a seal.
    """

    challenge: str
    round: str | None
    anchor: str
    key: str
    key_file: Path
    begun: bool
    codes: dict[str, str]
    witnesses: int


def open_(
    directory: Path,
    round_id: str | None,
    origin: str | None,
    witnesses: int | None,
    passphrase: str | None,
    *,
    unproved: bool = False,
) -> Opened:
    """Begin a record if there is none, and open a round in it.

    Args:
        unproved: whether a round may be opened whose rule cannot work as things stand, since a fact becomes known later.

    Raises:
        Refused: if the challenge or the rule of the round cannot work as declared, or the record is not whole.
        Mistaken: if there is no such round, or it is open already.
        FileRefused: if the system refuses.
    """
    loaded = load(directory)
    if loaded.problems.refused:
        raise Refused(loaded.problems)
    challenge = loaded.challenge
    round_ = _round(challenge, round_id)
    if round_ is not None and not unproved:
        _prove(challenge, round_)
    begun = not recording.exists(directory)
    _enough(challenge, witnesses)
    if begun:
        _begin(directory, challenge, origin, witnesses, passphrase)
    record = recording.read(directory)
    genesis = record.audit.genesis
    assert genesis is not None
    if origin not in (None, genesis.body["origin"]) or witnesses not in (None, genesis.body["witnesses"]):
        raise Mistaken("--origin and --witnesses are fixed when the record is begun, and it is")
    anchor = record.challenge
    codes = naming.codes(record.challenge, (judge.id for judge in challenge.judges))
    naming.keep(record.challenge, codes)
    if round_ is not None:
        anchor = _open(directory, record, challenge, round_, codes, passphrase)
    assert record.audit.organizer_key is not None
    line = Verifier(genesis.text("origin"), record.audit.organizer_key.bytes).line()
    key_file = private.key(record.challenge, "organizer")
    return Opened(
        record.challenge,
        round_.id if round_ else None,
        anchor,
        line,
        key_file,
        begun,
        codes,
        genesis.number("witnesses"),
    )


def _round(challenge: Challenge, round_id: str | None) -> Round | None:
    if round_id is None:
        return None
    found = next((each for each in challenge.rounds if each.id == round_id), None)
    if found is None:
        known = [each.id for each in challenge.rounds]
        raise Mistaken(f"no round is called `{round_id}`; {nearest(round_id, known) or f'rounds: {listed(known)}'}")
    return found


def _prove(challenge: Challenge, round_: Round) -> None:
    """Refuse a round whose rule cannot work: once it is open, its rule is fixed."""
    problems = Problems()
    until = challenge.rounds[: challenge.rounds.index(round_) + 1]
    check_rules(attrs.evolve(challenge, rounds=until), problems)
    if problems.refused:
        raise Refused(problems)


def _begin(
    directory: Path, challenge: Challenge, origin: str | None, witnesses: int | None, passphrase: str | None
) -> None:
    """Keep the organizer's key and write the genesis."""
    title = challenge.title.in_language(challenge.languages[0] if challenge.languages else "en")
    origin = origin if origin is not None else f"judge.local/{_slug(title)}"
    if not named(origin) or "\n" in origin or len(origin) > 200:
        raise Mistaken("--origin is a name without spaces and without `+`, such as example.org/prize-2026")
    key = PrivateKey.generate()
    needed = witnesses if witnesses is not None else _majority(len(challenge.judges))
    body = {
        "type": "genesis", "origin": origin, "key": to_base64(key.public), "witnesses": needed, "title": title[:2000],
    }  # fmt: skip
    folder = recording.path_of(directory)
    make_folder(folder)
    write_whole(folder / ".gitattributes", recording.GITATTRIBUTES.encode())
    secret = key.dump(passphrase)
    appending.begin(folder, body, key, lambda challenge: private.keep(private.key(challenge, "organizer"), secret))


def _enough(challenge: Challenge, witnesses: int | None) -> None:
    """Say that more witnesses are asked for than there are judges."""
    if witnesses is not None and challenge.judges and witnesses > len(challenge.judges):
        raise Mistaken(f"--witnesses {witnesses}: the challenge has {len(challenge.judges)} judges who could cosign")


def _majority(judges: int) -> int:
    """Return how many witnesses make two different seals impossible if one judge is dishonest (docs/record.md)."""
    return (judges + 1) // 2 + 1 if judges >= 3 else 0


def _slug(title: str) -> str:
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-") or "challenge"


def _open(
    directory: Path, record: Record, challenge: Challenge, round_: Round, codes: dict[str, str], passphrase: str | None
) -> str:
    if round_.id in record.audit.openings:
        raise Mistaken(f"the round `{round_.id}` is open already; what becomes known now is an entry: `judge decide`")
    problems = Problems()
    files = snapshot.files(challenge, codes, problems)
    if problems.refused:
        raise Refused(problems)
    builds = _builds(record, challenge, round_)
    key = recording.private_key(record.challenge, "organizer", passphrase)
    folder = record.folder / opening.of_round(round_.id)
    for path in files:
        make_folder((folder / path).parent)
    for path in opening.inputs(record.audit.files, round_.id).keys() - files.keys():
        remove(folder / path)  # of an opening that was interrupted
    write_together([(folder / path, data) for path, data in sorted(files.items())])
    body = {
        "type": "open", "round": round_.id, "inputs": opening.digests(files), "builds": builds, "sealed": round_.sealed,
    }  # fmt: skip
    done = appending.add(record.folder, "organizer", [body], key, expected=recording.last_hash(record.audit.organizer))
    return done.entries[0].hash


def _builds(record: Record, challenge: Challenge, round_: Round) -> dict[str, str]:
    """Return the seal of each earlier round that this one reads."""
    found = {}
    for each in needed(challenge, round_.id):
        if each.id == round_.id:
            continue
        seal = _last_seal(record, each.id)
        if seal is None:
            raise recording.refuse(
                "round-not-sealed", "challenge.toml",
                f"the round `{round_.id}` builds on the round `{each.id}`, which is not sealed in the record",
                f"seal it first: judge seal {each.id}",
            )  # fmt: skip
        found[each.id] = seal.entry.hash
    return found


def _last_seal(record: Record, round_id: str) -> Sealed | None:
    return next((each for each in reversed(record.audit.seals) if each.round == round_id), None)
