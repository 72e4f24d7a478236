"""What the line model makes of a page."""
