"""docs/record.md says what the code does: every entry, key, code, layer and limit, and an example that comes out again."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

import judge
from judge.files import evidence
from judge.record import checkpoint, disclosure, entries, journal, line, manifest, merkle
from judge.record.finding import LAYERS
from judge.record.keys import PrivateKey, to_base64
from judge.record.layers import heads, signatures
from tests.challenges import ROOT

PAGE = (ROOT / "docs" / "record.md").read_text("utf-8")
COMMON = {"v", "challenge", "seq", "prev", "at", "type"}
OF_JUDGES = {"judge", "round", "seen"}
CODE = re.compile(r"\b[EN]_[A-Z][A-Z_]*\b")


def section(title: str) -> str:
    """Return what stands below a heading, up to the next one."""
    return re.split(r"\n#+ ", PAGE.split(f"\n## {title}\n", 1)[1])[0]


def rows(title: str) -> list[list[str]]:
    """Return the cells of the tables in a section, without their heads."""
    found = re.findall(r"^\| (.*) \|$", section(title), re.MULTILINE)
    return [
        re.split(r" \| ", row) for row in found if not row.startswith(("---", "type |", "code |", "layer |", "key |"))
    ]


@pytest.mark.parametrize(
    ("title", "kinds", "shared"),
    [
        ("Entries of judges", entries.JUDGES, COMMON | OF_JUDGES),
        ("Entries of the organizer", entries.ORGANIZERS, COMMON),
    ],
)
def test_each_entry_has_its_keys_in_the_page(
    title: str, kinds: Mapping[str, Mapping[str, object]], shared: set[str]
) -> None:
    """Types and keys of the page are those of the code, no more and no fewer."""
    said = {row[0].strip("`"): set(re.findall(r"`(\w+)`", row[1])) for row in rows(title)}
    assert said == {type_: set(keys) - shared for type_, keys in kinds.items()}


def test_the_common_keys() -> None:
    """What stands in every body."""
    assert {row[0].strip("`") for row in rows("A line")} == COMMON


def test_each_code_is_in_the_page_and_each_of_the_page_in_the_code() -> None:
    """A new code needs its meaning; one that is gone leaves the page."""
    source = "".join(path.read_text("utf-8") for path in sorted(Path(judge.__file__).parent.rglob("*.py")))
    used = set(re.findall(r'"([EN]_[A-Z_]+)"', source))
    listed = [row[0].strip("`") for row in rows("Verifying") if CODE.fullmatch(row[0].strip("`"))]
    assert listed == sorted(used)


def test_layers_decisions_editions_and_fields() -> None:
    """Words that come in a fixed set."""
    assert tuple(row[0].strip("`") for row in rows("Verifying") if row[0].strip("`") in LAYERS) == LAYERS
    decide = next(row[2] for row in rows("Entries of the organizer") if row[0] == "`decide`")
    assert set(entries.KINDS_OF_DECISION) <= set(re.findall(r"`(\w+)`", decide))
    assert all(f"`{field}`" in section("Disclosures") for field in disclosure.FIELDS)
    assert all(f"| `{edition}` |" in PAGE for edition in manifest.EDITIONS)


def test_contexts_and_limits() -> None:
    """What is signed or hashed first, and how long things may be."""
    contexts = (line.JUDGE, line.ORGANIZER, disclosure.CONTEXT, signatures.REKEY)
    assert not [each for each in contexts if each.decode().replace("\n", "␊") not in PAGE]
    limits = (
        line.LONGEST, entries.LONGEST_TEXT, entries.LONGEST_ID, journal.MOST_LINES, evidence.MOST_BYTES,
        evidence.MOST_FILES, heads.MOST_WITNESSES,
    )  # fmt: skip
    assert not [each for each in limits if f"{each:,}" not in section("Files")]


def test_the_worked_example_comes_out() -> None:
    """Whoever writes a second verifier can begin with these bytes."""
    key = PrivateKey.from_seed(bytes(range(32)))
    body = {
        "type": "genesis", "origin": "example.org/prize", "key": to_base64(key.public), "witnesses": 0, "title": "Prize",
    }  # fmt: skip
    text = journal.following(None, line.ZERO, body, "2026-03-01T09:00:00Z", key, line.ORGANIZER)
    leaf = merkle.leaf_hash(text.encode())
    who = disclosure.Disclosure("00112233445566778899aabbccddeeff", "J-01", None, "who", "Ana Ruiz")
    head = checkpoint.signed(checkpoint.Checkpoint("example.org/prize", 1, merkle.root([leaf])), key).written().decode()
    shown = re.findall(r"```text\n(.*?)```", section("A worked example"), re.DOTALL)
    assert shown == [f"{text}\n", f"{leaf.hex()}\n", f"{who.line()}\n{who.digest}\n", head]
