"""Published test vectors: Merkle trees, signed notes, checkpoints, receipts, Ed25519 and canonical JSON.

They lie beside the project (``JUDGE_VECTORS`` says where); without them these tests are skipped.
"""

import base64
import hashlib
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import rfc8785
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from judge.model.canonical import encode
from judge.record import checkpoint, merkle, note, receipt
from judge.record.keys import PrivateKey, PublicKey, to_base64, usable
from judge.record.line import Misspelt, parse
from judge.record.note import NotANote
from tests.challenges import ROOT

VECTORS = Path(os.environ.get("JUDGE_VECTORS") or ROOT.parent / "shared" / "vectors" / "transparency")
there = pytest.mark.skipif(not VECTORS.is_dir(), reason=f"there are no vectors at {VECTORS}; set JUDGE_VECTORS")


def read(name: str) -> Any:
    return json.loads((VECTORS / name).read_text("utf-8"))


def lines(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (VECTORS / name).read_text("utf-8").splitlines()]


def raw(text: str | None) -> bytes:
    return base64.b64decode(text or "")


def proof(probe: dict[str, Any]) -> list[bytes]:
    return [raw(each) for each in probe["proof"] or ()]


# -- Merkle trees (RFC 6962, RFC 9162; transparency-dev/merkle) ----------------------------------------------------------


@there
def test_every_inclusion_probe() -> None:
    """98 proofs, most of them bent in one place."""
    probes = lines("merkle/inclusion.jsonl")
    for probe in probes:
        given_ = raw(probe["root"]), probe["treeSize"], probe["leafIdx"], raw(probe["leafHash"]), proof(probe)
        assert merkle.includes(*given_) is not probe["wantErr"], probe["file"]
    assert len(probes) == 98


NOT_HASHES = "consistency/additional/sizes-are-equal-one-and-proof-is-empty.json"
"""The one probe that is good by its source and refused here: its two equal roots are words, not 32 bytes."""


@there
def test_every_consistency_probe() -> None:
    """98 proofs; of trees without leaves nothing is proved."""
    probes = lines("merkle/consistency.jsonl")
    for probe in probes:
        given_ = raw(probe["root1"]), probe["size1"], raw(probe["root2"]), probe["size2"], proof(probe)
        wanted = not probe["wantErr"] and probe["file"] != NOT_HASHES
        assert merkle.extends(*given_) is wanted, probe["file"]
    assert len(probes) == 98


@there
def test_subtrees() -> None:
    """A subtree is a tree of its own: proofs into it hold, and those that begin at the first leaf are consistency proofs."""
    for probe in lines("merkle/subtreeinclusion.jsonl"):
        size, index = probe["end"] - probe["start"], probe["leafIdx"] - probe["start"]
        holds = merkle.includes(raw(probe["root"]), size, index, raw(probe["leafHash"]), proof(probe))
        assert holds or probe["wantErr"], probe["file"]
        if probe["start"] == 0:
            assert holds is not probe["wantErr"], probe["file"]
    tried = 0
    for probe in (each for each in lines("merkle/subtreeconsistency.jsonl") if each["start"] == 0):
        given_ = raw(probe["root1"]), probe["end"], raw(probe["root2"]), probe["size"], proof(probe)
        unhashed = any(len(raw(probe[key])) != 32 for key in ("root1", "root2"))
        wanted = not probe["wantErr"] and not unhashed and probe["end"] > 0
        assert merkle.extends(*given_) is wanted, probe["file"]
        tried += 1
    assert tried > 40


