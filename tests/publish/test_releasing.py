"""Publishing as organizers do it: stages, an embargo, a correction, and what takes the place of what."""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from unittest import mock

import pytest

from tests.test_record_commands import CHALLENGE, Desk

MARKS = "submission,judge,criterion,mark\n" + "".join(
    f"S-{sub},J-{judge},{criterion},{5 + sub - judge}\n"
    for sub in (1, 2) for judge in (1, 2) for criterion in ("use", "cost")
)  # fmt: skip


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Return a computer with a challenge whose marks stand in a table."""
    made = Desk(tmp_path / "tables")
    (made.folder / "ballots").mkdir()
    (made.folder / "ballots/marks.csv").write_text(MARKS, "utf-8")
    return made


@pytest.fixture
def recorded(tmp_path: Path) -> Desk:
    """Return a computer with a record whose round is sealed, and needs no witness."""
    made = Desk(tmp_path / "challenge").opened("J-1", "J-2").judged()
    made("seal prize")
    return made


def data(desk: Desk, folder: str) -> dict[str, object]:
    """Return the data of an edition."""
    found = json.loads((desk.folder / folder / "results.json").read_text("utf-8"))
    assert isinstance(found, dict)
    return found


def digest(desk: Desk, folder: str) -> str:
    return hashlib.sha256((desk.folder / folder / "results.json").read_bytes()).hexdigest()


def releases(desk: Desk) -> list[dict[str, object]]:
    """Return the entries that say what was published."""
    lines = (desk.folder / "record/journals/organizer.jsonl").read_text("utf-8").splitlines()
    bodies = [json.loads(line)["body"] for line in lines]
    return [each for each in bodies if each["type"] == "release"]


def at(time: str) -> object:
    """Let the clock say a time."""
    return mock.patch("judge.acts.appending.clock", return_value=time)


def test_without_a_record_the_page_is_enough(desk: Desk) -> None:
    """Tables and one command give a page that says that no record stands behind it."""
    said = desk("publish")
    assert "page: published/prize/page-1/index.html (no. 1; shows marks)" in said
    assert digest(desk, "published/prize/page-1") in said
    assert not (desk.folder / "record").exists()


def test_a_misspelt_name_is_corrected_and_published_again(desk: Desk) -> None:
    """The file is edited; the second edition names the first and the reason, and the first links to the second."""
    desk("publish")
    first = digest(desk, "published/prize/page-1")
    assert "say with --reason" in desk("publish", code=2)
    table = desk.folder / "submissions/submissions.csv"
    table.write_text(table.read_text("utf-8").replace("A ferry", "The ferry"), "utf-8")
    said = desk("publish", "--reason", "a misspelt title")
    assert "A ferry" in said
    assert "The ferry" in said
    release = data(desk, "published/prize/page-2")["release"]
    assert isinstance(release, dict)
    assert (release["number"], release["replaces"], release["why"]) == (2, first, "a misspelt title")
    old = (desk.folder / "published/prize/page-1/index.html").read_text("utf-8")
    assert '<a href="../page-2/index.html">' in old
    assert "a misspelt title" in old
    assert first == digest(desk, "published/prize/page-1")
    new = (desk.folder / "published/prize/page-2/index.html").read_text("utf-8")
    assert '<div id="later"></div>' in new


def test_what_changed_is_told(desk: Desk) -> None:
    """A mark that was misread moves somebody: both places are told."""
    desk("publish")
    table = desk.folder / "ballots/marks.csv"
    table.write_text(table.read_text("utf-8").replace("S-1,J-1,use,5", "S-1,J-1,use,10"), "utf-8")
    said = desk("publish", "--reason", "a misread mark")
    assert re.search(r"S-1.*\b2\b.*\b1\b", said)
    table.write_text(re.sub(r"S-2,J-1,use,\d+", "S-2,J-1,use,1", table.read_text("utf-8")), "utf-8")
    assert re.search(r"   S-2: 2 \(5\.5 → \d[\d.]*\)\n", desk("publish", "--reason", "another one"))
    page = (desk.folder / "published/prize/page-3/index.html").read_text("utf-8")
    assert "Place (score): before → now." in page
    assert "what changed; place (score)" in (desk.folder / "published/prize/page-3/results.md").read_text("utf-8")


def test_a_draft_is_written_over_and_never_counts(recorded: Desk, desk: Desk) -> None:
    """It stands apart from what is published, and the first edition is still the first."""
    for each in (recorded, desk):
        for _ in range(2):
            assert "page: drafts/prize/page/index.html (a draft" in each("publish prize --draft")
    assert releases(recorded) == []
    assert "no. 1" in desk("publish")


def test_a_round_that_is_not_sealed_has_no_edition(tmp_path: Path) -> None:
    """Else marks that come later would not be in it."""
    made = Desk(tmp_path / "challenge").opened("J-1", "J-2")
    assert "not sealed yet" in made("publish prize", code=2)
    assert "--draft" in made("publish prize --edition judge", code=2) or "not sealed" in made.said
    assert "a draft" in made("publish prize --draft")


def test_each_release_is_an_entry(recorded: Desk) -> None:
    """The record says what was published when, and is whole afterwards."""
    recorded("publish prize")
    recorded("correct prize S-2 title", "The ferry", "--reason", "a misspelt title")
    said = recorded("publish prize", "--reason", "a misspelt title")
    assert "the bundle of this seal is there already" in said
    one, two = releases(recorded)
    assert (one["number"], one["replaces"], one["stage"]) == (1, None, "public")
    assert (two["number"], two["replaces"], two["why"]) == (2, one["results"], "a misspelt title")
    assert two["results"] == digest(recorded, "published/prize/page-2")
    page = (recorded.folder / "published/prize/page-2/index.html").read_text("utf-8")
    assert "The ferry" in page
    recorded("cosign --as J-1")
    recorded("seal prize", "--reason", "to see whether the record holds")
    recorded("publish prize", "--reason", "sealed again")
    recorded("verify published/prize/2-public", code=3)
    assert "N_RELEASED" in recorded.said or "took the place of another one" in recorded.said


def test_the_title_in_the_record_stays(recorded: Desk) -> None:
    """A correction is of what is published: `judge rank` shows what was judged."""
    recorded("correct prize S-2 title", "The ferry", "--reason", "a misspelt title")
    assert "A ferry" in recorded("rank prize")
    assert "already" in recorded("correct prize S-2 title", "The ferry", "--reason", "again", code=2)
    assert "no `titel`" in recorded("correct prize S-2 titel", "The ferry", "--reason", "again", code=2)
    assert "there is no submission" in recorded("correct prize S-9 title", "The ferry", "--reason", "again", code=2)


@pytest.mark.parametrize("which", ["recorded", "desk"])
def test_an_embargo_is_kept(which: str, request: pytest.FixtureRequest) -> None:
    """What is embargoed stands apart; before its end a reason is asked for, after it none."""
    desk: Desk = request.getfixturevalue(which)
    with at("2036-01-01T10:00:00Z"):
        said = desk("publish prize --embargo 2036-01-02T12:00:00+02:00")
        assert "page: embargoed/prize/page-1/index.html (embargoed until 2036-01-02T10:00:00Z" in said
        assert not (desk.folder / "published").exists()
        assert "an embargo stands until 2036-01-02T10:00:00Z" in desk("publish prize", code=2)
    with at("2036-01-02T10:00:00Z"):
        assert "page: published/prize/page-2/index.html" in desk("publish prize")
    assert "../../../published/prize/page-2/index.html" in (
        desk.folder / "embargoed/prize/page-1/index.html"
    ).read_text("utf-8")


def test_an_embargo_that_is_broken_has_a_reason(recorded: Desk) -> None:
    """It stands in the record."""
    with at("2036-01-01T10:00:00Z"):
        recorded("publish prize --embargo 2036-01-02T10:00:00Z")
        recorded("publish prize", "--reason", "a newspaper has it")
    assert [(each["stage"], each["why"]) for each in releases(recorded)] == [
        ("embargoed", ""), ("public", "a newspaper has it"),
    ]  # fmt: skip


@pytest.mark.parametrize(("time", "said"), [
    ("tomorrow", "is not a moment"), ("2036-01-02", "the difference from UTC is missing"),
    ("2036-01-02T10:00:00", "the difference from UTC is missing"), ("2001-01-02T10:00:00Z", "is over"),
])  # fmt: skip
def test_an_embargo_is_a_moment_to_come(time: str, said: str, desk: Desk) -> None:
    """Which noon is meant is not guessed."""
    assert said in desk(f"publish prize --embargo {time}", code=2)
    assert not (desk.folder / "embargoed").exists()


def test_a_public_that_sees_no_marks_gets_no_bundle(tmp_path: Path) -> None:
    """A bundle holds every mark; auditors get one."""
    text = CHALLENGE.replace("sealed = false\n", 'sealed = false\n\n[round.publish]\npublic = "places"\n')
    made = Desk(tmp_path / "challenge", text).opened("J-1", "J-2").judged()
    made("seal prize")
    assert "no bundle: the public sees places" in made("publish prize")
    assert not (made.folder / "published/prize/1-public").exists()
    assert (made.folder / "published/prize/page-1").is_dir()
    assert "published: confidential/prize/1-auditor" in made("publish prize --edition auditor")
    assert (made.folder / "confidential/prize/auditor-page-1").is_dir()


def test_names_of_judges_keep_single_marks_back(desk: Desk) -> None:
    """Where tables name judges, the public and other judges see no deeper than criteria."""
    (desk.folder / "challenge.toml").unlink()
    table = desk.folder / "ballots/marks.csv"
    table.write_text(table.read_text("utf-8").replace("J-1", "Ana Ruiz").replace("J-2", "Bo Li"), "utf-8")
    assert "shows criteria" in desk("publish prize")
    for path in (desk.folder / "published/prize/page-1").rglob("*"):
        assert not path.is_file() or b"Ana Ruiz" not in path.read_bytes()


def test_an_interrupted_release_is_finished(recorded: Desk) -> None:
    """The pages were written and the entry was not: the same command enters it."""
    with mock.patch("judge.acts.releasing.appending.add", side_effect=KeyboardInterrupt):
        recorded("publish prize", code=130)
    assert releases(recorded) == []
    recorded("publish prize")
    (one,) = releases(recorded)
    assert one["results"] == digest(recorded, "published/prize/page-1")


def test_nothing_is_written_over(desk: Desk) -> None:
    """A folder that somebody made is left alone."""
    (desk.folder / "published/prize/page-1").mkdir(parents=True)
    assert "is there already" in desk("publish prize", code=2)


def test_the_published_result_replays(desk: Desk) -> None:
    """The trail stands beside the page, and its digest is the one that the page names."""
    desk("publish")
    assert "the same bytes" in desk("replay published/prize/page-1/result.jsonl")
    evidence = data(desk, "published/prize/page-1")["evidence"]
    assert isinstance(evidence, dict)
    found = hashlib.sha256((desk.folder / "published/prize/page-1/result.jsonl").read_bytes()).hexdigest()
    assert evidence["digest"] == found
    assert found in (desk.folder / "published/prize/page-1/index.html").read_text("utf-8")


def test_pages_of_an_older_seal_say_so(recorded: Desk) -> None:
    """They name the newest one, and are no release."""
    recorded("publish prize")
    recorded("seal prize", "--reason", "a ballot was read again")
    assert "name with --page" in recorded("publish prize --version 1", code=2)
    assert "prize.2 took its place" in recorded("publish prize --version 1 --page old")
    page = (recorded.folder / "old/index.html").read_text("utf-8")
    assert "An older result: the seal prize.2 took its place." in page
    assert len(releases(recorded)) == 1
    assert "there is no seal prize.3" in recorded("publish prize --version 3 --page older", code=2)


def tree(desk: Desk) -> dict[str, bytes]:
    """Return every file of the challenge's folder."""
    every = (path for path in desk.folder.rglob("*") if path.is_file())
    return {path.relative_to(desk.folder).as_posix(): path.read_bytes() for path in every}


