"""What a result says in sentences: English as it stands in the bytes, with the same in Spanish and French beside it."""

from collections.abc import Mapping
from typing import Final

from judge.model.said.cautions import CAUTIONS
from judge.model.said.gates import GATES
from judge.model.said.outcomes import OUTCOMES
from judge.model.said.reasons import REASONS
from judge.model.said.ties import TIES
from judge.model.said.words import WORDS
from judge.model.wording import Phrase

SENTENCES: Final[Mapping[str, Phrase]] = {**REASONS, **OUTCOMES, **TIES, **CAUTIONS, **GATES, **WORDS}
"""By name, every sentence that can stand in a result, and every part of one."""


def said(name: str, /, **parts: object) -> str:
    """Return a sentence of a result as it stands there: in English, filled."""
    return SENTENCES[name]["en"].format(**parts)
