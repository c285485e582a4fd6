"""An edition as pages: HTML that needs no network and no script, in every language of the challenge."""
