"""Top floor: the outside world. Bytes to text, cleaned pages to text, Markdown and JSON, and the pictures that explain them."""
