"""Duties: patterns and shifts; availability, wishes, caps."""
