"""The rostering engine, a plain library without a web; importing it loads nothing."""
