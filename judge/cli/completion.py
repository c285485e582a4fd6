"""Completion of ids in the shell; whatever goes wrong, it offers nothing."""

from pathlib import Path

import click
from click.shell_completion import CompletionItem

from judge.acts.loading import load
from judge.model.challenge import Challenge


def submissions(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return the ids of submissions that begin so."""
    challenge = _challenge(ctx)
    return (
        [CompletionItem(item.id, help=item.title) for item in challenge.submissions if item.id.startswith(incomplete)]
        if challenge
        else []
    )


def rounds(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return the ids of rounds that begin so."""
    challenge = _challenge(ctx)
    return [CompletionItem(item.id) for item in challenge.rounds if item.id.startswith(incomplete)] if challenge else []


def templates(_: click.Context, __: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return the templates that begin so."""
    from judge.acts.init import TEMPLATES

    return [CompletionItem(name) for name in TEMPLATES if name.startswith(incomplete)]


def _challenge(ctx: click.Context) -> Challenge | None:
    try:
        return load(Path(ctx.params.get("directory") or ".")).challenge
    except Exception:  # a shell that completes must never show an error
        return None
