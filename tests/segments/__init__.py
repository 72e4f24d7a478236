"""The search for headlines, each step on small pages made by hand."""
