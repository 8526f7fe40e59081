"""Recognition: levels by verified minutes, and the list of who reached what."""
