"""The floor on which the lines of a head become names and dates; it knows the model, and reads only when asked."""
