"""The whole pipeline, on seeds and on small pages."""
