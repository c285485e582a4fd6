"""What somebody might send or publish to break the tool: a clear problem in bounded time and memory, never a traceback."""

import contextlib
import os
import resource
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from judge.record.keys import PrivateKey, to_base64
from judge.record.manifest import FILE, Manifest, of, signed
from tests.record.flips import signed_again
from tests.record.small import JUDGES, Small, judge, made, sent

DEEP = b"[" * 100_000
DIGITS = b"9" * 5_000
SECONDS = 30
MORE_MEMORY = 1_500_000_000

JOURNAL = "journals/judges/J-1.jsonl"
OWNER = "journals/organizer.jsonl"
SEAL = "seals/panel.1.checkpoint"
INPUTS = "inputs/panel"

linux = pytest.mark.skipif(sys.platform != "linux", reason="limits of memory and special files are those of Linux")


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Small:
    """Return the bundle that is made hostile."""
    return made(Path(tmp_path_factory.mktemp("small")))


@pytest.fixture
def bundle(small: Small, tmp_path: Path) -> Path:
    """Return a copy of the bundle."""
    return Path(shutil.copytree(small.bundle, tmp_path / "bundle"))


@contextlib.contextmanager
def bounded() -> Iterator[None]:
    """Fail what takes too long or too much memory."""
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    now = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    before = signal.signal(signal.SIGALRM, lambda *_: (_ for _ in ()).throw(TimeoutError()))
    resource.setrlimit(resource.RLIMIT_AS, (now + MORE_MEMORY, hard))
    signal.alarm(SECONDS)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def told(code: int, said: str, *codes: int) -> str:
    """Check that a command refused in words; return them."""
    assert code in (codes or (1, 2)), said[-2000:]
    assert "Traceback" not in said
    assert "a bug in judge" not in said, said[-2000:]
    assert said.strip()
    return said


def verified(small: Small, bundle: Path, *more: object) -> str:
    """Verify a hostile bundle, which must fail; return what was said."""
    home = small.folder / "homes" / "auditor"
    with bounded():
        return told(*judge("verify", bundle, "--anchor", small.anchor, "--forget", *more, home=home))


def framed(inside: bytes) -> bytes:
    """Return a line that looks like an entry, with this as its body."""
    return b'{"body":' + inside + b',"sig":"' + to_base64(bytes(64)).encode() + b'"}\n'


def repeated() -> bytes:
    """Return a table of a megabyte whose last key stands twice."""
    keys = ",".join(f'"k{at}":1' for at in range(70_000))
    return f'{{{keys},"k69999":1}}'.encode()


CONTENTS: dict[str, bytes] = {
    "nested": DEEP, "nested entry": framed(DEEP + b"]" * len(DEEP)), "nested table": framed(b'{"a":' * 100_000 + b"1" + b"}" * 100_000),
    "digits": framed(b'{"seq":' + DIGITS + b"}"), "minus digits": framed(b'{"seq":-' + DIGITS + b"}"), "exponent": framed(b'{"seq":1e999999999}'),
    "not a number": framed(b'{"seq":NaN}'), "list": framed(b"[]"), "text": framed(b'"x"'), "null": framed(b"null"), "half a letter": framed(b'{"a":"\\ud800"}'),
    "key twice": framed(repeated()), "invalid UTF-8": b"\xff\xfe\x80" * 50 + b"\n", "invalid UTF-8 entry": framed(b'{"a":"\xff"}'),
    "zeros": bytes(5_000), "empty": b"", "line feeds": b"\n" * 20_000, "no line feed": b"x" * 3_000_000, "signatures": b"text\n\n" + "— a AAAAAAA=\n".encode() * 200_000,
    "digits alone": b"o\n" + DIGITS + b"\nAAAA\n\n" + "— a AAAAAAA=\n".encode(),
}  # fmt: skip


@linux
@pytest.mark.parametrize("path", [FILE, OWNER, JOURNAL, SEAL, "seals/panel.1.leaves", "results/panel.1.jsonl",
                                  "receipts/J-1.panel.1.tlog-proof", "disclosures/J-1.jsonl", f"{INPUTS}/submissions.jsonl",
                                  f"{INPUTS}/challenge.toml", f"{INPUTS}/criteria/plain.toml", f"{INPUTS}/facts.jsonl"])  # fmt: skip
def test_contents(small: Small, bundle: Path, path: str) -> None:
    """Any content in the place of any file, as an outsider and as the organizer would write it."""
    before = small.files[path]
    for name, data in CONTENTS.items():
        for content in {data, before + data} - {before}:
            (bundle / path).write_bytes(content)
            assert path in verified(small, bundle), name
        if path != FILE and data:
            again = signed_again({**small.files, path: before + data}, small.key)
            (bundle / FILE).write_bytes(again[FILE])
            (bundle / path).write_bytes(again[path])
            verified(small, bundle)
            (bundle / FILE).write_bytes(small.files[FILE])


