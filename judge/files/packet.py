"""A packet: a few files of a challenge in one, the same bytes for the same files."""

import io
import zipfile
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Final

MOST_FILES: Final = 10_000
MOST_BYTES: Final = 512 * 1024 * 1024
_BEGINNING: Final = (1980, 1, 1, 0, 0, 0)
"""The time that every file in a packet has, so that no clock is in its bytes."""


class NotAPacket(Exception):
    """Bytes that are no packet; the words say why."""


def pack(files: Mapping[str, bytes]) -> bytes:
    """Return files as a ZIP archive, sorted by path."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path, content in sorted(files.items()):
            info = zipfile.ZipInfo(path, _BEGINNING)
            info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(info, content)
    return data.getvalue()


def unpack(data: bytes) -> dict[str, bytes]:
    """Return the files of a packet by path; none may lead out of its folder.

    Raises:
        NotAPacket: if it is none, or too large.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            every = archive.infolist()
            if len(every) > MOST_FILES or sum(each.file_size for each in every) > MOST_BYTES:
                raise NotAPacket("it is larger than any packet")
            return {_path(each.filename): archive.read(each) for each in every if not each.is_dir()}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError) as error:
        raise NotAPacket("it is damaged, or something else") from error


def _path(name: str) -> str:
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name or not name.isprintable():
        raise NotAPacket("a file in it leads out of its folder")
    return str(path)
