"""The button that counts again in the reader's browser: the trail, and the scripts that know the rule language."""

from collections.abc import Iterator
from functools import cache

from markupsafe import Markup

from judge.model.said.words import WORDS as STATES
from judge.show.pages import document
from judge.show.pages.survey import Survey
from judge.show.pages.words.recounting import RECOUNTING
from judge.show.pages.words.said import Said
from judge.show.recount import script

LARGEST = 10_000_000
"""A trail of more characters than this is not put into a page."""


PARTS = ("exact", "parts", "ranking", "outcomes", "ties", "submissions", "verify")
"""The files of the button among the assets, in the order in which they are read."""

SENTENCES = (
    "and", "before", "chair", "colon", "cut", "cut-next", "digest", "every-score", "first", "first-shared", "lack", "lot", "minimum", "missed", "money",
    "more", "no-value", "not", "outcomes", "place-in", "place-of", "ranking", "ranking-of", "raw-is", "score-is", "seats", "semicolon", "shared", "taken",
    "the-chair", "tie", "tie-lot", "tie-parts", "tie-passed", "tie-same", "tie-shared", "tied-in", "tied-out", "ties", "waiting", "wildcard", "wildcards", "without",
)  # fmt: skip
"""The texts of the page that the button reads again."""


class Recounting:
    """What a page holds so that its reader can count again."""

    def __init__(self, survey: Survey, said: Said) -> None:
        self._trail, self._said = survey.edition.trail, said
        self.too_large = sum(map(len, self._trail)) > LARGEST
        self.possible = bool(self._trail) and not self.too_large

    @property
    def scripts(self) -> tuple[Markup, ...]:
        """The scripts of the button; none where there is nothing to count."""
        return (Markup(script()), _button()) if self.possible else ()

    @property
    def trail(self) -> Iterator[Markup]:
        """The lines as JSON, one after the other."""
        return document.lines_block(self._trail)

    @property
    def words(self) -> Markup:
        """What the button may answer."""
        texts = {name: self._said(name) for name in (*RECOUNTING, *SENTENCES)}
        return document.block(texts | {f"state {state}": self._said.state(state) for state in STATES})


@cache
def _button() -> Markup:
    """Return the script that holds the page beside its trail, and answers."""
    parts = "\n".join(document.asset(f"{name}.js") for name in PARTS)
    return Markup(f'"use strict";\n(() => {{\n{parts}}})();\n')
