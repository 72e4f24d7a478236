"""The passes, each on small pages made by hand."""
