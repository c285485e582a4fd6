"""Click only: options in, one act, shown, exit code."""
