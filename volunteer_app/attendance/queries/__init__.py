"""What is known of the day of a shift."""