@linux
@pytest.mark.parametrize("path", [f"{INPUTS}/challenge.toml", f"{INPUTS}/criteria/plain.toml"])
def test_settings(small: Small, bundle: Path, path: str) -> None:
    """TOML that is deep, long, or holds numbers that no computer should read."""
    for data in (b"a = " + DEEP, b"a" + b".a" * 100_000 + b" = 1", b"a = " + DIGITS, b"a = 1e999999999", b"a = 0x" + b"f" * 50_000, b"[a" * 50_000,
                 b"[[round]]\n" * 50_000, b'"" = 1\n' * 2, b"\xef\xbb\xbf", b"a = '\xff'", b"# " + b"x" * 17_000_000):  # fmt: skip
        (bundle / path).write_bytes(data)
        assert path in verified(small, bundle)


@linux
@pytest.mark.parametrize("path", [FILE, OWNER, JOURNAL, SEAL, f"{INPUTS}/challenge.toml", "disclosures/J-1.jsonl"])
@pytest.mark.parametrize("size", [1 << 30, 80 << 20])
def test_one_line_of_a_gigabyte(small: Small, bundle: Path, path: str, size: int) -> None:
    """Longer than any file, and only longer than any line."""
    os.truncate(bundle / path, size)
    said = verified(small, bundle)
    assert path in said
    assert "E_" in said


@linux
@pytest.mark.parametrize("path", [OWNER, JOURNAL, "disclosures/J-1.jsonl", SEAL, "seals/panel.1.leaves", "receipts/J-1.panel.1.tlog-proof"])  # fmt: skip
def test_a_file_of_line_feeds(small: Small, bundle: Path, path: str) -> None:
    """Sixty million lines of nothing."""
    (bundle / path).write_bytes(b"\n" * 60_000_000)
    assert path in verified(small, bundle)


def test_paths_that_lead_elsewhere(small: Small, bundle: Path) -> None:
    """A manifest that names files above the bundle, at the root or by other ways: nothing outside is read or believed."""
    outside = bundle.parent / "outside"
    outside.write_bytes(b"secret")
    for path in ("../outside", str(outside), "journals/../../outside", "./MANIFEST", "journals//organizer.jsonl", "C:\\outside", "\\\\host\\x", "~", "a/../../../outside"):  # fmt: skip
        own = {name: of(data) for name, data in small.files.items() if name != FILE}
        (bundle / FILE).write_bytes(_manifest(small, {**own, path: of(b"secret")}))
        said = verified(small, bundle)
        assert path in said
        assert "secret" not in said


def _manifest(small: Small, files: dict[str, tuple[str, int]]) -> bytes:
    known = small.files[FILE].decode().split("\n")
    origin, challenge = known[1], known[2].removeprefix("challenge ")
    return signed(Manifest(origin, challenge, "panel", 1, "full", (), files), small.key)


def link(bundle: Path, path: str, to: object) -> None:
    """Put a link in the place of a file."""
    (bundle / path).unlink()
    (bundle / path).symlink_to(str(to))


def copied_link(bundle: Path) -> None:
    (bundle.parent / "kept").write_bytes((bundle / JOURNAL).read_bytes())
    link(bundle, JOURNAL, bundle.parent / "kept")


def linked_folder(bundle: Path) -> None:
    shutil.move(bundle / "journals", bundle.parent / "elsewhere")
    (bundle / "journals").symlink_to(bundle.parent / "elsewhere")


def pipe(bundle: Path) -> None:
    (bundle / JOURNAL).unlink()
    os.mkfifo(bundle / JOURNAL)


def folder(path: str) -> Callable[[Path], None]:
    def change(bundle: Path) -> None:
        (bundle / path).unlink()
        (bundle / path).mkdir()
        (bundle / path / "inner").write_bytes(b"x")

    return change


def beside(path: str) -> Callable[[Path], None]:
    def change(bundle: Path) -> None:
        target = os.fsencode(bundle) + b"/" + os.fsencode(path)
        with open(target, "wb") as stream:
            stream.write((bundle / JOURNAL).read_bytes())

    return change


def nested_folders(bundle: Path) -> None:
    """A folder in a folder, 300 deep."""
    path = bundle / "d"
    for _ in range(300):
        path = path / "d"
    path.mkdir(parents=True)
    (path / "file").write_bytes(b"x")


def unreadable(bundle: Path) -> None:
    (bundle / JOURNAL).chmod(0)
    if os.access(bundle / JOURNAL, os.R_OK):
        (bundle / JOURNAL).unlink()


