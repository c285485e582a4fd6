"""A second verifier, written from docs/record.md alone: it imports nothing of the first, and does not score."""

import base64
import hashlib
import json
import re
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

Files = dict[str, bytes]
Entry = dict[str, Any]


class Wrong(Exception):
    """The evidence fails; the words say where."""


def need(holds: object, words: str) -> None:
    if not holds:
        raise Wrong(words)


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def signed(key: bytes, signature: bytes, message: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, message)
    except InvalidSignature:
        return False
    return True


def spelled(value: object) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def line_hash(line: bytes) -> str:
    return sha(b"\x00" + line)


def body(line: bytes, where: str) -> Entry:
    need(line.startswith(b'{"body":') and line[-98:-90] == b',"sig":"' and line.endswith(b'"}'), f"{where}: frame")
    found = json.loads(line[8:-98])
    need(spelled(found) == line[8:-98], f"{where}: spelling")
    return found


def signature(line: bytes) -> bytes:
    return base64.b64decode(line[-90:-2], validate=True)


def lines(files: Files, path: str) -> list[bytes]:
    data = files[path]
    need(not data or data.endswith(b"\n"), f"{path}: torn")
    return data.split(b"\n")[:-1]


def root(leaves: list[bytes]) -> bytes:
    if len(leaves) == 1:
        return leaves[0]
    split = 1 << (len(leaves) - 1).bit_length() - 1
    return hashlib.sha256(b"\x01" + root(leaves[:split]) + root(leaves[split:])).digest()


def path_leads(leaf: bytes, index: int, size: int, path: list[bytes], head: bytes) -> bool:
    """RFC 9162 §2.1.3.2, written as the recursion of RFC 6962 §2.1.1."""

    def climb(index: int, size: int, path: list[bytes]) -> bytes:
        if size == 1:
            return leaf
        split = 1 << (size - 1).bit_length() - 1
        if index < split:
            return hashlib.sha256(b"\x01" + climb(index, split, path[:-1]) + path[-1]).digest()
        return hashlib.sha256(b"\x01" + path[-1] + climb(index - split, size - split, path[:-1])).digest()

    return climb(index, size, path) == head


def note(data: bytes, where: str) -> tuple[bytes, list[tuple[str, bytes]]]:
    text, found, below = data.rpartition(b"\n\n")
    need(found, f"{where}: no note")
    rows = [re.fullmatch(r"— (\S+) (\S+)", row) for row in below.decode().rstrip("\n").split("\n")]
    need(all(rows), f"{where}: signature lines")
    return text + b"\n", [(row[1], base64.b64decode(row[2], validate=True)) for row in rows if row]


def key_id(name: str, kind: int, key: bytes) -> bytes:
    return hashlib.sha256(name.encode() + b"\n" + bytes([kind]) + key).digest()[:4]


def chain(files: Files, path: str, challenge: str) -> list[Entry]:
    found: list[Entry] = []
    before, at = challenge or "0" * 64, ""
    for seq, line in enumerate(lines(files, path)):
        where = f"{path}:{seq + 1}"
        entry = body(line, where)
        own = "0" * 64 if not challenge and not seq else challenge or line_hash(lines(files, path)[0])
        need(entry["v"] == 1 and entry["challenge"] == own, f"{where}: challenge")
        need((entry["seq"], entry["prev"]) == (seq, before), f"{where}: chain")
        need(str(entry["at"]) >= at, f"{where}: time")
        before, at = line_hash(line), str(entry["at"])
        found.append(entry)
    return found


def verify(files: Files, anchor: str) -> None:
    """Check everything but the meaning of single entries and the scores; raise what is wrong."""
    organizer = chain(files, "journals/organizer.jsonl", "")
    raw = lines(files, "journals/organizer.jsonl")
    hashes = [line_hash(line) for line in raw]
    need(anchor in hashes, "anchor")
    genesis, key = organizer[0], base64.b64decode(str(organizer[0]["key"]))
    for number, line in enumerate(raw, 1):
        need(
            signed(key, signature(line), b"judge/v1/organizer-entry\n" + line[8:-98]), f"organizer:{number}: signature"
        )
    _manifest(files, genesis, hashes[0], key)
    journals = {str(e["judge"]): chain(files, f"journals/judges/{e['judge']}.jsonl", hashes[0])
                for e in organizer if e["type"] == "roster" and f"journals/judges/{e['judge']}.jsonl" in files}  # fmt: skip
    keys = _signatures(files, organizer, journals, hashes[0])
    for entries in journals.values():
        need(all(each["seen"] in hashes for each in entries), "seen")
    for entry in organizer:
        if entry["type"] == "open":
            folder = f"inputs/{entry['round']}/"
            held = {path.removeprefix(folder): sha(data) for path, data in files.items() if path.startswith(folder)}
            need(held == entry["inputs"], f"{folder}: not what the round was opened with")
    leaves: list[bytes] = []
    done, taken = 0, dict.fromkeys(journals, 0)
    for at, entry in enumerate(organizer):
        if entry["type"] == "seal":
            leaves += [bytes.fromhex(each) for each in hashes[done:at]]
            for judge, item in sorted(entry["journals"].items()):
                mine = [line_hash(line) for line in lines(files, f"journals/judges/{judge}.jsonl")]
                need(mine[item["n"] - 1] == item["head"], f"{judge}: sealed head")
                leaves += [bytes.fromhex(each) for each in mine[taken[judge] : item["n"]]]
                taken[judge] = max(taken[judge], item["n"])
            leaves.append(bytes.fromhex(hashes[at]))
            done = at + 1
            _seal(files, entry, leaves, genesis, key, keys)
    _disclosures(files, organizer, journals)


