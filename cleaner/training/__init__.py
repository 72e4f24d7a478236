"""How the line model learns from pages with gold text; needs the extra `train`."""
