# make demo: set everything up and show the main job on a real proposal.   make test: everything that CI checks.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := demo
.PHONY: demo test soak setup format lint types contracts unit each-python wheels bench generate vendor clean

VENV ?= .venv
BIN := $(VENV)/bin
PY := $(abspath $(BIN)/python)
UV_VERSION := 0.13.9
# `make soak`: the tests of the same laws, each by as many cases as this.
SOAK_EXAMPLES ?= 300

setup: $(VENV)/ready

$(VENV)/ready: pyproject.toml constraints.txt tools/set-up tools/find-pythons
	tools/set-up $(VENV)

demo: setup
	$(BIN)/hantei check jcm/model-projects proposals/da-nang-pumps/facts.yaml --as-of 2019-06-01

test: setup format lint types contracts unit each-python wheels
	@echo "all checks passed"

format:
	$(BIN)/ruff format --check .

lint:
	$(BIN)/ruff check .
	$(BIN)/hantei lint
	$(BIN)/hantei coverage sources

types:
	$(BIN)/mypy

contracts:
	$(BIN)/lint-imports

# unit, property, features, worked examples, documentation, packaging; storage on SQLite and on a PostgreSQL of its own;
# pages in Chromium. One process more than cores: a test of pages or of the command line waits for another process.
# In the order of the folders: the browser's files are long, and a long file at the end leaves a core idle.
unit:
	tools/set-up-postgres
	tools/set-up-provider
	tools/set-up-browser
	$(BIN)/pytest -q -n 3 --dist loadfile --no-loadscope-reorder

# on every other supported Python that is found: what can depend on the version
each-python:
	tools/test-each-python $(VENV)

# where no interpreter is at hand: all that is needed resolves to wheels
wheels:
	for minor in 3.11 3.12 3.13 3.14; do \
	  $(BIN)/uv pip compile -q --no-header --python-version $$minor --only-binary :all: -c constraints.txt \
	    --extra service --extra report --extra postgres --extra units --extra dev pyproject.toml -o /dev/null && echo "wheels resolve for Python $$minor"; \
	done

soak: setup
	HANTEI_EXAMPLES=$(SOAK_EXAMPLES) $(BIN)/pytest -q -n 2 --dist load --durations=15 \
	  --ignore tests/packaging --ignore tests/docs $$(grep -rl --include='test_*.py' -E 'HANTEI_EXAMPLES|hypothesis|completions' tests)

bench: setup
	for bench in bench/*.py; do $(BIN)/python $$bench; done

# what is generated and committed: schemas, the command line's page, openapi.json, constraints
generate: setup
	tools/generate $(VENV)

# what is vendored, anew from npm packages
vendor:
	tools/vendor

clean:
	rm -rf .venv* .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache dist build
