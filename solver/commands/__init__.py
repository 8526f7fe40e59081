"""The commands of ``python -m solver``: one file each, a line of JSON at the end of all."""
