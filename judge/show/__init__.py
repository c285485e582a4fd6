"""Values to text: terminal, Markdown, JSON, CSV. Returns, never prints."""