STRANGE: dict[str, Callable[[Path], None]] = {
    "a link to a copy": copied_link, "a link to nothing": lambda bundle: link(bundle, JOURNAL, "nothing"),
    "a link to itself": lambda bundle: link(bundle, JOURNAL, "J-1.jsonl"), "a link to a device": lambda bundle: link(bundle, JOURNAL, "/dev/zero"),
    "a linked folder": linked_folder, "a loop of folders": lambda bundle: (bundle / "inputs" / "loop").symlink_to(".."),
    "a pipe": pipe, "a folder": folder(JOURNAL), "a folder as manifest": folder(FILE), "a folder as owner": folder(OWNER),
    "another case": beside("journals/judges/j-1.jsonl"), "another case of a folder": lambda bundle: shutil.copytree(bundle / "journals", bundle / "Journals") and None,
    "a line feed in a name": beside("journals/judges/J\n1.jsonl"), "a name that is no text": beside("journals/judges/\udcff.jsonl"),
    "a name that turns round": beside("journals/judges/\u202eJ-1.jsonl"), "a dot": beside("journals/judges/.jsonl"), "two dots": beside("journals/judges/...jsonl"),
    "a folder in a folder": nested_folders, "unreadable": unreadable, "nothing": lambda bundle: shutil.rmtree(bundle / "journals"),
}  # fmt: skip


@linux
@pytest.mark.parametrize("name", STRANGE)
def test_strange_files(small: Small, bundle: Path, name: str) -> None:
    """Links, pipes, devices, folders, names: told by the file, and told in JSON too."""
    STRANGE[name](bundle)
    said = verified(small, bundle)
    assert "E_" in said
    verified(small, bundle, "--format", "json")


@linux
def test_many_tiny_files(small: Small, bundle: Path) -> None:
    """Sixty thousand files are not read one by one."""
    for at in range(60_000):
        os.close(os.open(bundle / "journals" / "judges" / f"{at}.jsonl", os.O_CREAT | os.O_WRONLY))
    started = time.monotonic()
    assert "files" in verified(small, bundle)
    assert time.monotonic() - started < 10
    shutil.rmtree(bundle)


@linux
def test_many_findings(small: Small, bundle: Path) -> None:
    """Twenty thousand files that nobody named, and lines that are no entries: told in part, counted whole."""
    for at in range(5_000):
        (bundle / "journals" / "judges" / f"J-{at}.jsonl").write_bytes(b"{}\n{}\n{}\n")
    assert "not listed" in verified(small, bundle)


def test_no_bundle(small: Small, tmp_path: Path) -> None:
    """A file, nothing, an empty folder."""
    (tmp_path / "file").write_bytes(b"x")
    (tmp_path / "empty").mkdir()
    for path in (tmp_path / "file", tmp_path / "nothing", tmp_path / "empty", Path("/dev/null")):
        verified(small, path)


@linux
@pytest.mark.parametrize("option", ["--head", "--receipt", "--journal", "--against"])
def test_kept_evidence(small: Small, bundle: Path, option: str, tmp_path: Path) -> None:
    """What was kept is hostile: the bundle is sound, and the answer never is that all is well."""
    kept = tmp_path / "kept"
    for name, data in CONTENTS.items():
        if option == "--against":
            kept = Path(shutil.copytree(bundle, tmp_path / f"other {name}"))
            (kept / JOURNAL).write_bytes(data)
            continue
        kept.write_bytes(data)
        assert "kept" in verified(small, bundle, option, kept), name
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", Path("/dev/zero"), tmp_path / "nothing"):
        with bounded():
            told(*judge("verify", bundle, option, path, "--forget", home=small.folder / "homes" / "auditor"))
    with open(tmp_path / "long", "wb") as stream:
        stream.truncate(1 << 30)
    verified(small, bundle, option, tmp_path / "long")


# -- what judges send ---------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a challenge whose judges have sent everything, and the organizer has collected nothing."""
    folder_ = tmp_path_factory.mktemp("begun")
    list(sent(folder_))
    for name in JUDGES:
        (folder_ / "challenge" / "record" / "journals" / "judges" / f"{name}.jsonl").unlink()
    return folder_


def snapshot(folder_: Path) -> dict[str, bytes]:
    """Return every file of a record."""
    record = folder_ / "challenge" / "record"
    return {str(path): path.read_bytes() for path in sorted(record.rglob("*")) if path.is_file()}


