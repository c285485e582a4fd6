"""What happened before a problem: commands of ``judge``, and a few other things that happen to files, played line by line.

A line is one of these; paths may hold ``*`` where exactly one file fits:

``judge …``                  the command; it must end well, or with "something is unfinished"
``cp FROM TO``, ``rm PATH``  a file or a folder copied, or deleted
``change FILE OLD NEW``      the first text in the file that fits the pattern OLD becomes NEW
``clock TIME``               the computer's clock stands at TIME from here to the last of these lines

Keys stand in the folder ``home`` of the challenge, so that many people can be played at one computer.
"""

import contextlib
import io
import os
import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

from judge.cli import run

HOME = "home"
BEFORE = "before.txt"
_MASKS = (
    (re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"), "TIME"),
    (re.compile(r"\b[0-9a-f]{8,64}\b"), "HASH"),
    (re.compile(r"judge-[0-9.]+(?=/)"), "judge-VERSION"),
)
"""What differs each time that a key is made or a clock is read."""


@contextlib.contextmanager
def at(folder: Path) -> Iterator[None]:
    """Stand in a challenge folder that has keys of its own."""
    with contextlib.chdir(folder), mock.patch.dict(os.environ, {"JUDGE_HOME": HOME}):
        yield


def play(folder: Path) -> None:
    """Play what a challenge folder says in ``before.txt``, if anything."""
    script = folder / BEFORE
    if not script.exists():
        return
    with at(folder), contextlib.ExitStack() as until_the_end:
        for line in script.read_text("utf-8").splitlines():
            word, *rest = shlex.split(line)
            if word == "clock":
                until_the_end.enter_context(mock.patch("judge.acts.appending.clock", lambda time=rest[0]: time))
            else:
                _WORDS[word](rest)
    script.unlink()


def mask(text: str) -> str:
    """Return a text without what differs each time."""
    for pattern, word in _MASKS:
        text = pattern.sub(word, text)
    return text


def _judge(arguments: list[str]) -> None:
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        code = run(arguments)
    assert code in (0, 3), f"judge {shlex.join(arguments)}: {said.getvalue()}"


def _copy(names: list[str]) -> None:
    source, target = _one(names[0]), Path(names[1])
    if source.is_dir():
        shutil.copytree(source, target, dirs_exist_ok=True)
    else:
        shutil.copy(source, target)


def _delete(names: list[str]) -> None:
    path = _one(names[0])
    shutil.rmtree(path) if path.is_dir() else path.unlink()


def _change(parts: list[str]) -> None:
    path, old, new = _one(parts[0]), parts[1], parts[2]
    text, count = re.subn(old, new, path.read_bytes().decode(), count=1)
    assert count == 1, f"{path} has no {old}"
    path.write_bytes(text.encode())


def _one(pattern: str) -> Path:
    (found,) = Path().glob(pattern)
    return found


_WORDS = {"judge": _judge, "cp": _copy, "rm": _delete, "change": _change}
