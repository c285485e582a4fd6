"""``judge import``: every rule of taking marks and submissions in, on whole output, exit codes and bytes."""

import errno
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from hashlib import sha256
from io import BytesIO
from itertools import count
from pathlib import Path

import pytest
import xlsxwriter
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from judge.acts.importing import import_
from judge.acts.loading import Refused
from judge.acts.scoring import scored
from judge.cli import judge
from judge.files import durable
from judge.files.durable import FileRefused
from judge.model.number import plain

ROOT = Path(__file__).parents[1]
RUBRIC = """
title = "The final"
[scale]
low = 0
high = 10
step = 0.5
codes = { DNS = "did not start" }
[[criterion]]
id = "c1"
title.en = "Rights"
title.es = "Derechos"
weight = 60
[[criterion]]
id = "c2"
title = "Openness"
weight = 40
[score]
steps = [
  { fill = "DNS", with = 0 },
  { mean = "criterion", weights = "weight" },
  { mean = "judge" },
]
"""
SUBMISSIONS = "id,title\nS-1,One\nS-2,Two\nS-3,Three\n"
FILES = {"criteria/final.toml": RUBRIC, "submissions/submissions.csv": SUBMISSIONS}
OWN = ("imports.csv", "submissions/imported.csv", "ballots/imported.csv")
LONG = "submission,judge,criterion,mark\n"
HEAD = "submission,judge,criterion,mark,reason,remark\n"


