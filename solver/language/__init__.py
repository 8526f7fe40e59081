"""What can be asked, word by word: people, shifts, places, ties, kit, bounds, and the order of the goals."""
