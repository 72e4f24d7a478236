"""datatrove: JSONL cleaned on this machine, on a Slurm cluster or on a Ray cluster.

python datatrove_pipeline.py IN OUT [--html] [--records articles] [--executor local|slurm|ray] [--tasks N]

IN is a folder of JSONL with `text` (with --html, the source of a web page), `id` and what else there is; OUT gets `cleaned/`, `excluded/`
(what could not be cleaned, with the reason) and `logs/` (with `stats.json`: characters removed by part and by rule).
"""

import argparse
from pathlib import PurePosixPath

from datatrove.pipeline.readers import JsonlReader
from datatrove.pipeline.writers import JsonlWriter

from cleaner.integrations.datatrove import CleanHtml, CleanText

if __name__ == "__main__":  # each process of the executor may import the program
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("input")
    parser.add_argument("output")
    parser.add_argument("--html", action="store_true", help="whether `text` holds web pages")
    parser.add_argument("--records", default="documents", choices=("documents", "articles"))
    parser.add_argument("--executor", default="local", choices=("local", "slurm", "ray"))
    parser.add_argument("--tasks", type=int, default=2, help="into how many shards the files of IN are dealt out")
    parser.add_argument("--partition", default="cpu", help="of Slurm")
    asked = parser.parse_args()

    out = PurePosixPath(asked.output)
    excluded = JsonlWriter(str(out / "excluded"), compression=None)
    step = (
        CleanHtml(records=asked.records, timeout=30, exclusion_writer=excluded)
        if asked.html
        else CleanText(records=asked.records, exclusion_writer=excluded)
    )
    # WarcReader(...) in its place reads Common Crawl: its documents hold the source of a page, and its address as `url`.
    pipeline = [JsonlReader(asked.input), step, JsonlWriter(str(out / "cleaned"), compression=None)]
    common = {"pipeline": pipeline, "tasks": asked.tasks, "logging_dir": str(out / "logs")}
    if asked.executor == "slurm":
        from datatrove.executor import SlurmPipelineExecutor

        executor = SlurmPipelineExecutor(**common, job_name="cleaner", time="12:00:00", partition=asked.partition, mem_per_cpu_gb=2)
    elif asked.executor == "ray":
        from datatrove.executor import RayPipelineExecutor

        executor = RayPipelineExecutor(**common, workers=2, mem_per_cpu_gb=1)
    else:
        from datatrove.executor import LocalPipelineExecutor

        executor = LocalPipelineExecutor(**common, workers=2)
    executor.run()