@pytest.mark.parametrize("more", [
    "", "--edition auditor --embargo yesterday", "--page home", "--version 9", "--edition judge --page home", "-o home --page home",
])  # fmt: skip
def test_what_is_refused_writes_nothing(recorded: Desk, more: str) -> None:
    """A bundle written beside a refusal would break an embargo."""
    with at("2036-01-01T10:00:00Z"):
        recorded("publish prize --embargo 2036-01-02T10:00:00Z")
        found = tree(recorded)
        recorded(f"publish prize {more}", code=2)
    assert found == tree(recorded)


def test_without_the_key_nothing_is_published(recorded: Desk) -> None:
    """The pages would stand there, and the record would not say so."""
    for key in list((recorded.folder / "home").rglob("organizer*")):
        key.rename(key.with_name(f"other {key.name}"))
    found = tree(recorded)
    assert "[no-key]" in recorded("publish prize", code=1)
    assert found == tree(recorded)


def test_every_older_page_leads_to_the_newest(desk: Desk) -> None:
    """Nobody has to go from edition to edition."""
    desk("publish")
    for number in (2, 3):
        said = desk("publish", "--reason", f"{number} & counting")
        assert "nothing that readers see has changed" in said
    for number in (1, 2):
        for page in (desk.folder / f"published/prize/page-{number}").glob("*.html"):
            text = page.read_text("utf-8")
            assert text.count('id="later"') == 1
            assert "3 &amp; counting" in text
            assert 'href="../page-3/index.html"' in text


