"""What is known of hours."""
