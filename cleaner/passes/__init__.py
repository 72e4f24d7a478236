"""What neighbours tell: each pass reads the lines that count with what is known of them, and claims lines; none edits."""
