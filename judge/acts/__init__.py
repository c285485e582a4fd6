"""One function per act of a user."""
