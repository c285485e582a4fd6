"""Records and bundles made in memory, step by step, so that an attacker can bend any of the steps."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime

from judge.files import recorded
from judge.model.canonical import encode
from judge.model.problem import Problems
from judge.record import checkpoint, disclosure, journal, line, manifest, merkle, receipt
from judge.record.counted import entered, unopened
from judge.record.disclosure import Disclosure
from judge.record.journal import Entry
from judge.record.keys import PrivateKey, to_base64
from judge.record.layers.signatures import REKEY
from judge.record.note import Note, parse
from judge.record.scoring import written
from judge.score.run import score

ORIGIN = "example.org/prize"
ORGANIZER = "organizer"
JUDGES = ("J-01", "J-02", "J-03", "J-04")
SUBS = ("S-1", "S-2", "S-3")

Files = dict[str, bytes]


def key_of(owner: str) -> PrivateKey:
    """Return the key of somebody, the same in every run."""
    return PrivateKey.from_seed(hashlib.sha256(owner.encode()).digest())


def inputs(
    rounds: Sequence[str] = ("r1",),
    judges: Sequence[str] = JUDGES,
    subs: Sequence[str] = SUBS,
    *,
    sealed: bool = False,
    weight: int = 60,
) -> Files:
    """Return the inputs of a small challenge: two criteria, and each later round adds the score of the one before."""  # fmt: skip
    rubrics = {}
    for at, name in enumerate(rounds):
        before = f", {{weigh = {{{rounds[at - 1]} = 1, own = 1}}}}" if at else ""
        rubrics[f"criteria/{name}.toml"] = (
            "scale = {low = 0, high = 10, step = 0.5}\n"
            + f'criterion = [{{id = "idea", weight = {weight}}}, {{id = "work", weight = {100 - weight}}}]\n'
            + f'score = {{steps = [{{mean = "criterion", weights = "weight"}}, {{mean = "judge", as = "own"}}{before}]}}\n'
            + 'rank = {ties = ["share"]}\n'
        ).encode()
    listed = ", ".join(f'{{id = "{name}", rubric = "{name}"{", sealed = true" if sealed else ""}}}' for name in rounds)
    panel = ", ".join(f'{{id = "{judge}"}}' for judge in judges)
    return {
        "challenge.toml": f'title = "A prize"\nround = [{listed}]\njudge = [{panel}]\n'.encode(),
        **rubrics,
        "submissions.jsonl": "".join(f"{record_of(sub)}\n" for sub in subs).encode(),
        "facts.jsonl": b"",
    }


def record_of(sub: str) -> str:
    """Return the record of a submission."""
    return encode({"id": sub, "title": f"Project {sub}", "texts": {"summary": f"What {sub} does"}, "facts": ""})


def digest(data: bytes) -> str:
    """Return the SHA-256 of bytes in hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


