"""Passphrases: asked for only where a key has one, and taken from JUDGE_PASSPHRASE where nobody can be asked."""

import os
from pathlib import Path

import click

from judge.acts.recording import locked


def passphrase(directory: Path, owner: str) -> str | None:
    """Return the passphrase of a key that asks for one, else None."""
    if not locked(directory, owner):
        return None
    return os.environ.get("JUDGE_PASSPHRASE") or click.prompt("passphrase", hide_input=True, err=True)


def new_passphrase(*, wanted: bool) -> str | None:
    """Return a passphrase for a new key, asked for twice, or None where none is wanted."""
    if not wanted:
        return None
    return os.environ.get("JUDGE_PASSPHRASE") or click.prompt(
        "passphrase for the new key", hide_input=True, confirmation_prompt=True, err=True
    )
