"""The record: verifying a bundle beside the bare cost of its signatures and hashes.

``make bench-record`` prints the ratios; ``--judges 50 --submissions 500`` is the usual size.
"""

import argparse
import hashlib
import os
import statistics
import sys
import tempfile
from pathlib import Path

from run import JUDGE, ROOT, seconds

CRITERIA = ("c1", "c2", "c3", "c4", "c5")


def challenge(directory: Path, judges: int, submissions: int) -> None:
    """Write a challenge folder: five criteria, every judge marks every submission."""
    for folder in ("criteria", "submissions"):
        (directory / folder).mkdir(parents=True)
    panel = "".join(f'[[judge]]\nid = "J-{number:03}"\n' for number in range(1, judges + 1))
    declared = 'title = "A generated challenge"\n[[round]]\nid = "final"\nrubric = "generated"\n'
    (directory / "challenge.toml").write_text(declared + panel)
    criteria = "".join(f'[[criterion]]\nid = "{each}"\nweight = 20\n' for each in CRITERIA)
    (directory / "criteria" / "generated.toml").write_text("[scale]\nlow = 0\nhigh = 10\nstep = 0.5\n" + criteria)
    rows = "".join(f"S-{number:04},Submission {number}\n" for number in range(1, submissions + 1))
    (directory / "submissions" / "submissions.csv").write_text("id,title\n" + rows)


def record(directory: Path, judges: int, submissions: int) -> tuple[Path, str]:
    """Play a round through the acts of its people, and return the bundle and its anchor."""
    from judge.acts import balloting, collecting, enrolling, opening, publishing, sealing, submitting

    challenge(directory, judges, submissions)
    opening.open_(directory, None, None, 0, None)
    names = [f"J-{number:03}" for number in range(1, judges + 1)]
    for name in names:
        request = directory / f"{name}.join"
        request.write_text(enrolling.join(directory, name, f"Judge {name}", None).text)
        enrolling.enrol(directory, request, "", None)
    anchor = opening.open_(directory, "final", None, None, None).anchor
    for name in names:
        balloting.score(directory, name, "final", ballots(name, submissions), "", None)
        submitting.submit(directory, name, "final", None, incomplete=False)
    collecting.collect(directory, [directory / "submissions"], None)
    sealing.seal(directory, "final", {}, "", None)
    done = publishing.publish(directory, "final", "public", None, None, withhold_marks=False, unwitnessed=False)
    return done.folder, anchor


def ballots(name: str, submissions: int) -> list:
    """Return a judge's ballots, the same ones every time: half points from 0 to 10."""
    from judge.acts.balloting import Given

    found = []
    for number in range(1, submissions + 1):
        digest = hashlib.sha256(f"{name} {number}".encode()).digest()
        marks = {each: f"{digest[at] % 21 / 2:g}" for at, each in enumerate(CRITERIA)}
        found.append(Given(f"S-{number:04}", marks))
    return found


def bare(bundle: Path) -> None:
    """Check every signature of a bundle's journals, and hash every line, with nothing around it."""
    import base64
    import json

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    organizer = (bundle / "journals" / "organizer.jsonl").read_bytes().splitlines()
    bodies = [json.loads(line)["body"] for line in organizer]
    keys = {each["judge"]: each["key"] for each in bodies if each["type"] == "roster"} | {"organizer": bodies[0]["key"]}
    count = 0
    for path in sorted((bundle / "journals").rglob("*.jsonl")):
        key = Ed25519PublicKey.from_public_bytes(base64.b64decode(keys[path.stem]))
        context = b"judge/v1/organizer-entry\n" if path.stem == "organizer" else b"judge/v1/judge-entry\n"
        for line in path.read_bytes().splitlines():
            key.verify(base64.b64decode(line[-90:-2]), context + line[8:-98])
            hashlib.sha256(b"\x00" + line).digest()
            count += 1
    print(f"{count} signatures and hashes")


def main() -> None:
    """Print seconds, memory and the ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--judges", type=int, default=50)
    parser.add_argument("--submissions", type=int, default=500)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--bare", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.bare:
        bare(given.bare)
        return
    with tempfile.TemporaryDirectory() as folder:
        os.environ["JUDGE_HOME"] = str(Path(folder) / "home")
        sys.path.insert(0, str(ROOT))
        bundle, anchor = record(Path(folder) / "challenge", given.judges, given.submissions)
        entries = sum(path.read_bytes().count(b"\n") for path in (bundle / "journals").rglob("*.jsonl"))
        size = sum(path.stat().st_size for path in bundle.rglob("*") if path.is_file())
        verify = [*JUDGE, "verify", str(bundle), "--anchor", anchor, "--format", "json"]
        beside = [sys.executable, __file__, "--bare", str(bundle)]
        pairs = [(seconds(verify), seconds(beside)) for _ in range(given.runs)]
    ratio = statistics.median(mine[0] / other[0] for mine, other in pairs)
    used = statistics.median(mine[0] for mine, _ in pairs)
    peak = max(mine[1] for mine, _ in pairs)
    print(f"{entries:,} entries, {size / 1e6:.1f} MB: {used:.2f} s, {peak:.0f} MB, {ratio:.2f} times the bare checks")


if __name__ == "__main__":
    main()
