"""The life of the sample challenge, as `make demo` and `make demo-tampered` play it."""

import os
import subprocess
import sys

from tests.challenges import ROOT

LIFE = ROOT / "examples" / "life.py"


def played(*options: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    return subprocess.run(
        [sys.executable, str(LIFE), *options], env=environment, capture_output=True, text=True, check=False
    )


def test_an_auditor_with_nothing_but_the_bundle_and_the_anchor_verifies_it() -> None:
    """The demo ends with a bundle that holds, and leaves nothing in the tree."""
    before = sorted(path.name for path in ROOT.iterdir())
    done = played()
    assert done.returncode == 0, done.stdout + done.stderr
    assert "VERIFIED · WITNESSED" in done.stdout
    assert sorted(path.name for path in ROOT.iterdir()) == before


def test_one_mark_changed_in_the_bundle_is_found() -> None:
    """The second demo ends with the line whose signature does not hold."""
    done = played("--tampered")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "FAILED" in done.stdout
    assert "E_SIG journals/judges/J-01.jsonl:4" in done.stdout
