"""Who made a story and when: bylines, dates and datelines read from its lines, and what an HTML page states of it."""
