"""Attendance: check-in and check-out, absence, closing a shift, confirming minutes."""
