"""The demonstration: a made-up port district with two years of history; no person or company is real."""