def write(directory: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write files, by name, and return their folder."""
    for name, content in files.items():
        path = directory / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return directory


@pytest.fixture
def prize(tmp_path: Path) -> Path:
    """A challenge with three submissions and no marks."""
    return write(tmp_path / "prize", FILES)


def run(directory: Path, *arguments: str) -> Result:
    """Run the command in a process of this one."""
    return CliRunner().invoke(judge, ["import", "-C", str(directory), *arguments])


def taken(directory: Path, *files: Path | str, **options: object) -> list[tuple[str, ...]]:
    """Import without the command line; return action, before, after and why of each row."""
    told = {"round_id": None, "reason": None, "dry_run": False, **options}
    ledger, _ = import_(directory, [Path(file) for file in files], **told)  # type: ignore[arg-type]
    return [(row.action, row.before, row.after, row.why) for row in ledger.rows]


def refusals(directory: Path, *files: Path | str, **options: object) -> list[tuple[str, str]]:
    """Import what must be refused; return place and code of each problem, and see that no byte changed."""
    before = state(directory)
    with pytest.raises(Refused) as refused:
        taken(directory, *files, **options)
    assert before == state(directory)
    return [(str(each.place), each.code) for each in refused.value.problems if each.severity == "refused"]


def state(directory: Path) -> dict[str, bytes]:
    """Return every file of a folder with its bytes."""
    return {str(path.relative_to(directory)): path.read_bytes() for path in directory.rglob("*") if path.is_file()}


def text(directory: Path, name: str = "ballots/imported.csv") -> str:
    return (directory / name).read_bytes().decode()


def table(directory: Path, name: str, content: str | bytes) -> Path:
    """Write a table outside of the challenge and return its path."""
    return write(directory.parent, {name: content}) / name


def ranking(directory: Path) -> list[tuple[str, str, str]]:
    """Return the ranking of the only round, and who has none."""
    result = scored(directory, None, keep=False).result
    ranked = [(plain(each.place), each.submission, plain(each.score)) for each in result.standings]
    return [*ranked, *(("", each.submission, each.state) for each in result.unranked)]


# -- what is told and written -----------------------------------------------------------------------------------------


def test_long(prize: Path) -> None:
    """Marks are told row by row; the three files hold them in the challenge's own form, and nothing else is written."""
    old = state(prize)
    marks = table(prize, "the marks.csv", LONG + "S-2,J-1,c2,7.50\nS-1,J-1,Rights,dns\nS-1,J-1,c2,\n")
    done = run(prize, str(marks))
    assert done.exit_code == 0
    assert done.stdout == (
        "imported: 2 taken, 0 changed, 0 unchanged, 1 skipped\n"
        "\n"
        "file           line  submission  judge  criterion  action   before  after  why\n"
        "the marks.csv     2  S-2         J-1    c2         taken            7.5\n"
        "the marks.csv     3  S-1         J-1    c1         taken            DNS\n"
        "the marks.csv     4  S-1         J-1    c2         skipped                 empty: the mark is missing\n"
        "written: imports.csv, ballots/imported.csv\n"
    )
    assert done.stderr == ""
    assert text(prize) == HEAD + "S-1,J-1,c1,DNS,,\nS-2,J-1,c2,7.5,,\n"
    digest = sha256(marks.read_bytes()).hexdigest()
    assert text(prize, "imports.csv") == (
        "file,sha256,line,kind,round,submission,judge,criterion,action,before,after,reason\n"
        f"the marks.csv,{digest},2,mark,final,S-2,J-1,c2,taken,,7.5,\n"
        f"the marks.csv,{digest},3,mark,final,S-1,J-1,c1,taken,,DNS,\n"
        f"the marks.csv,{digest},4,mark,final,S-1,J-1,c2,skipped,,,empty: the mark is missing\n"
    )
    assert old == {name: data for name, data in state(prize).items() if name not in OWN}


def test_again(prize: Path) -> None:
    """The same file again changes not one byte, and says where each mark stands."""
    marks = table(prize, "a.csv", LONG + "S-2,J-1,c2,7\nS-1,J-1,c1,8\nS-3,J-1,c1,\n")
    run(prize, str(marks))
    old = state(prize)
    done = run(prize, str(marks))
    assert done.exit_code == 0
    assert done.stdout == (
        "imported: 0 taken, 0 changed, 2 unchanged, 1 skipped\n"
        "\n"
        "file   line  submission  judge  criterion  action     before  after  why\n"
        "a.csv     2  S-2         J-1    c2         unchanged  7       7      stands in ballots/imported.csv:3\n"
        "a.csv     3  S-1         J-1    c1         unchanged  8       8      stands in ballots/imported.csv:2\n"
        "a.csv     4  S-3         J-1    c1         skipped                   empty: the mark is missing\n"
        "nothing changes\n"
    )
    assert old == state(prize)


def test_a_change_needs_a_reason(prize: Path) -> None:
    """Another value is refused at its own place, with the old value and where it stands; with a reason it is taken."""
    run(prize, str(table(prize, "a.csv", LONG + "S-1,J-1,c1,7\nS-2,J-1,c1,7\n")))
    second = table(prize, "b.csv", LONG + "S-2,J-1,c1,7.0\nS-1,J-1,c1,8\nS-3,J-1,c1,1\n")
    old = state(prize)
    done = run(prize, str(second))
    assert done.exit_code == 1
    assert done.stdout == ""
    assert done.stderr == (
        f"{second.as_posix()}:3: the mark is `8` here, but `7` in ballots/imported.csv:2  [change-without-reason]\n"
        "    3 | S-1,J-1,c1,8\n"
        '   hint: if it is to change, say why: --reason "…"\n'
        "\n"
        "1 problem; nothing was scored or written\n"
    )
    assert old == state(prize)
    done = run(prize, str(second), "--reason", "J-1 confirmed, by letter")
    assert done.exit_code == 0
    assert (
        "b.csv     3  S-1         J-1    c1         changed    7       8      J-1 confirmed, by letter\n" in done.stdout
    )
    assert text(prize) == HEAD + "S-1,J-1,c1,8,,\nS-2,J-1,c1,7,,\nS-3,J-1,c1,1,,\n"
    assert text(prize, "imports.csv").startswith(old["imports.csv"].decode())
    assert ',changed,7,8,"J-1 confirmed, by letter"\n' in text(prize, "imports.csv")


def test_many_changes_are_counted(prize: Path) -> None:
    """Past so many changes the rest are counted; all are told at once."""
    records = "id\n" + "".join(f"S-{at}\n" for at in range(4, 60))
    write(prize, {"submissions/more.csv": records})
    rows = [f"S-{at},J-1,c1" for at in range(1, 60)]
    taken(prize, table(prize, "a.csv", LONG + "".join(f"{row},7\n" for row in rows)))
    with pytest.raises(Refused) as refused:
        taken(prize, table(prize, "b.csv", LONG + "".join(f"{row},8\n" for row in rows)))
    found = refused.value.problems
    assert sum(1 + each.more for each in found) == 59
    assert len(found) == 20


def test_elsewhere(prize: Path) -> None:
    """A mark in a table that people keep is changed there: the same value is unchanged, another is refused."""
    write(prize, {"ballots/jury.csv": "submission,judge,c1,c2\nS-1,J-1,7,\n"})
    same = table(prize, "a.csv", LONG + "S-1,J-1,c1,7.0\n")
    assert taken(prize, same) == [("unchanged", "7", "7", "stands in ballots/jury.csv:2")]
    other = table(prize, "b.csv", LONG + "S-1,J-1,c1,8\n")
    expected = [(f"{other.as_posix()}:2", "change-elsewhere")]
    assert expected == refusals(prize, other)
    assert expected == refusals(prize, other, reason="because")
    filled = table(prize, "c.csv", LONG + "S-1,J-1,c2,8\n")
    assert taken(prize, filled) == [("taken", "", "8", "")]
    assert ranking(prize)[0] == ("1", "S-1", "7.4")


def test_empty_erases_nothing(prize: Path) -> None:
    """An empty mark is skipped, whatever stands; empty cells beside a mark erase nothing either."""
    full = table(prize, "a.csv", "submission,judge,criterion,mark,remark\nS-1,J-1,c1,7,good\n")
    taken(prize, full)
    old = state(prize)
    empty = table(prize, "b.csv", "submission,judge,criterion,mark,remark\nS-1,J-1,c1,,\nS-1,J-1,c1,7,\n")
    assert [row[0] for row in taken(prize, empty)] == ["skipped", "unchanged"]
    assert old == state(prize)


def test_dry_run(prize: Path) -> None:
    """A dry run shows the same ledger and writes nothing."""
    marks = table(prize, "a.csv", LONG + "S-2,J-1,c2,7\n")
    old = state(prize)
    dry = run(prize, "--dry-run", str(marks))
    assert dry.exit_code == 0
    assert old == state(prize)
    assert not (prize / "ballots").exists()
    wet = run(prize, str(marks))
    assert (
        dry.stdout.replace("would import:", "imported:").replace("not written, for this is a dry run:", "written:")
        == wet.stdout
    )


def test_everything_wrong_at_once(prize: Path) -> None:
    """All problems of all files come at once, each in its own file; nothing of the good file is written."""
    good = table(prize, "good.csv", LONG + "S-1,J-1,c1,7\n")
    bad = table(prize, "bad.csv", LONG + "S-9,J-1,c1,7\nS-1,J-1,c9,7\nS-1,J-1,c2,11\nS-1,J-1,c1,7.1\nS-1,J-1,c2,abc\n")
    worse = table(prize, "worse.csv", "a,b\n1,2\n")
    name = bad.as_posix()
    assert refusals(prize, good, bad, worse, "no.csv") == [
        (os.path.relpath("no.csv", prize), "unreadable-file"),
        (f"{name}:2", "unknown-submission"),
        (f"{name}:3", "unknown-criterion"),
        (f"{name}:4", "mark-out-of-scale"),
        (f"{name}:5", "mark-off-step"),
        (f"{name}:6", "unknown-mark"),
        (f"{worse.as_posix()}:1", "import-columns"),
    ]


def test_within_files(prize: Path) -> None:
    """Files imported together are like one: the same mark counts once, two values are refused."""
    first = table(prize, "a.csv", LONG + "S-1,J-1,c1,7\n")
    second = table(prize, "b.csv", LONG + "S-1,J-1,c1,8\n")
    assert (f"{second.as_posix()}:2", "mark-differs") in refusals(prize, first, second)
    assert taken(prize, first, first) == [
        ("taken", "", "7", ""),
        ("unchanged", "7", "7", f"stands in {first.as_posix()}:2"),
    ]


# -- submissions ------------------------------------------------------------------------------------------------------


def test_submissions(prize: Path) -> None:
    """Records keep their unknown columns in order of appearance; equal ones are unchanged, a change needs a reason."""
    first = table(prize, "s.csv", 'Region,id,title,Población\nsouth,S-5,Five,12\n,S-4,"Four, or so",\n')
    assert taken(prize, first) == [("taken", "", "Five", ""), ("taken", "", "Four, or so", "")]
    expected = 'id,title,Region,Población\nS-4,"Four, or so",,\nS-5,Five,south,12\n'
    assert expected == text(prize, OWN[1])
    old = state(prize)
    assert [row[0] for row in taken(prize, first)] == ["unchanged", "unchanged"]
    assert old == state(prize)
    second = table(prize, "t.csv", "id,title,Region,url\nS-5,Five,north,\nS-6,Six,,x\n")
    assert refusals(prize, second) == [(f"{second.as_posix()}:2", "change-without-reason")]
    assert taken(prize, second, reason="moved")[0] == ("changed", "region = south", "region = north", "moved")
    assert text(prize, OWN[1]) == (
        'id,title,Region,Población,url\nS-4,"Four, or so",,,\nS-5,Five,north,12,\nS-6,Six,,,x\n'
    )


def test_submissions_elsewhere(prize: Path) -> None:
    """A record in a TOML file or another table is changed there; an equal one is unchanged."""
    write(prize, {"submissions/S-7.toml": 'title = "Seven"\nregion = "south"\nfacts = { population = 48000 }\n'})
    same = table(prize, "a.csv", "id,title,Region,population\nS-7,Seven,south,48000\nS-1,One,,\n")
    assert taken(prize, same) == [
        ("unchanged", "Seven", "Seven", "stands in submissions/S-7.toml:1"),
        ("unchanged", "One", "One", "stands in submissions/submissions.csv:2"),
    ]
    other = table(prize, "b.csv", "id,title,region\nS-7,Seven,north\nS-1,Uno,\n")
    name = other.as_posix()
    assert refusals(prize, other, reason="x") == [(f"{name}:2", "change-elsewhere"), (f"{name}:3", "change-elsewhere")]


def test_a_record_twice_is_refused(prize: Path) -> None:
    """Two rows of one new submission are refused, in one file or in two, as in the challenge's own tables."""
    first = table(prize, "a.csv", "id,title\nS-8,Eight\nS-8,Huit\n\u00a0,none\n")
    name = first.as_posix()
    assert refusals(prize, first) == [(f"{name}:3", "duplicate-id"), (f"{name}:4", "empty-id")]


def test_marks_with_their_submissions(tmp_path: Path) -> None:
    """Marks may name submissions that are imported with them, in any order of the files."""
    prize = write(tmp_path / "prize", {**FILES, "submissions/submissions.csv": "id,title\n"})
    marks = table(prize, "m.csv", LONG + "S-1,J-1,c1,7\nS-1,J-1,c2,7\n")
    records = table(prize, "s.csv", "id,title\nS-1,One\n")
    assert refusals(prize, marks) == [(f"{marks.as_posix()}:2", "unknown-submission")]
    assert [row[0] for row in taken(prize, marks, records)] == ["taken", "taken", "taken"]
    assert ranking(prize) == [("1", "S-1", "7")]


# -- foreign tables ---------------------------------------------------------------------------------------------------


def test_german(tmp_path: Path) -> None:
    """A German spreadsheet: semicolons, decimal commas, windows-1252, foreign headers; and the same with its mark."""
    declared = (
        '[tables]\ndecimal = "comma"\nencoding = "windows-1252"\n'
        '[columns]\nsubmission = "Einreichung"\njudge = "Jurymitglied"\nremark = "Bemerkung"\nid = "Kürzel"\n'
        'title = "Titel"\ncriterion = "mark"\n'
    )
    prize = write(tmp_path / "prize", {"criteria/final.toml": RUBRIC, "challenge.toml": declared})
    records = table(prize, "e.csv", "Kürzel;Titel;Fläche\nÄ-1;Brücke;7,5\n".encode("cp1252"))
    wide = "Einreichung;Jurymitglied;Rights;Openness;Bemerkung\nÄ-1;Jörg;7,5;10;„gut“; sehr gut\n"
    wide = wide.replace("„gut“; sehr gut", '"gut; sehr gut"')
    marks = table(prize, "m.csv", wide.encode("cp1252"))
    again = table(prize, "m2.csv", wide.encode("utf-8-sig"))
    assert [row[2] for row in taken(prize, records, marks)] == ["Brücke", "7.5", "10"]
    assert text(prize) == HEAD + 'Ä-1,Jörg,c1,7.5,,"gut; sehr gut"\nÄ-1,Jörg,c2,10,,"gut; sehr gut"\n'
    assert text(prize, OWN[1]) == "id,title,Fläche\nÄ-1,Brücke,7.5\n"
    old = state(prize)
    assert [row[0] for row in taken(prize, records, again)] == ["unchanged"] * 3
    assert old == state(prize)
    assert ranking(prize) == [("1", "Ä-1", "8.5")]


def test_three_decimals_with_decimal_commas(tmp_path: Path) -> None:
    """What was imported has decimal points whatever the tables have, and 7.125 in it is no number with separators."""
    prize = write(
        tmp_path / "prize",
        {"criteria/final.toml": 'scale = { low = 0, high = 10 }\ncriterion = [{ id = "c1" }]\n'
         '[score]\nsteps = [{ mean = "judge", weights = "sure" }]\n', "challenge.toml": '[tables]\ndecimal = "comma"\n'},
    )  # fmt: skip
    marks = table(prize, "m.csv", "submission;judge;mark;ballot.sure\nS-1;J-1;7,125;0,125\n")
    assert [row[0] for row in taken(prize, marks)] == ["taken"]
    assert text(prize).splitlines()[1].startswith("S-1,J-1,c1,7.125,")
    assert [row[0] for row in taken(prize, marks)] == ["unchanged"]
    assert ranking(prize) == [("1", "S-1", "7.125")]


def test_mexican(tmp_path: Path) -> None:
    """A Mexican spreadsheet: commas between cells, decimal points, windows-1252, Spanish headers and titles."""
    declared = (
        '[tables]\nencoding = "windows-1252"\n[columns]\nsubmission = "Proyecto"\njudge = ["Jurado", "Evaluador"]\n'
        'criterion = "Criterio"\nmark = "Calificación"\nreason = "Motivo"\n'
    )
    prize = write(tmp_path / "prize", {"criteria/final.toml": RUBRIC, "challenge.toml": declared})
    rows = 'Proyecto,Evaluador,Criterio,Calificación,Motivo\nP-1,Begoña,Derechos,7.5,\nP-1,Begoña,c2,Recused,"prima, tía"\n'
    marks = table(prize, "calificaciones.csv", rows.encode("cp1252"))
    taken(prize, marks)
    assert text(prize) == HEAD + 'P-1,Begoña,c1,7.5,,\nP-1,Begoña,c2,recused,"prima, tía",\n'
    commas = table(prize, "c.csv", rows.replace("7.5", '"7,5"').encode("cp1252"))
    assert refusals(prize, commas) == [(f"{commas.as_posix()}:2", "number-comma")]


FORM = "Timestamp,Email,Submission,Judge,Rights,Openness,Remark\n3/1 9:00,a@x.org,S-1,J-1,7,8,solid\n3/1 9:05,b@x.org,S-1,J-2,6,,\n"


def test_a_form(prize: Path) -> None:
    """A sheet of a web form: times and addresses are not taken, and the report names them."""
    done = run(prize, str(table(prize, "responses.csv", FORM)))
    assert done.exit_code == 0
    assert "not taken: Timestamp, Email\n" in done.stdout
    assert text(prize) == HEAD + "S-1,J-1,c1,7,,solid\nS-1,J-1,c2,8,,solid\nS-1,J-2,c1,6,,\n"
    assert "x.org" not in "".join(text(prize, name) for name in ("imports.csv", "ballots/imported.csv"))


def test_formats(prize: Path) -> None:
    """XLSX, JSON and NDJSON hold the same marks as CSV: imported after it, all are unchanged."""
    rows = [["submission", "judge", "c1", "c2"], ["S-1", "J-1", 7.5, 8], ["S-2", "J-1", "DNS", ""]]
    book = BytesIO()
    with xlsxwriter.Workbook(book) as workbook:
        sheet = workbook.add_worksheet("Marks & more")
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)
    records = [dict(zip(map(str, rows[0]), row, strict=True)) for row in rows[1:]]
    xlsx = table(prize, "a b.XLSX", book.getvalue())
    assert [row[0] for row in taken(prize, xlsx)] == ["taken", "taken", "taken", "skipped"]
    assert text(prize) == HEAD + "S-1,J-1,c1,7.5,,\nS-1,J-1,c2,8,,\nS-2,J-1,c1,DNS,,\n"
    old = state(prize)
    for name, content in (
        ("a.json", json.dumps(records)),
        ("a.ndjson", "\n".join(json.dumps(record) for record in records)),
        ("a.csv", "\n".join(",".join(map(str, row)) for row in rows)),
    ):
        assert [row[0] for row in taken(prize, table(prize, name, content))] == ["unchanged"] * 3 + ["skipped"]
    assert old == state(prize)
    wrong = [*rows[1:2], ["S-2", "J-1", 99, ""]]
    book = BytesIO()
    with xlsxwriter.Workbook(book) as workbook:
        sheet = workbook.add_worksheet("Marks")
        for at, row in enumerate([rows[0], *wrong]):
            sheet.write_row(at, 0, row)
    bad = table(prize, "bad.xlsx", book.getvalue())
    done = run(prize, str(bad))
    assert done.exit_code == 1
    assert f"{bad.as_posix()}[Marks]:3: the mark 99 is not on the scale" in done.stderr
    assert "    3 | S-2 | J-1 | 99 |" in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="names that Windows refuses")
