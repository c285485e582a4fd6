"""Who marks what: what a round asks for, an exact search for the best assignment, and what the panel design is worth."""
