"""Every problem has a folder: a broken challenge, the exact text that is told of it, and why it matters.

A folder may say in ``before.txt`` what happened before (``tests/played.py``), as where a record is needed.
``python tests/test_errors.py --accept CODE …`` writes what is told today (without a code, of every folder). Read each
text before you commit it: it is what a user reads.
"""

import ast
import contextlib
import io
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

import judge
from judge.cli import judge as group
from judge.cli import run
from tests import played

FOLDER = Path(__file__).parent / "errors"
SOURCE = Path(judge.__file__).parent
CODES = sorted(path.name for path in FOLDER.iterdir() if path.is_dir())
LONGEST = 200

UNREACHABLE = {
    "pdf-not-installed": "typst is there wherever the tests run: tests/publish/test_letters.py",
    "journal-grown": "only two commands at one moment can bring it about: tests/test_record_commands.py",
    "number-unreadable": "who asks for a number says it in words of its own: unknown-mark, fact-not-a-number",
}
"""Codes in the source that no files can bring about, each with the reason."""

OWN_FIELDS = re.compile(r"unknown-[a-z]+")
"""A key of a facts file may be a field of the user's own; the code ends in its name."""

CALLS = {"refuse", "caution", "_refuse", "refuse_line", "_report", "Check", "Problem", "Wrong", "Unfit", "Unreadable"}
"""The functions to which the source passes a code, as the first or the second argument."""

SEVERITIES = {"refused", "caution"}

TOLD = re.compile(
    r"^(?!\s)(?:(?P<file>[^\n]*?)(?::(?P<line>\d+))?: )?(?P<caution>caution: )?.+  \[(?P<code>[a-z0-9-]+)\]$", re.M
)


def arguments(code: str) -> list[str]:
    """Return the command that brings a problem about."""
    command = FOLDER / code / "command.txt"
    return shlex.split(command.read_text("utf-8")) if command.exists() else ["check", "-C", "."]


def as_fields(code: str) -> bool:
    """Whether the command can tell its problems as fields."""
    name = arguments(code)[0]
    command = group.get_command(group.make_context("judge", [], resilient_parsing=True), name)
    return name != "init" and command is not None and any("--format" in each.opts for each in command.params)


def told(code: str, *options: str) -> tuple[int, str, str]:
    """Return exit code, output and narration of the command, run in a copy of the folder."""
    out, narration = io.StringIO(), io.StringIO()
    with tempfile.TemporaryDirectory() as temporary:
        here = Path(os.path.realpath(temporary)) / code
        shutil.copytree(FOLDER / code, here)
        played.play(here)
        with played.at(here), contextlib.redirect_stdout(out), contextlib.redirect_stderr(narration):
            exit_code = run([*arguments(code), *options])
        shown = narration.getvalue().replace(f"{here.as_posix()}/", "")
        shown = played.mask(shown) if (FOLDER / code / played.BEFORE).exists() else shown
        return exit_code, out.getvalue().replace(f"{here.as_posix()}/", ""), shown


def expected(code: str) -> str:
    """Return the text that stands in the folder."""
    return (FOLDER / code / "expected.txt").read_bytes().decode()


def emitted() -> Iterator[tuple[str, str]]:
    """Return every code that stands in the source, with its place."""
    for file in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and _name(node.func) in CALLS:
                for code in next(filter(None, map(_codes, node.args[:2])), []):
                    if code not in SEVERITIES:
                        yield code, f"{file.relative_to(SOURCE.parent).as_posix()}:{node.lineno}"


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _codes(argument: ast.expr) -> list[str]:
    """Return the codes that an argument may be; a text with a blank in it is none."""
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        return [argument.value] if re.fullmatch(r"[a-z]+(-[a-z0-9]+)*", argument.value) else []
    if isinstance(argument, ast.IfExp):
        return [*_codes(argument.body), *_codes(argument.orelse)]
    return []


@pytest.mark.parametrize("code", CODES)
def test_told_exactly(code: str) -> None:
    """A problem is told in exactly these words, with its own code among them, and with the exit code it deserves."""
    exit_code, _, narration = told(code)
    assert expected(code) == narration
    found = {match["code"]: bool(match["caution"]) for match in TOLD.finditer(narration)}
    assert code in found
    assert (0 if all(found.values()) else 1) == exit_code


@pytest.mark.parametrize("code", list(filter(as_fields, CODES)))
def test_the_same_as_fields(code: str) -> None:
    """With ``--format json`` the same problems come as fields: code, file and line, and the same exit code."""
    exit_code, output, narration = told(code, "--format", "json")
    found = json.loads(output)["problems"]
    assert narration == ""
    in_words = [
        (match["code"], match["file"] or "", int(match["line"] or 0), "caution" if match["caution"] else "refused")
        for match in TOLD.finditer(expected(code))
    ]
    assert in_words == [(item["code"], item["file"], item["line"], item["severity"]) for item in found]
    assert (1 if any(item["severity"] == "refused" for item in found) else 0) == exit_code
    for item in found:
        assert len(item["message"]) <= LONGEST


@pytest.mark.parametrize("code", CODES)
def test_fit_to_read(code: str) -> None:
    """No text shows the inside of the program, and each folder says in a few sentences why the problem matters."""
    assert "Traceback" not in expected(code)
    assert "a bug in judge" not in expected(code)
    title, blank, *why = (FOLDER / code / "why.md").read_text("utf-8").splitlines()
    assert title.startswith("# ")
    assert blank == ""
    sentences = re.split(r"(?<=[.?!])\s+", " ".join(why).strip())
    assert 2 <= len(sentences) <= 6


def test_every_code_has_a_folder() -> None:
    """Every code in the source has a folder here, and every folder is of a code that the source can tell."""
    places: dict[str, list[str]] = {}
    for code, place in emitted():
        places.setdefault(code, []).append(place)
    assert len(places) > 70
    untold = {code: where for code, where in places.items() if code not in {*CODES, *UNREACHABLE}}
    unheard = [code for code in CODES if code not in places and not OWN_FIELDS.fullmatch(code)]
    reached = [code for code in UNREACHABLE if code not in places or code in CODES]
    assert not untold
    assert not unheard
    assert not reached


def test_the_pages_are_fresh() -> None:
    """``docs/errors.md`` and ``docs/commands.md`` say what the folders and the commands say today."""
    generate = FOLDER.parents[1] / "docs/generate.py"
    done = subprocess.run([sys.executable, str(generate), "--check"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def accept(codes: list[str]) -> None:
    """Write what is told today."""
    for code in codes or CODES:
        _, _, narration = told(code)
        (FOLDER / code / "expected.txt").write_bytes(narration.encode())


if __name__ == "__main__":
    if sys.argv[1:2] != ["--accept"]:
        sys.exit("usage: python tests/test_errors.py --accept [CODE …]")
    accept(sys.argv[2:])