def test_how_applicants_are_reached_stays_in_the_folder(tmp_path: Path) -> None:
    """No byte of the record, its bundles and its pages has it; the table for a mail merge does."""
    made = Desk(tmp_path / "challenge")
    table = made.folder / "submissions/submissions.csv"
    table.write_text(
        "id,title,Email,city,phone\nS-1,A footbridge,ana@bridge.example,Lima,555-0101\nS-2,A ferry,,Oslo,\n", "utf-8"
    )
    made.opened("J-1", "J-2").judged()
    made("seal prize")
    made("publish prize --edition full")
    made("publish prize")
    made("letters prize")
    merged = (made.folder / "letters/prize/merge.csv").read_text("utf-8")
    assert "ana@bridge.example" in merged
    others = {name: data for name, data in tree(made).items() if not name.startswith(("submissions/", "letters/"))}
    assert [name for name, data in others.items() if b"Oslo" in data and name.endswith("submissions.jsonl")]
    assert [name for name, data in others.items() if b"ana@bridge" in data or b"555-0101" in data] == []


def test_no_edition_comes_out_before_the_public_one(recorded: Desk) -> None:
    """Under an embargo the other editions are under it too, no page for the web site knows of it, and no bundle lies there."""
    with at("2036-01-01T10:00:00Z"):
        recorded("publish prize")
        recorded("publish prize --embargo 2036-01-02T10:00:00Z", "--reason", "a secret reason")
        for edition in ("judge", "auditor"):
            said = recorded(f"publish prize --edition {edition}")
            assert f"embargoed/prize/{edition}-page-1/index.html (embargoed until 2036-01-02T10:00:00Z" in said
            assert "no bundle" in said or edition == "judge"
        assert "which is later" in recorded("publish prize --edition judge --embargo 2036-01-02T09:00:00Z", code=2)
        recorded("publish prize --unwitnessed")
    bundle = {name for name in tree(recorded) if name.startswith("published/prize/1-")}
    assert bundle == {name for name in tree(recorded) if name.startswith("published/prize/1-public/")} != set()
    for path, content in tree(recorded).items():
        assert not path.startswith("published/") or (b"secret" not in content and b"embargoed/" not in content), path
    with at("2036-01-02T10:00:00Z"):
        said = recorded("publish prize")
    assert "page: published/prize/page-3/index.html" in said
    for old in ("published/prize/page-1", "embargoed/prize/page-2"):
        assert "page-3/index.html" in (recorded.folder / old / "index.html").read_text("utf-8")
    with at("2036-01-02T10:00:00Z"):
        assert "page: confidential/prize/auditor-page-2/" in recorded("publish prize --edition auditor")


