"""What is known of levels."""
