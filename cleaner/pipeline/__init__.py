"""Fourth floor: the order of things, from a page to its account."""
