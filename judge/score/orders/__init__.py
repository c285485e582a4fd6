"""Orders: places among submissions, and the pure functions that fold many orders into one."""