@pytest.mark.parametrize("name", ["a b.csv", "ñandú, 1.csv", "=x.csv", "a\nb.csv", "[x].csv", "-m.csv", b"\xff.csv"])
def test_odd_names(prize: Path, name: str | bytes) -> None:
    """Files of any name are read and can be told."""
    path = prize.parent / os.fsdecode(name)
    path.write_text(LONG + "S-1,J-1,c1,7\nS-1,J-1,c2,77\n")
    done = run(prize, "--", str(path))
    assert done.exit_code == 1
    assert "[mark-out-of-scale]" in done.stderr
    path.write_text(LONG + "S-1,J-1,c1,7\n")
    assert run(prize, "--", str(path)).exit_code == 0
    assert text(prize) == HEAD + "S-1,J-1,c1,7,,\n"


def test_odd_texts_round_trip(prize: Path) -> None:
    """Whatever JSON can hold in ids and remarks is read again as it was; a zero character is refused."""
    remarks = ['=1+1, "quoted"', "two\nlines", "one\rline", "tab\there; and\r\nthere", "\u2028 ñ 💡", "-1"]
    records = [{"id": f"@{at} ;x"} for at in range(len(remarks))]
    marks = [
        {"submission": f"@{at} ;x", "judge": "O\"Hara, 'J'", "c1": 7, "remark": remark}
        for at, remark in enumerate(remarks)
    ]
    files = [table(prize, "s.json", json.dumps(records)), table(prize, "m.json", json.dumps(marks))]
    taken(prize, *files)
    old = state(prize)
    assert {row[0] for row in taken(prize, *files)} == {"unchanged"}
    assert old == state(prize)
    assert len(ranking(prize)) == 3 + len(remarks)
    zero = table(prize, "z.json", json.dumps([{**marks[0], "remark": "a\0b"}]))
    assert refusals(prize, zero) == [(f"{zero.as_posix()}:1", "nul")]


