"""The button that counts again in the reader's browser: the trail, and the scripts that know the rule language."""

from collections.abc import Iterator

from markupsafe import Markup

from judge.show.pages import document
from judge.show.pages.survey import Survey
from judge.show.pages.words.recounting import RECOUNTING
from judge.show.pages.words.said import Said
from judge.show.recount import script

LARGEST = 10_000_000
"""A trail of more characters than this is not put into a page."""


class Recounting:
    """What a page holds so that its reader can count again."""

    def __init__(self, survey: Survey, said: Said) -> None:
        self._trail, self._said = survey.edition.trail, said
        self.too_large = sum(map(len, self._trail)) > LARGEST
        self.possible = bool(self._trail) and not self.too_large

    @property
    def scripts(self) -> tuple[Markup, ...]:
        """The scripts of the button; none where there is nothing to count."""
        return (Markup(script()), document.asset("verify.js")) if self.possible else ()

    @property
    def trail(self) -> Iterator[Markup]:
        """The lines as JSON, one after the other."""
        return document.lines_block(self._trail)

    @property
    def words(self) -> Markup:
        """What the button may answer."""
        return document.block({name: self._said(name) for name in RECOUNTING})
