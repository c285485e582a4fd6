"""What a page says in English, Spanish and French."""
