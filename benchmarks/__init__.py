"""Figures a user can check: speed beside a floor, and stories found in composed scrolls. Nothing here is installed with the library."""