@there
def test_known_trees() -> None:
    """Eight leaves, the root of each size, and the hash function's own examples."""
    known = read("merkle/rfc6962_tree.json")
    leaves = [merkle.leaf_hash(bytes.fromhex(text)) for text in known["leaf_inputs_hex"]]
    roots = [merkle.root(leaves[:size]).hex() for size in range(len(leaves) + 1)]
    assert roots == known["root_hash_hex_by_size"]
    for level, hashes in enumerate(known["complete_subtree_node_hashes_hex"].values()):
        width = 1 << level
        found = [merkle.root(leaves[at * width : (at + 1) * width]).hex() for at in range(len(hashes))]
        assert found == hashes
    for each in known["extra_hasher_google_ct"]:
        left = each.get("left_hex")
        found_ = merkle.node_hash(bytes.fromhex(left), bytes.fromhex(each["right_hex"])) if left else merkle.leaf_hash(
            bytes.fromhex(each["leaf_hex"])
        )  # fmt: skip
        assert found_.hex() == each["want_hex"]


@there
def test_every_proof_up_to_130_leaves() -> None:
    """Every proof is made, and all of them together have the accumulated hash."""
    known = read("merkle/derived_rollup.json")
    leaves = [merkle.leaf_hash(bytes([at])) for at in range(130)]
    both = hashlib.sha256(), hashlib.sha256()
    for size in range(1, 131):
        for at in range(size):
            _add(both[0], at, size, merkle.inclusion(leaves[:size], at))
            _add(both[1], at + 1, size, merkle.consistency(leaves[:size], at + 1))
    wanted = [known[name]["sha256_of_all_lines"] for name in ("inclusion", "consistency")]
    assert [each.hexdigest() for each in both] == wanted


def _add(hashed: Any, at: int, size: int, hashes: list[bytes]) -> None:
    hashed.update((f"{at} {size}" + "".join(f" {each.hex()}" for each in hashes) + "\n").encode())


def test_proofs_made_here_hold_and_no_other() -> None:
    """Each proof of every tree up to 40 leaves holds for its own leaf and sizes, and for no other leaf or size."""
    leaves = [merkle.leaf_hash(bytes([at])) for at in range(40)]
    for size in range(1, 41):
        head = merkle.root(leaves[:size])
        for at in range(size):
            path = merkle.inclusion(leaves[:size], at)
            assert merkle.includes(head, size, at, leaves[at], path)
            assert not any(merkle.includes(head, size, other, leaves[at], path) for other in (at - 1, at + 1, at ^ 1))
            assert not merkle.includes(head, size, at, leaves[at], [*path, leaves[0]])
            old = merkle.root(leaves[: at + 1])
            assert merkle.extends(old, at + 1, head, size, merkle.consistency(leaves[:size], at + 1))
            assert at + 1 == size or not merkle.extends(
                old, at + 2, head, size, merkle.consistency(leaves[:size], at + 1)
            )


@there
def test_a_certificate_of_a_public_log() -> None:
    """The proof that a real certificate is in a real log of 3,630,887."""
    known = read("merkle/real_ct_inclusion.json")
    leaf = merkle.leaf_hash(bytes.fromhex(known["leaf_hex"]))
    assert leaf.hex() == known["leaf_hash_hex"]
    path = [bytes.fromhex(each) for each in known["proof_hex"]]
    head, size, index = bytes.fromhex(known["root_hex"]), known["tree_size"], known["leaf_index"]
    assert merkle.includes(head, size, index, leaf, path)
    assert not merkle.includes(head, size, index + 1, leaf, path)
    assert not merkle.includes(head, size * 2, index, leaf, path)


@there
def test_a_log_as_it_grew() -> None:
    """Fifteen entries, with a signed checkpoint and a tile for each size: entries, hashes and roots belong together."""
    folder = VECTORS / "tlog" / "tessera-log"
    key = note.verifier((folder / "vkey").read_text().strip())
    entries = list(_entries((folder / "tile" / "entries" / "000.p" / "15").read_bytes()))
    leaves = [merkle.leaf_hash(each) for each in entries]
    for size in range(16):
        signed, names = note.opened((folder / f"checkpoint.{size}").read_bytes(), [key])
        head = checkpoint.parse(signed.text)
        assert (head.origin, head.size, head.root) == (key.name, size, merkle.root(leaves[:size]))
        assert (names, head.text()) == ((key.name,), signed.text)
        if size:
            assert (folder / "tile" / "0" / "000.p" / str(size)).read_bytes() == b"".join(leaves[:size])
            assert list(_entries((folder / "tile" / "entries" / "000.p" / str(size)).read_bytes())) == entries[:size]
            assert merkle.extends(head.root, size, merkle.root(leaves), 15, merkle.consistency(leaves, size))


