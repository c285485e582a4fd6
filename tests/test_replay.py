"""The trail, its replay and the difference of two results: what an auditor relies on."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from judge.cli import judge
from tests.challenges import ROOT

SAMPLE = ("challenge.toml", "decisions.toml", "criteria", "submissions", "facts", "ballots")


def run(*arguments: object) -> Result:
    return CliRunner().invoke(judge, [str(argument) for argument in arguments], standalone_mode=True)


@pytest.fixture
def challenge(tmp_path: Path) -> Path:
    """A copy of the sample with its result beside it."""
    for name in SAMPLE:
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, tmp_path / name)
    assert run("rank", "-C", tmp_path, "-o", tmp_path / "result.jsonl").exit_code == 0
    return tmp_path


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_a_result_replays_to_the_same_bytes(challenge: Path) -> None:
    """replay(trail(x)) is the same bytes, and the digest shown is the file's own SHA-256."""
    import hashlib

    found = run("replay", "-C", challenge, challenge / "result.jsonl")
    assert found.exit_code == 0
    assert f"sha256:{hashlib.sha256((challenge / 'result.jsonl').read_bytes()).hexdigest()}" in found.output


CHANGES: dict[str, tuple[Callable[[Path], None], str]] = {
    "a mark": (
        lambda c: edit(c / "ballots/marks.csv", "S-03,J-01,compact,4.5", "S-03,J-01,compact,2.5"),
        "ballots/marks.csv:102",
    ),
    "a step": (lambda c: edit(c / "criteria/local2030.toml", "divide = 5,", "divide = 4,"), "score.steps 3"),
    "the quorum": (lambda c: edit(c / "criteria/local2030.toml", "quorum = 3 ", "quorum = 2 "), "score.quorum"),
    "a weight": (lambda c: edit(c / "criteria/local2030.toml", "weight = 14", "weight = 15"), "criteria/local2030.toml:"),
    "the seats": (lambda c: edit(c / "criteria/local2030.toml", "seats = 6", "seats = 5"), "outcome 1.seats"),
    "a title": (
        lambda c: edit(c / "submissions/S-17.toml", "Island Move Plan", "Island Moving Plan"), "submissions/S-17.toml",
    ),
    "a conflict": (
        lambda c: (c / "challenge.toml").write_text(
            (c / "challenge.toml").read_text("utf-8")
            + '\n[[conflict]]\njudge = "J-01"\nsubmission = "S-07"\ntype = "family"\nreason = "…"\n',
            "utf-8",
        )
        and None,
        "aside submission S-07",
    ),
    "a submission more": (
        lambda c: (c / "submissions/S-25.toml").write_text('title = "Late"\n', "utf-8") and None,
        "S-25",
    ),
    "a submission less": (lambda c: (c / "submissions/S-21.toml").unlink(), "S-21"),
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGES)
def test_a_changed_input_is_named_by_the_replay(challenge: Path, name: str) -> None:
    """Exit code 1, and the entry or place that changed."""
    change, told = CHANGES[name]
    change(challenge)
    found = run("replay", "-C", challenge, challenge / "result.jsonl")
    assert found.exit_code == 1
    assert told in found.output
    assert "Traceback" not in found.output


def test_a_changed_number_in_a_result_is_named_with_its_line(challenge: Path) -> None:
    """The last line no longer fits, and the line with the other number is shown."""
    result = challenge / "result.jsonl"
    line = next(n for n, text in enumerate(result.read_text("utf-8").splitlines(), 1) if '"place":"6"' in text)
    edit(result, '"place":"6"', '"place":"1"')
    found = run("replay", "-C", challenge, result)
    assert found.exit_code == 1
    assert f"result.jsonl:{line}: place submission S-08" in found.output
    assert "the result was changed after it was written" in found.output


def test_every_line_of_a_result_matters(challenge: Path) -> None:
    """Each line deleted, doubled or changed in one digit is found, without a traceback."""
    whole = (challenge / "result.jsonl").read_text("utf-8").splitlines(keepends=True)
    for at in range(0, len(whole), 23):
        for lines in (
            [*whole[:at], *whole[at + 1 :]],
            [*whole[: at + 1], *whole[at:]],
            [*whole[:at], whole[at].upper(), *whole[at + 1 :]],
        ):
            (challenge / "changed.jsonl").write_text("".join(lines), "utf-8")
            found = run("replay", "-C", challenge, challenge / "changed.jsonl")
            assert (found.exit_code, "Traceback" in found.output) == (1, False), at


