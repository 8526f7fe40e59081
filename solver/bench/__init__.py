"""Public cases and made-up districts, read or made, solved and told as one line each."""
