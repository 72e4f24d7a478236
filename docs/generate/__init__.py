"""Pages of the documentation that follow from the code: the reference, the gallery of rules, and pictures.

MkDocs calls `hook`; every other module turns one thing of the library into Markdown or HTML and knows nothing of MkDocs.
"""
