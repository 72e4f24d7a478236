#!/usr/bin/env bash
# Web pages extracted by trafilatura to JSONL, and what it left of their chrome cleaned: trafilatura_jsonl.sh OUT.jsonl PAGE.html...
# Needs the extra `html`. Records keep all their fields; --fields names others than `text`.
set -euo pipefail
out="$1"
shift
extracted="$(mktemp --suffix .jsonl)"
trap 'rm -f "$extracted"' EXIT
for page in "$@"; do
  trafilatura --json --no-comments <"$page"
  echo
done | sed '/^$/d' >"$extracted"
cleaner clean "$extracted" -o "$out"
