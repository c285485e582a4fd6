"""What a result says in English, said in Spanish or French: found again by its table, with titles and ids as they are."""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache
from string import Formatter

from judge.model.said import SENTENCES, said
from judge.model.said.cautions import TIED
from judge.model.said.gates import GATES, IS, LATER, NOT
from judge.model.said.words import STATES
from judge.model.wording import LANGUAGES

LONGEST = 2000
"""No part of a sentence is looked for in a longer text: that is one that people wrote."""
PEOPLE = ("withdrawn", "disqualified")
"""The states whose reason people gave, in their own words."""

_DIMENSIONS: Mapping[str, Mapping[str, str]] = {
    "submission": {"es": "candidatura", "fr": "candidature"},
    "judge": {"es": "juez", "fr": "juge"},
    "criterion": {"es": "criterio", "fr": "critère"},
    "round": {"es": "ronda", "fr": "tour"},
}


def in_language(sentence: str, language: str) -> str:
    """Return a sentence of a result in a language: ``es`` or ``fr``; as it is for another one, and if it is not known.

    Only for what the engine says. What people wrote is told by :func:`reason` from what it says of them.
    """
    return known(sentence, language) or sentence


def reason(state: str, sentence: str, language: str) -> str:
    """Return why a submission has no place; what people wrote stays as it is.

    Args:
        state: as the result has it, such as ``quorum``.
    """
    return sentence if state in PEOPLE else in_language(sentence, language)


@lru_cache(maxsize=4096)
def known(sentence: str, language: str) -> str | None:
    """Return a sentence of a result in a language, or None for one that the engine does not say."""
    if language not in LANGUAGES:
        return None
    whole = _one_of(_WHOLE, sentence, language)
    return whole or _parts(sentence, language) or _member(sentence, language) or _gate(sentence, language)


def _parts(sentence: str, language: str) -> str | None:
    """Return several sentences, one after the other."""
    parts = sentence.split(said("next"))
    every = [_one_of(_WHOLE, part, language) or _gate(part, language) for part in parts if len(parts) > 1]
    told = [part for part in every if part is not None]
    return SENTENCES["next"][language].join(told) if told and len(told) == len(every) else None


def _member(sentence: str, language: str) -> str | None:
    """Return of which criteria, judges, submissions or rounds a table is taken."""
    found = re.fullmatch(r"(submission|judge|criterion|round) (\S+(?: or \S+)*)", sentence)
    return f"{_DIMENSIONS[found[1]].get(language, found[1])} {_any(found[2], language)}" if found is not None else None


def _gate(sentence: str, language: str) -> str | None:
    """Return what stopped a submission at a gate."""
    found = _one_of(("answers",), sentence, language) or _values(sentence, language)
    return found or _one_of(_ALONE, sentence, language)


def _values(sentence: str, language: str) -> str | None:
    """Return what something is and what it should have been, for one or several in a row."""
    parts = sentence.split(", ")
    told = [_one_of(_AFTER if at else _FIRST, part, language) for at, part in enumerate(parts)]
    if told[0] is None or not any(told[1:]):
        return None
    return ", ".join(part if words is None else words for part, words in zip(parts, told, strict=True))


# -- one sentence -------------------------------------------------------------------------------------------------------


def _one_of(names: Iterable[str], text: str, language: str) -> str | None:
    if len(text) > LONGEST:
        return None
    for name in names:
        found = _pattern(name).fullmatch(text)
        if found is not None:
            parts = {part: _KINDS.get(part, _TEXT)[1](was, language) for part, was in found.groupdict().items()}
            return SENTENCES[name][language].format(**parts)
    return None


@cache
def _pattern(name: str) -> re.Pattern[str]:
    """Return what finds a sentence again, and what was filled into it."""
    pieces = Formatter().parse(SENTENCES[name]["en"])
    return re.compile(
        "".join(
            re.escape(literal) + (f"(?P<{part}>{_KINDS.get(part, _TEXT)[0]})" if part is not None else "")
            for literal, part, _, _ in pieces
        ),
        re.DOTALL,
    )


def _same(text: str, _: str) -> str:
    return text


def _word(text: str, language: str) -> str:
    return SENTENCES[text][language] if text in SENTENCES else text


def _headed(text: str, language: str) -> str:
    """Return what a gate looks at, with the name of the gate before it, if any: French sets a space before its colon."""
    return " : ".join(text.rsplit(": ", 1)) if language == "fr" else text


def _any(text: str, language: str) -> str:
    return text.replace(said("or"), SENTENCES["or"][language])


def _names(text: str, language: str) -> str:
    """Return a list of names, of which perhaps only the first stand there."""
    names, tail = re.fullmatch(r"(.*?)( and [0-9]+ more)?", text, re.DOTALL).groups("")  # type: ignore[union-attr]
    return names + (_one_of(("more",), tail, language) or "")


def _where(text: str, language: str) -> str:
    """Return which cells of a table a tie-break compares, and which of its values come first."""
    return "".join(_condition(f", {part}", language) for part in text.split(", ")[1:])


def _condition(text: str, language: str) -> str:
    name, space, rest = text[2:].partition(" ")
    dimension = _DIMENSIONS.get(name, {}).get(language, name)
    return _one_of(("higher first", "lower first"), text, language) or f", {dimension}{space}{_any(rest, language)}"


def _tied(text: str, language: str) -> str:
    return _one_of(TIED, text, language) or text


def _suffix(text: str, language: str) -> str:
    return _one_of(("then", "only"), text, language) or ""


_NUMBER = r"-?[0-9]+(?:[./][0-9]+)?"
_TEXT: tuple[str, Callable[[str, str], str]] = (".+?", _same)
_KINDS: Mapping[str, tuple[str, Callable[[str, str], str]]] = {
    **dict.fromkeys(("n", "m", "k"), (_NUMBER, _same)),
    **dict.fromkeys(("low", "high"), (f"{_NUMBER}|…", _same)),
    "name": ("`[^`]+`", _same),
    "names": (".+?", _names),
    "any": (".+?", _any),
    "numbers": ("[0-9]+(?: or [0-9]+)*", _any),
    "gate": ("(?:.+: )?", _headed),
    **dict.fromkeys(("table", "what", "fact"), (".+?", _headed)),
    "state": (".+?", _word),
    "known": ("|".join(STATES), _word),
    "exact": (f"{_NUMBER} × .+?|none", _word),
    "tie": (".+?", _tied),
    "better": ("higher|lower", _word),
    "where": ("(?:, .+?)?", _where),
    "then": ("(?:; then .+?)?", _suffix),
    "places": ("(?:, for place [0-9]+(?: or [0-9]+)*)?", _suffix),
}
"""By what a part is called: what it looks like, and how it is said in a language. Others are names, and stay as they are."""

_ALONE = ("no value", *LATER, "state of", "state")
_FIRST = ("state of", "state", *IS)
_AFTER = (*(name for name in NOT if name != "not"), *LATER, *_FIRST, "not")
_WHOLE = tuple(name for name in SENTENCES if name not in GATES and name not in ("or", "more", "next"))
