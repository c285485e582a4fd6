"""The layers of an audit: one file each."""