def _entries(tile: bytes) -> Iterator[bytes]:
    while tile:
        length = int.from_bytes(tile[:2], "big")
        yield tile[2 : 2 + length]
        tile = tile[2 + length :]


# -- notes, keys, checkpoints, receipts (C2SP; golang/mod) ----------------------------------------------------------------


@there
def test_signed_notes() -> None:
    """Notes that open, and those that are malformed, unsigned or ambiguous."""
    for each in read("notes/open.json"):
        data = each["note"].encode() if "note" in each else bytes.fromhex(each["note_hex"])
        known = [note.verifier(line) for line in each["vkeys"]]
        if not each["want_ok"]:
            with pytest.raises(NotANote):
                note.opened(data, known)
            continue
        found, names = note.opened(data, known)
        assert list(names) == each["want_verified_names"], each["name"]
        assert note.parse(found.written()) == found


@there
def test_keys_in_one_line() -> None:
    """Whole keys are taken; every part of one, and one with any byte raised by one, is refused."""
    known = read("notes/vkeys.json")
    for each in known["cases"]:
        if each["want_ok"]:
            assert note.verifier(each["vkey"]).line() == each["vkey"]
        else:
            _refused(each["vkey"])
    whole = known["cases"][0]["vkey"]
    parts = {whole[first:last] for first in range(len(whole)) for last in range(first, len(whole) + 1)} - {whole}
    raised = {whole[:at] + chr(ord(whole[at]) + 1) + whole[at + 1 :] for at in range(len(whole))}
    for text in parts | raised:
        _refused(text)
    assert len(parts) > 2000


def _refused(text: str) -> None:
    with pytest.raises(NotANote):
        note.verifier(text)


@there
def test_a_note_is_signed_as_others_sign_it() -> None:
    """The same key and text give the same note."""
    known = read("notes/vkeys.json")["sign"]
    _, _, name, id_, data = known["skey"].split("+", 4)
    key = PrivateKey.from_seed(raw(data)[1:])
    assert note.key_id(name, note.ED25519, key.public).hex() == id_
    signature = note.Signature(name, bytes.fromhex(id_), key.sign(known["text"].encode()))
    assert note.Note(known["text"], (signature,)).written().decode() == known["want_note"]


@there
def test_checkpoints() -> None:
    """Heads of trees, ours and others'; a size has one spelling."""
    for each in read("notes/checkpoint_parse.json"):
        if each["want_ok"]:
            assert checkpoint.parse(each["text"]).text() == each["text"]
        else:
            with pytest.raises(NotANote):
                checkpoint.parse(each["text"])
    known = read("notes/golang_tree.json")
    tree = known["format_tree"]
    found = checkpoint.parse(tree["want"])
    assert (found.origin, found.size, found.text()) == (tree["origin"], tree["size"], tree["want"])
    assert found.root == hashlib.sha256(b"\0" + tree["record"].encode()).digest()
    for text in known["bad"]:
        try:
            head = checkpoint.parse(text)
        except NotANote:
            continue
        assert (head.origin, len(head.root)) != (tree["origin"], 32), text


@there
def test_receipts() -> None:
    """Proofs in a file: their parts, and what is none."""
    known = read("notes/tlog_proof.json")
    for each in known["good"]:
        found = receipt.parse(each["text"].encode())
        path = tuple(hashlib.sha256(text.encode()).digest() for text in each["hash_preimages"])
        extra = None if each["extra"] is None else each["extra"].encode()
        assert found == receipt.Receipt(each["index"], path, each["checkpoint"].encode(), extra)
        assert found.written() == each["text"].encode()
    for each in known["bad"]:
        with pytest.raises(NotANote):
            receipt.parse(each["text"].encode())


