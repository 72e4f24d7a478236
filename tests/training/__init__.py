"""What is learned from pages."""
