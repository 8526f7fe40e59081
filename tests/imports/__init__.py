"""Importing hand-made sheets."""
