"""The recount of published pages run by node: many trails in one process."""

import json
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from judge.record.trail import lines
from judge.score.run import Scored
from judge.show.recount import script

NODE = shutil.which("node")
Trail = list[dict[str, Any]]

needs_node = pytest.mark.skipif(NODE is None, reason="node is not installed, which runs the script of the pages")

_EACH_LINE = """
const readline = require("readline");
readline.createInterface({ input: process.stdin, crlfDelay: Infinity }).on("line", (line) => {
  const begun = process.hrtime.bigint();
  const found = judgeRecount(JSON.parse(line));
  process.stdout.write(JSON.stringify({ ...found, ms: Number((process.hrtime.bigint() - begun) / 1000000n) }) + "\\n");
});
"""


def trail(scored: Scored) -> Trail:
    """Return the lines of a scored round as objects."""
    return [json.loads(line) for line in lines(scored)]


def recounts(trails: Iterable[Trail]) -> list[dict[str, Any]]:
    """Return what the recount answers to each trail."""
    text = "".join(json.dumps(one) + "\n" for one in trails)
    return [json.loads(line) for line in run(script() + _EACH_LINE, text).splitlines()]


def run(code: str, text: str = "") -> str:
    """Return what node prints for a program and an input."""
    assert NODE is not None
    with TemporaryDirectory() as folder:
        program = Path(folder) / "program.cjs"
        program.write_text(code, "utf-8")
        done = subprocess.run(
            [NODE, program], input=text, capture_output=True, text=True, check=False, encoding="utf-8"
        )
    assert done.returncode == 0, done.stderr
    return done.stdout