# -- rounds, facts, own table -----------------------------------------------------------------------------------------

ROUNDS = {
    **FILES,
    "challenge.toml": '[[round]]\nid = "first"\nrubric = "final"\n[[round]]\nid = "second"\nrubric = "final"\n'
    '[[round]]\nid = "sum"\n',
}


def test_rounds(tmp_path: Path) -> None:
    """With several rounds the table says which; it is told by a column, or by --round."""
    prize = write(tmp_path / "prize", ROUNDS)
    marks = table(prize, "a.csv", LONG + "S-1,J-1,c1,7\n")
    assert refusals(prize, marks) == [(marks.as_posix(), "round-not-said")]
    taken(prize, marks, round_id="second")
    both = table(prize, "b.csv", "round," + LONG + "second,S-2,J-1,c1,8\nfirst,S-2,J-1,c1,9\n")
    assert [row[2] for row in taken(prize, both)] == ["8", "9"]
    expected = "round," + HEAD + "first,S-2,J-1,c1,9,,\nsecond,S-1,J-1,c1,7,,\nsecond,S-2,J-1,c1,8,,\n"
    assert expected == text(prize)
    assert refusals(prize, both, round_id="first") == [(f"{both.as_posix()}:2", "round-differs")]
    for name in ("third", "sum"):
        done = run(prize, str(marks), "--round", name)
        assert done.exit_code == 2
        assert f"`{name}`" in done.stderr


