"""The rules, pure: a round's marks and a rule become a result with every step's numbers."""
