"""What is done to hours: entering, carrying over, confirming, deciding, correcting."""
