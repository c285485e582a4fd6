"""Text to values and back, and durable bytes: the only room that touches the disk."""
