"""Ground floor: frozen facts about a page, on the standard library alone."""
