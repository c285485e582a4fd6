"""The cards of a ceremony: what is told of each step, in words that the public may read, in English, Spanish and French."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Final

import attrs

from judge.model.ceremony import Ceremony, Step
from judge.model.number import shown
from judge.model.result import Compared, Standing, Tie
from judge.show.ranking import place, score_texts

WORDS: Mapping[str, Mapping[str, str]] = {
    "place": {"en": "Place {place}", "es": "Lugar {place}", "fr": "Place {place}"},
    "shared": {
        "en": "Place {place}, shared by {count}",
        "es": "Lugar {place}, compartido por {count}",
        "fr": "Place {place}, partagée par {count}",
    },
    "score": {"en": "Score {score}", "es": "Puntaje {score}", "fr": "Score {score}"},
    "outcome": {"en": "Outcome: {names}", "es": "Resultado: {names}", "fr": "Résultat : {names}"},
    "wildcard": {"en": "{name} (wildcard)", "es": "{name} (por invitación)", "fr": "{name} (sur invitation)"},
    "tie": {
        "en": "Tied with {others}; decided by {words}{values}",
        "es": "Empate con {others}; se decide por {words}{values}",
        "fr": "À égalité avec {others} ; départage par {words}{values}",
    },
    "values": {"en": ", {one} to {other}", "es": ", {one} a {other}", "fr": ", {one} contre {other}"},
    "lot": {"en": "lot", "es": "sorteo", "fr": "tirage au sort"},
    "chair": {"en": "the chair", "es": "la presidencia", "fr": "la présidence"},
    "nobody": {"en": "Nobody", "es": "Nadie", "fr": "Personne"},
    "draft": {
        "en": "A draft: the round is not sealed, and the result may still change.",
        "es": "Un borrador: la ronda no está sellada y el resultado aún puede cambiar.",
        "fr": "Un brouillon : le tour n'est pas scellé, et le résultat peut encore changer.",
    },
    "keys": {
        "en": "space next, b back, q end, ? help",
        "es": "espacio siguiente, b atrás, q terminar, ? ayuda",
        "fr": "espace suivant, b retour, q terminer, ? aide",
    },
    "next key": {
        "en": "Space, Enter or Page Down: reveal what comes next.",
        "es": "Espacio, Intro o Av Pág: revelar lo siguiente.",
        "fr": "Espace, Entrée ou Page suivante : révéler la suite.",
    },
    "back key": {
        "en": "b or Page Up: show again what came before.",
        "es": "b o Re Pág: volver a mostrar lo anterior.",
        "fr": "b ou Page précédente : remontrer ce qui précède.",
    },
    "quit key": {"en": "q: end.", "es": "q: terminar.", "fr": "q : terminer."},
    "end": {"en": "That was all.", "es": "Eso es todo.", "fr": "C'est tout."},
    "left": {
        "en": "The ceremony ended before all was revealed.",
        "es": "La ceremonia terminó antes de revelarlo todo.",
        "fr": "La cérémonie s'est terminée avant que tout soit révélé.",
    },
}  # fmt: skip
"""By name, each sentence of a ceremony in every language; what stands in braces is filled in."""


_JOINERS: Final = "\u200c\u200d"
"""Signs without a form of their own that some scripts are not written rightly without."""


@attrs.frozen
class Named:
    """Somebody on a card: the title, the score in words or nothing, and what else is told below it."""

    title: str
    lines: tuple[str, ...] = ()
    score: str = ""


@attrs.frozen
class Card:
    """What is told of one step.

    Attributes:
        heading: the track or the outcome, or empty.
        place: such as ``=3``, or empty.
        said: the same in words.
        named: who is revealed.
        lines: what is told of all of them.
        score: the score of all of them in words, or empty.
    """

    heading: str
    place: str
    said: str
    named: tuple[Named, ...]
    lines: tuple[str, ...] = ()
    score: str = ""


class Words:
    """The words of a ceremony in one language."""

    def __init__(self, language: str) -> None:
        self.language = language

    def __call__(self, name: str, /, **parts: object) -> str:
        """Return a sentence, filled."""
        return WORDS[name][self.language].format(**parts)


class Cards:
    """The cards of a ceremony, each made when it is asked for: of what comes later it holds nothing, not even decimals."""

    def __init__(self, ceremony: Ceremony) -> None:
        self.words = Words(ceremony.language)
        self._told = ceremony
        self._titles = {item.id: item.title for item in ceremony.result.challenge.submissions}
        self._standings = {(item.track, item.submission): item for item in ceremony.result.standings}

    def __len__(self) -> int:
        return len(self._told.steps)

    def __getitem__(self, at: int) -> Card:
        """Return the card of a step, by its number from 0."""
        step = self._told.steps[at]
        if step.kind == "opening":
            return self._opening(step)
        if step.kind == "place":
            return self._place(step, self._told.steps[:at])
        names = [self.words("nobody")] if step.kind == "nobody" else [self._title(name) for name in step.submissions]
        heading = self.words("wildcard", name=step.heading) if step.kind == "wildcard" else step.heading
        return Card(_clean(heading), "", "", tuple(map(Named, names)))

    def _opening(self, step: Step) -> Card:
        result, language = self._told.result, self.words.language
        round_ = next(item for item in result.challenge.rounds if item.id == result.round)
        titles = (step.heading, result.challenge.title.in_language(language), round_.title.in_language(language))
        first, *others = [text for text in map(_clean, titles) if text] or [_clean(result.round)]
        draft = [self.words("draft")] if self._told.draft else []
        return Card("", "", "", (Named(first),), (*others, *draft))

    def _place(self, step: Step, before: Sequence[Step]) -> Card:
        standings = [self._standings[step.track, name] for name in step.submissions]
        first = standings[0]
        told = "shared" if len(standings) > 1 else "place"
        said = self.words(told, place=place(first).lstrip("="), count=len(standings))
        scores = self._scores(step, before)
        texts = [self.words("score", score=scores[item.score]) if scores else "" for item in standings]
        common = texts[0] if len(texts) > 1 and len(set(texts)) == 1 else ""
        named = tuple(
            Named(self._title(item.submission), tuple(self._below(item)), "" if common else text)
            for item, text in zip(standings, texts, strict=True)
        )
        return Card(_clean(step.heading), place(first), said, named, tuple(self._decided(step, before)), common)

    def _scores(self, step: Step, before: Sequence[Step]) -> Mapping[Fraction, str]:
        """Return the texts of the scores revealed so far, or nothing where scores are not told."""
        if not self._told.scores:
            return {}
        own = [name for one in (*before, step) if one.track == step.track for name in one.submissions]
        return score_texts([self._standings[step.track, name].score for name in own])

    def _below(self, standing: Standing) -> Iterator[str]:
        won = [_clean(name) for name in self._won(standing)]
        if won:
            yield self.words("outcome", names="; ".join(won))

    def _won(self, standing: Standing) -> Iterator[str]:
        name = standing.submission
        for outcome in self._told.result.outcomes:
            if outcome.track == standing.track:
                gives = outcome.award or outcome.name
                if name in outcome.taken:
                    yield gives
                if any(name in one.submissions for one in outcome.wildcards):
                    yield self.words("wildcard", name=gives)

    def _decided(self, step: Step, before: Sequence[Step]) -> Iterator[str]:
        """Yield what put a place ahead of the one that was revealed just before it, where the two were tied."""
        below = before[-1]
        if not self._told.ties or below.kind != "place":
            return
        upper, lower = step.submissions[0], below.submissions[0]
        for tie in self._told.result.ties:
            if tie.track == step.track and {upper, lower} <= set(tie.submissions):
                words, values = self._parted(tie, upper, lower)
                others = "; ".join(map(self._title, below.submissions))
                yield self.words("tie", others=others, words=words, values=values)

    def _parted(self, tie: Tie, upper: str, lower: str) -> tuple[str, str]:
        """Return what parted two of a tie, in words, and the two numbers in words."""
        for step in tie.steps:
            block = {name: at for at, names in enumerate(step.blocks) for name in names}
            if upper in block and lower in block and block[upper] != block[lower]:
                values = self._values(dict(step.values)[upper], dict(step.values)[lower])
                return self._told.breakers.get(step.breaker, step.breaker), values
        return self.words("lot" if {upper, lower} <= {name for name, _ in tie.draws} else "chair"), ""

    def _values(self, one: Compared, other: Compared) -> str:
        if self._told.scores and isinstance(one, Fraction) and isinstance(other, Fraction):
            return self.words("values", one=shown(one), other=shown(other))
        return ""

    def _title(self, submission: str) -> str:
        return _clean(self._titles.get(submission, "")) or _clean(submission)


def _clean(text: str) -> str:
    """Return a text on one line, without what a terminal would take for an order, or that turns the direction of writing."""
    kept = (letter for letter in text if letter in _JOINERS or unicodedata.category(letter) != "Cf")
    return " ".join("".join(each if each in _JOINERS or each.isprintable() else " " for each in kept).split())


def spoken(card: Card) -> tuple[str, ...]:
    """Return a card as sentences, one a line, to be read aloud."""
    named = (text for one in card.named for text in (one.title, one.score, *one.lines))
    told = (card.heading, card.said, *named, card.score, *card.lines)
    return tuple(text if text[-1] in ".!?…" else f"{text}." for text in told if text)
