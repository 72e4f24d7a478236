"""Scrapy: pages fetched and taken apart into articles as they come. python scrapy_spider.py OUT.jsonl URL..."""

import sys

import scrapy
from scrapy.crawler import CrawlerProcess


class PageSpider(scrapy.Spider):
    """Fetches the given pages; a spider of your own needs nothing but the settings below."""

    name = "pages"

    def parse(self, response):
        yield {"url": response.url, "html": response.text}


if __name__ == "__main__":
    out, *urls = sys.argv[1:]
    crawl = CrawlerProcess(
        {
            "ITEM_PIPELINES": {"cleaner.integrations.scrapy.CleanerPipeline": 300},
            "CLEANER_POLICY": "thorough",
            "CLEANER_CLEANED_FIELD": "cleaned",
            "FEEDS": {out: {"format": "jsonlines", "encoding": "utf-8", "fields": ["url", "articles", "cleaned", "cleaner_error"]}},
            "LOG_LEVEL": "WARNING",
            "TELNETCONSOLE_ENABLED": False,
        }
    )
    crawl.crawl(PageSpider, start_urls=urls)
    crawl.start()