def test_only_what_everybody_gets_is_for_the_web_site(recorded: Desk) -> None:
    """Whoever puts `published/` on a web site puts nothing else there."""
    recorded("publish prize")
    for edition in ("judge", "auditor", "full"):
        assert "not for the web site" in recorded(f"publish prize --edition {edition}")
    assert {path.name for path in (recorded.folder / "published/prize").iterdir()} == {"1-public", "page-1"}
    found = {path.name for path in (recorded.folder / "confidential/prize").iterdir()}
    assert found == {"1-auditor", "1-full", "auditor-page-1", "judge-page-1"}
    page = (recorded.folder / "confidential/prize/auditor-page-1/index.html").read_text("utf-8")
    command = re.search(r"judge (verify confidential/prize/1-auditor --anchor [0-9a-f]{64})", page)
    assert command is not None
    recorded(command[1])


def test_an_older_page_that_cannot_be_told_stops_nothing(desk: Desk) -> None:
    """What was published is published; bytes that are no UTF-8 stay, and a folder called like a page is none."""
    desk("publish")
    old = desk.folder / "published/prize/page-1"
    odd = old / "odd.html"
    odd.write_bytes(b'\xff<div id="later"></div>')
    (old / "x.html").mkdir()
    with mock.patch("judge.acts.superseding.write_whole", side_effect=OSError(28, "full")):
        said = desk("publish", "--reason", "one")
    assert "published, but an older page could not be told: published/prize/page-1/index.html: the disk is full" in said
    assert "says so now" not in said
    desk("publish", "--reason", "two")
    for page in (old / "index.html", odd, old.parent / "page-2/index.html"):
        assert b"../page-3/index.html" in page.read_bytes()
    assert odd.read_bytes().startswith(b"\xff<div")


