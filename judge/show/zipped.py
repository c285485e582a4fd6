"""Files in one archive whose bytes depend on nothing but theirs: no clock, and no compression, which differs between computers."""

import io
import zipfile
from collections.abc import Iterable

_FIRST = (1980, 1, 1, 0, 0, 0)
_UNIX = 3


def zipped(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Return files as a ZIP archive, sorted by name."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_STORED) as archive:
        for name, data in sorted(files):
            entry = zipfile.ZipInfo(name, _FIRST)
            entry.create_system, entry.external_attr = _UNIX, 0o644 << 16
            archive.writestr(entry, data)
    return whole.getvalue()
