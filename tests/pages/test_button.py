"""The button that counts again: honest pages come out the same, and whatever somebody changes on one is found."""

import hashlib
import json
import re
from fractions import Fraction
from pathlib import Path
from typing import Any

import attrs
import pytest

from tests.challenges import write
from tests.laws import test_pair_laws as pairs
from tests.pages.made import EXAMPLES, challenge, edition, pages
from tests.pages.test_page import MARKS, TAKEN

Page = Any


def recounted(page: Page) -> tuple[str, str]:
    """Press the button, and return the kind of the answer and its text."""
    page.locator("#recount").click()
    page.wait_for_selector("#recounted .same, #recounted .different, #recounted .unknown")
    return page.locator("#recounted p").get_attribute("class"), page.locator("#recounted").inner_text()


def odd(name: str, folder: Path) -> Path:
    lower = '[rank]\nbetter = "lower"\n' + TAKEN
    by = {"rule": '[rank]\nby = "region"\n' + TAKEN.replace("3", "1"), "fields": {"B": "south", "D": "south"}}
    steps = '{ standardise = ["submission", "criterion"], deviation = "population", digits = 6, no_spread = "centre" }'
    standard = f'[score]\nsteps = [{steps}, {{ mean = "criterion" }}, {{ mean = "judge" }}]\n'
    made: dict[str, dict[str, Any]] = {
        "lower": {"rule": lower},
        "tracks": by,
        "standardised": {"rule": standard},
        "thirds": {},
    }
    return challenge(folder, MARKS, **made[name])


@pytest.mark.parametrize("directory", EXAMPLES, ids=lambda path: path.name)
def test_honest_pages_come_out_the_same(directory: Path, shown: Any) -> None:
    """The button says same, in the language of the page, on every example; what it does not know it names."""
    kind, told = recounted(shown(pages(edition(directory, audience="auditor"))["index.html"]))
    assert kind == "same" or (kind == "unknown" and "does not know" in told), told


@pytest.mark.parametrize("name", ["lower", "tracks", "standardised", "thirds"])
def test_odd_rounds_come_out_the_same(tmp_path: Path, shown: Any, name: str) -> None:
    """So it does with lower scores first, several rankings, adjusted scores and scores that do not end."""
    kind, told = recounted(shown(pages(edition(odd(name, tmp_path / "odd")))["index.html"]))
    assert kind == "same", told
    assert not re.search(r" 0 (places|scores|marks|values)", told)


