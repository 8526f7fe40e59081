"""Reading single cells as people fill them in: each parser gives a value or raises `Misread`."""
