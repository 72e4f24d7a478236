"""The line model: how likely each line of a page is body, from its shape, its words, its neighbours and its place. Knows lines, rules and web pages."""
