"""Reading and writing: text, Markdown, HTML, JSON records, records in place, reports, and the account of a page."""
