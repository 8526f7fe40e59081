"""Training: qualifications people hold, with expiry, and their insurance."""
