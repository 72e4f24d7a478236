"""Where stories open: lines that may be headlines, what speaks for them, and which of them are taken together."""
