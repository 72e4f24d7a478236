"""Web pages: bytes to text, text to lines as a browser shows them, and what elements say of each line. Knows rules and records."""
