# make run    set up, then run the sample corpus into output/
# make test   set up, then lint, types and tests
# make setup  only .venv: the package, its locked dependencies, the English model
# make lock   resolve the lock files anew (needs the network; commit what changes)

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check
LOCK   := uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links

.PHONY: run test setup lint types tests lock clean

run: setup
	$(BIN)/news-pipeline run corpus/ --output output/

test: $(VENV)/.test lint types tests

setup: $(VENV)/.setup

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit("news-pipeline needs Python 3.11, 3.12 or 3.13; this is " + sys.version.split()[0] + ". Try: make PYTHON=python3.12 $(MAKECMDGOALS)") if not (3, 11) <= sys.version_info < (3, 14) else None'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.setup: requirements/run.lock pyproject.toml | $(BIN)/python
	$(PIP) install --quiet --require-hashes -r requirements/run.lock
	$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.test: requirements/test.lock $(VENV)/.setup
	$(PIP) install --quiet --require-hashes -r requirements/test.lock
	@touch $@

lint: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.test
	$(BIN)/mypy

tests: $(VENV)/.test
	$(BIN)/python -m pytest

lock:
	$(LOCK) --extra en requirements/build.in pyproject.toml -o requirements/run.lock
	$(LOCK) --all-extras requirements/build.in pyproject.toml -c requirements/run.lock -o requirements/test.lock

clean:
	rm -rf $(VENV)