def asked(folder_: Path, command: str, *arguments: object) -> str:
    """Let the organizer take something hostile in: it is said what it is, and nothing is written."""
    before = snapshot(folder_)
    with bounded():
        code, said = judge(command, *arguments, "-C", folder_ / "challenge", home=folder_ / "homes" / "organizer")
    told(code, said, *((0, 1, 2) if command == "collect" else (1, 2)))
    assert snapshot(folder_) == before
    assert code or "nothing new" in said, said
    return said


def elsewhere(name: str) -> bytes:
    """Return a signed line of a judge whose id is a path."""
    from judge.record import line

    key = PrivateKey.generate()
    body = {"at": "2026-01-01T00:00:00Z", "challenge": "0" * 64, "count": 0, "judge": name, "prev": "0" * 64, "round": "panel",
            "seen": "0" * 64, "seq": 0, "type": "submit", "v": 1}  # fmt: skip
    return line.write(body, key, line.JUDGE).encode() + b"\n"


@linux
@pytest.mark.parametrize("command", ["collect", "enrol"])
def test_what_is_sent(begun: Path, command: str, tmp_path: Path) -> None:
    """Contents, pipes, devices, folders, paths as ids: nothing is taken in."""
    path = tmp_path / "sent"
    name = "handover" if command == "collect" else "join"
    good = (begun / f"J-1.{name}").read_bytes()
    for data in CONTENTS.values():
        path.write_bytes(data)
        asked(begun, command, path)
        path.write_bytes(good.split(b"\n")[0][:-1] + data)
        asked(begun, command, path)
    for judge_ in ("../../../out", "/tmp/out", "..", ".", "a/b", "a\\b", "J-1\n", "organizer", "con:", "x" * 300):
        path.write_bytes(elsewhere(judge_))
        asked(begun, command, path)
    with open(path, "wb") as stream:
        stream.truncate(1 << 30)
    asked(begun, command, path)
    path.write_bytes(b'{"body":' + b"\n" * 60_000_000)
    asked(begun, command, path)
    os.mkfifo(tmp_path / "pipe")
    for odd in (tmp_path / "pipe", Path("/dev/zero"), tmp_path / "nothing"):
        asked(begun, command, odd)


@linux
def test_a_folder_of_strange_things_is_sent(begun: Path, tmp_path: Path) -> None:
    """Links, pipes and sixty thousand files in a folder to collect: said, and passed by."""
    (tmp_path / "link").symlink_to(begun / "J-1.handover")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to(".")
    said = asked(begun, "collect", tmp_path)
    assert "a symbolic link" in said
    assert "a device or a pipe" in said
    for at in range(60_000):
        os.close(os.open(tmp_path / str(at), os.O_CREAT | os.O_WRONLY))
    assert "files" in asked(begun, "collect", tmp_path)
    shutil.rmtree(tmp_path)


PASSED_BY = ("a folder as manifest", "a dot", "two dots", "a folder in a folder")
"""What is no part of a record: it has no manifest yet, and holds what an organizer likes to keep beside it."""


# -- what is signed -----------------------------------------------------------------------------------------------------


@linux
@pytest.mark.parametrize("name", [*STRANGE, "long", "nested entry", "digits", "key twice", "invalid UTF-8", "empty"])
@pytest.mark.parametrize("command", ["cosign", "seal"])
def test_nothing_hostile_is_signed(small: Small, name: str, command: str, tmp_path: Path) -> None:
    """A judge cosigns no such bundle, and an organizer seals no such record."""
    if command == "seal" and name in PASSED_BY:
        pytest.skip("no part of a record")
    where = tmp_path / "challenge" if command == "seal" else tmp_path / "bundle"
    shutil.copytree(small.challenge if command == "seal" else small.bundle, where)
    target = where / "record" if command == "seal" else where
    if name in STRANGE:
        STRANGE[name](target)
    elif name == "long":
        os.truncate(target / JOURNAL, 1 << 30)
    else:
        (target / JOURNAL).write_bytes(CONTENTS[name])
    home = small.folder / "homes" / ("organizer" if command == "seal" else "J-1")
    given = (
        ("panel", "--reason", "again", "-C", where)
        if command == "seal"
        else (where, "-o", tmp_path / "signed", "-C", small.challenge)
    )
    with bounded():
        told(*judge(command, *given, home=home))
    assert not (tmp_path / "signed").exists()


@pytest.mark.parametrize("other", ["j-1", "\uff2a-1"])
def test_two_judges_are_not_told_apart_by_capital_letters(other: str, begun: Path) -> None:
    """Their journals would be one file on some systems."""
    path = begun / "small.join"
    code, said = judge(
        "join", other, "--name", "N", "-o", path, "-C", begun / "challenge", home=begun / "homes" / "j-1"
    )
    assert code == 0, said
    assert "capital letters" in asked(begun, "enrol", path, "--reason", "late")
