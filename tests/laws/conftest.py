"""How the laws are tried: without a clock, on the same examples each time unless ``JUDGE_SEARCH`` is set."""

import os

from hypothesis import HealthCheck, settings

settings.register_profile(
    "laws",
    deadline=None,
    derandomize=not os.environ.get("JUDGE_SEARCH"),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)
settings.load_profile("laws")
