"""Judging and scoring of challenges: exact, explained and replayable."""

__version__ = "0.1.0"
