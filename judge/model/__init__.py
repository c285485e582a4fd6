"""The nouns: frozen values, exact numbers, problems and canonical bytes. Imports nothing of ours."""
