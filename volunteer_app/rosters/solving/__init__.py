"""What is kept of a run: its question and answer, its findings, and why seats stayed open."""
