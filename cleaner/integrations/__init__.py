"""The library inside other engines: Arrow batches for Ray Data, Spark and datasets; steps of datatrove; Scrapy items; LangChain documents.

Each module names the extra that brings its library.
"""
