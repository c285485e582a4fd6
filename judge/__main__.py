"""``python -m judge``, and the console script."""

import os
import sys


def main() -> None:
    """Run the command line and exit with its code."""
    if sys.stdin is None:  # no keys come
        sys.stdin = os.fdopen(os.open(os.devnull, os.O_RDONLY), encoding="utf-8")
    if sys.stdout is None:  # somebody closed it: what is said goes nowhere
        sys.stdout = os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8")
    if sys.stderr is None:  # then problems are told with the results; no file gets its number
        os.open(os.devnull, os.O_WRONLY)
        sys.stderr = sys.stdout
    sys.set_int_max_str_digits(0)  # numbers are bounded where they are read and where they grow
    try:
        from judge.cli import run  # takes a moment, in which a user may already press Ctrl-C

        sys.exit(run(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