FACTS = (
    RUBRIC.partition("[score]")[0]
    + """
[score]
steps = [
  { fill = "DNS", with = 0 },
  { times = "speed" },
  { sum = "criterion" },
  { minus = "fine" },
  { mean = "judge" },
]
"""
)


def test_facts_that_the_rule_reads(tmp_path: Path) -> None:
    """Facts of a mark and of a ballot are taken if the rule reads them, and the ranking is as if the table lay there."""
    dropped = write(tmp_path / "dropped", {**FILES, "criteria/final.toml": FACTS})
    long = "submission,judge,criterion,mark,speed,weather\n" + "".join(
        f"S-{s},J-{j},c{c},{s + j + c},{c + s},sun\n" for s in (1, 2, 3) for j in (1, 2) for c in (1, 2)
    )
    fine = "submission,judge,c1,fine\nS-1,J-1,3,2\nS-1,J-2,4,0\nS-2,J-1,4,1\nS-2,J-2,5,0\nS-3,J-1,5,0\nS-3,J-2,6,0\n"
    prize = write(tmp_path / "prize", {**FILES, "criteria/final.toml": FACTS})
    write(dropped, {"ballots/long.csv": long, "ballots/fine.csv": fine})
    files = [table(prize, "long.csv", long), table(prize, "fine.csv", fine)]
    done = run(prize, *map(str, files))
    assert done.exit_code == 0, done.stderr
    assert "not taken: weather\n" in done.stdout
    assert text(prize).startswith(
        "submission,judge,criterion,mark,reason,remark,ballot.fine,speed\nS-1,J-1,c1,3,,,2,2\nS-1,J-1,c2,4,,,2,3\n"
    )
    assert ranking(dropped) == ranking(prize)
    old = state(prize)
    assert {row[0] for row in taken(prize, *files)} == {"unchanged"}
    assert old == state(prize)
    third = table(prize, "c.csv", "submission,judge,c1,fine\nS-1,J-1,3,3\n")
    assert refusals(prize, third) == [(f"{third.as_posix()}:2", "change-without-reason")]
    assert taken(prize, third, reason="r") == [("changed", "ballot.fine = 2", "ballot.fine = 3", "r")]
    wrong = table(prize, "d.csv", long.replace(",3,sun", ",fast,sun"))
    assert "fact-not-a-number" in {code for _, code in refusals(prize, wrong, reason="r")}