# -- Ed25519 (RFC 8032, djb, C2SP/CCTV) -----------------------------------------------------------------------------------


@there
def test_edge_cases_of_ed25519() -> None:
    """Of 914 odd signatures those count that the library takes and that hold no point of low order."""
    cases = read("ed25519/cctv_ed25519vectors.json")
    ours, library = set(), set()
    for each in cases:
        key, signature = bytes.fromhex(each["key"]), bytes.fromhex(each["sig"])
        flags, message = set(each["flags"] or ()), each["msg"].encode()
        if usable(key) and PublicKey(key).signed(signature, message):
            ours.add(each["number"])
        if _library(key, signature, message) and not flags & {"low_order_A", "low_order_R"}:
            library.add(each["number"])
    assert ours == library
    assert (len(cases), len(ours)) == (914, 43)


def _library(key: bytes, signature: bytes, message: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


@there
def test_signatures_of_rfc_8032() -> None:
    """The signatures of the standard, and of its authors: made and checked; none holds for another message."""
    cases = [[bytes.fromhex(each[key]) for key in ("seed", "pub", "msg", "sig")] for each in read("ed25519/rfc8032.json")["vectors"]]  # fmt: skip
    for line in (VECTORS / "ed25519" / "djb_sign_input_first128.txt").read_text().splitlines():
        secret, public, message, signed = (bytes.fromhex(part) for part in line.split(":")[:4])
        cases.append([secret[:32], public, message, signed[:64]])
    for seed, public, message, signature in cases:
        key = PrivateKey.from_seed(seed)
        assert (key.public, key.sign(message)) == (public, signature)
        assert PublicKey(public).signed(signature, message)
        assert not PublicKey(public).signed(signature, message + b"\0")
    assert len(cases) == 132


# -- canonical JSON (RFC 8785) --------------------------------------------------------------------------------------------


@there
@pytest.mark.parametrize("name", ["arrays", "french", "structures", "unicode"])
def test_documents_of_rfc_8785(name: str) -> None:
    """Documents without fractions have the one spelling of the standard."""
    wanted = (VECTORS / "jcs" / "output" / f"{name}.json").read_bytes()
    value = json.loads(wanted)
    assert encode(value).encode() == wanted == rfc8785.dumps(value)
    body = b'{"value":' + wanted + b"}"
    assert parse(body) == {"value": value}


@there
def test_where_the_subset_ends() -> None:
    """Fractions are refused; keys go by their code points, which is another order only above U+FFFF."""
    with pytest.raises(Misspelt):
        parse((VECTORS / "jcs" / "output" / "values.json").read_bytes())
    weird = json.loads((VECTORS / "jcs" / "output" / "weird.json").read_bytes())
    assert encode(weird) != rfc8785.dumps(weird).decode()
    plain = {key: value for key, value in weird.items() if max(key) <= "\uffff"}
    assert encode(plain).encode() == rfc8785.dumps(plain)


_WORDS = st.text(st.characters(max_codepoint=0xFFFF, exclude_categories=("Cs",)), max_size=8)
_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(1 - (1 << 53), (1 << 53) - 1) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_WORDS, inner, max_size=4),
    max_leaves=12,
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(_WORDS, _VALUES, max_size=4))
def test_one_spelling_is_that_of_rfc_8785(value: dict[str, Any]) -> None:
    """Whole numbers, texts, lists and tables are written as the standard writes them, and read back."""
    text = encode(value)
    assert text.encode() == rfc8785.dumps(value)
    assert parse(text.encode()) == value


def test_base64_has_one_spelling() -> None:
    """Padding bits that say nothing must be zero."""
    assert to_base64(b"\0") == "AA=="
    for text in ("AB==", "AA=", "AA", "AA==\n", " AA==", "AA==AA==", "A-=="):
        with pytest.raises(NotANote):
            note.parse(f"text\n\n— name {text}\n".encode())
