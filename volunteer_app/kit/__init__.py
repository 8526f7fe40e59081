"""House tools that know no feature."""
