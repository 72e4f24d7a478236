# Everything from a fresh checkout, with Python 3.11 or newer and make: `make demo` shows it, `make test` proves it.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
PACKED := $(VENV)/.packed
MEASURING := $(VENV)/.measuring
# What the packed rules are made from, see cleaner/rules/shipped.py.
PACKED_FROM := $(wildcard cleaner/rulesets/*.toml cleaner/rulesets/*/*.toml cleaner/rules/*.py) cleaner/document/parts.py
# What is compiled as it stands says so in its first line.
KERNELS := $(shell grep -l '^\# cython:' cleaner/*/*.py)
SEED := seeds/001_76d4db1c411f5dd5.txt

.DEFAULT_GOAL := help
.PHONY: help demo test lint docs pictures bench bench-gate dist clean

help:
	@echo "make demo        clean seeds/ into demo/ and explain one of them"
	@echo "make test        style, types and tests"
	@echo "make lint        style and types alone"
	@echo "make docs        the documentation, into site/; any warning is an error"
	@echo "make pictures    the pictures of the documentation anew; needs Chromium"
	@echo "make bench       speed beside floors and peers, passes, growth and memory, into benchmarks/results/"
	@echo "make bench-gate  do accuracy and speed hold their floors?"
	@echo "make dist        the archives of a release into dist/, each installed and compared"
	@echo "make clean       remove what the others made"

# The stamp is newer than pyproject.toml only when an installation came to its end.
# It is also newer than what is compiled.
$(INSTALLED): pyproject.toml hatch_build.py $(KERNELS)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; name one: make PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test]'
	@touch $@

$(PACKED): $(INSTALLED) $(PACKED_FROM)
	$(BIN)/python -m cleaner.rules.packing
	@touch $@

demo: $(PACKED)
	@rm -rf demo
	$(BIN)/cleaner clean seeds/*.txt -o demo --format markdown
	@echo
	$(BIN)/cleaner explain $(SEED) > demo/explain.txt
	@head -n 24 demo/explain.txt
	@echo "  ..."
	@tail -n 2 demo/explain.txt
	@echo
	$(BIN)/cleaner explain $(SEED):24

lint: $(PACKED)
	$(BIN)/ruff check .
	$(BIN)/mypy

test: lint
	$(BIN)/python -m pytest -n auto --dist worksteal

docs: $(PACKED)
	NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --strict --quiet
	@echo "site/index.html"

pictures: $(PACKED)
	$(BIN)/python -m docs.generate.benchmark_plot
	$(BIN)/python -m docs.generate.screenshots

# A peer that cannot be installed is named in the tables; the rest are measured all the same.
$(MEASURING): $(PACKED)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[bench]'
	-$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[peers]'
	@touch $@

bench: $(MEASURING)
	$(BIN)/python -m benchmarks $(BENCH)

bench-gate: $(MEASURING)
	$(BIN)/python -m benchmarks.gate $(GATE)

dist: $(INSTALLED)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dist]'
	PYTHON="$(CURDIR)/$(BIN)/python" .ci/dist

clean:
	rm -rf $(VENV) dist site $(wildcard cleaner/*/*.so) cleaner/rulesets/packed.msgpack demo benchmarks/results .mypy_cache .pytest_cache .ruff_cache .hypothesis
