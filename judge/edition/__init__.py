"""Editions: what each audience may see of a result, chosen by what is allowed and never by what is hidden."""
