"""Generated examples are the same at every run, so that a change fails for what it changed; ``JUDGE_SEARCH=1`` draws new ones."""

import os

from hypothesis import settings

settings.register_profile("same", derandomize=True)
settings.register_profile("search", derandomize=False)
settings.load_profile("search" if os.environ.get("JUDGE_SEARCH") else "same")
