"""What coordinators do with uploads: look at one, confirm it, drop it; all or nothing each time."""
