"""The ceremony: what each key tells, in which order, and that nothing is told before its key."""

import re
from fractions import Fraction
from pathlib import Path

import attrs
import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from judge.acts.loading import Mistaken
from judge.acts.reveal import places, reveal, taken
from judge.cli import judge
from judge.model.ceremony import Ceremony, Step
from judge.model.result import Result as Scoring
from judge.model.result import Tie, TieStep
from judge.model.wording import LANGUAGES
from judge.show.figures import figures
from judge.show.letters import letters
from judge.show.poster import columns, posters
from judge.show.reveal import WORDS, Cards, spoken
from tests.challenges import write
from tests.laws.settled import scores as scored_or_not
from tests.laws.strategies import rounds
from tests.naive.given import Given
from tests.naive.scored import scored
from tests.test_sitting import place as recorded

RUBRIC = """\
title = "Ferries"
[scale]
low = 0
high = 10
[[criterion]]
id = "use"
title.en = "Use"
title.es = "Uso"
title.fr = "Usage"
weight = 60
[[criterion]]
id = "cost"
weight = 40
[rank]
ties = [{ criterion = "use" }, "share"]
[[outcome]]
name = "gold"
award = "Gold medal"
seats = 1
[[outcome]]
name = "second round"
seats = 3
"""
CHALLENGE = """\
title.en = "Ferry prize"
title.es = "Premio de barcas"
title.fr = "Prix des bacs"
languages = ["es", "en", "fr"]
[[round]]
id = "final"
rubric = "ferries"
"""
MARKS = "submission,judge,use,cost\nA,J-1,9,9\nB,J-1,8,6\nC,J-1,6,9\nD,J-1,3,3\nE,J-1,3,3\n"
TITLES = {"A": "Almirante", "B": "Barca", "C": "Canoa", "D": "Dinghy", "E": "Esquife"}
FILES = {
    "challenge.toml": CHALLENGE,
    "criteria/ferries.toml": RUBRIC,
    "submissions/submissions.csv": "id,title\n" + "".join(f"{name},{title}\n" for name, title in TITLES.items()),
    "ballots/marks.csv": MARKS,
}
TOLD = {
    "en": """\
Ferry prize.
final.

Place 4, shared by 2.
Dinghy.
Esquife.
Score 3.

Place 3.
Canoa.
Score 7.20.
Outcome: second round.

Place 2.
Barca.
Score 7.20.
Outcome: second round.
Tied with Canoa; decided by the higher mean mark on Use, 8 to 6.

Place 1.
Almirante.
Score 9.00.
Outcome: Gold medal; second round.

That was all.

""",
    "es": """\
Premio de barcas.
final.

Lugar 4, compartido por 2.
Dinghy.
Esquife.
Puntaje 3.

Lugar 3.
Canoa.
Puntaje 7.20.
Resultado: second round.

Lugar 2.
Barca.
Puntaje 7.20.
Resultado: second round.
Empate con Canoa; se decide por el promedio más alto de las notas en Uso, 8 a 6.

Lugar 1.
Almirante.
Puntaje 9.00.
Resultado: Gold medal; second round.

Eso es todo.

""",
    "fr": """\
Prix des bacs.
final.

Place 4, partagée par 2.
Dinghy.
Esquife.
Score 3.

Place 3.
Canoa.
Score 7.20.
Résultat : second round.

Place 2.
Barca.
Score 7.20.
Résultat : second round.
À égalité avec Canoa ; départage par la moyenne la plus haute des notes pour Usage, 8 contre 6.

Place 1.
Almirante.
Score 9.00.
Résultat : Gold medal; second round.

C'est tout.

""",
}


@pytest.fixture
def ferries(tmp_path: Path) -> Path:
    return write(tmp_path / "ferries", FILES)


def told(folder: Path, *arguments: str, keys: str = "\n" * 9) -> Result:
    """Run the ceremony through a pipe."""
    return CliRunner().invoke(judge, ["reveal", "-C", str(folder), *arguments], input=keys)


