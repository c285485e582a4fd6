"""A page for one reader, as Markdown, as HTML, and as a tagged PDF."""