def test_own_table_is_read_in_its_own_way(tmp_path: Path) -> None:
    """The imported tables are UTF-8 with their own headers, whatever [tables] and [columns] say of foreign ones."""
    declared = '[tables]\nencoding = "windows-1252"\n[columns]\nmark = "reason"\nreason = "remark"\n'
    prize = write(tmp_path / "prize", {**FILES, "challenge.toml": declared})
    marks = table(prize, "a.csv", b"judge,submission,criterion,reason,remark\nJ\xf6rg,S-1,c1,recused,cousin\n")
    taken(prize, marks)
    assert text(prize) == HEAD + "S-1,Jörg,c1,recused,cousin,\n"
    assert taken(prize, marks)[0][0] == "unchanged"


def test_a_table_edited_by_hand(prize: Path) -> None:
    """Rows that people changed in the imported table are kept, their order and spelling made canonical."""
    write(
        prize,
        {"ballots/imported.csv": "judge;submission;criterion;mark;Remark\nJ-2;S-2;Rights;07.50;odd\nJ-1;S-2;c1;;\n"},
    )
    marks = table(prize, "a.csv", LONG + "S-1,J-1,c1,7\nS-2,J-2,c1,7.5\n")
    assert [row[0] for row in taken(prize, marks)] == ["taken", "unchanged"]
    assert text(prize) == HEAD + "S-1,J-1,c1,7,,\nS-2,J-1,c1,,,\nS-2,J-2,c1,7.5,,odd\n"


# -- laws -------------------------------------------------------------------------------------------------------------

MARK = st.sampled_from(["", "0", "3.50", "10", "7", "recused", "DNS", "late"])


