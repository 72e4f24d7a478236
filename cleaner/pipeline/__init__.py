"""The order of things, from a page to its account."""
