"""Spark: a folder of Parquet cleaned by `mapInArrow`. python spark.py IN OUT [--text COLUMN | --html COLUMN] [--records articles]"""

import argparse
import os
import sys

import pyarrow as pa
from pyspark.sql import SparkSession

from cleaner.integrations.arrow import batch_cleaner

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("input", help="a Parquet file, a folder of them, or a URL")
parser.add_argument("output", help="the folder that Parquet files are written to")
parser.add_argument("--text", help="the column of texts")
parser.add_argument("--html", help="the column of web pages")
parser.add_argument("--records", default="documents", choices=("documents", "articles"))
asked = parser.parse_args()

# The workers of a local run take the first `python3` of the path, which may be another one than this.
os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
spark = SparkSession.builder.appName("cleaner").config("spark.sql.execution.arrow.maxRecordsPerBatch", 256).getOrCreate()
frame = spark.read.parquet(asked.input)
clean = batch_cleaner(text=asked.text, html=asked.html, records=asked.records, policy="thorough")
# Spark wants to know the columns beforehand. An empty frame tells both libraries how the other calls each type.
before: pa.Schema = frame.limit(0).toArrow().schema
after = spark.createDataFrame(clean.schema(before).empty_table()).schema
frame.mapInArrow(clean.batches, after).write.parquet(asked.output)
spark.stop()