TAMPERED = {
    "a mark in the trail": (r'(\\"entry\\":\\"ballot\\",\\"judge\\":\\"J-01\\",\\"marks\\":\{\\"climate\\":\\")[\d.]+', r"\g<1>5", "step"),
    "a score in the trail": (r'(\\"place\\":\\"1\\",[^}]*\\"score\\":\\")78', r"\g<1>79", "score"),
    "a place in the table": (r'(<td role="cell" class="p">)2(</td>)', r"\g<1>1\g<2>", "place"),
    "a shared place in the table": (r'(<td role="cell" class="p">)=7(</td>)', r"\g<1>7\g<2>", "place"),
    "a score in the table": (r'(<td role="cell" class="n s">)77\.560', r"\g<1>78.560", "score"),
    "a score that is not whole": (r'(<td role="cell" class="n s">)77\.560', r"\g<1>77.56000001", "score"),
    "a row that is gone": (r'<tr role="row" class="in">.*?</tr>', "", "place"),
    "two rows that changed places": (r'(<tr role="row" class="in">.*?</tr>)\n(<tr role="row" class="in">.*?</tr>)', r"\2\n\1", "order"),
    "two ids and titles that changed places": (r'(<bdi><a href="#S-07">.*?S-07</td>)(.*?)(<bdi><a href="#S-17">.*?S-17</td>)', r"\3\2\1", "order"),
    "a hidden row": (r'<tr role="row" class="in">', r'<tr role="row" class="in" hidden>', "place"),
    "a second place cell": (r'(<td role="cell" class="p")>2</td>', r'\g<1> hidden>2</td><td role="cell">1</td>', "parts in sight"),
    "the digest on the page": (r"(<dd><code>)[0-9a-f]{64}", rf"\g<1>{'0' * 64}", "digest of the result"),
    "the digest in the footer": (r"(<footer>.*?<code>)[0-9a-f]{64}", rf"\g<1>{'0' * 64}", "digest of the result"),
    "the digest for programs": (r'("identifier": "sha256:)[0-9a-f]{64}', rf"\g<1>{'0' * 64}", "digest of the result"),
    "a reason in the trail": (r'(\\"reason\\":\\"the) applicant withdrew', r"\g<1> judges withdrew", "digest of the result"),
    "the winner": (r'data-winner="S-07"', 'data-winner="S-17"', "place"),
    "the winner without its mark": (r' data-winner="S-07" data-track=""', "", "place"),
    "the title of the winner": (r'(<p class="winner"[^>]*><bdi>)[^<]*', r"\g<1>Island Move Plan", "title"),
    "the winner's score": (r'(<span class="won">)78\.000', r"\g<1>78.500", "score"),
    "the winner's score, unmarked": (r'<span class="won">78\.000', "<span>99.000", "score"),
    "the box on top": (r'<div class="first">.*?</div>', "", "parts in sight"),
    "a box on top that is hidden": (r'<div class="firsts">', '<div class="firsts" hidden>', "parts in sight"),
    "the text of an outcome": (r'(<span data-o="0">)finalists', r"\g<1>winner", "outcome"),
    "an outcome for one who has none": (r'(<td role="cell" class="o">)(</td>)', r'\g<1><span>finalists</span>\g<2>', "outcome"),
    "an outcome without its mark": (r' data-o="0"', "", "outcome"),
    "why one is not taken": (r"(is full: at most )2", r"\g<1>9", "outcome"),
    "the cut": (r'(<tr role="row" class="cut">.*?</tr>)\n(<tr.*?</tr>)', r"\2\n\1", "cut"),
    "how far the next one is": (r"is next, 9\.42 away", "is next, 0.01 away", "cut"),
    "who is in a card": (r'(<span class="at">1</span>.*?<span class="id">)S-07', r"\g<1>S-19", "outcome"),
    "the place in a card": (r'<span class="at">5</span>', '<span class="at">1</span>', "place"),
    "the seats": (r"7 taken · 6 seats", "7 taken · 8 seats", "outcome"),
    "how far one missed it": (r"(Just missed: .*?, by )9\.42", r"\g<1>0.01", "outcome"),
    "who missed it": (r"Just missed: [^<]*?, by", "Just missed: Somebody Else, by", "outcome"),
    "all cards": (r'<section aria-labelledby="outcomes">.*?</section>', "", "parts in sight"),
    "a number of a tie": (r"S-03 3\.8, S-04 3\.5", "S-03 3.8, S-04 3.7", "tie"),
    "the score of a tie": (r"Equal with 76\.660", "Equal with 78.660", "tie"),
    "who was before whom": (r"S-03 before S-04 ", "S-04 before S-03 ", "tie"),
    "what decided a place": (r"(<code>rights</code>: )3\.5(</td>)", r"\g<1>3.9\g<2>", "tie"),
    "all ties": (r'<section aria-labelledby="ties">.*?</section>', "", "parts in sight"),
    "who has no place": (r'<section aria-labelledby="without">.*?</section>', "", "parts in sight"),
    "a number of a reason": (r"total is 59\.625", "total is 39.625", "without a place"),
    "the state of one without a place": (r"<strong>quorum", "<strong>withdrawn", "without a place"),
    "a false table beside the true one": (r'(<table class="ranking".*?)(</table>)', r'<table class="plain"><tr><td>1</td></tr></table>\1\2', "parts in sight"),
    "a true table that is hidden": (r'<div class="broad">', '<div class="broad" hidden>', "parts in sight"),
    "a mark of a judge": (r'(<td class="n m">)4\.5', r"\g<1>5", "mark"),
    "a mark that seems to stand aside": (r'<td class="n m">4\.5', '<td class="n m aside">5', "mark"),
    "a mark in place of a state": (r'(<td class="n m aside">)[^<]+', r"\g<1>5", "mark"),
    "a judge who is gone": (r' data-judge>J-01', ">J-01", "mark"),
    "a value of a criterion": (r'(<td class="n v">)4\.4<', r"\g<1>4.9<", "value of a criterion"),
    "the head of a story": (r'(<span class="s">)76\.760', r"\g<1>76.960", "score"),
    "the place in a story": (r"Place 2 of 12; score 77\.56", "Place 1 of 12; score 77.56", "place"),
    "a story": (r'<details class="story".*?</details>', "", "parts in sight"),
}  # fmt: skip


