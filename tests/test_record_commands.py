"""The commands of the record as people use them: each one's success, what it refuses, and its exit code."""

import contextlib
import io
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from unittest import mock

import pytest

from judge.acts import appending
from judge.cli import COMMANDS, run

ROOT = Path(__file__).parents[1]
CHALLENGE = """\
title = "Crossings"

[[round]]
id = "prize"
rubric = "prize"
sealed = false

[[judge]]
id = "J-1"

[[judge]]
id = "J-2"
"""
RUBRIC = '[scale]\nlow = 0\nhigh = 10\n\n[[criterion]]\nid = "use"\n\n[[criterion]]\nid = "cost"\n'
SUBMISSIONS = "id,title\nS-1,A footbridge\nS-2,A ferry\n"
OF_THE_RECORD = [
    "open", "enrol", "rekey", "collect", "decide", "fact", "correct", "void", "reopen", "seal", "publish", "join", "score", "recuse",
    "submit", "cosign", "receipt", "verify",
]  # fmt: skip


class Desk:
    """A computer with a challenge folder and keys, at which commands are given."""

    def __init__(self, folder: Path, challenge: str = CHALLENGE) -> None:
        self.folder = folder
        (folder / "criteria").mkdir(parents=True)
        (folder / "submissions").mkdir()
        (folder / "challenge.toml").write_text(challenge, "utf-8")
        (folder / "criteria/prize.toml").write_text(RUBRIC, "utf-8")
        (folder / "submissions/submissions.csv").write_text(SUBMISSIONS, "utf-8")
        self.variables = {"JUDGE_HOME": str(folder / "home")}
        self.said = ""

    def __call__(self, command: str, *more: str, code: int = 0) -> str:
        """Give a command, whose words are parted by blanks, and return what it says on both streams."""
        said = io.StringIO()
        with (
            contextlib.chdir(self.folder), mock.patch.dict(os.environ, self.variables),
            contextlib.redirect_stdout(said), contextlib.redirect_stderr(said),
        ):  # fmt: skip
            found = run([*command.split(), *more])
        self.said = said.getvalue()
        assert code == found, self.said
        assert "Traceback" not in self.said
        assert "a bug in judge" not in self.said
        return self.said

    def opened(self, *judges: str) -> "Desk":
        """Open the round with these judges in the roster."""
        self("open")
        for judge in judges:
            self(f"join {judge} --name Somebody")
            self(f"enrol {judge}.join")
        self("open prize")
        return self

    def judged(self) -> "Desk":
        """Let both judges give all marks and submit."""
        for judge in ("J-1", "J-2"):
            for submission in ("S-1", "S-2"):
                self(f"score prize {submission} use=7 cost=5 --as {judge}")
            self(f"submit prize --as {judge}")
        return self


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Return a computer with a fresh challenge."""
    return Desk(tmp_path / "challenge")


@pytest.mark.parametrize("command", OF_THE_RECORD)
@pytest.mark.parametrize("columns", ["80", "200"])
def test_help_fits(command: str, columns: str, desk: Desk) -> None:
    """Every command of the record has a help with an example, which fits a terminal of 80 columns."""
    assert command in {name for role in COMMANDS.values() for name in role}
    desk.variables["COLUMNS"] = columns
    text = desk(f"{command} --help")
    assert "Example: judge" in text
    assert max(map(len, text.splitlines())) <= int(columns)


@pytest.mark.parametrize("command", [
    "enrol x.join", "rekey x.join --reason r", "collect x", "decide prize withdraw S-1 --reason r", "void prize J-1 S-1 --reason r",
    "fact prize f 1 --of submission=S-1 --reason r", "reopen prize J-1 --reason r", "seal prize", "publish prize --edition full", "correct prize S-1 title T --reason r",
    "join J-1 --name Ana", "score prize S-1 use=1 --as J-1", "recuse prize S-1 --reason r", "submit prize", "cosign", "receipt",
])  # fmt: skip
def test_without_a_record(command: str, desk: Desk) -> None:
    """Where there is no record, every command but `open` says so, and how to get one."""
    assert "there is no record in this folder  [no-record]" in desk(command, code=1)


def test_a_whole_life(desk: Desk) -> None:
    """Open, join, enrol, score, submit, collect, seal, cosign, publish, verify: each says what it did and what is next."""
    assert "witnesses: 1 judge must cosign a seal" in desk("open --witnesses 1")
    assert "begun already" in desk("open")
    for judge in ("J-1", "J-2"):
        assert f"send this file to the organizers: {judge}.join" in desk(f"join {judge} --name Ana")
        assert f"in the roster: {judge} (entry " in desk(f"enrol {judge}.join")
    said = re.search(r"anchor: ([0-9a-f]{64})", desk("open prize"))
    assert said is not None
    desk.judged()
    assert "J-2 · prize: submitted; 2 ballots, 0 recusals" in desk("submit prize --as J-2")
    assert "nothing new" in desk("collect J-1.prize.handover J-2.prize.handover")
    assert "next: 1 judge must still cosign" in desk("seal prize")
    assert "too-few-witnesses" in desk("publish prize", code=1)
    assert "confidential/prize/1-full-unwitnessed" in desk("publish prize --edition full --unwitnessed")
    assert "everything holds; cosigned prize.1" in desk("cosign confidential/prize/1-full-unwitnessed --as J-2")
    assert "J-2: cosignature added" in desk("collect J-2.prize.1.cosigned")
    assert "keep it" in desk("receipt --as J-1")
    desk("publish prize")
    desk(f"verify published/prize/1-public --anchor {said[1]} --receipt J-1.prize.1.tlog-proof")
    assert "UNANCHORED" in desk("verify published/prize/1-public", code=3)
    assert "E_ANCHOR" in desk(f"verify published/prize/1-public --anchor {'a' * 64}", code=1)
    assert "say with --reason why another one takes its place" in desk("publish prize", code=2)


def test_a_bundle_without_witnesses_is_taken_by_no_auditor(desk: Desk) -> None:
    """What was made for judges to cosign fails every audit until they did."""
    desk("open --witnesses 1")
    desk("join J-1 --name Ana")
    desk("enrol J-1.join")
    desk("open prize")
    desk("score prize S-1 use=7 cost=5")
    desk("score prize S-2 use=7 cost=5")
    desk("submit prize")
    desk("seal prize")
    assert "judge cosign confidential/prize/1-public-unwitnessed; no auditor accepts it" in desk(
        "publish prize --unwitnessed"
    )
    assert "E_QUORUM" in desk("verify confidential/prize/1-public-unwitnessed", code=1)
    desk("cosign confidential/prize/1-public-unwitnessed --as J-1")
    desk("collect J-1.prize.1.cosigned")
    desk("publish prize")
    assert "cosigned by 1 of 1 needed" in desk("verify published/prize/1-public", code=3)


def test_no_output_goes_over_the_record_or_the_keys(desk: Desk) -> None:
    """-o never writes over the record, the keys or what is judged, and is looked at before an entry is made."""
    desk.opened("J-1", "J-2")
    before = (desk.folder / "record/journals/organizer.jsonl").read_bytes()
    for output in ("record/journals/organizer.jsonl", "home/x", "challenge.toml", "nowhere/x"):
        for command in ("join J-1 --name Ana", "submit prize --as J-1", "cosign --as J-1", "receipt --as J-1"):
            desk(f"{command} -o {output}", code=2)
    desk("publish prize -o record/inputs", code=2)
    assert before == (desk.folder / "record/journals/organizer.jsonl").read_bytes()
    assert not (desk.folder / "record/journals/judges/J-1.jsonl").exists()


def test_who_may_join(desk: Desk) -> None:
    """An id that is not on the panel, or differs only in capital letters, never comes into the roster."""
    desk("open")
    for name in ("J-9", "j-1", "J-1"):
        desk(f"join {name} --name Ana")
    assert "`J-9` is no judge of the challenge; did you mean" in desk("enrol J-9.join", code=2)
    assert "`j-1` is no judge of the challenge" in desk("enrol j-1.join", code=2)
    desk("enrol J-1.join")
    assert "in the roster already, with this key" in desk("enrol J-1.join", code=2)
    for name in ("organizer", "../x", "a/b", ".hidden"):
        assert "cannot be the id of a judge" in desk(f"join {name} --name Ana", code=2)
    assert "--name is empty" in desk("join J-1 --name", " ", code=2)
    desk("open --witnesses 3", code=2)


def test_capital_letters_where_no_panel_is_declared(tmp_path: Path) -> None:
    """Without a declared panel, two ids that one file system takes for the same are refused all the same."""
    desk = Desk(tmp_path / "open", CHALLENGE[: CHALLENGE.index("[[judge]]")])
    desk("open")
    for name in ("J-1", "j-1"):
        desk(f"join {name} --name Ana")
    desk("enrol J-1.join")
    assert "only in capital letters" in desk("enrol j-1.join", code=2)
    desk("open prize")


def test_late_judges_and_new_keys(desk: Desk) -> None:
    """Who comes after a round was opened needs a reason; a new key says whether the old one handed over."""
    desk.opened("J-1")
    desk("join J-2 --name Ben")
    assert "say with --reason" in desk("enrol J-2.join", code=2)
    desk("enrol J-2.join --reason late")
    desk("score prize S-1 use=3 cost=4 --as J-2")
    desk("join J-2 --name Ben --again")
    assert "a first key" in desk("rekey J-9.join --reason x", code=1) or "join-broken" in desk.said
    assert "new key of J-2: the old key signed it" in desk("rekey J-2.join --reason stolen")
    desk("score prize S-2 use=3 cost=4 --as J-2")
    for key in (desk.folder / "home").glob("*/J-1.pem"):
        key.unlink()
    assert "[no-key]" in desk("score prize S-1 use=3 --as J-1", code=1)
    desk("join J-1 --name Ana --again")
    assert "not signed by the old key" in desk("rekey J-1.join --reason lost")


@pytest.mark.parametrize(("given", "code", "text"), [
    ("S-3 use=3", 2, "there is no submission `S-3`"), ("S-1 user=3", 2, "did you mean `use`"), ("S-1 use", 2, "CRITERION=MARK"),
    ("S-1 =3", 2, "CRITERION=MARK"), ("S-1 use=3 use=4", 2, "marked twice"), ("S-1", 2, "say the marks"),
    ("S-1 use=11", 1, "not on the scale from 0 to 10"), ("S-1 use=-1", 1, "[mark-refused]"), ("S-1 use=NaN", 1, "[mark-refused]"),
    ("S-1 use=1e3", 1, "[mark-refused]"), ("S-1 use=x cost=99", 1, "2 problems"), ("S-1 use=recused", 1, "[mark-refused]"),
    ("S-1 use=-", 2, "to be taken back"), ("S-1 use=3 --confidence nix=1", 2, "needs a mark beside it"),
    ("S-1 use=3 --confidence use=x", 2, "is no number"), ("--from nix.csv", 1, "it is not there"),
    ("S-1 use=3 --confidence use=-1", 2, "zero or more"),
    ("S-1 use=3 --from nix.csv", 2, "not both"), ("S-1 use=3 --as J-7", 2, "J-7 is not in the roster"),
    ("S-1 use=3 --as ../x", 2, "is not in the roster"), ("S-1 use=3 --as organizer", 2, "is not in the roster"),
])  # fmt: skip
def test_marks_that_are_refused(given: str, code: int, text: str, desk: Desk) -> None:
    """A wrong mark, criterion, submission or judge is said before anything is entered."""
    desk.opened("J-1")
    assert text in desk(f"score prize {given}", code=code)
    assert not (desk.folder / "record/journals/judges/J-1.jsonl").exists()


def test_changing_a_mark(desk: Desk) -> None:
    """A change needs a reason; stepping aside and submitting end what can be given, until the round is opened again."""
    desk.opened("J-1", "J-2")
    assert "keys of `J-1`, `J-2` are on this computer; say --as JUDGE" in desk("score prize S-1 use=3", code=2)
    desk("submit prize --as J-1", code=2)
    assert "not marked yet: cost" in desk("score prize S-1 use=3 --as J-1")
    assert "use was 3" in desk("score prize S-1 use=4 --as J-1", code=2)
    desk("score prize S-1 use=4 --reason misread --as J-1")
    assert "begun and not complete: `S-1`" in desk("submit prize --as J-1", code=2)
    desk("recuse prize S-2 --kind nix --reason sister --as J-1", code=2)
    desk("recuse prize S-2 --kind family --reason sister --as J-1")
    desk("recuse prize S-2 --reason sister --as J-1", code=2)
    desk("score prize S-2 use=4 --as J-1", code=2)
    assert "1 recusal\nand, with marks missing: S-1" in desk("submit prize --incomplete --as J-1")
    assert "judge reopen" in desk("score prize S-1 cost=4 --as J-1", code=2)
    desk("reopen prize J-1 --reason mistake")
    desk("score prize S-1 cost=4 --as J-1")
    desk("submit prize --as J-1")


@pytest.mark.parametrize(("command", "code", "text"), [
    ("decide prize nix S-1 --reason r", 2, "'nix' is not one of"), ("decide prize withdraw S-9 --reason r", 2, "no submission `S-9`"),
    ("decide prize withdraw S-1 S-1 --reason r", 2, "twice"), ("decide prize penalty S-1 --reason r", 2, "needs --points"),
    ("decide prize penalty S-1 --points x --reason r", 2, "--points: `x`"), ("decide prize withdraw S-1", 2, "--reason"),
    ("decide prize withdraw S-1 --points 2 --reason r", 2, "has no --points"),
    ("decide prize recuse S-1 --judge J-8 --reason r", 2, "there is no judge `J-8`"),
    ("decide prize wildcard S-1 --about nix --reason r", 1, "[wildcard-unfit]"),
    ("decide nix withdraw S-1 --reason r", 2, "the round `nix` is not open; open: `prize`"),
    ("fact prize time 5 --reason r", 2, "say what the fact is of"), ("fact prize time 5 --of nix=S-1 --reason r", 2, "facts are of"),
    ("fact prize time 5 --of submission=S-9 --reason r", 2, "there is no submission `S-9`"),
    ("fact prize time 5 --of judge=J-9 --reason r", 2, "there is no judge `J-9`"),
    ("void prize J-8 S-1 --reason r", 2, "there is no judge `J-8`"), ("void prize J-1 S-8 --reason r", 2, "no submission `S-8`"),
    ("reopen prize J-8 --reason r", 2, "there is no judge `J-8`"), ("seal prize --absent J-2", 2, "gives no reason"),
    ("seal prize", 1, "[judge-not-submitted]"), ("publish prize", 2, "the round `prize` is not sealed yet"),
    ("cosign --as J-1", 2, "nothing is sealed yet"), ("receipt --as J-1", 2, "no journal of J-1 is sealed"),
    ("verify nowhere", 2, "is not there"), ("verify challenge.toml", 2, "is no folder"), ("verify .", 1, "E_MANIFEST"),
    ("verify . --anchor xyz", 2, "64 hexadecimal digits"), ("open prize", 2, "is open already"), ("open nix", 2, "no round is called"),
    ("collect nowhere", 1, "it is not there"), ("collect challenge.toml", 1, "neither a journal nor disclosures"), ("enrol .", 1, "this is a folder"),
    ("collect J-1.join", 0, "`judge enrol`"),
])  # fmt: skip
def test_organizers_and_auditors_who_ask_for_what_is_not_there(command: str, code: int, text: str, desk: Desk) -> None:
    """Each wrong word is said with what there is, and changes nothing."""
    desk.opened("J-1", "J-2")
    before = (desk.folder / "record/journals/organizer.jsonl").read_bytes()
    assert text in desk(command, code=code)
    assert before == (desk.folder / "record/journals/organizer.jsonl").read_bytes()


def test_an_entry_that_no_audit_takes_is_not_written(desk: Desk) -> None:
    """What a command was given may be too strange for an entry; then nothing is written, and the record goes on."""
    desk.opened("J-1")
    assert "nothing was written" in desk("fact prize", "", "5", "--of", "submission=S-1", "--reason", "r", code=2)
    assert "--reason is empty" in desk("decide prize withdraw S-1 --reason", "  ", code=2)
    desk("decide prize withdraw S-1 --reason", "in\ntwo lines")
    desk("score prize S-2 use=1 cost=2")


def test_nothing_that_is_not_there_is_called_passed(desk: Desk) -> None:
    """A folder that is no bundle has no layer that passed for want of anything to look at."""
    text = desk("verify criteria", code=1)
    assert not re.search(r"^(chain|meaning|heads|disclosures|scoring) +passed", text, re.M)


def test_sealed_marks(tmp_path: Path) -> None:
    """Marks of a sealed round are opened by what judges hand over; an edition that withholds them is not called checked."""
    desk = Desk(tmp_path / "challenge", CHALLENGE.replace("sealed = false", "sealed = true"))
    desk.opened("J-1", "J-2").judged()
    assert "privately: it opens your marks" in desk("submit prize --as J-1")
    desk("collect J-1.prize.handover J-2.prize.handover")
    desk("seal prize")
    desk("publish prize --edition full --withhold-marks -o closed")
    written = b"".join(each.read_bytes() for each in (desk.folder / "closed").rglob("*") if each.is_file())
    assert b'"use":"7"' in (desk.folder / "record/results/prize.1.jsonl").read_bytes()
    assert b'"use":"7"' not in written
    text = desk("verify closed", code=3)
    assert re.search(r"scoring +NOT CHECKED", text)
    assert "[evidence-incomplete]" in desk("cosign closed --as J-1", code=1)


def test_marks_that_stand_open_cannot_be_withheld(desk: Desk) -> None:
    """The journals of a round without `sealed = true` hold every mark."""
    desk.opened("J-1", "J-2").judged()
    desk("seal prize")
    assert "hold the marks of `prize` for all to read" in desk("publish prize --withhold-marks", code=2)
    assert not (desk.folder / "published").exists()


def test_sealing_again(desk: Desk) -> None:
    """A second seal needs a reason, names a version and stands beside the first."""
    desk.opened("J-1", "J-2").judged()
    assert "version 1" in desk("seal prize")
    assert "say with --reason why it is sealed again" in desk("seal prize", code=2)
    desk("decide prize disqualify S-2 --reason copied")
    assert "version 2" in desk("seal prize --reason appeal")
    desk("publish prize")
    assert (desk.folder / "published/prize/2-public").is_dir()


def test_absent_judges(desk: Desk) -> None:
    """Who gave no ballots is declared absent with a reason; who submitted cannot be."""
    desk.opened("J-1", "J-2")
    desk("score prize S-1 use=7 cost=5 --as J-1")
    desk("score prize S-2 use=7 cost=5 --as J-1")
    desk("submit prize --as J-1")
    desk("seal prize --absent", "J-7: ill", code=2)
    desk("seal prize --absent", "J-1: ill", code=2)
    assert "absent: J-2: fell ill" in desk("seal prize --absent", "J-2: fell ill")


def test_the_way_out_of_a_wrong_folder_is_named(desk: Desk) -> None:
    """A folder beside, such as what a packet became, has the record; a bundle is no challenge; declared judges have packets."""
    desk("open")
    said = desk("packet")
    assert "packets/J-1.packet" in said
    assert "packets/J-2.packet" in said
    desk("packet J-1 -o .")
    desk("join J-1 --packet J-1.packet --name Ana")
    (desk.folder / "record").rename(desk.folder / "away")
    assert "-C J-1 has one" in desk("cosign", code=1)
    (desk.folder / "away").rename(desk.folder / "record")
    desk("enrol J-1.join")
    desk("open prize")
    desk("score prize S-1 use=7 cost=5")
    desk("score prize S-2 use=7 cost=4")
    desk("submit prize")
    desk("seal prize")
    desk("publish prize -o bundle")
    assert "this is a published bundle" in desk("explain S-1 -C bundle", code=1)
    (desk.folder / "look").mkdir()
    (desk.folder / "bundle").rename(desk.folder / "look/record")
    assert "place 1 of 2" in desk("explain S-1 -C look")


def test_only_what_has_no_effect_is_said_to_have_none(desk: Desk) -> None:
    """A draft names the files that the record does not follow, as they are called in the folder, and no others."""
    challenge = desk.folder / "challenge.toml"
    challenge.write_text(CHALLENGE.replace("sealed = false", "assign = { judges = 1 }"), "utf-8")
    desk("assign prize")
    desk.opened("J-1", "J-2")
    desk("assign prize --set S-1=J-1,J-2 --reason more")
    desk("score prize S-1 use=7 cost=5 --as J-1")
    assert "without effect" not in desk("rank")
    titles = desk.folder / "submissions/submissions.csv"
    titles.write_text(SUBMISSIONS.replace("footbridge", "bridge"), "utf-8")
    assert "without effect: submissions/\n" in desk("rank")


def test_a_title_is_no_fact_that_could_be_corrected(desk: Desk) -> None:
    """An entry that would change nothing is refused, and what helps is said."""
    desk.opened("J-1", "J-2")
    said = desk("fact prize title Footbridge --of submission=S-1 --reason typo", code=2)
    assert "`judge correct` changes what is published" in said


def test_a_remark_may_follow_its_marks(desk: Desk) -> None:
    """A remark that is owed is entered without giving the marks again."""
    desk.opened("J-1", "J-2")
    desk("score prize S-1 use=7 cost=5 --as J-1")
    assert "accepted" in desk("score prize S-1 --as J-1 --remark", "a fine bridge")
    assert "use 7" in desk("score prize S-1 --as J-1 --remark", "a very fine bridge")
    desk("score prize S-1 --as J-1", code=2)


def test_a_packets_folder_is_not_called_damaged(desk: Desk) -> None:
    """It has no ballots of others, so what needs them is done elsewhere."""
    desk.opened("J-1", "J-2").judged()
    desk("collect J-1.prize.handover J-2.prize.handover")
    desk("packet J-2 -o .")
    desk("score J-2.packet --as J-2", code=0)
    said = desk("rank -C J-2", code=1)
    assert "the folder of one judge's packet" in said
    assert "damaged" not in said


def test_a_table_taken_twice_enters_nothing_twice(desk: Desk) -> None:
    """Ballots that stand already are called unchanged, and the journal does not grow."""
    desk.opened("J-1", "J-2")
    (desk.folder / "mine.csv").write_text("submission,judge,use,cost\nS-1,J-1,7,5\nS-2,J-1,6,5\n", "utf-8")
    assert "S-1: accepted" in desk("score prize --from mine.csv --as J-1")
    kept = desk.folder / "record/journals/judges/J-1.jsonl"
    before = kept.read_bytes()
    assert "S-1: unchanged" in desk("score prize --from mine.csv --as J-1")
    assert kept.read_bytes() == before


def test_ballots_that_an_absence_sets_aside_are_named(desk: Desk) -> None:
    """Nothing is dropped silently: the refusal says which ballots an absence costs, and the seal and the audit say it again."""
    desk.opened("J-1", "J-2")
    for given in ("S-1 use=7 cost=5 --as J-1", "S-2 use=7 cost=5 --as J-1", "S-2 use=4 cost=5 --as J-2"):
        desk(f"score prize {given}")
    desk("submit prize --as J-1")
    assert "then no ballot of J-2 counts, on `S-2`" in desk("seal prize", code=1)
    assert "not submitted, so without effect: J-2 on `S-2`" in desk("seal prize --absent", "J-2: fell ill")
    desk("publish prize --unwitnessed -o bundle")
    said = desk("verify bundle", code=3)
    assert "J-2 did not submit the round prize, and no mark of this judge counts: fell ill" in said


def test_names_get_codes_and_keep_them(tmp_path: Path) -> None:
    """Judges whose id is a name stand in the record by a code, which stays theirs whoever comes later."""
    named = CHALLENGE.replace("J-1", "Mia Lund").replace("J-2", "Ben Okoye")
    second = '\n[[round]]\nid = "final"\nrubric = "prize"\n'
    desk = Desk(tmp_path / "challenge", named.replace("\n[[judge]]", second + "\n[[judge]]", 1))
    assert "in the record Mia Lund is J-02" in desk("open")
    desk("open prize")
    later = desk.folder / "challenge.toml"
    later.write_text(later.read_text("utf-8") + '\n[[judge]]\nid = "Ana Ruiz"\n', "utf-8")
    text = desk("open final")
    assert "in the record Ana Ruiz is J-03" in text
    assert "in the record Mia Lund is J-02" in text
    assert not any(b"Lund" in file.read_bytes() for file in (desk.folder / "record").rglob("*") if file.is_file())


def test_passphrases(desk: Desk) -> None:
    """A passphrase is taken from JUDGE_PASSPHRASE where it is set; a wrong one is told, with no key shown."""
    desk.variables["JUDGE_PASSPHRASE"] = "four dice"
    desk("open --passphrase")
    desk("join J-1 --name Ana --passphrase")
    desk("enrol J-1.join")
    desk("open prize")
    desk("score prize S-1 use=1 cost=1")
    desk.variables["JUDGE_PASSPHRASE"] = "five dice"
    assert "the passphrase does not open it  [no-key]" in desk("score prize S-2 use=1", code=1)
    assert "the passphrase does not open it  [no-key]" in desk("decide prize withdraw S-1 --reason r", code=1)
    assert "PRIVATE" not in desk.said


def test_two_commands_at_one_moment(desk: Desk) -> None:
    """Whoever worked out an entry from an older state of a journal writes nothing, and is told to do it again."""
    desk.opened("J-1")
    add = appending.add

    def slowly(*arguments: object, **named: object) -> object:
        with mock.patch("judge.acts.appending.add", add):
            inner = run(["decide", "prize", "withdraw", "S-2", "--reason", "meanwhile"])
        assert inner == 0
        return add(*arguments, **named)  # type: ignore[arg-type]

    with mock.patch("judge.acts.appending.add", slowly):
        assert "[journal-grown]" in desk("decide prize withdraw S-1 --reason r", code=1)
    desk("decide prize withdraw S-1 --reason r")


@pytest.mark.skipif(os.name == "nt", reason="pseudo-terminals of POSIX systems")
@pytest.mark.parametrize("command", [["join", "J-1"], ["join", "J-1", "--name", "Ana", "--passphrase"]])
@pytest.mark.parametrize("ending", [signal.SIGINT, "\x04"])
def test_leaving_a_prompt(command: list[str], ending: signal.Signals | str, desk: Desk) -> None:
    """Ctrl-C or Ctrl-D at the name or the passphrase ends with 130 and makes no key."""
    import pty

    desk("open")
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "judge", *command], stdin=theirs, stdout=theirs, stderr=theirs, cwd=desk.folder,
        env={**os.environ, **desk.variables, "PYTHONPATH": str(ROOT), "NO_COLOR": "1"}, start_new_session=True,
    )  # fmt: skip
    os.close(theirs)
    shown = b""
    while b":" not in shown:
        shown += os.read(ours, 1000)
    time.sleep(0.1)
    if isinstance(ending, str):
        os.write(ours, ending.encode())
    else:
        process.send_signal(ending)
    code = process.wait(timeout=30)
    with contextlib.suppress(OSError):
        while more := os.read(ours, 1000):
            shown += more
    os.close(ours)
    assert code == 130, shown
    assert b"interrupted" in shown
    assert b"Traceback" not in shown
    assert b"\x1b[" not in shown
    assert not list((desk.folder / "home").glob("*/J-1.pem"))