@st.composite
def ballots(draw: st.DrawFn) -> list[tuple[str, str, str, str]]:
    """Return ballots of declared judges for declared submissions, wide, at least one of their marks given."""
    pairs = [(f"S-{s}", f"J-{j}") for s in (1, 2, 3) for j in (1, 2, 3)]
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True, min_size=1, max_size=9))
    rows = [(s, j, draw(MARK), draw(MARK)) for s, j in chosen]
    return [row for row in rows if row[2] or row[3]]


NUMBER = count()
RULES = st.sampled_from(
    [
        '{ fill = "DNS", with = 0 }, { mean = "criterion", weights = "weight" }, { mean = "judge" }',
        '{ fill = ["missing", "DNS", "late"], with = 1 }, { mean = "criterion" }, { median = "judge" }',
        '{ fill = ["DNS", "missing"], with = 2 }, { sum = "criterion" }, { best = "judge" }',
    ]
)


def ranked_or_why(directory: Path) -> object:
    """Return the ranking, or the codes of what forbids it."""
    try:
        return ranking(directory)
    except Refused as refused:
        return sorted({each.code for each in refused.problems if each.severity == "refused"})


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=ballots(), cut=st.integers(0, 9), rule=RULES)
def test_laws(tmp_path: Path, rows: list[tuple[str, str, str, str]], cut: int, rule: str) -> None:
    """Twice is once, halves are the whole in either order, and the ranking is as if the table lay there."""
    panel = "".join(f'[[judge]]\nid = "J-{at}"\n' for at in (1, 2, 3))
    here = tmp_path / str(next(NUMBER))
    rubric = RUBRIC.partition("[score]")[0] + f"[score]\nsteps = [ {rule} ]\n"
    files = {**FILES, "criteria/final.toml": rubric, "challenge.toml": panel}
    once, halves, other, dropped = (write(here / name, files) for name in ("once", "halves", "other", "dropped"))
    wide = "submission,judge,c1,c2\n"
    whole = table(once, "whole.csv", wide + "".join(",".join(row) + "\n" for row in rows))
    first = table(once, "first.csv", wide + "".join(",".join(row) + "\n" for row in rows[:cut]))
    second = table(once, "second.csv", wide + "".join(",".join(row) + "\n" for row in rows[cut:]))
    write(dropped, {"ballots/whole.csv": whole.read_bytes()})
    taken(once, whole)
    after = state(once)
    taken(once, whole)
    assert after == state(once)
    taken(halves, first)
    taken(halves, second)
    taken(other, second, first)
    name = "ballots/imported.csv"
    assert after.get(name) == state(halves).get(name) == state(other).get(name)
    if rows:
        assert ranked_or_why(dropped) == ranked_or_why(once)


# -- durability -------------------------------------------------------------------------------------------------------


def _both(prize: Path, title: str, mark: str) -> list[Path]:
    return [
        table(prize, f"s{mark}.csv", f"id,title\nS-9,{title}\n"),
        table(prize, f"m{mark}.csv", LONG + f"S-9,J-1,c1,{mark}\n"),
    ]


@pytest.mark.parametrize("call", ["open", "fsync", "replace"])
@pytest.mark.parametrize("fresh", [True, False])
def test_a_full_disk_leaves_the_old_bytes(prize: Path, monkeypatch: pytest.MonkeyPatch, call: str, fresh: bool) -> None:
    """Whichever write fails, every file holds its old bytes, nothing is left over."""
    if not fresh:
        taken(prize, *_both(prize, "Nine", "7"))
    files, old = _both(prize, "Neuf", "8"), state(prize)
    real, failed = getattr(os, call), False
    for turn in range(100):
        calls = count()

        def full(*arguments: object, calls: "count[int]" = calls, turn: int = turn, **options: object) -> object:
            if next(calls) == turn and (call != "open" or "part" in str(arguments[0])):
                raise OSError(errno.ENOSPC, "No space left on device")
            return real(*arguments, **options)

        monkeypatch.setattr(durable.os, call, full)
        try:
            taken(prize, *files, reason="r")
        except FileRefused:
            failed = True
            monkeypatch.undo()
            assert old == state(prize)
            continue
        monkeypatch.undo()
        if next(calls) <= turn:
            break
        write(prize, old)
        for name in OWN:
            if name not in old:
                (prize / name).unlink()
    assert failed
    assert b"Neuf" in state(prize)["submissions/imported.csv"]


CRASH = """
import os, sys
from pathlib import Path
from judge.acts.importing import import_
from judge.files import durable
left, real = int(sys.argv[1]), os.replace
def dying(source, target):
    global left
    if not left:
        os._exit(9)
    left -= 1
    real(source, target)
durable.os.replace = dying
import_(Path(sys.argv[2]), [Path(each) for each in sys.argv[3:]], None, "r", False)
"""


