"""Two bundles side by side: the entries that one of them has, and what that did to the places."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from judge.cli import judge
from tests.record.maker import Maker, closed


def written(folder: Path, files: dict[str, bytes]) -> Path:
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder


@pytest.fixture
def versions(tmp_path: Path) -> tuple[Path, Path]:
    """A round as it was sealed first, and sealed again after a ballot was set apart."""
    made: Maker = closed()
    first = written(tmp_path / "first", dict(made.publish()))
    made.void("J-02", "S-1")
    made.seal(version=2)
    made.cosign()
    return first, written(tmp_path / "second", dict(made.publish()))


def test_a_second_version_is_told_entry_by_entry(versions: tuple[Path, Path]) -> None:
    """The void and the new seal stand only in the second one, with their reasons; the ballot no longer counts."""
    done = CliRunner().invoke(judge, ["diff", *map(str, versions), "--format", "json"])
    assert done.exit_code == 0, done.output
    found = json.loads(done.stdout)
    told = [each["to"] for each in found["entries"]]
    assert [each["from"] for each in found["entries"]] == [None, None]
    assert told[0] == "void r1 J-02 S-1 (bribed)"
    assert told[1].startswith("seal r1 version 2 (")
    assert any(move["submission"] == "S-1" for move in found["results"]["moves"])


def test_the_same_bundle_twice_is_the_same(versions: tuple[Path, Path]) -> None:
    """Nothing differs, and it is said so."""
    done = CliRunner().invoke(judge, ["diff", str(versions[0]), str(versions[0])])
    assert done.exit_code == 0
    assert "the same entries" in done.stdout
    assert "the same bytes" in done.stdout


def test_a_folder_is_not_compared_with_a_file(versions: tuple[Path, Path]) -> None:
    """Two results, or two bundles; anything else is a mistake in the command."""
    result = versions[0] / "results/r1.1.jsonl"
    assert CliRunner().invoke(judge, ["diff", str(versions[0]), str(result)]).exit_code == 2
    assert CliRunner().invoke(judge, ["diff", str(versions[0]), str(versions[0] / "journals")]).exit_code == 2
