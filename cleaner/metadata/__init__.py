"""The floor on which an HTML page's own statements about its story are read and weighed: structured data, meta elements, headings."""
