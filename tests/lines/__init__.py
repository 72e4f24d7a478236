"""What a line tells of itself."""
