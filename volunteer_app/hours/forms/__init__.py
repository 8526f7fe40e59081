"""The forms of hours: confirming a shift, deciding, correcting, asking."""