@pytest.mark.parametrize("content", [
    b"[" * 100_000, b'{"release":{},"evidence":{"digest":"\\ud800"}}', b'["a"]', b'{"ranking":[{"submission":"S-9","place":"1"}]}',
    b"\xff", b'{"release":1,"evidence":{"digest":2},"ranking":[]}',
])  # fmt: skip
@pytest.mark.parametrize("which", ["recorded", "desk"])
def test_what_is_no_edition_is_not_compared(which: str, content: bytes, request: pytest.FixtureRequest) -> None:
    """It is said, and no change is made up."""
    desk: Desk = request.getfixturevalue(which)
    desk("publish prize")
    (desk.folder / "published/prize/page-1/results.json").write_bytes(content)
    said = desk("publish prize", "--reason", "again")
    assert "published/prize/page-1 is not what was published" in said
    release = data(desk, "published/prize/page-2")["release"]
    assert isinstance(release, dict)
    assert not release.get("changes")
    assert "S-9" not in said


def test_pages_that_are_gone_are_missed(recorded: Desk) -> None:
    """The record knows that they were there."""
    recorded("publish prize --page elsewhere")
    assert "the pages of no. 1 are not here" in recorded("publish prize", "--reason", "again")


@pytest.mark.parametrize("more", [
    "--draft --embargo 2036-01-02T10:00:00Z", "--draft --reason r", "--draft --unwitnessed", "--draft --edition full", "--draft -o b",
    "--draft --version 1 --page p", "--version 1", "--version 1 --page p --edition full", "--version 1 --page p --unwitnessed",
    "--version 1 --page p --embargo 2036-01-02T10:00:00Z", "--version 1 --page p --reason r", "--edition judge -o b",
    "--edition full --page p", "--unwitnessed --page p", "--unwitnessed --reason r", "--edition full --embargo 2036-01-02T10:00:00Z",
    "--edition judge --unwitnessed", "--embargo 2036-01-02T10:00:00Z -o b", "--version 1 --page p -o b", "--version 1 --page p",
])  # fmt: skip
def test_no_option_comes_to_nothing(recorded: Desk, more: str) -> None:
    """Who gives two options of which one does nothing is told so, and nothing is written."""
    found = tree(recorded)
    said = recorded(f"publish prize {more}", code=2)
    assert any(words in said for words in ("means nothing beside", "name with --page", "is the newest seal"))
    assert found == tree(recorded)


