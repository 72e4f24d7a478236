"""The line model: how likely each line of a page is body."""
