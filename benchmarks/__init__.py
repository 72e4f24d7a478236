"""Figures a user can check: speed, memory and accuracy, with floors under them. Nothing here is installed with the library."""
