"""The inputs of a round: texts as people paste them, and the digests that ballots name."""

import hashlib
import json
from pathlib import Path

import pytest

from judge.acts import opening, recording
from tests.challenges import write
from tests.record.small import FILES

PASTED = "one line\u2028another, then\x85a third, and a tab\ta form feed\x0cand an end"


def test_a_text_with_every_kind_of_line_break_can_be_opened_and_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Unicode has more ends of lines than files of lines have; the digest of a record is that of its line."""
    monkeypatch.setenv("JUDGE_HOME", str(tmp_path / "home"))
    record = f"title = {json.dumps('Arch ' + PASTED)}\nheight = 3\n"
    write(tmp_path / "challenge", {**FILES, "submissions/S-1.toml": record})
    opening.open_(tmp_path / "challenge", "panel", None, None, None)
    opened = recording.read(tmp_path / "challenge").opening("panel")
    lines = (tmp_path / "challenge/record/inputs/panel/submissions.jsonl").read_bytes().split(b"\n")[:-1]
    found = {json.loads(line)["id"]: hashlib.sha256(line).hexdigest() for line in lines}
    assert opened.records == found
    assert set(found) == {"S-1", "S-2"}
