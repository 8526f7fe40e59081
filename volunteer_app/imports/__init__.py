"""Importing people, shifts and availability from hand-made sheets: read, shown, and stored only when confirmed."""
