"""Ray Data: a folder of Parquet cleaned on every core. python ray_data.py IN OUT [--text COLUMN | --html COLUMN] [--records articles]"""

import argparse

import ray

from cleaner.integrations.arrow import batch_cleaner

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("input", help="a Parquet file, a folder of them, or a URL")
parser.add_argument("output", help="the folder that Parquet files are written to")
parser.add_argument("--text", help="the column of texts")
parser.add_argument("--html", help="the column of web pages")
parser.add_argument("--records", default="documents", choices=("documents", "articles"))
asked = parser.parse_args()

clean = batch_cleaner(text=asked.text, html=asked.html, records=asked.records, policy="thorough")
# Batches of some hundred documents: few enough that a core that is done early finds more, and many enough that sending them costs little.
ray.data.read_parquet(asked.input).map_batches(clean, batch_format="pyarrow", batch_size=256).write_parquet(asked.output)
