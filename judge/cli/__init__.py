"""Click only: options in, one act, shown, exit code.

Commands are listed in a table, so that ``judge --help`` and completion import none of them.
"""

import importlib
import io
import os
import sys
from typing import TYPE_CHECKING

import click

from judge import __version__

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

COMMANDS: dict[str, dict[str, tuple[str, str, str]]] = {
    "Organizers": {
        "init": ("judge.cli.organizers", "init", "Make a new challenge folder from a template."),
        "check": ("judge.cli.organizers", "check", "Say everything that is wrong with a challenge, with its place."),
        "rule": ("judge.cli.organizers", "rule", "Read a round's rule back in sentences, to be compared and signed."),
        "import": ("judge.cli.organizers", "import_", "Take marks or submissions from tables into the challenge."),
        "assign": (
            "judge.cli.organizers_assign",
            "assign",
            "Give each submission its judges, within bounds and wishes.",
        ),
        "rank": ("judge.cli.organizers", "rank", "Score a round and show the ranking; -o writes the result."),
        "reveal": ("judge.cli.reveal", "reveal", "Hold the ceremony: from the last place up, one key at a time."),
        "open": ("judge.cli.organizers_record", "open_", "Begin the record of a challenge, and open a round in it."),
        "enrol": ("judge.cli.organizers_record", "enrol", "Take a judge's key into the roster."),
        "collect": ("judge.cli.organizers_record", "collect", "Take in the files that judges send."),
        "decide": ("judge.cli.decisions", "decide", "Enter what people decided, with the reason."),
        "fact": ("judge.cli.decisions", "fact", "Enter a fact that became known later, with the reason."),
        "correct": ("judge.cli.decisions", "correct", "Correct a record's text in what is published."),
        "void": ("judge.cli.decisions", "void", "Set a ballot apart, with the reason."),
        "reopen": ("judge.cli.decisions", "reopen", "Let a judge go on who has submitted."),
        "rekey": ("judge.cli.organizers_record", "rekey", "Take in the new key of a judge who lost the old one."),
        "ballot": ("judge.cli.organizers_watch", "ballot", "Write paper forms, and the table they are typed into."),
        "packet": ("judge.cli.organizers_watch", "packet", "Write one file for each judge, to work anywhere."),
        "status": ("judge.cli.organizers_watch", "status", "Say how far a round is, and what is missing."),
        "remind": ("judge.cli.organizers_watch", "remind", "Write a message for each judge who has something left."),
        "seal": ("judge.cli.organizers_record", "seal", "Close a round: score it and sign what counted."),
        "publish": ("judge.cli.publishing", "publish", "Publish a round: pages, files, and the bundle that proves it."),
        "letters": ("judge.cli.letters", "letters", "Write a letter to each applicant. It sends nothing."),
    },
    "Judges": {
        "join": ("judge.cli.judges_record", "join", "Make your key for a challenge, and the file to send."),
        "score": ("judge.cli.judges_record", "score", "Give a submission marks, or change them."),
        "recuse": ("judge.cli.judges_record", "recuse", "Step aside for a submission."),
        "submit": ("judge.cli.judges_record", "submit", "End your round, and write the file to send."),
        "cosign": ("judge.cli.witnesses", "cosign", "Check a sealed round, and sign that you saw it."),
        "config": ("judge.cli.judges_record", "config", "Say what you prefer on this computer."),
        "receipt": ("judge.cli.witnesses", "receipt", "Write the proof that your ballots were sealed."),
        "explain": ("judge.cli.judges", "explain", "Explain a submission's place, down to the marks."),
    },
    "Auditors": {
        "replay": ("judge.cli.auditors", "replay", "Score a result again and compare it byte for byte."),
        "diff": ("judge.cli.auditors", "diff", "Tell who moved between two results, and why."),
        "verify": ("judge.cli.auditors", "verify", "Audit a published bundle, layer by layer."),
    },
}
"""By role: each command's module, function and help in one line."""


class Commands(click.Group):
    """The commands, each imported when it is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return every command by role."""
        return [name for role in COMMANDS.values() for name in role]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, imported now, or None."""
        for role in COMMANDS.values():
            if cmd_name in role:
                module, function, _ = role[cmd_name]
                command = getattr(importlib.import_module(module), function)
                assert isinstance(command, click.Command)
                return command
        return None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command asked for, or say which one is nearest."""
        name = args[0] if args else ""
        if not ctx.resilient_parsing and name and not name.startswith("-") and name not in self.list_commands(ctx):
            from difflib import get_close_matches

            close = get_close_matches(name, self.list_commands(ctx), n=1)
            ctx.fail(f"there is no command `{name}`" + (f"; did you mean `{close[0]}`?" if close else ""))
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands by role."""
        for role, commands in COMMANDS.items():
            with formatter.section(role):
                formatter.write_dl([(name, text) for name, (_, _, text) in commands.items()])

    def shell_complete(self, ctx: click.Context, incomplete: str) -> "list[CompletionItem]":
        """Return the commands that begin so, without importing them."""
        from click.shell_completion import CompletionItem

        return [
            CompletionItem(name, help=text)
            for role in COMMANDS.values()
            for name, (_, _, text) in role.items()
            if name.startswith(incomplete)
        ]


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, message="judge %(version)s")
def judge() -> None:
    """Judge a challenge: marks and rules in text files become an explained, replayable ranking.

    A challenge is a folder. Begin with `judge init DIR`, then `judge check -C DIR`.

    Where a result has to be defended, its record is kept, in this order: open; join, enrol; score, submit; collect; seal;
    cosign; publish; verify.

    Exit codes: 0 well; 1 the data is wrong or the evidence fails; 2 the command is wrong; 3 nothing is wrong, but
    something is unfinished or unchecked; 130 interrupted.
    """


def run(arguments: list[str]) -> int:
    """Run one command and return its exit code; no traceback reaches a user."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that lacks a letter shows another one
    for argument in arguments:
        if not _readable(argument):
            click.echo(f"judge: {ascii(argument)[1:-1]} is not UTF-8, as all texts are; nothing was done", err=True)
            return 2
    try:
        code = judge.main(arguments, prog_name="judge", standalone_mode=False)
        sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except click.exceptions.Exit as finished:
        return finished.exit_code
    except click.ClickException as mistaken:
        mistaken.show()
        return mistaken.exit_code
    except (KeyboardInterrupt, click.Abort):
        click.echo("\ninterrupted; nothing is half written", err=True)
        return 130
    except (BrokenPipeError, SystemExit):  # whoever read has gone; click ends so where it sees it first
        _silence()
        return 0
    except OSError as refused:
        if refused.filename is not None:  # a file that is read, or looked for
            click.echo(f"judge: {refused.filename}: the system refuses it: {refused.strerror}", err=True)
            return 1
        _silence()
        click.echo(f"judge: the output cannot be written: {refused.strerror or refused}", err=True)
        return 1
    except Exception as bug:  # the last resort: a bug, told without a traceback
        if os.environ.get("JUDGE_DEBUG"):
            raise
        click.echo(f"judge: a bug in judge, not in your files: {type(bug).__name__}: {str(bug)[:200]}", err=True)
        click.echo("   hint: JUDGE_DEBUG=1 shows where; please report it. Nothing was changed.", err=True)
        return 1


def _readable(argument: str) -> bool:
    """Whether an argument is text; a file or folder may be called by any bytes."""
    try:
        argument.encode()
    except UnicodeEncodeError:
        return os.path.lexists(argument)
    return True


def _silence() -> None:
    """Let nothing more be written to a stdout that takes nothing, not even when Python ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
