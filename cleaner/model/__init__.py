"""The line model: how likely each line is body, from its shape, words, neighbours and place. Knows lines, rules and web pages."""
