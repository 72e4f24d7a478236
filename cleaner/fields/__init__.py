"""The floor on which the lines of a head become names and dates; it knows the records of a page, and reads only when asked."""