@pytest.mark.parametrize("more", [
    "-o b", "--version 1 --page p", "--page published/prize/page-9", "--page criteria/x", "--page challenge.toml/x",
])  # fmt: skip
def test_without_a_record_some_outputs_are_none(desk: Desk, more: str) -> None:
    """A bundle and an older seal need a record; what is judged and what has its names by rule is left alone."""
    found = tree(desk)
    desk(f"publish prize {more}", code=2)
    assert found == tree(desk)


@pytest.mark.parametrize(("more", "said"), [
    ("-o b --page b", "name one folder"), ("-o b/c --page b", "one inside the other"), ("-o b --page b/c", "one inside the other"),
    ("--page old/x", "--page old/x is inside"), ("-o old-bundle/x", "-o old-bundle/x is inside"), ("-o old", "-o old is there already"),
    ("--page challenge.toml.txt/x", "is a file"), ("--page submissions/x", "--page submissions/x would"),
    ("--page record/x", "--page record/x would"), ("--page confidential", "given by rule"), ("-o embargoed/x", "given by rule"),
    ("--edition full -o published/prize/1-public", "given by rule"), ("-o b --page old", "old is there already"),
])  # fmt: skip
def test_outputs_are_asked_first(recorded: Desk, more: str, said: str) -> None:
    """No folder is inside another one that somebody reads, and the option that named it is told."""
    recorded("publish prize -o old-bundle --page old")
    (recorded.folder / "challenge.toml.txt").write_text("", "utf-8")
    found = tree(recorded)
    reason = () if "full" in more else ("--reason", "again")
    assert said in recorded(f"publish prize {more}", *reason, code=2)
    assert found == tree(recorded)


def test_leftovers_of_a_killed_process_are_no_obstacle(desk: Desk) -> None:
    """Neither folders nor files; but a file in the place of a draft is somebody's."""
    shelf = desk.folder / "published/prize"
    (shelf / ".page-1.part").mkdir(parents=True)
    (shelf / ".page-1.part/x").write_text("x", "utf-8")
    drafts = desk.folder / "drafts/prize"
    drafts.mkdir(parents=True)
    (drafts / ".page.part").write_text("x", "utf-8")
    (drafts / ".page.old").write_text("x", "utf-8")
    desk("publish")
    desk("publish --draft")
    assert [path.name for path in shelf.iterdir()] == ["page-1"]
    assert [path.name for path in drafts.iterdir()] == ["page"]
    shutil.rmtree(drafts / "page")
    (drafts / "page").write_text("x", "utf-8")
    assert "drafts/prize/page is a file" in desk("publish --draft", code=2)


