"""The command line: options, formats, exit codes, pipes, terminals, interruption and completion."""

import contextlib
import csv
import io
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from judge.cli import COMMANDS, run

ROOT = Path(__file__).parents[1]
NAMES = [name for role in COMMANDS.values() for name in role]
RUBRIC = """\
title = "Crossings"

[scale]
low = 0
high = 10

[[criterion]]
id = "use"
weight = 60

[[criterion]]
id = "cost"
weight = 40
"""
SUBMISSIONS = "id,title\nS-1,A footbridge over the Río Negro\nS-2,Łódka: a ferry\nS-3,A tunnel\n"
MARKS = """\
submission,judge,use,cost
S-1,J-1,8,6
S-1,J-2,7,6
S-1,J-3,7,5
S-2,J-1,9,9
S-2,J-2,9,8
S-2,J-3,8,9
S-3,J-1,3,4
S-3,J-2,4,
S-3,J-3,5,5
"""
CONFLICT = '[[judge]]\nid = "J-1"\n[[judge]]\nid = "J-2"\n[[judge]]\nid = "J-3"\n\n[[conflict]]\njudge = "J-1"\nsubmission = "S-3"\n'
ESCAPE = "\x1b"
FORMATTED = [
    ["check"],
    ["rule"],
    ["rank"],
    ["explain", "S-1"],
    ["replay", "result.jsonl"],
    ["diff", "result.jsonl", "after.jsonl"],
]
posix = pytest.mark.skipif(os.name == "nt", reason="pseudo-terminals, pipes and limits of POSIX systems")


