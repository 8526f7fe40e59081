"""What is done to levels: their rules set, and lists taken out."""
