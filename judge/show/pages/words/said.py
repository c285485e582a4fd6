"""A page's texts in one language."""

from collections.abc import Mapping, Sequence

from judge.model.said.words import WORDS as STATES
from judge.model.wording import LANGUAGES, Wording
from judge.show.pages.words.evidence import EVIDENCE
from judge.show.pages.words.outcome import OUTCOME
from judge.show.pages.words.ranking import RANKING
from judge.show.pages.words.recounting import RECOUNTING
from judge.show.pages.words.submission import SUBMISSION
from judge.show.told import in_language, reason

WORDS: Mapping[str, Mapping[str, str]] = {**RANKING, **OUTCOME, **SUBMISSION, **EVIDENCE, **RECOUNTING}
"""By name, each text in every language; what stands in braces is filled in, and ``|`` parts one from several."""

NAMES: Mapping[str, str] = {"en": "English", "es": "Español", "fr": "Français"}
"""What each language calls itself."""


class Said:
    """The texts in one language, by name."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._texts = {name: texts[language] for name, texts in WORDS.items()}

    def __call__(self, name: str, /, **parts: object) -> str:
        """Return a text, filled."""
        text = self._texts[name]
        return text.format(**parts) if parts else text

    def count(self, name: str, number: int) -> str:
        """Return a number of things; in French nought is one thing, too."""
        one, _, several = self._texts[name].partition("|")
        single = number == 1 or (number == 0 and self.language == "fr")
        return (one if single else several).format(n=number)

    def state(self, word: str) -> str:
        """Return the word of a state; a rubric's own code stays as it is."""
        return STATES.get(word, {}).get(self.language, word)

    def field(self, name: str) -> str:
        """Return what a field of a record is called; all but the title are named by people."""
        return self("field-title") if name == "title" else name

    def engine(self, sentence: str) -> str:
        """Return a sentence of the engine, such as a reason or a tie-break."""
        return in_language(sentence, self.language)

    def reason(self, state: str, sentence: str) -> str:
        """Return why a submission has no place; what people wrote stays as it is."""
        return reason(state, sentence, self.language)

    def listed(self, names: Sequence[str]) -> str:
        """Return names as a list for the eye."""
        if len(names) < 2:
            return "".join(names)
        return f"{', '.join(names[:-1])} {self._texts['and']} {names[-1]}"


class Phrase:
    """A text that people wrote, in the language of a page if there is one.

    Attributes:
        text: as it is shown.
        other: the code of its language where that is not the page's, else empty.
    """

    __slots__ = ("other", "text")

    def __init__(self, wording: Wording, language: str) -> None:
        self.text = wording.in_language(language)
        known = language in wording.texts or "" in wording.texts
        self.other = "" if known else next((code for code in (*LANGUAGES, *wording.texts) if code in wording.texts), "")

    def __str__(self) -> str:
        return self.text
