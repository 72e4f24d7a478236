"""Third floor: finders that look at more than one line. Each reads blocks and the claims so far, and adds claims; none edits."""