@pytest.mark.parametrize("after", [0, 1, 2])
def test_a_crash_is_completed(prize: Path, after: int) -> None:
    """After a crash between two files the earlier value is in the ledger, all can be read, and again completes it."""
    taken(prize, *_both(prize, "Nine", "7"))
    old, files = state(prize), _both(prize, "Neuf", "8")
    command = [sys.executable, "-c", CRASH, str(after), str(prize), *map(str, files)]
    died = subprocess.run(command, check=False, env={**os.environ, "PYTHONPATH": str(ROOT)})
    assert died.returncode == 9
    told = text(prize, "imports.csv")
    assert (after > 0) == (",changed,7,8,r\n" in told)
    assert told.startswith(old["imports.csv"].decode())
    assert text(prize) == HEAD + "S-9,J-1,c1,7,,\n"
    ranking(prize)
    taken(prize, *files, reason="r")
    assert text(prize) == HEAD + "S-9,J-1,c1,8,,\n"
    assert text(prize, OWN[1]) == "id,title\nS-9,Neuf\n"
    assert text(prize, "imports.csv").startswith(told)
    if after == 1:
        assert told == text(prize, "imports.csv")


def test_an_interruption_changes_nothing(prize: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who interrupts while the files are written finds the old ones."""
    taken(prize, *_both(prize, "Nine", "7"))
    files, old, calls, real = _both(prize, "Neuf", "8"), state(prize), count(), os.replace

    def interrupted(source: str, target: str) -> None:
        if next(calls) == 1:
            raise KeyboardInterrupt
        real(source, target)

    monkeypatch.setattr(durable.os, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        taken(prize, *files, reason="r")
    assert old == state(prize)


# -- the command ------------------------------------------------------------------------------------------------------


def test_formats_of_the_report(prize: Path) -> None:
    """JSON and CSV hold every row; a table shows so many, and counts the others."""
    write(prize, {"submissions/more.csv": "id\n" + "".join(f"T-{at:02}\n" for at in range(70))})
    rows = "".join(f"T-{at:02},J-1,c1,7\n" for at in range(70))
    marks = str(table(prize, "a.csv", LONG + rows))
    shown = run(prize, marks, "--dry-run").stdout
    assert shown.count(" taken ") == 50
    assert "and 20 more taken\n" in shown
    data = json.loads(run(prize, marks, "--dry-run", "--format", "json").stdout)
    assert data["counts"] == {"taken": 70, "changed": 0, "unchanged": 0, "skipped": 0}
    assert data["dry_run"] is True
    assert len(data["rows"]) == 70
    assert data["rows"][0] == {
        "file": "a.csv", "line": 2, "kind": "mark", "round": "final", "submission": "T-00", "judge": "J-1",
        "criterion": "c1", "action": "taken", "before": "", "after": "7", "why": "",
    }  # fmt: skip
    assert run(prize, marks, "--dry-run", "--format", "csv").stdout.count("\n") == 71
    out = prize.parent / "ledger.csv"
    done = run(prize, marks, "--format", "csv", "-o", str(out))
    assert done.stdout == ""
    assert out.read_text().count("\n") == 71


def test_exit_codes(prize: Path) -> None:
    """2 for a wrong command: no file, an empty reason, a folder for a file."""
    assert run(prize).exit_code == 2
    assert run(prize, "a.csv", "--reason", " ").exit_code == 2
    assert run(prize, str(prize)).exit_code == 2
    assert run(prize / "nowhere", "a.csv").exit_code == 1


def test_a_report_that_cannot_be_written(prize: Path) -> None:
    """The import is done before its report is written; who cannot have the report is told so, with exit code 1."""
    done = run(prize, str(table(prize, "a.csv", LONG + "S-1,J-1,c1,7\n")), "-o", str(prize / "no" / "ledger.txt"))
    assert done.exit_code == 1
    assert "[file-not-written]" in done.stderr
    assert done.stderr.endswith("only this report was not written; written: imports.csv, ballots/imported.csv\n")
    assert text(prize) == HEAD + "S-1,J-1,c1,7,,\n"


def test_its_own_tables(prize: Path) -> None:
    """The imported tables and those in ballots/ can be named too: nothing changes."""
    taken(prize, table(prize, "a.csv", LONG + "S-1,J-1,c1,7\n"))
    write(prize, {"ballots/jury.csv": LONG + "S-2,J-1,c1,7\n"})
    old = state(prize)
    files = [prize / name for name in ("ballots/imported.csv", "ballots/jury.csv", "submissions/submissions.csv")]
    assert {row[0] for row in taken(prize, *files)} == {"unchanged"}
    assert old == state(prize)


def test_from_another_folder(prize: Path) -> None:
    """In a process of its own, with paths from where it stands: places lead there from the challenge folder."""
    table(prize, "in/a b.csv", LONG + "S-1,J-1,c1,70\n")
    command = [sys.executable, "-m", "judge", "import", "-C", "prize", "in/a b.csv"]
    done = subprocess.run(
        command, cwd=prize.parent, capture_output=True, encoding="utf-8", check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "../in/a b.csv:2: the mark 70 is not on the scale from 0 to 10 in steps of 0.5  [mark-out-of-scale]\n"
        "    2 | S-1,J-1,c1,70\n"
        "\n"
        "1 problem; nothing was scored or written\n"
    )
