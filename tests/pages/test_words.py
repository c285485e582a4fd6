"""Every text of a page is there in every language, and used."""

import re
from importlib.resources import files

import pytest

from judge.model.wording import LANGUAGES
from judge.show.pages.words.evidence import EVIDENCE
from judge.show.pages.words.outcome import OUTCOME
from judge.show.pages.words.ranking import RANKING
from judge.show.pages.words.recounting import RECOUNTING
from judge.show.pages.words.said import NAMES, WORDS, Said
from judge.show.pages.words.submission import SUBMISSION

TABLES = (RANKING, OUTCOME, SUBMISSION, EVIDENCE, RECOUNTING)


@pytest.mark.parametrize("name", sorted(WORDS))
def test_every_text_is_there_in_every_language(name: str) -> None:
    """Each text exists in English, Spanish and French, fills in the same, and tells one from several alike."""
    texts = WORDS[name]
    assert tuple(texts) == LANGUAGES
    assert all(text.strip() for text in texts.values())
    assert len({tuple(sorted(set(re.findall(r"\{(\w+)\}", text)))) for text in texts.values()}) == 1
    assert len({text.count("|") for text in texts.values()}) == 1


def test_no_name_stands_in_two_tables() -> None:
    """A text that another one hides would never be read."""
    assert len(WORDS) == sum(map(len, TABLES))
    assert tuple(NAMES) == LANGUAGES


def test_every_text_is_used() -> None:
    """A text that no page says is not kept."""
    room = files("judge.show.pages")
    kept = [*room.iterdir(), *(room / "templates").iterdir(), *(room / "assets").iterdir(), room / "words" / "said.py"]
    sources = "".join(path.read_text("utf-8") for path in kept if path.name.endswith((".py", ".html", ".js")))
    made = ("depth ", "audience ", "what ", "file ")
    unused = [name for name in WORDS if not name.startswith(made) and not re.search(f"[\"']{name}[\"']", sources)]
    stages = {"unrecorded", "draft", "sealed", "higher", "lower"}
    assert not set(unused) - stages


def test_one_and_several() -> None:
    """One thing is told as one; in French nought is one, too."""
    assert Said("en").count("judges-count", 0) == "0 judges"
    assert Said("fr").count("judges-count", 0) == "0 juge"
    assert Said("es").count("judges-count", 1) == "1 juez"
    assert Said("fr").count("judges-count", 2) == "2 juges"
