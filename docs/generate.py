"""Write docs/errors.md, docs/commands.md and .schemas/ from what they describe; ``--check`` only says which one is stale."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import click

DOCS = Path(__file__).parent
ROOT = DOCS.parent
ERRORS = ROOT / "tests/errors"
WIDTH = 100
MOST_LINES = 16

_TOLD = re.compile(
    r"^(?!\s)(?:(?P<file>[^\n]*?)(?::(?P<line>\d+))?: )?(?P<caution>caution: )?.+  \[(?P<code>[\w-]+)\]$", re.M
)
_COUNT = re.compile(r"\n\n\d+ problems?; nothing was scored or written\n\Z")
_LANGUAGES = {".toml": "toml", ".csv": "csv", ".json": "json", ".jsonl": "json"}

_ERRORS = """\
# Problems

Whatever is wrong with a challenge is told with its file and line, all at once. A problem is **refused**, and nothing is
scored until it is gone, or a **caution**: it is told and kept in the result, but changes neither score nor exit code.

```
criteria/prize.toml:13: the weights add up to 110, not 100  [weights-add-up]
   13 | weight = 50
   hint: lower one weight by 10, or declare `weights = "parts"`
```

The first line says where, what, and in brackets the code under which it stands on this page. Then come the line itself
and what to do. With `--format json` the same are fields: `code`, `severity`, `file`, `line`, `message`, `hint` and more.

Written by `python docs/generate.py` from the folders in `tests/errors/`, where each example can be tried.
"""
_COMMANDS = """\
# Commands

The result of a command stands on stdout, all else on stderr. Colours are shown on a terminal only, and never where
`NO_COLOR` is set. Words are completed in bash, zsh and fish: `eval "$(_JUDGE_COMPLETE=bash_source judge)"`, in
`~/.bashrc`; with `zsh_source` or `fish_source` for the others.

Written by `python docs/generate.py` from the commands' own help.
"""


def errors() -> str:
    """Return the page of all problems, one section for each code."""
    folders = sorted(path for path in ERRORS.iterdir() if path.is_dir())
    index = ", ".join(f"[{folder.name}](#{folder.name})" for folder in folders)
    return "\n".join([_ERRORS, f"{index}\n", *map(_problem, folders)])


def _problem(folder: Path) -> str:
    """Return the section of one code."""
    expected = (folder / "expected.txt").read_bytes().decode()
    told = next(found for found in _TOLD.finditer(expected) if found["code"] == folder.name)
    title, _, why = (folder / "why.md").read_text("utf-8").partition("\n")
    command = folder / "command.txt"
    asked = command.read_text("utf-8").strip() if command.exists() else "check"
    parts = [
        f"## {folder.name}\n",
        f"*{title.removeprefix('# ')}: {'a caution' if told['caution'] else 'refused'}.*\n",
        f"{why.strip()}\n",
        *_before(folder),
        *_excerpt(folder, told["file"] or "", int(told["line"] or 0)),
        f"`judge {asked}` says:\n",
        f"```\n{_COUNT.sub(chr(10), expected)}```\n",
    ]
    return "\n".join(parts)


def _before(folder: Path) -> Iterator[str]:
    """Yield what happened before, where that is needed."""
    script = folder / "before.txt"
    if script.exists():
        yield f"After this (`tests/played.py` says how it is read):\n\n```\n{script.read_text('utf-8')}```\n"


def _excerpt(folder: Path, name: str, line: int) -> Iterator[str]:
    """Yield the lines of the file around the one that is wrong."""
    file = folder / name
    if not file.is_file() or file.suffix not in _LANGUAGES or not file.stat().st_size:
        return
    lines = file.read_bytes().decode("utf-8", "replace").replace("\0", "␀").splitlines()
    first = 0 if len(lines) <= MOST_LINES else max(min(line - MOST_LINES // 2, len(lines) - MOST_LINES), 0)
    last = min(first + MOST_LINES, len(lines))
    while not lines[first]:
        first += 1
    shown = [text if len(text) <= WIDTH else text[: WIDTH - 1] + "…" for text in lines[first:last]]
    yield f"`{name}`" + (f", from line {first + 1}" if first else "") + ":\n"
    yield "\n".join([f"```{_LANGUAGES[file.suffix]}", *shown, "```\n"])


def commands() -> str:
    """Return the page of all commands, each with its help."""
    from judge.cli import COMMANDS, judge

    outer = judge.make_context("judge", [], resilient_parsing=True, terminal_width=WIDTH, max_content_width=WIDTH)
    parts = [_COMMANDS, _help(judge, outer)]
    for role, names in COMMANDS.items():
        parts.append(f"## {role}\n")
        for name in names:
            command = judge.get_command(outer, name)
            assert command is not None
            inner = command.make_context(name, [], parent=outer, resilient_parsing=True)
            parts.append(f"### judge {name}\n\n{_help(command, inner)}")
    return "\n".join(parts)


def _help(command: click.Command, context: click.Context) -> str:
    text = "\n".join(line.rstrip() for line in command.get_help(context).splitlines())
    return f"```\n{text}\n```\n"


def schemas() -> dict[Path, str]:
    """Return the schemas of the files of a challenge: the project's folder is one, and its files begin with their names."""
    from judge.schema import shelf

    return {ROOT / path: text for path, text in shelf.files().items()}


def main(arguments: list[str]) -> int:
    """Write the pages, or say which ones are stale; return the exit code."""
    sys.path.insert(0, str(ROOT))
    pages = {DOCS / "errors.md": errors(), DOCS / "commands.md": commands(), **schemas()}
    stale = [file for file, text in pages.items() if not file.exists() or file.read_bytes() != text.encode()]
    for file in stale:
        name = file.relative_to(ROOT).as_posix()
        if arguments == ["--check"]:
            print(f"{name} is stale: run `python docs/generate.py` and commit what it writes", file=sys.stderr)
        else:
            file.parent.mkdir(exist_ok=True)
            file.write_bytes(pages[file].encode())
            print(f"written: {name}")
    return 1 if stale and arguments == ["--check"] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