# -- what is told ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(WORDS))
def test_every_word_is_there_in_three_languages(name: str) -> None:
    """Each sentence is said in English, Spanish and French, and fills in the same."""
    texts = WORDS[name]
    assert sorted(texts) == sorted(LANGUAGES)
    filled = [sorted(re.findall(r"\{(\w+)\}", text)) for text in texts.values()]
    assert filled[0] == filled[1] == filled[2]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_whole_ceremony_in_plain_words(ferries: Path, language: str) -> None:
    """From the last place up: who shares a place together, a tie where the upper one is revealed, and what was won."""
    done = told(ferries, "--lang", language)
    assert (done.exit_code, done.stdout, done.stderr) == (0, TOLD[language], "")


def test_the_first_language_of_the_challenge_is_spoken(ferries: Path) -> None:
    assert told(ferries).stdout == TOLD["es"]


def test_without_scores_no_number_but_places_is_told(ferries: Path) -> None:
    """Neither a score nor the numbers that parted a tie."""
    done = told(ferries, "--language", "en", "--no-scores")
    assert "decided by the higher mean mark on Use.\n" in done.stdout
    assert sorted(set(re.findall(r"\d", done.stdout))) == ["1", "2", "3", "4"]


def test_top_begins_at_a_place(ferries: Path) -> None:
    """With --top 2 the third and the fourth place are not told, nor that the second was tied with the third."""
    done = told(ferries, "--language", "en", "--top", "2")
    assert done.exit_code == 0
    assert re.findall("Place .*", done.stdout) == ["Place 2.", "Place 1."]
    assert "Tied" not in done.stdout
    assert "Canoa" not in done.stdout


@pytest.mark.parametrize("name", ["gold", "Gold medal"])
def test_an_award_alone_is_told_without_places(ferries: Path, name: str) -> None:
    done = told(ferries, "--language", "en", "--outcome", name)
    assert done.stdout == "Gold medal.\nFerry prize.\nfinal.\n\nGold medal.\nAlmirante.\n\nThat was all.\n\n"


def test_an_outcome_is_told_from_the_last_one_taken_up(ferries: Path) -> None:
    done = told(ferries, "--language", "en", "--outcome", "second round")
    assert re.findall("|".join(TITLES.values()), done.stdout) == ["Canoa", "Barca", "Almirante"]
    assert "7.2" not in done.stdout


def test_those_tied_at_the_cut_and_wildcards(ferries: Path) -> None:
    """Equals who are taken together are revealed together; whom people took comes first, and it is said."""
    rubric = RUBRIC.replace("seats = 3", 'seats = 4\nties = "in"')
    extra = '[[decision]]\nkind = "wildcard"\nsubmission = "F"\noutcome = "second round"\nreason = "brave"\n'
    files = {**FILES, "criteria/ferries.toml": rubric, "decisions.toml": extra}
    files["submissions/submissions.csv"] += "F,Falúa\n"
    files["ballots/marks.csv"] += "F,J-1,1,1\n"
    done = told(write(ferries, files), "--language", "en", "--outcome", "second round")
    assert done.exit_code == 0, done.output
    cards = done.stdout.split("\n\n")
    assert cards[1:3] == ["second round (wildcard).\nFalúa.", "second round.\nDinghy.\nEsquife."]
    ranking = told(ferries, "--language", "en").stdout
    assert "Falúa.\nScore 1.\nOutcome: second round (wildcard)." in ranking