@pytest.mark.parametrize("what", TAMPERED)
def test_tampered_pages_are_found(sample: dict[str, str], shown: Any, what: str) -> None:
    """One thing changed, wherever it stands, is answered with what differs, what is shown and what was recounted."""
    pattern, instead, named = TAMPERED[what]
    page, changes = re.subn(pattern, instead, sample["index.html"], count=1, flags=re.DOTALL)
    assert changes == 1
    kind, told = recounted(shown(page))
    assert kind == "different", told
    assert re.search(rf"^{named}\b.*: shown .*, recounted .*$", told, re.MULTILINE), told


def test_other_marks_under_the_digest_of_a_result_are_found(tmp_path: Path, shown: Any) -> None:
    """A page that is whole in itself, made of other marks, does not pass under the digest of the true ones."""
    true = edition(challenge(tmp_path / "true", MARKS))
    false = edition(challenge(tmp_path / "false", MARKS.replace("A J1 9 8", "A J1 1 1")))
    kind, told = recounted(shown(pages(false)["index.html"]))
    assert (kind, false.evidence.digest in told) == ("same", True)
    kind, told = recounted(shown(pages(attrs.evolve(false, evidence=true.evidence))["index.html"]))
    assert kind == "different"
    assert f"shown {true.evidence.digest}, recounted {false.evidence.digest}" in told


@pytest.mark.parametrize("name", ["index.html", "index.es.html", "index.fr.html"])
def test_a_reader_who_sorted_and_filtered_is_told_the_same(sample: dict[str, str], shown: Any, name: str) -> None:
    """In every language what a reader does with the table changes no answer; the digest and what was not looked at are told."""
    page = shown(sample[name])
    page.locator("table.ranking thead button").nth(2).click()
    page.locator("#filter").select_option("0")
    page.locator("#search").fill("padron")
    page.wait_for_function("document.querySelectorAll('table.ranking tbody tr:not([hidden])').length === 1")
    kind, told = recounted(page)
    assert kind == "same", told
    assert edition(EXAMPLES[0]).evidence.digest in told
    assert re.search("not looked at: titles|no se miró: los títulos|non regardé : les titres", told)


@pytest.mark.parametrize("verb", pairs.VERBS)
def test_a_round_of_pairs_comes_out_the_same(tmp_path: Path, shown: Any, verb: str) -> None:
    """Of pairs a judge gives several answers on one submission, and all of them stand on the page."""
    half = Fraction(1, 2)
    rows = [("J1", "A", "B", 2 * half), ("J1", "A", "C", 0 * half), ("J1", "B", "C", half), ("J2", "A", "B", half)]
    kind, told = recounted(
        shown(pages(edition(write(tmp_path, pairs.challenge(rows, verb)), audience="auditor"))["index.html"])
    )
    assert kind == "same", told


def resealed(page: str) -> str:
    """Return a page with the digest of the trail that it holds."""
    trail = json.loads(re.findall(r'id="trail">(.*?)</script>', page, re.DOTALL)[0])
    digest = hashlib.sha256("".join(f"{line}\n" for line in trail).encode()).hexdigest()
    return page.replace(edition(EXAMPLES[0]).evidence.digest, digest)


def test_what_it_does_not_know_is_told(sample: dict[str, str], shown: Any) -> None:
    """A line that the script has never heard of is named, and not passed over as the same."""
    page = sample["index.html"].replace('\\"entry\\":\\"caution\\"', '\\"entry\\":\\"novelty\\"', 1)
    kind, told = recounted(shown(resealed(page)))
    assert (kind, "does not know: entry novelty" in told) == ("unknown", True), told


def test_a_trail_that_cannot_be_read_is_no_answer(sample: dict[str, str], shown: Any) -> None:
    """A page whose trail is broken is not called the same."""
    kind, told = recounted(
        shown(
            sample["index.html"].replace(
                '<script type="application/json" id="trail">[', '<script type="application/json" id="trail">[['
            )
        )
    )
    assert (kind, "cannot be read" in told) == ("different", True)


def test_a_wrong_page_in_another_language_says_so(sample: dict[str, str], shown: Any) -> None:
    """The answer is in the language of the page."""
    page = sample["index.fr.html"].replace('<td role="cell" class="n s">77.560', '<td role="cell" class="n s">99.560')
    assert "score, S-17 : affiché 99.560, recompté 77.56" in recounted(shown(page))[1]
