"""``judge config``: what one person prefers on this computer. No setting changes a score."""

import json
from collections.abc import Mapping
from typing import Final

from judge.files import private
from judge.files.durable import FileRefused
from judge.model.canonical import encode

SETTINGS: Final[Mapping[str, tuple[str, ...]]] = {"plain": ("on", "off"), "language": ("en", "es", "fr")}
"""By name, what a setting may be."""

_FILE = "settings.json"


def settings() -> dict[str, str]:
    """Return what is set; a file that cannot be read sets nothing."""
    try:
        data = private.read(private.home() / _FILE)
        found = json.loads(data) if data else {}
    except (FileRefused, ValueError, RecursionError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {name: str(value) for name, value in found.items() if str(value) in SETTINGS.get(name, ())}


def change(name: str, value: str) -> None:
    """Set something.

    Raises:
        FileRefused: if the system refuses.
    """
    private.keep(private.home() / _FILE, f"{encode({**settings(), name: value})}\n".encode())