def judge(*arguments: str, cwd: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run the command line in a process of its own, output and narration apart, read as UTF-8."""
    return subprocess.run(
        [sys.executable, "-m", "judge", *arguments], cwd=cwd, env=environment(**variables), capture_output=True,
        encoding="utf-8", errors="replace", timeout=120, check=False,
    )  # fmt: skip


def environment(**variables: str) -> dict[str, str]:
    """Return the environment without what would change how a command looks, and with these variables."""
    unwanted = ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES", "JUDGE_DEBUG", "PYTHONIOENCODING", "PYTHONUTF8")
    kept = {name: text for name, text in os.environ.items() if name not in unwanted}
    return {**kept, "PYTHONPATH": str(ROOT), "TERM": "xterm-256color", **variables}


def inside(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run the command line in this process; quicker, and enough where the process itself does not matter."""
    output, narration = io.StringIO(), io.StringIO()
    with contextlib.chdir(cwd), contextlib.redirect_stdout(output), contextlib.redirect_stderr(narration):
        code = run(list(arguments))
    return subprocess.CompletedProcess(arguments, code, output.getvalue(), narration.getvalue())


def sane(done: subprocess.CompletedProcess[str]) -> None:
    """Check that nobody sees the inside of the program."""
    for text in (done.stdout, done.stderr):
        assert "Traceback" not in text
        assert "a bug in judge" not in text


@pytest.fixture
def crossings(tmp_path: Path) -> Path:
    """A challenge of three submissions and three judges, with a caution, and two results that differ."""
    folder = tmp_path / "crossings"
    for name in ("criteria", "submissions", "ballots"):
        (folder / name).mkdir(parents=True)
    (folder / "criteria/prize.toml").write_text(RUBRIC, "utf-8")
    (folder / "submissions/submissions.csv").write_text(SUBMISSIONS, "utf-8")
    (folder / "challenge.toml").write_text(CONFLICT, "utf-8")
    (folder / "ballots/marks.csv").write_text(MARKS.replace("S-1,J-1,8,6", "S-1,J-1,10,9"), "utf-8")
    assert run(["rank", "-C", str(folder), "-o", str(folder / "after.jsonl")]) == 0
    (folder / "ballots/marks.csv").write_text(MARKS, "utf-8")
    assert run(["rank", "-C", str(folder), "-o", str(folder / "result.jsonl")]) == 0
    return folder


# -- what a command answers to ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_every_command_has_help(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """``--help`` and ``-h`` tell the same on stdout, with an example."""
    texts = []
    for option in ("--help", "-h"):
        assert run([name, option]) == 0
        shown = capsys.readouterr()
        assert shown.err == ""
        texts.append(shown.out)
    assert texts[0].startswith(f"Usage: judge {name} ")
    assert f"Example: judge {name}" in texts[0]
    assert texts[0] == texts[1]


def test_help_lists_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    """``judge --help`` lists every command by role, and the exit codes."""
    assert run(["--help"]) == 0
    shown = capsys.readouterr().out
    for role, commands in COMMANDS.items():
        assert f"{role}:" in shown
        for name, (_, _, text) in commands.items():
            assert re.search(rf"^  {name} +{re.escape(text)}$", shown, re.MULTILINE)


def test_version(tmp_path: Path) -> None:
    """``--version`` tells the version, however the program was installed."""
    done = judge("--version", cwd=tmp_path)
    sane(done)
    assert re.fullmatch(r"judge \d+\.\d+\.\d+\S*\n", done.stdout)
    assert done.returncode == 0


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ("check", 0),
        ("rank", 0),
        ("rank prize", 0),
        ("rule prize --language fr", 0),
        ("explain S-1", 0),
        ("explain S-1 --round prize", 0),
        ("replay result.jsonl", 0),
        ("diff result.jsonl after.jsonl", 0),
        ("replay after.jsonl", 1),
        ("replay nowhere.jsonl", 1),
        ("diff result.jsonl challenge.toml", 1),
        ("check -C nowhere", 1),
        ("rank -C challenge.toml", 1),
        ("init .", 1),
        ("", 2),
        ("rank final", 2),
        ("rule final", 2),
        ("rule --language de", 2),
        ("explain S-9", 2),
        ("explain S-1 --round final", 2),
        ("explain", 2),
        ("diff result.jsonl", 2),
        ("rank --format xml", 2),
        ("rank --colour", 2),
        ("rank prize again", 2),
        ("init other --template nothing", 2),
    ],
)
def test_exit_codes(
    arguments: str, code: int, crossings: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """0 is well, 1 is wrong data or evidence, 2 is a wrong command; whatever is wrong is told on stderr, not on stdout."""
    monkeypatch.chdir(crossings)
    capsys.readouterr()
    assert run(arguments.split()) == code
    shown = capsys.readouterr()
    assert "a bug in judge" not in shown.err
    if arguments == "replay after.jsonl":
        assert "J-1" in shown.out  # what differs is the result of a replay
    elif code:
        assert shown.out == ""
        assert shown.err != ""


@pytest.mark.parametrize(
    ("written", "meant"), [("chekc", "check"), ("rnk", "rank"), ("explian", "explain"), ("Diff", "diff")]
)
def test_a_misspelt_command(written: str, meant: str, capsys: pytest.CaptureFixture[str]) -> None:
    """An unknown command is answered with the nearest one."""
    assert run([written]) == 2
    assert f"did you mean `{meant}`?" in capsys.readouterr().err


def test_misspelt_names(crossings: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A submission or round that is not there is answered with the nearest one, or with those that there are."""
    assert run(["explain", "S1", "-C", str(crossings)]) == 2
    assert "did you mean `S-1`?" in capsys.readouterr().err
    assert run(["rank", "x", "-C", str(crossings)]) == 2
    assert "rounds: `prize`" in capsys.readouterr().err


def test_no_traceback_even_for_a_bug(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A bug is told in two lines, with exit code 1; JUDGE_DEBUG shows where it is."""
    from judge.cli import organizers

    def broken(_: Path) -> None:
        raise KeyError("inside")

    monkeypatch.setattr(organizers, "check_act", broken)
    monkeypatch.delenv("JUDGE_DEBUG", raising=False)
    assert run(["check"]) == 1
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.startswith("judge: a bug in judge, not in your files: KeyError")
    assert "Traceback" not in shown.err
    monkeypatch.setenv("JUDGE_DEBUG", "1")
    with pytest.raises(KeyError):
        run(["check"])


def test_init_check_rank(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A new challenge from every template passes ``check`` as it is, and names what it wrote."""
    from judge.acts.init import TEMPLATES

    monkeypatch.chdir(tmp_path)
    for template in TEMPLATES:
        assert run(["init", template, "--template", template]) == 0
        for line in capsys.readouterr().out.splitlines()[:-1]:
            assert Path(line.removeprefix("written: ")).is_file()
        assert run(["check", "-C", template]) == 0
        assert "cannot be scored" not in capsys.readouterr().out


# -- formats and output -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", FORMATTED, ids=lambda command: command[0])
def test_json_parses(command: list[str], crossings: Path) -> None:
    """``--format json`` is one JSON object on stdout and holds no float."""
    done = inside(*command, "--format", "json", cwd=crossings)
    sane(done)
    found = json.loads(done.stdout, parse_float=lambda text: pytest.fail(f"a float: {text}"))
    assert isinstance(found, dict)
    assert done.returncode == 0


@pytest.mark.parametrize("command", FORMATTED, ids=lambda command: command[0])
def test_csv_reads_back(command: list[str], crossings: Path) -> None:
    """``--format csv`` is one table: every row has as many cells as there are headers."""
    done = inside(*command, "--format", "csv", cwd=crossings)
    sane(done)
    rows = list(csv.reader(done.stdout.splitlines()))
    assert rows
    assert {len(rows[0])} == {len(row) for row in rows}


@pytest.mark.parametrize("command", FORMATTED, ids=lambda command: command[0])
def test_markdown_tables(command: list[str], crossings: Path) -> None:
    """``--format markdown`` begins with a heading, and each row of a table has as many cells as the one before it."""
    done = inside(*command, "--format", "markdown", cwd=crossings)
    sane(done)
    assert done.stdout.startswith("# ")
    for table in re.findall(r"(?:^\|.*\n)+", done.stdout, re.MULTILINE):
        assert len({len(re.findall(r"(?<!\\)\|", row)) for row in table.splitlines()}) == 1


def test_the_formats_say_the_same(crossings: Path) -> None:
    """The ranking has the same order in every format."""
    order = ["S-2", "S-1", "S-3"]
    assert order == [
        row["submission"] for row in json.loads(inside("rank", "--format", "json", cwd=crossings).stdout)["ranking"]
    ]
    rows = list(csv.DictReader(inside("rank", "--format", "csv", cwd=crossings).stdout.splitlines()))
    assert order == [row["submission"] for row in rows]
    for format_ in ("table", "markdown"):
        shown = inside("rank", "--format", format_, cwd=crossings).stdout
        assert order == list(dict.fromkeys(re.findall(r"S-\d", shown)))


@pytest.mark.parametrize(
    "command", [command for command in FORMATTED if command[0] != "rank"], ids=lambda command: command[0]
)
@pytest.mark.parametrize("format_", ["json", "csv", "markdown"])
def test_output_is_what_would_be_printed(command: list[str], format_: str, crossings: Path) -> None:
    """``-o FILE`` writes to the file what would stand on stdout, says so on stderr, and leaves stdout empty."""
    printed = inside(*command, "--format", format_, cwd=crossings)
    done = inside(*command, "--format", format_, "-o", "report.txt", cwd=crossings)
    assert printed.stdout == (crossings / "report.txt").read_bytes().decode()
    assert done.stdout == ""
    assert "written: report.txt" in done.stderr


def test_rank_writes_a_result_and_shows_it(crossings: Path) -> None:
    """``rank -o`` shows the ranking as without it, and its file can be replayed."""
    done = inside("rank", "-o", "new.jsonl", cwd=crossings)
    assert inside("rank", cwd=crossings).stdout == done.stdout
    assert (crossings / "result.jsonl").read_bytes() == (crossings / "new.jsonl").read_bytes()
    assert inside("replay", "new.jsonl", cwd=crossings).returncode == 0


@posix
@pytest.mark.parametrize("command", FORMATTED, ids=lambda command: command[0])
def test_a_full_disk_changes_nothing(command: list[str], crossings: Path) -> None:
    """Where a file cannot be written whole, the one that was there stays, nothing is left beside it, and the code is 1."""
    import resource

    (crossings / "kept.txt").write_text("the old one", "utf-8")
    before = sorted(crossings.iterdir())
    done = subprocess.run(
        [sys.executable, "-m", "judge", *command, "-o", "kept.txt"], cwd=crossings, env=environment(), text=True,
        capture_output=True, check=False, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (20, 20)),
    )  # fmt: skip
    sane(done)
    assert done.returncode == 1
    assert "[file-not-written]" in done.stderr
    assert (crossings / "kept.txt").read_text("utf-8") == "the old one"
    assert before == sorted(crossings.iterdir())


@posix
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder(crossings: Path) -> None:
    """In a folder where nobody may write, a report is refused with its reason."""
    closed = crossings / "closed"
    closed.mkdir(mode=0o500)
    done = inside("rank", "-o", "closed/result.jsonl", cwd=crossings)
    assert done.returncode == 1
    assert "permission denied" in done.stderr
    assert list(closed.iterdir()) == []


def test_a_refused_challenge_writes_nothing(crossings: Path) -> None:
    """Wrong data writes no result, and the earlier one stays."""
    before = (crossings / "result.jsonl").read_bytes()
    (crossings / "ballots/marks.csv").write_text(MARKS + "S-4,J-1,1,1\n", "utf-8")
    done = inside("rank", "-o", "result.jsonl", cwd=crossings)
    assert done.returncode == 1
    assert "[unknown-submission]" in done.stderr
    assert done.stdout == ""
    assert before == (crossings / "result.jsonl").read_bytes()


def test_stdout_holds_the_result(crossings: Path) -> None:
    """The result stands on stdout and narration on stderr: a caution changes no byte of the output."""
    done = inside("rank", "--format", "csv", cwd=crossings)
    assert "[mark-set-aside]" in done.stderr
    assert "mark-set-aside" not in done.stdout
    refused = inside("check", "-C", "nowhere", cwd=crossings)
    assert refused.stdout == ""
    assert refused.stderr.startswith("nowhere: there is no such folder  [no-folder]")


# -- pipes, terminals, encodings ----------------------------------------------------------------------------------


@posix
@pytest.mark.parametrize("command", [["rank"], ["explain", "S-1", "--format", "json"], ["--help"]], ids=" ".join)
def test_a_reader_that_goes_away(command: list[str], crossings: Path) -> None:
    """``judge … | head -1`` ends quietly and well."""
    done = subprocess.Popen(
        [sys.executable, "-m", "judge", *command], cwd=crossings, env=environment(), text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert done.stdout is not None
    assert done.stderr is not None
    done.stdout.close()
    told = done.stderr.read()
    done.stderr.close()
    assert done.wait(60) == 0
    assert "Traceback" not in told
    assert "BrokenPipe" not in told
    assert "a bug in judge" not in told


@posix
def test_stdout_that_is_full(crossings: Path) -> None:
    """Output that the system does not take is told as such, with exit code 1, not as a bug."""
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    with open("/dev/full", "w", encoding="utf-8") as full:
        done = subprocess.run(
            [sys.executable, "-m", "judge", "rank"], cwd=crossings, env=environment(), text=True,
            stdout=full, stderr=subprocess.PIPE, check=False,
        )  # fmt: skip
    assert done.returncode == 1
    assert "a bug in judge" not in done.stderr
    assert "Traceback" not in done.stderr


def on_terminal(command: list[str], cwd: Path, width: int = 100, **variables: str) -> tuple[int, str]:
    """Run a command on a pseudo-terminal and return its exit code and what was shown."""
    import fcntl
    import pty
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, width, 0, 0))
    done = subprocess.Popen(
        [sys.executable, "-m", "judge", *command],
        cwd=cwd,
        env=environment(**variables),
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)
    shown = b""
    while True:
        try:
            part = os.read(ours, 65536)
        except OSError:
            break
        if not part:
            break
        shown += part
    os.close(ours)
    return done.wait(60), shown.decode("utf-8", "replace")


@posix
@pytest.mark.parametrize("command", [["rank"], ["explain", "S-1"]], ids=lambda command: command[0])
def test_colour_only_on_a_terminal(command: list[str], crossings: Path) -> None:
    """Escape codes stand on a terminal; never in a pipe, with NO_COLOR, on a dumb terminal or in another format."""
    code, shown = on_terminal(command, crossings)
    assert code == 0
    assert ESCAPE in shown
    assert ESCAPE not in on_terminal(command, crossings, NO_COLOR="1")[1]
    assert ESCAPE not in on_terminal(command, crossings, TERM="dumb")[1]
    assert ESCAPE not in on_terminal([*command, "--format", "json"], crossings)[1]
    assert ESCAPE not in judge(*command, cwd=crossings, FORCE_COLOR="1").stdout


@posix
@pytest.mark.parametrize("width", [1, 40, 1000])
def test_any_width(width: int, crossings: Path) -> None:
    """A terminal of any width shows every submission."""
    code, shown = on_terminal(["rank"], crossings, width, NO_COLOR="1")
    assert code == 0
    assert "a bug in judge" not in shown
    if width >= 40:
        assert all(name in shown for name in ("S-1", "S-2", "S-3"))


@pytest.mark.parametrize(
    "variables",
    [
        {"LC_ALL": "C"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"LC_ALL": "nonsense"},
        {"LANG": "de_DE.UTF-8", "LC_ALL": ""},
        {"TERM": "dumb"},
        {"TERM": ""},
        {"TERM": "no-such-terminal"},
        {"COLUMNS": "40"},
        {"COLUMNS": "0"},
        {"COLUMNS": "wide"},
        {"TZ": "Asia/Kathmandu", "PYTHONHASHSEED": "7"},
    ],
    ids=str,
)
def test_the_surroundings_change_nothing(variables: dict[str, str], crossings: Path) -> None:
    """Locale, terminal, time zone and hash seed do not change a byte of what goes into a pipe."""
    plain, done = inside("explain", "S-3", cwd=crossings), judge("explain", "S-3", cwd=crossings, **variables)
    sane(done)
    assert (0, plain.stdout, plain.stderr) == (done.returncode, done.stdout, done.stderr)


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
@pytest.mark.parametrize("command", [["rank"], ["explain", "S-1"], ["check", "-C", "broken"]], ids=" ".join)
def test_a_stdout_that_is_not_utf_8(encoding: str, command: list[str], crossings: Path) -> None:
    """Where stdout cannot show a character, the rest is shown all the same, and nothing is called a bug."""
    (crossings / "broken/criteria").mkdir(parents=True)
    (crossings / "broken/criteria/ŁÓDŹ.toml").write_text('title = "Ł', "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "judge", *command], cwd=crossings, env=environment(PYTHONIOENCODING=encoding),
        capture_output=True, check=False,
    )  # fmt: skip
    told = done.stdout + done.stderr
    assert b"a bug in judge" not in told
    assert b"Traceback" not in told
    assert done.returncode == (1 if "broken" in command else 0)


# -- interruption -------------------------------------------------------------------------------------------------

SLOW = """\
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
from judge.cli import run
print("ready", flush=True)
sys.exit(run(sys.argv[1:]))
"""


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """A challenge of 800,000 marks, which takes seconds."""
    folder = tmp_path / "large"
    (folder / "criteria").mkdir(parents=True)
    (folder / "ballots").mkdir()
    names = [f"c{number}" for number in range(40)]
    criteria = "".join(f'[[criterion]]\nid = "{name}"\n' for name in names)
    (folder / "criteria/large.toml").write_text(f"[scale]\nlow = 0\nhigh = 10\n{criteria}", "utf-8")
    marks = ",".join(str(number % 11) for number in range(40))
    rows = (f"S{submission},J{judge},{marks}\n" for submission in range(500) for judge in range(40))
    (folder / "ballots/marks.csv").write_text(f"submission,judge,{','.join(names)}\n{''.join(rows)}", "utf-8")
    return folder


@posix
def test_interrupted(large: Path) -> None:
    """Ctrl-C ends a long run with 130 and one sentence; a result that was there stays, and nothing is half written."""
    (large / "result.jsonl").write_text("the old one", "utf-8")
    before = sorted(large.iterdir())
    done = subprocess.Popen(
        [sys.executable, "-c", SLOW, "rank", "-o", "result.jsonl"], cwd=large, env=environment(), text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert done.stdout is not None
    assert done.stdout.readline() == "ready\n"
    time.sleep(0.4)
    done.send_signal(signal.SIGINT)
    output, told = done.communicate(timeout=60)
    assert done.returncode == 130
    assert output == ""
    assert told.strip().splitlines()[-1] == "interrupted; nothing is half written"
    assert "Traceback" not in told
    assert (large / "result.jsonl").read_text("utf-8") == "the old one"
    assert before == sorted(large.iterdir())


# -- completion ---------------------------------------------------------------------------------------------------


def completed(line: str, cwd: Path, *, python: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
    """Run what the shell runs to complete the last word of a line."""
    words = line.split(" ")
    variables = {"_JUDGE_COMPLETE": "bash_complete", "COMP_WORDS": line, "COMP_CWORD": str(len(words) - 1)}
    return subprocess.run(
        [sys.executable, *python, "-m", "judge"], cwd=cwd, env=environment(**variables), text=True,
        capture_output=True, check=False,
    )  # fmt: skip


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts(shell: str, tmp_path: Path) -> None:
    """Each shell gets the script that completes ``judge``."""
    done = judge(cwd=tmp_path, _JUDGE_COMPLETE=f"{shell}_source")
    sane(done)
    assert f"_JUDGE_COMPLETE={shell}_complete" in done.stdout
    assert done.returncode == 0


def test_completing_commands_is_light(tmp_path: Path) -> None:
    """Completing a command imports no command, nothing that scores or reads, and nothing that draws."""
    done = completed("judge ", tmp_path, python=("-X", "importtime"))
    assert [f"plain,{name}" for name in NAMES] == done.stdout.split()
    imported = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines() if line.startswith("import time:")}
    ours = {
        name
        for name in imported
        if name.split(".")[0] in ("judge", "rich", "attr", "attrs", "tomli", "python_calamine")
    }
    assert ours <= {"judge", "judge.cli", "judge.__main__"}


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("judge e", ["enrol", "explain"]),
        ("judge rank ", ["prize"]),
        ("judge explain S-", ["S-1", "S-2", "S-3"]),
        ("judge explain S-1 --round p", ["prize"]),
        ("judge init new --template ha", ["hackathon"]),
        ("judge rank --for", ["--format"]),
        ("judge rank --format j", ["json"]),
        ("judge explain -C nowhere S-", []),
    ],
)
def test_completion_offers(line: str, offered: list[str], crossings: Path) -> None:
    """Commands, options, rounds, submissions and templates are completed; where nothing can be, there is silence."""
    done = completed(line, crossings)
    assert [f"plain,{word}" for word in offered] == [
        text for text in done.stdout.split() if not text.startswith(("dir", "file"))
    ]
    assert done.stderr == ""


def test_completion_after_an_unknown_command_tells_nothing(crossings: Path) -> None:
    """A shell that completes a line with a slip in it shows no error."""
    done = completed("judge nonsense ", crossings)
    assert (done.returncode, done.stderr) == (0, "")


def test_completion_in_a_broken_challenge(crossings: Path) -> None:
    """In a challenge that cannot be read, completion offers what it can and tells no problem."""
    (crossings / "challenge.toml").write_text("broken = [", "utf-8")
    done = completed("judge explain S-", crossings)
    assert done.stderr == ""
    assert done.returncode == 0


@pytest.mark.parametrize(
    "target", ["criteria/prize.toml", "ballots/marks.csv", "ballots/new.csv", "challenge.toml", "submissions/x.csv"]
)
@pytest.mark.parametrize("command", ["rank", "check", "explain S-1"])
def test_nothing_that_is_judged_is_written_over(command: str, target: str, crossings: Path) -> None:
    """An -o inside the challenge's own folders, or on one of its files, is refused as a wrong command."""
    before = {path: path.read_bytes() for path in crossings.rglob("*") if path.is_file()}
    code = run([*command.split(), "-C", str(crossings), "-o", str(crossings / target)])
    assert code == 2
    assert {path: path.read_bytes() for path in crossings.rglob("*") if path.is_file()} == before
