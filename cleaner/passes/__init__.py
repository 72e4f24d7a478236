"""Claims by neighbours: each pass reads the lines that count, with what is known of them, and claims some; none edits."""
