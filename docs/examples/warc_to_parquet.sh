#!/usr/bin/env bash
# A crawl to a table of articles: warc_to_parquet.sh OUT.parquet FILE.warc.gz...
# One row an article, with the address of its page. OUT.parquet.run/ keeps the manifest, the report and what could not be cleaned; the same
# command goes on where a killed one stopped.
set -euo pipefail
out="$1"
shift
cleaner run "$@" -o "$out" -j "$(nproc)"
