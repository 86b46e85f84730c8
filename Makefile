# `make help` lists what can be made. Everything sets itself up in .venv, and can be repeated.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PYTEST_OPTIONS ?= -n auto --maxprocesses 4

.DEFAULT_GOAL := help
.PHONY: help site serve check test audit lint benchmark lock release clean venv

help: ## List the targets
	@sed -nE 's/^([a-z]+):.* ## (.*)/make \1\t\2/p' $(firstword $(MAKEFILE_LIST)) | expand -t 14

site: venv ## Build the site into site/
	$(BIN)/tuntas build

serve: venv ## Show the site on this machine while notes are written
	$(BIN)/tuntas serve

check: venv ## Look for problems in the content
	$(BIN)/tuntas check

test: lint ## Check style, types and behaviour
	@tests/install-readers
	@tests/install-nginx
	@chromium=$$(tests/install-browser) && echo "Chromium: $$chromium" && \
	  CHROMIUM="$$chromium" $(BIN)/pytest $(PYTEST_OPTIONS)

audit: venv ## Have Lighthouse look at five pages as a phone sees them
	@chromium=$$(tests/install-browser) && CHROMIUM="$$chromium" $(BIN)/python tests/audit/audit.py

lint: venv ## Check style and types only
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

benchmark: venv ## Measure builds beside other generators, and write docs/performance.*
	$(BIN)/python benchmarks/compare.py --json docs/performance.json --write docs/performance.md
	$(BIN)/python benchmarks/plot.py docs/performance.json docs/performance.svg

release: venv ## Write wheel, sources, bill of materials and checksums into dist/
	$(BIN)/python tools/release.py

clean: ## Remove everything that was made
	rm -rf $(VENV) .venv-lock site dist build .cache .hypothesis .mypy_cache .pytest_cache .ruff_cache

# The environment is made anew when what it was made from has changed: this folder, the Python or the
# lock. The stamps are written last, so that an interrupted set-up is repeated.
LOCKED = { pwd; $(PYTHON) -VV; cat requirements-build.txt requirements-dev.txt; }
PIP_INSTALL = $(BIN)/pip --disable-pip-version-check install --quiet
# What builds a package is locked too, so pip must not fetch builders of its own choice.
BUILD = --no-build-isolation --use-pep517

venv:
	@$(PYTHON) -c 'import sys; sys.exit("Tuntas needs Python 3.11 or later: make PYTHON=python3.12 ..." if sys.version_info < (3, 11) else 0)'
	@$(LOCKED) | cmp -s - $(VENV)/locked || { \
	  echo "Setting up $(VENV) ..." && rm -rf $(VENV) && $(PYTHON) -m venv $(VENV) && \
	  $(PIP_INSTALL) --require-hashes --requirement requirements-build.txt && \
	  $(PIP_INSTALL) --require-hashes $(BUILD) --requirement requirements-dev.txt && \
	  $(LOCKED) > $(VENV)/locked; }
	@cmp -s pyproject.toml $(VENV)/project || { \
	  $(PIP_INSTALL) --no-deps $(BUILD) --editable . && \
	  cp pyproject.toml $(VENV)/project; }

# `make lock` keeps the versions that still fit; `make lock UPGRADE=--upgrade` takes the newest.
# One version for all Pythons and systems (`fewest`), so that a site has the same bytes everywhere.
UV = $(shell command -v uv || echo .venv-lock/bin/uv)
COMPILE = $(UV) pip compile --quiet --universal --python-version 3.11 --fork-strategy fewest \
  --generate-hashes --custom-compile-command "make lock" $(UPGRADE)

lock: ## Pin the packages of pyproject.toml in requirements*.txt
	@command -v $(UV) >/dev/null || { $(PYTHON) -m venv .venv-lock && .venv-lock/bin/pip install --quiet uv; }
	$(COMPILE) --group pyproject.toml:build --output-file requirements-build.txt
	$(COMPILE) pyproject.toml --output-file requirements.txt
	$(COMPILE) pyproject.toml --group pyproject.toml:build --group pyproject.toml:test \
	  --constraint requirements-build.txt --constraint requirements.txt --output-file requirements-dev.txt
	cp requirements.txt generator/tuntas/starter/pustaka.txt # a new archive installs the same
