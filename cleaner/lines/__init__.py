"""Second floor: what is known of a line by itself. Knows rules and the records of a page, and looks at no neighbour."""
