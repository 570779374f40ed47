# Two commands do everything on a fresh machine with Python 3.11 or newer and git:
#   make demo    private environment, install, run the main job on the bundled example
#   make test    what the tests need, a browser and PostGIS included, and all tests
# And for who works on it:
#   make docs    these pages as a site that opens from disk: build/site/index.html
#   make dist    wheel and sdist, checked, and used in an empty environment: build/dist
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check
WORKERS ?= auto

.PHONY: demo test lint docs dist data clean help

help:
	@sed -n 's/^# \{0,1\}//p; /^PYTHON/q' Makefile

# A stamp for each set of dependencies, so that a second run installs nothing.
$(VENV)/installed: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("geo_nk needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Try: make demo PYTHON=python3.12" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)
	$(PIP) install --quiet --upgrade "pip>=25.1"
	$(PIP) install --quiet --editable .
	@touch $@

$(VENV)/tested: $(VENV)/installed pyproject.toml
	$(PIP) install --quiet --group test --group lint --group docs --group dist --group notebooks
	@touch $@

demo: $(VENV)/installed
	@$(BIN)/geo-nk demo

test: $(VENV)/tested
	@sh tests/browser/install.sh
	@sh tests/events/collection/install.sh
	$(BIN)/pytest -n $(WORKERS)

lint: $(VENV)/tested
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	@sh tests/js/check.sh

docs: $(VENV)/tested
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet

dist: $(VENV)/tested
	@sh .ci/dist $(BIN)/python

data:
	$(BIN)/python gazetteer/build.py

clean:
	rm -rf $(VENV) geo_nk_demo build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
