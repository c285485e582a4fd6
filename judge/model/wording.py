"""A text that people read, in one or several languages."""

from collections.abc import Mapping

import attrs

LANGUAGES = ("en", "es", "fr")

Phrase = Mapping[str, str]
"""One phrase in each language, with the names of what is filled in."""


@attrs.frozen
class Wording:
    """A title or a descriptor.

    Attributes:
        texts: the text by language code; the code ``""`` stands for a text without a language.
    """

    texts: Mapping[str, str]

    def in_language(self, language: str) -> str:
        """Return the text in this language, else without a language, else in the first language there is."""
        for code in (language, "", *LANGUAGES):
            if code in self.texts:
                return self.texts[code]
        return next(iter(self.texts.values()), "")

    def __str__(self) -> str:
        return self.in_language("en")
