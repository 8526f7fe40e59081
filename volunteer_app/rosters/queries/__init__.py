"""What is known of rosters, read with the organisation first."""
