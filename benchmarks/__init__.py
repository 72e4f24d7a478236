"""Figures a user can check: speed beside a floor, measured in one run. Nothing here is installed with the library."""