def test_two_at_once_are_one_after_the_other(recorded: Desk) -> None:
    """The second one sees what the first one published, and asks for a reason."""
    command = [sys.executable, "-m", "judge", "publish", "prize"]
    environment = {**os.environ, **recorded.variables, "PYTHONPATH": str(Path(__file__).parents[2])}
    both = [
        subprocess.Popen(command, cwd=recorded.folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        for _ in range(2)
    ]  # fmt: skip
    said = sorted((each.communicate()[0], each.returncode) for each in both)
    assert sorted(code for _, code in said) == [0, 2], said
    assert any(b"say with --reason" in text for text, _ in said)
    assert len(releases(recorded)) == 1


def test_a_folder_without_an_edition_is_named(desk: Desk) -> None:
    """What to do is said."""
    desk("publish")
    (desk.folder / "published/prize/page-1/results.json").unlink()
    assert "restore its results.json, or remove it" in desk("publish", "--reason", "again", code=2)


def test_without_a_record_pages_elsewhere_are_no_second_edition(desk: Desk) -> None:
    """They are counted by what stands in the challenge."""
    for folder in ("one", "two"):
        assert f"page: {folder}/index.html (no. 1" in desk(f"publish --page {folder}")
    desk("publish")
    assert "where no. 1 is: leave out --page" in desk("publish --page three", "--reason", "again", code=2)
    assert "(no. 2" in desk("publish", "--reason", "again")


def test_a_round_without_marks_waits(desk: Desk) -> None:
    """There is nothing to publish; a draft may be looked at."""
    (desk.folder / "ballots/marks.csv").unlink()
    found = tree(desk)
    assert "there is nothing to publish yet" in desk("publish prize", code=3)
    assert found == tree(desk)
    desk("publish prize --draft")


@pytest.mark.parametrize(("time", "said"), [
    ("0001-01-01T00:00:00+14:00", "has a year of four digits"), ("9999-12-31T23:59:59-10:00", "has a year of four digits"),
    ("0999-01-01T00:00:00Z", "is over"), ("tomorrow", "is not a moment; write it as"),
])  # fmt: skip
def test_the_ends_of_all_dates_are_no_embargo(time: str, said: str, desk: Desk) -> None:
    """Years of one digit and years of five are refused in words."""
    assert said in desk(f"publish prize --embargo {time}", code=2)
    assert "difference" not in desk.said
    assert "9998-12-31T13:59:59Z" in desk("publish prize --embargo 9998-12-31T23:59:59+10:00")


@pytest.mark.parametrize("round_id", ["CON", "a:b", "<b>", "nul"])
def test_a_round_has_a_folder_whatever_it_is_called(desk: Desk, round_id: str) -> None:
    """Its pages can be copied to any system."""
    (desk.folder / "challenge.toml").write_text(CHALLENGE.replace('id = "prize"', f'id = "{round_id}"'), "utf-8")
    desk("publish")
    (folder,) = (desk.folder / "published").iterdir()
    assert folder.name != round_id
    assert not set(folder.name) & set(':<>"|?*')
    assert "no. 2" in desk("publish", "--reason", "again")


def shell(desk: Desk, command: str) -> tuple[int, str]:
    """Give a command to a shell, and return its exit code and what it said on both streams."""
    environment = {**os.environ, **desk.variables, "PYTHONPATH": str(Path(__file__).parents[2])}
    line = f"exec '{sys.executable}' -m judge {command}"
    done = subprocess.run(["bash", "-c", line], cwd=desk.folder, env=environment, capture_output=True, check=False)
    said = (done.stdout + done.stderr).decode()
    assert "a bug in judge" not in said
    assert "Traceback" not in said
    return done.returncode, said


def test_streams_that_are_closed_are_no_bug(desk: Desk) -> None:
    """No keys come where stdin is closed; problems are told with the results where stderr is."""
    code, said = shell(desk, "reveal <&-")
    assert code == 3
    assert "Crossings" in said
    assert shell(desk, "publish 2>&-")[0] == 0
    code, said = shell(desk, "publish 2>&-")
    assert code == 2
    assert "say with --reason" in said


@pytest.mark.parametrize("command", [
    "publish prize --reason $'\\xff'", "correct prize S-1 title $'\\xff' --reason r", "correct prize S-1 title T --reason=$'\\xff'",
    "decide prize withdraw S-1 --reason $'a\\xff'", "rank $'\\xff'",
])  # fmt: skip
def test_texts_are_utf_8(recorded: Desk, command: str) -> None:
    """An entry could not hold anything else; the same for every command."""
    found = tree(recorded)
    code, said = shell(recorded, command)
    assert (code, found) == (2, tree(recorded))
    assert "is not UTF-8" in said


def test_a_folder_may_be_called_by_any_bytes(desk: Desk) -> None:
    """A challenge on an old disk is ranked as well."""
    shutil.copytree(desk.folder, os.fsdecode(os.fsencode(desk.folder.parent) + b"/\xff"))
    code, said = shell(desk, "rank -C ../$'\\xff'")
    assert code == 0, said


@pytest.mark.parametrize(("line", "hint"), [
    ('publish = "scores"', 'write [round.publish], and below it public = "scores"'), ("publish = 1", "write [round.publish]"),
    ("feedback = [1]", 'write feedback = ["marks", "levels"]'), ("feedback = 1", "holds a number, not a word"),
])  # fmt: skip
def test_a_promise_in_the_wrong_form_is_shown_the_right_one(desk: Desk, line: str, hint: str) -> None:
    """The table belongs to the round."""
    text = CHALLENGE.replace("sealed = false\n", f"sealed = false\n{line}\n")
    (desk.folder / "challenge.toml").write_text(text, "utf-8")
    assert hint in desk("check", code=1)


@pytest.mark.parametrize(("text", "said"), [
    ("The\nferry", "has several lines"), ("The \x1b[31mferry", "U+001B"), ("The \x9bferry", "U+009B"), ("The \u202eferry", "U+202E"),
    ("f" * 20_001, "has 20,001 characters; at most 20,000"), ("a\tb", "U+0009"),
])  # fmt: skip
def test_a_correction_can_be_shown(recorded: Desk, text: str, said: str) -> None:
    """What a terminal obeys, and what turns all that follows, is no title."""
    found = tree(recorded)
    assert said in recorded("correct prize S-2 title", text, "--reason", "r", code=2)
    assert found == tree(recorded)


@pytest.mark.parametrize("command", ["correct prize S-2 title T", "decide prize withdraw S-1", "publish prize"])
def test_a_reason_can_be_shown(recorded: Desk, command: str) -> None:
    """It stands on a page, and in one line."""
    found = tree(recorded)
    assert "--reason holds the character U+001B" in recorded(command, "--reason", "to \x1b[2J hide", code=2)
    assert "at most 20,000" in recorded(command, "--reason", "f" * 20_001, code=2)
    assert "--reason is empty" in recorded(command, "--reason", "  ", code=2)
    assert found == tree(recorded)


@pytest.mark.parametrize(("published", "said"), [
    ('["city"]', "publishes it"), ('["land"]', "no page shows it"),
])  # fmt: skip
def test_a_corrected_field_that_no_page_shows_is_not_published(tmp_path: Path, published: str, said: str) -> None:
    """Nobody publishes again for nothing."""
    text = CHALLENGE.replace("sealed = false\n", f"sealed = false\n\n[round.publish]\nfields = {published}\n")
    made = Desk(tmp_path / "challenge", text)
    (made.folder / "submissions/submissions.csv").write_text(
        "id,title,city,land\nS-1,A footbridge,Bern,CH\nS-2,A ferry,Bonn,DE\n", "utf-8"
    )
    made.opened("J-1", "J-2").judged()
    made("seal prize")
    assert said in made("correct prize S-2 city Basel --reason typo")


def test_a_new_challenge_is_whole_or_not_there(tmp_path: Path) -> None:
    """A full disk leaves neither a half challenge nor what was not there before."""
    from judge.acts.init import start
    from judge.files import whole_folder
    from judge.files.durable import FileRefused, refused

    real, left = whole_folder.write_whole, iter(range(100))

    def full(path: Path, data: bytes) -> None:
        if next(left) % 4 == 3:
            raise refused(path, OSError(28, "full"))
        real(path, data)

    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "notes.txt").write_text("mine", "utf-8")
    with mock.patch("judge.files.whole_folder.write_whole", full):
        for folder in (mine, tmp_path / "new/deep"):
            with pytest.raises(FileRefused):
                start(folder, "prize")
    assert [path.relative_to(tmp_path).as_posix() for path in sorted(tmp_path.rglob("*"))] == ["mine", "mine/notes.txt"]
    start(mine, "prize")


def test_a_disk_that_is_full_leaves_no_bundle_alone(recorded: Desk) -> None:
    """It is said that nothing was changed, and so it is; the same command does all of it later."""
    from judge.files.durable import refused

    found = tree(recorded)
    full = refused(recorded.folder / "published", OSError(28, "full"))
    with mock.patch("judge.acts.releasing.write_folder", side_effect=full):
        assert "the disk is full; nothing was changed" in recorded("publish prize", code=1)
    assert found == tree(recorded)
    assert "published: published/prize/1-public" in recorded("publish prize")