def test_a_result_whose_entries_lack_a_key_is_told_of(challenge: Path) -> None:
    """An entry of a result may be anything; it is named as what differs, and nothing breaks."""
    result = challenge / "result.jsonl"
    lines = result.read_text("utf-8").splitlines()
    seen = set()
    for number, line in enumerate(lines):
        entry = json.loads(line)
        for key in {"submission", "input", "number", "round", "judge"} & {*entry} - {*seen}:
            seen.add(key if key != "submission" or entry["entry"] == key else "")
            changed = {name: value for name, value in entry.items() if name != key}
            for text in (json.dumps(changed, separators=(",", ":")), line.replace(f'"{key}":1', f'"{key}":-99')):
                result.write_text("\n".join([*lines[:number], text, *lines[number + 1 :]]) + "\n", "utf-8")
                done = run("replay", "-C", challenge, result)
                assert done.exception is None or isinstance(done.exception, SystemExit), (text, done.exception)


def test_a_result_cut_anywhere_is_refused(challenge: Path) -> None:
    """A torn file says that it is torn."""
    data = (challenge / "result.jsonl").read_bytes()
    for end in range(0, len(data), len(data) // 40):
        (challenge / "torn.jsonl").write_bytes(data[:end])
        found = run("replay", "-C", challenge, challenge / "torn.jsonl")
        assert found.exit_code == 1, end


def test_diff_names_who_moved_and_the_mark_that_caused_it(challenge: Path) -> None:
    """The winner loses on one mark; those who move up have nothing of their own."""
    edit(challenge / "ballots/marks.csv", "S-07,J-03,compact,4.5", "S-07,J-03,compact,1")
    run("rank", "-C", challenge, "-o", challenge / "after.jsonl")
    found = run("diff", challenge / "result.jsonl", challenge / "after.jsonl", "--format", "json")
    told = json.loads(found.output)
    assert [change["about"] for change in told["changes"]] == [["J-03", "S-07", "compact"]]
    moved = {move["submission"]: move for move in told["moves"]}
    assert moved["S-07"]["because"] == ["mark J-03 · S-07 · compact: 4.5 became 1"]
    assert all(not move["because"] for name, move in moved.items() if name != "S-07")


def test_diff_tells_a_new_decision_in_words(challenge: Path) -> None:
    """An entry that only one of two results has is called new, or no longer there, with what it says beyond its name."""
    with (challenge / "decisions.toml").open("a") as stream:
        stream.write('\n[[decision]]\nkind = "void"\nsubmission = "S-07"\njudge = "J-06"\nreason = "another record"\n')
    run("rank", "-C", challenge, "-o", challenge / "after.jsonl")
    told = run("diff", challenge / "result.jsonl", challenge / "after.jsonl").output
    assert "aside J-06 · S-07: new (" in told
    assert "nothing became {" not in told
    told = run("diff", challenge / "after.jsonl", challenge / "result.jsonl").output
    assert "aside J-06 · S-07: no longer there (" in told


def test_diff_of_two_rules_names_the_rule_line(challenge: Path) -> None:
    """Two rule files on one set of marks give two results, and the difference names the clause."""
    edit(challenge / "criteria/local2030.toml", '  { criterion = "rights" },\n', "")
    run("rank", "-C", challenge, "-o", challenge / "after.jsonl")
    found = run("diff", challenge / "result.jsonl", challenge / "after.jsonl")
    assert found.exit_code == 0
    assert "rule rank.ties 1" in found.output


def test_diff_of_a_result_with_itself_says_the_same_bytes(challenge: Path) -> None:
    """Nothing moved."""
    found = run("diff", challenge / "result.jsonl", challenge / "result.jsonl")
    assert (found.exit_code, "the same bytes" in found.output) == (0, True)


def test_a_result_holds_no_reason_of_a_conflict_and_no_text_of_a_record(challenge: Path) -> None:
    """Reasons of conflicts, remarks and summaries stay out; only their digests are in."""
    text = (challenge / "result.jsonl").read_text("utf-8")
    for line in (challenge / "challenge.toml").read_text("utf-8").splitlines():
        if line.startswith("reason = "):
            assert line.removeprefix("reason = ").strip('"') not in text
    assert "marks.csv" not in text


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda lines: [*lines[:9], lines[8], *lines[9:]], "stands twice in the result, or in another order"),
        (
            lambda lines: [*lines[:8], lines[9], lines[8], *lines[10:]],
            "stands twice in the result, or in another order",
        ),
        (lambda lines: [line.replace("\n", "\r\n") for line in lines], "as Windows ends them"),
        (lambda lines: ["\ufeff" + lines[0], *lines[1:]], "byte order mark"),
        (lambda _: [], "the file is empty"),
    ],
    ids=["doubled", "swapped", "windows", "mark", "empty"],
)
def test_what_happened_to_a_result_is_told(
    challenge: Path, change: Callable[[list[str]], list[str]], told: str
) -> None:
    """What transport and editors do to a file is told in words that help."""
    lines = (challenge / "result.jsonl").read_text("utf-8").splitlines(keepends=True)
    (challenge / "result.jsonl").write_bytes("".join(change(lines)).encode())
    found = run("replay", "-C", challenge, challenge / "result.jsonl")
    assert found.exit_code == 1
    assert told in found.output
