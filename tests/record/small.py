"""A small challenge played through its whole life: opened, judged by two, sealed, cosigned and published in full."""

import contextlib
import io
import os
from collections.abc import Iterator
from pathlib import Path

import attrs

from judge.cli import run
from judge.files import evidence
from judge.record.keys import PrivateKey
from tests import challenges

FILES = {
    "challenge.toml": """\
title = "Bridges"

[[round]]
id = "panel"
rubric = "plain"

[[judge]]
id = "J-1"

[[judge]]
id = "J-2"
""",
    "criteria/plain.toml": """\
[scale]
low = 0
high = 10

[[criterion]]
id = "idea"

[score]
steps = [{ mean = "judge" }]
""",
    "submissions/S-1.toml": 'title = "Arch"\n',
    "submissions/S-2.toml": 'title = "Beam"\n',
}
JUDGES = ("J-1", "J-2")


@attrs.frozen
class Small:
    """A published bundle and what belongs to it.

    Attributes:
        folder: where everything stands: ``challenge``, ``homes``, the judges' files.
        files: of the bundle, by path.
        anchor: the hash of the round's `open`.
        key: the organizer's.
    """

    folder: Path
    files: dict[str, bytes]
    anchor: str
    key: PrivateKey

    @property
    def challenge(self) -> Path:
        """Return the challenge folder."""
        return self.folder / "challenge"

    @property
    def bundle(self) -> Path:
        """Return the published bundle."""
        return self.challenge / "confidential" / "panel" / "1-full"


def judge(*arguments: object, home: Path) -> tuple[int, str]:
    """Run one command in this process; return its exit code and everything it said."""
    before, said = os.environ.get("JUDGE_HOME"), io.StringIO()
    os.environ["JUDGE_HOME"] = str(home)
    try:
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            code = run([str(argument) for argument in arguments])
    finally:
        os.environ.pop("JUDGE_HOME")
        if before is not None:
            os.environ["JUDGE_HOME"] = before
    return code, said.getvalue()


def sent(folder: Path) -> Iterator[str]:
    """Play the life as far as the judges' own work; yield what each command said."""
    challenge = challenges.write(folder / "challenge", FILES)

    def well(*arguments: object, by: str = "organizer") -> str:
        code, said = judge(*arguments, "-C", challenge, home=folder / "homes" / by)
        assert code == 0, (arguments, code, said)
        return said

    yield well("open", "--witnesses", 1)
    for name in JUDGES:
        well("join", name, "--name", f"Name {name}", "-o", folder / f"{name}.join", by=name)
        yield well("enrol", folder / f"{name}.join")
    yield well("open", "panel")
    yield well("score", "panel", "S-1", "idea=7.5", "--remark", "sturdy", by="J-1")
    yield well("score", "panel", "S-2", "idea=4", by="J-1")
    yield well("score", "panel", "S-2", "idea=5", "--reason", "read again", by="J-1")
    yield well("score", "panel", "S-1", "idea=8", by="J-2")
    yield well("recuse", "panel", "S-2", "--reason", "own pupil", by="J-2")
    for name in JUDGES:
        yield well("submit", "panel", "-o", folder / f"{name}.handover", by=name)


def made(folder: Path) -> Small:
    """Play the whole life in an empty folder."""
    said = list(sent(folder))
    challenge, organizer = folder / "challenge", folder / "homes" / "organizer"
    steps: list[tuple[object, ...]] = [
        ("collect", *(folder / f"{name}.handover" for name in JUDGES)), ("seal", "panel"),
        ("cosign", "-o", folder / "J-1.cosigned"), ("publish", "panel", "--edition", "full"),
    ]  # fmt: skip
    for step in steps:
        home = folder / "homes" / "J-1" if step[0] == "cosign" else organizer
        code, words = judge(*step, "-C", challenge, home=home)
        assert code == 0, (step, code, words)
    anchor = next(words for words in said if "anchor: " in words).split("anchor: ")[1].split()[0]
    bundle = challenge / "confidential" / "panel" / "1-full"
    files = evidence.read(bundle).files
    (key,) = organizer.glob("*/organizer.pem")
    return Small(folder, files, anchor, PrivateKey.load(key.read_bytes()))