def test_several_rankings_come_one_after_the_other(ferries: Path) -> None:
    """Each has its opening; --track tells one of them alone; another name is not known."""
    records = "id,title,shore\n" + "".join(
        f"{name},{title},{'east' if name in 'AC' else 'west'}\n" for name, title in TITLES.items()
    )
    rubric = RUBRIC.replace("[rank]", '[rank]\nby = "shore"')
    write(ferries, {"submissions/submissions.csv": records, "criteria/ferries.toml": rubric})
    done = told(ferries, "--language", "en")
    assert [each.split("\n")[0] for each in done.stdout.split("\n\n")][:6] == [
        "east.", "east.", "east.", "west.", "west.", "west."
    ]  # fmt: skip
    assert re.findall("|".join(TITLES.values()), done.stdout) == ["Canoa", "Almirante", "Dinghy", "Esquife", "Barca"]
    west = told(ferries, "--language", "en", "--track", "west")
    assert re.findall("|".join(TITLES.values()), west.stdout) == ["Dinghy", "Esquife", "Barca"]
    assert "Outcome: Gold medal; second round: west." in west.stdout
    wrong = told(ferries, "--track", "wst")
    assert (wrong.exit_code, "did you mean `west`?" in wrong.stderr) == (2, True)


def test_what_is_not_there_is_told_with_what_is(ferries: Path) -> None:
    assert "did you mean `gold`?" in told(ferries, "--outcome", "golt").stderr
    assert "the round has no tracks" in told(ferries, "--track", "x").stderr
    both = told(ferries, "--outcome", "gold", "--top", "1")
    assert (both.exit_code, "leave one of them out" in both.stderr) == (2, True)


def test_nobody(ferries: Path) -> None:
    """An outcome that took nobody is revealed as such."""
    write(ferries, {"criteria/ferries.toml": RUBRIC.replace("seats = 1", "seats = 1\nminimum = 10")})
    assert "Gold medal.\nNobody.\n" in told(ferries, "--language", "en", "--outcome", "gold").stdout


def test_more_decimals_are_shown_only_when_they_are_needed(ferries: Path) -> None:
    """The last one's score is told as if there were no other: how near others come is not to be seen in its decimals."""
    write(ferries, {"ballots/marks.csv": MARKS.replace("A,J-1,9,9", "A,J-1,9.001,9")})
    assert re.findall("Score (.*)[.]", told(ferries, "--language", "en").stdout) == ["3", "7.20", "7.20", "9.0006"]


def test_a_title_gives_the_terminal_no_order(ferries: Path) -> None:
    """What would set the title of the window, or clear the screen, is shown as nothing."""
    hostile = (
        FILES["submissions/submissions.csv"].replace("Esquife", "Esqu\x9bife\u202e").replace("Canoa", "نامه\u200cها")
    )
    write(ferries, {"submissions/submissions.csv": hostile})
    done = told(ferries)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", done.stdout)
    assert "Esqu\ufffdife\ufffd.\n" in done.stdout
    assert "نامه\u200cها.\n" in done.stdout


# -- a round that is not finished, or not public ----------------------------------------------------------------------


