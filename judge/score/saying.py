"""How a step is said in English, Spanish and French: its phrases, and what they are filled with."""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

import attrs

from judge.model.said.words import STATES

if TYPE_CHECKING:
    from judge.score.verb import Step

Phrase = Mapping[str, str]
"""One phrase in each language, with the names of what is filled in."""

_AND: Phrase = {"en": " and ", "es": " y ", "fr": " et "}
_OR: Phrase = {"en": " or ", "es": " o ", "fr": " ou "}
ONE: Mapping[str, Phrase] = {
    "submission": {"es": "candidatura", "fr": "candidature"},
    "judge": {"es": "juez", "fr": "juge"},
    "criterion": {"es": "criterio", "fr": "critère"},
    "round": {"es": "ronda", "fr": "tour"},
    "pair": {"es": "par", "fr": "paire"},
}
"""The marks' own dimensions."""
_ALL: Mapping[str, Phrase] = {
    "submission": {"en": "submissions", "es": "las candidaturas", "fr": "les candidatures"},
    "judge": {"en": "judges", "es": "los jueces", "fr": "les juges"},
    "criterion": {"en": "criteria", "es": "los criterios", "fr": "les critères"},
    "round": {"en": "rounds", "es": "las rondas", "fr": "les tours"},
    "pair": {"en": "pairs", "es": "los pares", "fr": "les paires"},
}
_GROUPS: Phrase = {"en": "{name}s", "es": "los grupos de `{name}`", "fr": "les groupes de `{name}`"}
ENDS: Mapping[str, Phrase] = {
    "highest": {"en": "the {n} highest", "es": "los {n} valores más altos", "fr": "les {n} valeurs les plus hautes"},
    "lowest": {"en": "the {n} lowest", "es": "los {n} valores más bajos", "fr": "les {n} valeurs les plus basses"},
    "1 highest": {"en": "the 1 highest", "es": "el valor más alto", "fr": "la valeur la plus haute"},
    "1 lowest": {"en": "the 1 lowest", "es": "el valor más bajo", "fr": "la valeur la plus basse"},
}
"""The phrases of verbs that count from the ends of a group."""


@attrs.frozen
class Saying:
    """The phrases of a verb in one language."""

    phrases: Mapping[str, Phrase]
    language: str

    def __call__(self, phrase: str, /, **parts: str) -> str:
        """Return a phrase, filled."""
        return self.phrases[phrase][self.language].format(**parts)

    def all(self, texts: Iterable[str]) -> str:
        """Return texts joined by the word for *and*."""
        return _AND[self.language].join(texts)

    def either(self, texts: Iterable[str]) -> str:
        """Return texts joined by the word for *or*."""
        return _OR[self.language].join(texts)

    def over(self, step: "Step") -> str:
        """Return the dimensions that a step works over: ``the judges``."""
        return things(step.over, self.language)

    def states(self, words: Iterable[str]) -> str:
        """Return states of a mark; a declared code stays as it is."""
        return self.either(STATES.get(word, {}).get(self.language, word) for word in words)

    def ends(self, step: "Step") -> str:
        """Return how many a step counts from the ends of a group, by :data:`ENDS`."""
        numbers = {key: step.whole(key) for key in ("highest", "lowest")}
        return self.all(self(f"1 {key}" if n == 1 else key, n=str(n)) for key, n in numbers.items() if n)


@attrs.frozen
class Sentence:
    """A step in words, without what is common to all verbs.

    Attributes:
        phrases: by name, in every language.
        make: puts them together.
    """

    phrases: Mapping[str, Phrase]
    make: "Callable[[Step, Saying], str]"

    def __call__(self, step: "Step", language: str = "en") -> str:
        """Return the sentence, without a full stop."""
        return self.make(step, Saying(self.phrases, language))


def things(names: Iterable[str], language: str) -> str:
    """Return dimensions in words: ``the judges and criteria``."""
    every = [_ALL.get(name, _GROUPS)[language].format(name=name) for name in names]
    return ("the " if language == "en" else "") + _AND[language].join(every)


def one(name: str, language: str) -> str:
    """Return a dimension or field in the singular; fields stay as they are written."""
    return ONE.get(name, {}).get(language, name)
