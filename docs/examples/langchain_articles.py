"""LangChain: files to articles, as a splitter or an index takes them. python langchain_articles.py FILE..."""

import json
import sys
from pathlib import Path

from langchain_core.documents import Document

from cleaner.integrations.langchain import ArticleTransformer

pages = [Document(Path(path).read_text(encoding="utf-8"), metadata={"source": path}) for path in sys.argv[1:]]
for article in ArticleTransformer(policy="thorough", keep_failed=True).transform_documents(pages):
    print(json.dumps({"text": article.page_content, **article.metadata}, ensure_ascii=False))