def test_a_round_that_is_not_sealed_is_revealed_only_when_that_is_meant(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without --draft nothing is told and the code is 3; with it the first card says so; sealed, neither is needed."""
    monkeypatch.setenv("JUDGE_HOME", str(tmp_path / "home"))
    made = recorded(tmp_path)
    for who in ("J-1", "J-2"):
        for name in ("S-1", "S-2", "S-3"):
            made.run("score", "final", name, "idea=4", "work=5", "--as", who)
    refused = made.run("reveal", "final", keys="\n" * 5)
    assert (refused.exit_code, refused.stdout) == (3, "")
    assert "the round `final` is not sealed" in refused.stderr
    draft = made.run("reveal", "final", "--draft", keys="\n" * 5)
    assert draft.exit_code == 0
    assert draft.stdout.split("\n\n")[0].endswith("A draft: the round is not sealed, and the result may still change.")
    for who in ("J-1", "J-2"):
        assert made.run("submit", "final", "--as", who).exit_code == 0
    sealed = made.run("seal", "final")
    assert sealed.exit_code == 0, sealed.output
    done = made.run("reveal", keys="\n" * 5)
    assert (done.exit_code, "draft" in done.stdout) == (0, False)
    changed = made.run("correct", "final", "S-1", "title", "Won", "--reason", "misspelt")
    assert changed.exit_code == 0, changed.output
    assert made.run("reveal", keys="\n" * 5).stdout == done.stdout.replace("One.", "Won.")
    assert "One." in done.stdout


def test_what_a_round_does_not_publish_is_not_revealed(ferries: Path) -> None:
    """Where only places are public no score is told; where only outcomes are, no place."""
    write(ferries, {"challenge.toml": CHALLENGE + '[round.publish]\npublic = "places"\n'})
    done = told(ferries, "--language", "en")
    assert "Place 1." in done.stdout
    assert not re.search("Score|Tied", done.stdout)
    write(ferries, {"challenge.toml": CHALLENGE + '[round.publish]\npublic = "outcomes"\n'})
    assert told(ferries).exit_code == 2
    assert told(ferries, "--outcome", "gold").exit_code == 0


def test_the_order_of_those_taken_tells_no_place_that_is_not_public(ferries: Path) -> None:
    """Where only outcomes are public, they come by id and one by one, as on the page, even those who share a place."""
    seats = {"criteria/ferries.toml": RUBRIC.replace("seats = 3", "seats = 5")}
    write(ferries, {**seats, "challenge.toml": CHALLENGE + '[round.publish]\npublic = "outcomes"\n'})
    cards = told(ferries, "--outcome", "second round").stdout.split("\n\n")
    assert [card.split("\n")[-1] for card in cards if "." in card][1:-1] == [f"{title}." for title in TITLES.values()]
    other = "submission,judge,use,cost\nE,J-1,9,9\nD,J-1,8,9\nA,J-1,1,2\nB,J-1,4,4\nC,J-1,0,0\n"
    hidden = write(ferries, {"ballots/marks.csv": other})
    assert told(hidden, "--outcome", "second round").stdout.split("\n\n") == cards


def test_a_refusal_tells_the_place_and_not_the_result(ferries: Path) -> None:
    """Who is tied stands in the sentence of the problem, and a screen may be seen by all."""
    ties = RUBRIC.replace('"share"]', '"refuse"]')
    write(ferries, {"criteria/ferries.toml": ties})
    done = told(ferries)
    assert (done.exit_code, done.stdout) == (1, "")
    assert "criteria/ferries.toml:15: this forbids scoring  [tie-refused]\n" in done.stderr
    assert not re.search(r"\bD\b|\bE\b|Dinghy", done.stderr)


# -- lines through a pipe -----------------------------------------------------------------------------------------------


def test_each_line_is_one_step(ferries: Path) -> None:
    """So many lines, so many cards after the opening; the end of the lines ends with 3 as long as anything is left."""
    whole = TOLD["en"].split("\n\n")
    for lines in range(4):
        done = told(ferries, "--language", "en", keys="\n" * lines)
        assert (done.exit_code, done.stdout) == (3, "\n\n".join(whole[: lines + 1]) + "\n\n")
        assert done.stderr == "The ceremony ended before all was revealed.\n"
    assert told(ferries, "--language", "en", keys="\n" * 4).exit_code == 0


def test_back_help_and_quit_are_lines_as_well(ferries: Path) -> None:
    """b tells the card before again, what is not known tells the keys and reveals nothing, q ends."""
    done = told(ferries, "--language", "en", keys="\nb\n?\nxyz\nq\n\n\n\n")
    assert done.exit_code == 3
    cards = done.stdout.split("\n\n")
    assert cards[0] == cards[2] == "Ferry prize.\nfinal."
    assert cards[3] == cards[4] == "\n".join(WORDS[name]["en"] for name in ("next key", "back key", "quit key"))
    assert "Canoa" not in done.stdout


def test_a_pipe_gets_no_escape_codes(ferries: Path) -> None:
    assert "\x1b" not in told(ferries).stdout


# -- posters --------------------------------------------------------------------------------------------------------------


def test_figures_fill_the_room_and_never_more() -> None:
    """The largest that fit, as wide in every line; nothing where there is no room."""
    assert figures("1", 6, 4) == (" ▄██  ", "  ██  ", "  ██  ", " ▀▀▀▀ ")
    for width in range(1, 120, 7):
        for height in range(1, 40, 3):
            drawn = figures("=12.5", width, height)
            assert len(drawn) <= height
            assert len({len(line) for line in drawn}) <= 1
            assert all(len(line) <= width for line in drawn)
    assert figures("=12", 18, 3) == ()
    assert len(figures("7", 200, 60)) > 50


def test_titles_stand_in_letters_where_there_is_room() -> None:
    """Capitals with their accents, broken between words; nothing where a letter is not known or a word too wide."""
    assert letters("né ça", 30, 1) == (
        "       ▄▀               ",
        "█▄  █ █▀▀▀   ▄▀▀▀▀ ▄▀▀▀▄",
        "█ ▀▄█ █▀▀    █     █▀▀▀█",
        "▀   ▀ ▀▀▀▀    ▀█▀▀ ▀   ▀",
    )  # fmt: skip
    assert len(letters("la barca", 30, 1)) == 8
    assert len(letters("la barca", 48, 1)) == 4
    assert len(letters("la barca", 60, 2)) == 16
    assert letters("la barca", 28, 1) == letters("渡し船", 200, 1) == letters("", 200, 1) == ()
    assert all(
        letters(text, 200, 1) for text in ("≈9.67", "Ñandú", "Łódź", "Žižek", "ŒUVRE", "Straße", "¿Qué?", "1, 2; 3.")
    )


@pytest.mark.parametrize(("width", "height"), [(200, 60), (120, 40), (80, 24), (40, 15), (20, 5)])
def test_a_poster_in_letters_fits_the_terminal(ferries: Path, width: int, height: int) -> None:
    """The larger the terminal, the larger the letters; the place keeps its figures, and what is said below stays."""
    cards = Cards(reveal(ferries, None, "en"))
    for at in range(len(cards)):
        (screen,) = posters(cards[at], width, height) if height > 5 else (posters(cards[at], width, height)[-1],)
        assert len(screen) <= height
        assert all(len(line.text) <= width for line in screen)
        words = " ".join(" ".join(line.text.split()) for line in screen)
        assert height == 5 or all(text in words for text in cards[at].lines)
        assert height < 24 or not any(one.title in words for one in cards[at].named)
        told = [text for text in (*(one.score for one in cards[at].named), cards[at].score) if text]
        assert bool(told) == bool(cards[at].place)
        assert height in (5, 24) or all(
            (text in words) == (height == 15) for text in told
        )  # larger where there is room


@pytest.mark.parametrize(("width", "height"), [(80, 24), (200, 60), (40, 15), (20, 5), (10, 3)])
def test_a_poster_fits_the_terminal_and_says_everything(ferries: Path, width: int, height: int) -> None:
    """On no screen is a line too long or one too many, and every word of a card is on one of its screens."""
    ceremony = reveal(ferries, None, "en")
    long = {each.id: attrs.evolve(each, title=f"{each.title} 渡し船 and a ferry that is called so") for each in ceremony.result.challenge.submissions}  # fmt: skip
    challenge = attrs.evolve(ceremony.result.challenge, submissions=tuple(long.values()))
    cards = Cards(attrs.evolve(ceremony, result=attrs.evolve(ceremony.result, challenge=challenge)))
    for at in range(1, len(cards)):
        card = cards[at]
        screens = posters(card, width, height)
        assert all(len(screen) <= height for screen in screens)
        assert all(columns(line.text) <= width for screen in screens for line in screen)
        words = (line.text.replace(" ", "") for screen in screens for line in screen)
        shown = "".join(text for text in words if text != card.place)  # it stands on every screen
        for text in (*(one.title for one in card.named), *(one.score for one in card.named), card.score, *card.lines):
            assert text.replace(" ", "") in shown


# -- nothing ahead ----------------------------------------------------------------------------------------------------------


def ceremony_of(result: Scoring, steps: tuple[Step, ...]) -> Ceremony:
    return Ceremony(result, "en", False, True, True, steps, {})


def titled(result: Scoring) -> Scoring:
    """Return a result in which every title is unlike any other text."""
    named = tuple(attrs.evolve(each, title=f"Boat{each.id}Q") for each in result.challenge.submissions)
    return attrs.evolve(result, challenge=attrs.evolve(result.challenge, submissions=named))


def otherwise(result: Scoring, shown: set[tuple[str, str]]) -> Scoring:
    """Return a result that is another one for everybody who was not shown yet in their ranking."""
    known = {name for _, name in shown}
    named = tuple(
        each if each.id in known else attrs.evolve(each, title="Another") for each in result.challenge.submissions
    )
    standings = tuple(
        each
        if (each.track, each.submission) in shown
        else attrs.evolve(each, score=each.score * 7 + Fraction(1, 99991))
        for each in result.standings
    )
    outcomes = tuple(
        attrs.evolve(each, taken=tuple(name for name in each.taken if (each.track, name) in shown))
        for each in result.outcomes
    )
    return attrs.evolve(
        result, challenge=attrs.evolve(result.challenge, submissions=named), standings=standings, outcomes=outcomes,
        ties=tuple(_another(tie, shown) for tie in result.ties),
    )  # fmt: skip


def _another(tie: Tie, shown: set[tuple[str, str]]) -> Tie:
    def step(one: TieStep) -> TieStep:
        return attrs.evolve(
            one,
            values=tuple(
                (name, value if (tie.track, name) in shown else Fraction(424242)) for name, value in one.values
            ),
        )

    return attrs.evolve(tie, score=tie.score + 1000, steps=tuple(map(step, tie.steps)))


@settings(max_examples=100, deadline=None)
@given(st.one_of(rounds(lasts=("share", "lot")), rounds(tracks=True, lasts=("share", "lot"))), st.data())
def test_what_comes_later_changes_nothing_of_what_was_shown(given: Given, data: st.DataObject) -> None:
    """Before the k-th key no id and no title of a later card is shown, and had those who come later other titles, scores,
    awards and tie-breaks, everything so far would be the same."""
    result = titled(scored_or_not(scored, given).result)
    steps = places(result)
    at = data.draw(st.integers(0, len(steps) - 1))
    shown = {(step.track, name) for step in steps[: at + 1] for name in step.submissions}
    cards = Cards(ceremony_of(result, steps))
    others = Cards(ceremony_of(otherwise(result, shown), steps))
    assert [cards[n] for n in range(at + 1)] == [others[n] for n in range(at + 1)]
    later = {name for step in steps[at + 1 :] for name in step.submissions} - {name for _, name in shown}
    for n in range(at + 1):
        text = "\n".join((*spoken(cards[n]), *(line.text for each in posters(cards[n], 80, 24) for line in each)))
        assert not [name for name in later if re.search(rf"\b{name}\b|Boat{name}Q", text)]


@settings(max_examples=60, deadline=None)
@given(rounds(lasts=("share", "lot")))
def test_everybody_is_revealed_once_from_the_last_place_up(given: Given) -> None:
    """The steps are the ranking turned round; equals stand in one step; an outcome reveals whom it took, once."""
    result = scored_or_not(scored, given).result
    blocks = [step.submissions for step in places(result) if step.kind == "place"]
    place = {item.submission: item.place for item in result.standings}
    assert sorted(place) == sorted(name for block in blocks for name in block)
    assert [place[block[0]] for block in blocks] == sorted({place[block[0]] for block in blocks}, reverse=True)
    assert all(len({place[name] for name in block}) == 1 for block in blocks)
    for outcome in result.outcomes:
        names = [name for step in taken(result, outcome.name) for name in step.submissions]
        assert sorted(names) == sorted(outcome.taken)


def test_an_unknown_name_is_refused_by_the_act(ferries: Path) -> None:
    with pytest.raises(Mistaken, match="no outcome is called `silver`"):
        reveal(ferries, None, None, outcome="silver")


def test_nothing_reveals_without_a_key(ferries: Path) -> None:
    """Without any line there is the opening alone, which names nobody."""
    done = told(ferries, keys="")
    assert done.exit_code == 3
    assert not [title for title in TITLES.values() if title in done.output]
