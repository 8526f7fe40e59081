"""What is known of training, one module a noun."""
