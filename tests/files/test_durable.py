"""Durable writing."""

import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from judge.files import durable
from judge.files.durable import FileRefused, append_durably, make_folder, write_whole


def test_whole(tmp_path: Path) -> None:
    """The file holds the new bytes, and nothing else is left in the folder."""
    path = tmp_path / "a.json"
    write_whole(path, b"one")
    write_whole(path, (part for part in (b"two", b"!")))
    assert path.read_bytes() == b"two!"
    assert os.listdir(tmp_path) == ["a.json"]


def test_permissions(tmp_path: Path) -> None:
    """A file keeps its permissions; a new one gets those that new files get."""
    path = tmp_path / "a"
    old = os.umask(0o027)
    try:
        write_whole(path, b"")
        assert path.stat().st_mode & 0o777 == 0o640
        path.chmod(0o604)
        write_whole(path, b"x")
        assert path.stat().st_mode & 0o777 == 0o604
    finally:
        os.umask(old)


def test_a_link_is_followed(tmp_path: Path) -> None:
    """Writing to a link writes the file that it leads to."""
    (tmp_path / "link").symlink_to(tmp_path / "file")
    write_whole(tmp_path / "link", b"x")
    assert (tmp_path / "file").read_bytes() == b"x"
    assert (tmp_path / "link").is_symlink()


def _full(*_: object) -> int:
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("call", ["fsync", "replace", "open"])
def test_a_full_disk_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    """Whatever fails, the old bytes stay, no temporary file is left, and the reason is said."""
    path = tmp_path / "a"
    path.write_bytes(b"old")
    monkeypatch.setattr(durable.os, call, _full)
    with pytest.raises(FileRefused) as refused:
        write_whole(path, b"new")
    monkeypatch.undo()
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["a"]
    assert refused.value.problem.code == "file-not-written"
    assert "the disk is full" in refused.value.problem.message


def test_what_is_written_may_fail_too(tmp_path: Path) -> None:
    """Where the bytes themselves cannot be made, nothing is left either."""

    def parts() -> Iterator[bytes]:
        yield b"a"
        raise KeyError

    with pytest.raises(KeyError):
        write_whole(tmp_path / "a", parts())
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize("name", ["gone/a", "folder", "file/a", "nul\0"])
def test_places_that_cannot_be_written(tmp_path: Path, name: str) -> None:
    """No folder, a folder of the same name and a file in the way are refusals."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(FileRefused):
        write_whole(tmp_path / name, b"x")
    with pytest.raises(FileRefused):
        append_durably(tmp_path / name, ["x"])


def test_append(tmp_path: Path) -> None:
    """Lines are added at the end."""
    path = tmp_path / "j.jsonl"
    append_durably(path, ["a", "é"])
    append_durably(path, ["c"])
    assert path.read_text(encoding="utf-8") == "a\né\nc\n"
    with pytest.raises(ValueError, match="line feed"):
        append_durably(path, ["d\ne"])


def test_append_on_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A line that could not be written whole is taken back."""
    path = tmp_path / "j.jsonl"
    append_durably(path, ["a"])
    write, calls = os.write, []

    def half(descriptor: int, data: bytes) -> int:
        if calls:
            return _full()
        calls.append(1)
        return write(descriptor, bytes(data)[:3])

    monkeypatch.setattr(durable.os, "write", half)
    with pytest.raises(FileRefused):
        append_durably(path, ["bbbbbb"])
    monkeypatch.undo()
    assert path.read_text() == "a\n"


def test_folders(tmp_path: Path) -> None:
    """Folders are made with those above them; a file in the way is a refusal."""
    make_folder(tmp_path / "a" / "b")
    make_folder(tmp_path / "a" / "b")
    assert (tmp_path / "a" / "b").is_dir()
    (tmp_path / "f").write_bytes(b"")
    for name in ("f", "f/x"):
        with pytest.raises(FileRefused):
            make_folder(tmp_path / name)


@given(st.binary(max_size=100))
def test_what_is_written_is_read(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    """Any bytes come back."""
    path = tmp_path_factory.getbasetemp() / "bytes"
    write_whole(path, data)
    assert path.read_bytes() == data


def test_a_device_is_never_replaced(tmp_path: Path) -> None:
    """A file that is written whole takes the place of another file, and of nothing else: not of a pipe or a device."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(FileRefused, match="device or a pipe"):
        write_whole(pipe, b"new")
    assert stat.S_ISFIFO(pipe.stat().st_mode)
