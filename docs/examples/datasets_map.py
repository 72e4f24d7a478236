"""Hugging Face datasets: `map` over Arrow. python datasets_map.py IN OUT [--text COLUMN | --html COLUMN] [--records articles] [-j N]"""

import argparse

from datasets import load_dataset

from cleaner.integrations.arrow import batch_cleaner

if __name__ == "__main__":  # each process of `num_proc` may import the program
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("input", help="a Parquet file")
    parser.add_argument("output", help="the Parquet file to write")
    parser.add_argument("--text", help="the column of texts")
    parser.add_argument("--html", help="the column of web pages")
    parser.add_argument("--records", default="documents", choices=("documents", "articles"))
    parser.add_argument("-j", "--processes", type=int, default=1)
    asked = parser.parse_args()

    pages = load_dataset("parquet", data_files=asked.input, split="train")
    clean = batch_cleaner(text=asked.text, html=asked.html, records=asked.records, policy="thorough")
    cleaned = pages.with_format("arrow").map(clean, batched=True, batch_size=256, num_proc=asked.processes)
    cleaned.to_parquet(asked.output)
