"""The documentation site; `docs.generate` writes those of its pages that follow from the code."""
