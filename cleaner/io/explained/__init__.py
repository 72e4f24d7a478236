"""The account of a page as one file for a browser: its lines, what became of each, and why."""
