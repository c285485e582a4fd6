"""The trail of a scoring and its replay: decides what is written; files knows how."""