def _manifest(files: Files, genesis: Entry, challenge: str, key: bytes) -> None:
    text, signatures = note(files["MANIFEST"], "MANIFEST")
    origin = str(genesis["origin"])
    need(text.decode().startswith(f"judge manifest v1\n{origin}\nchallenge {challenge}\n"), "MANIFEST: head")
    ((name, blob),) = signatures
    need(name == origin and blob[:4] == key_id(origin, 1, key) and signed(key, blob[4:], text), "MANIFEST: signature")
    listed = [row.split(" ", 2) for row in text.decode().split("\n")[7:-1]]
    held = [[sha(data), str(len(data)), path] for path, data in sorted(files.items()) if path != "MANIFEST"]
    need(listed == held, "MANIFEST: files")


def _signatures(
    files: Files, organizer: list[Entry], journals: dict[str, list[Entry]], challenge: str
) -> dict[str, list[bytes]]:
    keys: dict[str, list[tuple[str, bytes]]] = {}
    for entry in organizer:
        if entry["type"] in ("roster", "rekey"):
            after = str(entry.get("last", challenge))
            keys.setdefault(str(entry["judge"]), []).append((after, base64.b64decode(str(entry["key"]))))
    for judge in journals:
        before = challenge
        current = b""
        for line in lines(files, f"journals/judges/{judge}.jsonl"):
            current = next((key for after, key in reversed(keys[judge]) if after == before), current)
            need(signed(current, signature(line), b"judge/v1/judge-entry\n" + line[8:-98]), f"{judge}: signature")
            before = line_hash(line)
    return {judge: [key for _, key in found] for judge, found in keys.items()}


def _seal(
    files: Files, entry: Entry, leaves: list[bytes], genesis: Entry, key: bytes, keys: dict[str, list[bytes]]
) -> None:
    name, origin = f"{entry['round']}.{entry['version']}", str(genesis["origin"])
    need(files[f"seals/{name}.leaves"] == "".join(f"{leaf.hex()}\n" for leaf in leaves).encode(), f"{name}: leaves")
    text, signatures = note(files[f"seals/{name}.checkpoint"], name)
    head = root(leaves)
    need(text.decode() == f"{origin}\n{len(leaves)}\n{base64.b64encode(head).decode()}\n", f"{name}: head")
    first, blob = signatures[0]
    need(first == origin and blob[:4] == key_id(origin, 1, key) and signed(key, blob[4:], text), f"{name}: organizer")
    witnesses = {each for each, blob in signatures[1:] if _cosigned(each, blob, text, origin, keys, entry)}
    need(len(witnesses) == len(signatures) - 1 >= int(str(genesis["witnesses"])), f"{name}: witnesses")
    need(sha(files[f"results/{name}.jsonl"]) == entry["result"], f"{name}: result")
    for judge, item in entry["journals"].items():
        top, _, rest = files[f"receipts/{judge}.{name}.tlog-proof"].partition(b"\n\n")
        need(rest == files[f"seals/{name}.checkpoint"], f"{judge}: receipt's checkpoint")
        format_, index, *path = top.decode().split("\n")
        need(format_ == "c2sp.org/tlog-proof@v1", f"{judge}: receipt")
        proof = [base64.b64decode(each) for each in path]
        leaf = bytes.fromhex(item["head"])
        need(path_leads(leaf, int(index.removeprefix("index ")), len(leaves), proof, head), f"{judge}: receipt's path")


def _cosigned(name: str, blob: bytes, text: bytes, origin: str, keys: dict[str, list[bytes]], seal: Entry) -> bool:
    time = int.from_bytes(blob[4:12], "big")
    sealed = datetime.strptime(str(seal["at"]), "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC).timestamp()
    message = f"cosignature/v1\ntime {time}\n".encode() + text
    own: Iterable[bytes] = keys.get(name.removeprefix(f"{origin}/"), [])
    return time >= sealed and any(blob[:4] == key_id(name, 4, key) and signed(key, blob[12:], message) for key in own)


def _disclosures(files: Files, organizer: list[Entry], journals: dict[str, list[Entry]]) -> None:
    rosters = {entry["judge"]: entry for entry in organizer if entry["type"] == "roster"}
    for path in [path for path in files if path.startswith("disclosures/")]:
        need(lines(files, path) == sorted(lines(files, path)), f"{path}: order")
        for line in lines(files, path):
            salt, judge, seq, field, _ = json.loads(line)
            need(spelled(json.loads(line)) == line and len(salt) >= 32, f"{path}: spelling")
            entry = rosters[judge] if seq is None else journals[judge][seq]
            need(path == f"disclosures/{judge}.jsonl", f"{path}: place")
            need(entry[field] == {"sha256": sha(b"judge/v1/disclosure\n" + line)}, f"{path}: opens nothing")
