"""What is known of people, one module a noun."""