class Maker:
    """A record in the making.

    Attributes:
        files: everything but journals and disclosures.
        lines: by owner, the lines of the journal.
        opens: by judge, the disclosures.
        keys: by owner; an attacker may put another one here.
        now: the clock, in seconds since 1970; every entry moves it on.
    """

    def __init__(self, judges: Sequence[str] = JUDGES, witnesses: int = 3, *, enrol: bool = True) -> None:
        self.judges, self.witnesses = tuple(judges), witnesses
        self.files: Files = {}
        self.lines: dict[str, list[str]] = {}
        self.opens: dict[str, list[Disclosure]] = {}
        self.keys = {owner: key_of(owner) for owner in (ORGANIZER, *judges)}
        self.now = 1_770_000_000
        self.leaves: list[bytes] = []
        self.in_tree: dict[str, int] = {}
        self.sealed: list[str] = []
        self.round_inputs: dict[str, Files] = {}
        self.hidden: set[str] = set()
        self.genesis()
        for judge in judges if enrol else ():
            self.enrol(judge)

    # -- lines --------------------------------------------------------------------------------------------------------

    def clock(self, at: int | None = None) -> str:
        """Return a time as entries say it."""
        return datetime.fromtimestamp(self.now if at is None else at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    def add(self, owner: str, body: Mapping[str, object], key: PrivateKey | None = None) -> str:
        """Add a line to a journal, and return its hash; what the body says stands before what all entries say."""
        self.now += 60
        last = self.last(owner)
        zero = owner == ORGANIZER and last is None
        challenge = line.ZERO if zero else self.challenge
        head = {
            "v": 1, "challenge": challenge, "at": self.clock(), "seq": len(self.lines.get(owner, ())),
            "prev": last or challenge,
        }  # fmt: skip
        context = line.ORGANIZER if owner == ORGANIZER else line.JUDGE
        return self.put(owner, line.write({**head, **body}, key or self.keys[owner], context))

    def put(self, owner: str, text: str) -> str:
        """Add a line as it is, and return its hash."""
        self.lines.setdefault(owner, []).append(text)
        return hash_of(text)

    def last(self, owner: str) -> str | None:
        """Return the hash of somebody's last line."""
        return hash_of(self.lines[owner][-1]) if self.lines.get(owner) else None

    def entries(self, owner: str) -> list[Entry]:
        """Return somebody's lines as entries."""
        lines = journal.cut(self.data(owner), file_of(owner))
        return [Entry(each, json.loads(each.body), each.hash.hex()) for each in lines]

    def data(self, owner: str) -> bytes:
        """Return somebody's journal."""
        return "".join(f"{each}\n" for each in self.lines.get(owner, ())).encode()

    @property
    def challenge(self) -> str:
        """Return the id of the challenge."""
        return hash_of(self.lines[ORGANIZER][0])

    def rewrite(self, owner: str, number: int, **changes: object) -> None:
        """Change an entry and sign it and all that follow again, as whoever has the owner's key can."""
        every = [dict(each.body) for each in self.entries(owner)]
        every[number].update(changes)
        kept, self.lines[owner] = self.lines[owner][:number], []
        self.lines[owner] = kept
        context = line.ORGANIZER if owner == ORGANIZER else line.JUDGE
        for body in every[number:]:
            body["prev"] = self.last(owner) or body["prev"]
            self.put(owner, line.write(body, self.keys[owner], context))

    # -- the organizer ------------------------------------------------------------------------------------------------

    def genesis(self) -> str:
        """Begin the record."""
        key = to_base64(self.keys[ORGANIZER].public)
        body = {"type": "genesis", "origin": ORIGIN, "key": key, "witnesses": self.witnesses, "title": "A prize"}
        return self.add(ORGANIZER, body)

    def enrol(self, judge: str, **bent: object) -> str:
        """Take a judge into the roster."""
        self.keys.setdefault(judge, key_of(judge))
        who = self.disclose(judge, None, "who", f"The person {judge}")
        body = {"type": "roster", "judge": judge, "key": to_base64(self.keys[judge].public), "who": who, "why": ""}
        return self.add(ORGANIZER, {**body, **bent})

    def open(self, name: str = "r1", files: Files | None = None, *, sealed: bool = False, **bent: object) -> str:
        """Open a round."""
        files = inputs((name,), self.judges, sealed=sealed) if files is None else files
        self.round_inputs[name] = files
        self.files |= {f"inputs/{name}/{path}": data for path, data in files.items()}
        if sealed:
            self.hidden.add(name)
        body = {
            "type": "open", "round": name, "builds": {}, "sealed": sealed,
            "inputs": {path: digest(data) for path, data in files.items()},
        }  # fmt: skip
        return self.add(ORGANIZER, {**body, **bent})

    def ack(self, judge: str) -> str:
        """Acknowledge a judge's journal as far as it goes."""
        last = self.last(judge)
        return self.add(ORGANIZER, {"type": "ack", "judge": judge, "of": len(self.lines[judge]) - 1, "head": last})

    def void(self, judge: str, sub: str, why: str = "bribed", name: str = "r1") -> str:
        """Set a ballot apart."""
        return self.add(ORGANIZER, {"type": "void", "round": name, "judge": judge, "sub": sub, "why": why})

    def reopen(self, judge: str, name: str = "r1") -> str:
        """Open a judge's journal again."""
        return self.add(ORGANIZER, {"type": "reopen", "round": name, "judge": judge, "why": "a slip of the pen"})

    def bring(self, judge: str, sub: str, marks: Mapping[str, str], name: str = "r1") -> str:
        """Enter a ballot from paper for a judge."""
        body = {
            "type": "import", "round": name, "judge": judge, "sub": sub, "marks": dict(marks), "facts": {}, "rev": None,
            "why": "", "file": "paper.csv", "sha256": digest(b"paper"), "row": 2,
        }  # fmt: skip
        return self.add(ORGANIZER, body)

    def rekey(self, judge: str, new: PrivateKey, *, old: bool = True, **bent: object) -> str:
        """Take in a judge's new key, signed by the old one or not."""
        last, key = self.last(judge) or self.challenge, to_base64(new.public)
        message = REKEY + f"{self.challenge}\n{judge}\n{key}\n{last}\n".encode()
        body = {
            "type": "rekey", "judge": judge, "key": key, "last": last, "why": "a new computer",
            "old": to_base64(self.keys[judge].sign(message)) if old else None,
        }  # fmt: skip
        self.keys[judge] = new
        return self.add(ORGANIZER, {**body, **bent})

    # -- judges -------------------------------------------------------------------------------------------------------

    def disclose(self, judge: str, seq: int | None, field: str, value: object) -> dict[str, str]:
        """Return the digest of a private value, and keep what opens it."""
        salt = digest(f"{judge} {seq} {field}".encode())[:32]
        found = Disclosure(salt, judge, seq, field, value)
        self.opens.setdefault(judge, []).append(found)
        return {"sha256": found.digest}

    def mark(
        self, judge: str, sub: str, idea: str | None, work: str | None, name: str = "r1", /, **bent: object
    ) -> str:
        """Enter a ballot, hidden if the round is sealed; a third one names the entry that it revises."""
        seq = len(self.lines.get(judge, ()))
        marks: dict[str, object] = {"idea": idea, "work": work}
        mine = [each for each in self.entries(judge) if each.type == "mark" and each.body["sub"] == sub]
        rev = next((each.number("seq") for each in reversed(mine) if each.body["round"] == name), None)
        if name in self.hidden:
            marks = dict(self.disclose(judge, seq, "marks", disclosure.sealed_value(marks, {})))
        body = {
            **self._judge("mark", judge, name), "sub": sub, "record": digest(record_of(sub).encode()), "marks": marks,
            "facts": {}, "remark": None, "rev": rev, "why": "" if rev is None else "I had misread it",
        }  # fmt: skip
        return self.add(judge, {**body, **bent})

    def recuse(self, judge: str, sub: str, name: str = "r1") -> str:
        """Step aside for a submission."""
        why = self.disclose(judge, len(self.lines.get(judge, ())), "why", "my own pupil")
        return self.add(judge, {**self._judge("recuse", judge, name), "sub": sub, "kind": "family", "why": why})

    def submit(self, judge: str, name: str = "r1", **bent: object) -> str:
        """Write the last line of a round."""
        body = {**self._judge("submit", judge, name), "count": len(self.lines.get(judge, ()))}
        return self.add(judge, {**body, **bent})

    def _judge(self, kind: str, judge: str, name: str) -> dict[str, object]:
        return {"type": kind, "judge": judge, "round": name, "seen": self.last(ORGANIZER)}

    def ballots(self, name: str = "r1", judges: Iterable[str] | None = None, *, submit: bool = True) -> None:
        """Let judges mark everything, each otherwise, and hand in."""
        for at, judge in enumerate(self.judges if judges is None else judges):
            for number, sub in enumerate(SUBS):
                self.mark(judge, sub, f"{5 + (at + number) % 4}", f"{6 + (at * number) % 3}.5", name)
            if submit:
                self.submit(judge, name)

    def hand_in(self, name: str = "r1") -> None:
        """Let every judge mark, hand in, and get an acknowledgement."""
        self.ballots(name)
        for judge in self.judges:
            self.ack(judge)

    # -- the end ------------------------------------------------------------------------------------------------------

    def counted(self, name: str, absent: Iterable[str] = ()) -> dict[str, list[Entry]]:
        """Return by judge the entries up to the last line of a round, for those who have one."""
        found = {}
        for judge in sorted(set(self.lines) - {ORGANIZER} - set(absent)):
            entries = self.entries(judge)
            ends = [at for at, each in enumerate(entries) if each.type == "submit" and each.body["round"] == name]
            if ends:
                found[judge] = entries[: ends[-1] + 1]
        return found

    def result(self, name: str, counted: Mapping[str, Sequence[Entry]]) -> bytes:
        """Return the result of a round; nothing if it cannot be scored."""
        opened = {
            (each.judge, each.seq): each.value
            for found in self.opens.values() for each in found if each.field == "marks"
        }  # fmt: skip
        builds = next(each for each in self.entries(ORGANIZER) if each.type == "open" and each.body["round"] == name)
        every = {}
        for earlier in builds.table("builds"):
            every[earlier] = entered(earlier, self.entries(ORGANIZER), self.counted(earlier), opened)
        every[name] = entered(name, self.entries(ORGANIZER), counted, opened)
        problems = Problems()
        challenge = recorded.load(self.round_inputs[name], every, problems)
        done = None if problems.refused else score(challenge, name, problems, keep=True)
        return written(done) or b""

    def seal(self, name: str = "r1", absent: Mapping[str, str] | None = None, version: int = 1, **bent: object) -> str:
        """Close a round: result, seal, leaves and the signed head; return how its files are called."""
        absent = absent or {}
        counted = self.counted(name, absent)
        opened = {(each.judge, each.seq): each.value for found in self.opens.values() for each in found}
        result = bent.pop("content", None)
        data = result if isinstance(result, bytes) else self.result(name, counted)
        before = [each for each in self.entries(ORGANIZER) if each.type == "seal" and each.body["round"] == name]
        body = {
            "type": "seal", "round": name, "version": version, "replaces": before[-1].hash if before else None,
            "why": "" if version == 1 else "a ballot came late", "absent": dict(absent), "result": digest(data),
            "journals": {judge: {"n": len(each), "head": each[-1].hash} for judge, each in counted.items()},
            "unopened": unopened(name, counted, opened), "engine": {"name": "judge", "version": "0"},
        }  # fmt: skip
        self.add(ORGANIZER, {**body, **bent})
        seal = f"{name}.{version}"
        self.files[f"results/{seal}.jsonl"] = data
        self.head(seal)
        return seal

    def head(self, seal: str) -> None:
        """Lay the tree out as far as the last seal, and sign its head."""
        entries = self.entries(ORGANIZER)
        self.leaves += [each.line.hash for each in entries[self.in_tree.get(ORGANIZER, 0) : -1]]
        journals = entries[-1].table("journals")
        for judge in sorted(journals):
            item = journals[judge]
            assert isinstance(item, dict)
            begin = self.in_tree.get(judge, 0)
            self.leaves += [each.line.hash for each in self.entries(judge)[begin : item["n"]]]
            self.in_tree[judge] = max(begin, item["n"])
        self.leaves.append(entries[-1].line.hash)
        self.in_tree[ORGANIZER] = len(entries)
        self.files[f"seals/{seal}.leaves"] = "".join(f"{leaf.hex()}\n" for leaf in self.leaves).encode()
        found = checkpoint.Checkpoint(ORIGIN, len(self.leaves), merkle.root(self.leaves))
        self.files[f"seals/{seal}.checkpoint"] = checkpoint.signed(found, self.keys[ORGANIZER]).written()
        self.sealed.append(seal)

    def cosign(self, judges: Iterable[str] | None = None, seal: str | None = None) -> None:
        """Let judges cosign the last seal."""
        path = f"seals/{seal or self.sealed[-1]}.checkpoint"
        note = parse(self.files[path])
        more = [
            checkpoint.cosignature(note, f"{ORIGIN}/{judge}", self.keys[judge], self.now + 60)
            for judge in (self.judges if judges is None else judges)
        ]
        self.files[path] = Note(note.text, (*note.signatures, *more)).written()

    def receipt(self, judge: str, seal: str | None = None) -> bytes:
        """Return a judge's receipt of a seal, the last one if none is named."""
        seal = seal or self.sealed[-1]
        entry = next(
            each for each in self.entries(ORGANIZER)
            if each.type == "seal" and f"{each.body['round']}.{each.body['version']}" == seal
        )  # fmt: skip
        item = entry.table("journals")[judge]
        assert isinstance(item, dict)
        leaves = [bytes.fromhex(text) for text in self.files[f"seals/{seal}.leaves"].decode().split()]
        at = leaves.index(bytes.fromhex(item["head"]))
        data = self.files[f"seals/{seal}.checkpoint"]
        return receipt.Receipt(at, tuple(merkle.inclusion(leaves, at)), data).written()

    def record(self) -> Files:
        """Return the record as it stands, without a manifest."""
        found = {".gitattributes": b"* -text\n", **self.files}
        found |= {file_of(owner): self.data(owner) for owner in self.lines}
        for judge, each in self.opens.items():
            found[disclosure.of_judge(judge)] = shown_of(each)
        return found

    def publish(self, withheld: Sequence[str] = (), edition: str = "full") -> Files:
        """Return the bundle of everything, with receipts and a manifest."""
        files = self.record()
        for judge, each in self.opens.items():
            shown = [one for one in each if one.field not in withheld]
            files[disclosure.of_judge(judge)] = shown_of(shown)
            if not shown:
                del files[disclosure.of_judge(judge)]
        for seal in self.sealed:
            name, _, version = seal.rpartition(".")
            entry = next(
                (one for one in self.entries(ORGANIZER) if one.type == "seal"
                 and (one.body["round"], one.body["version"]) == (name, int(version))), None,
            )  # fmt: skip
            for judge in entry.table("journals") if entry is not None else ():
                files[f"receipts/{judge}.{seal}.tlog-proof"] = self.receipt(judge, seal)
        return self.manifest(files, withheld, edition)

    def manifest(self, files: Files, withheld: Sequence[str] = (), edition: str = "full") -> Files:
        """Return files with a manifest that the organizer signs now, whatever they hold."""
        files = {path: data for path, data in files.items() if path != manifest.FILE}
        name, _, version = self.sealed[-1].rpartition(".") if self.sealed else ("r1", "", "1")
        of = {path: manifest.of(data) for path, data in files.items()}
        found = manifest.Manifest(ORIGIN, self.challenge, name, int(version), edition, tuple(withheld), of)
        return {**files, manifest.FILE: manifest.signed(found, self.keys[ORGANIZER])}


def hash_of(text: str) -> str:
    """Return the hash of a line."""
    return merkle.leaf_hash(text.encode()).hex()


def shown_of(opens: Iterable[Disclosure]) -> bytes:
    """Return a file of disclosures, sorted."""
    return "".join(f"{each}\n" for each in sorted(one.line() for one in opens)).encode()


def file_of(owner: str) -> str:
    """Return where a journal stands."""
    return journal.ORGANIZER if owner == ORGANIZER else journal.of_judge(owner)


def handed_in(**bent: object) -> Maker:
    """Return a record in which every judge has handed in."""
    made = Maker(**bent)  # type: ignore[arg-type]
    made.open()
    made.hand_in()
    return made


def closed() -> Maker:
    """Return a record that is sealed and cosigned by all."""
    made = handed_in()
    made.seal()
    made.cosign()
    return made


def edited(files: Mapping[str, bytes], path: str, old: bytes, new: bytes) -> Files:
    """Return files of which one has other bytes in one place."""
    assert old in files[path], files[path]
    return {**files, path: files[path].replace(old, new, 1)}


def relined(files: Mapping[str, bytes], path: str, lines: Iterable[bytes]) -> Files:
    """Return files of which one has other lines."""
    return {**files, path: b"".join(each + b"\n" for each in lines)}


def lines_of(files: Mapping[str, bytes], path: str) -> list[bytes]:
    """Return the lines of a file."""
    return files[path].split(b"\n")[:-1]


def without(files: Mapping[str, bytes], *paths: str) -> Files:
    """Return files without some."""
    return {path: data for path, data in files.items() if path not in paths}
