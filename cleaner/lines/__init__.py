"""Second floor: what a line tells of itself. Knows rules and the records of a page, and looks at no neighbour."""
