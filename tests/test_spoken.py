"""What judges read is said in all three languages."""

import re

import pytest

from judge.show.spoken import PHRASES


@pytest.mark.parametrize("name", sorted(PHRASES))
def test_every_phrase_is_said_in_three_languages(name: str) -> None:
    """Each phrase is there in English, Spanish and French, and fills in the same."""
    phrase = PHRASES[name]
    assert sorted(phrase) == ["en", "es", "fr"]
    assert all(text.strip() for text in phrase.values())
    filled = [sorted(re.findall(r"\{(\w+)\}", text)) for text in phrase.values()]
    assert filled[0] == filled[1] == filled[2]
