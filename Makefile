# make run   set up and start the service on http://127.0.0.1:8000
# make test  set up and run every check and test

PYTHON ?= python3
BIN := .venv/bin
ICU_PACKAGES := libicu-dev pkg-config g++
REFERENCE_TOOLS := biber pandoc bibutils yaz jabref

.PHONY: run test bench evaluate agreement format system browser postgresql reference-tools clean

run: .venv/installed
	@echo "romanbib is starting on http://127.0.0.1:8000 (stop it with Ctrl-C)"
	@$(BIN)/romanbib serve

test: .venv/installed-for-tests browser postgresql reference-tools
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy service
	$(BIN)/pytest

# Speed beside other romanizers, as a report.
bench: .venv/installed-for-tests
	$(BIN)/python benchmarks/romanization.py
	$(BIN)/python benchmarks/persian_speed.py
	$(BIN)/python -m benchmarks.formats

# How well Persian is vocalized, beside eSpeak NG (where installed) and ICU, and how well entries are taken apart, on gold
# that nothing was tuned on.
evaluate: .venv/installed-for-tests
	$(BIN)/python benchmarks/persian.py
	$(BIN)/python -m benchmarks.entries --part score
	$(BIN)/python -m benchmarks.respelling --part score

# How far the output agrees with the reference paper's own renderings: docs/paper-agreement.md.
agreement: .venv/installed-for-tests
	$(BIN)/python -m tests.paper.agreement

format: .venv/installed-for-tests
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

.venv/python: | system
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "romanbib needs Python 3.11 or later; name one: make PYTHON=python3.12 …"; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --upgrade pip
	@touch $@

.venv/installed: .venv/python pyproject.toml
	$(BIN)/python -m pip install --quiet --editable '.[persian,russian]'
	@touch $@

.venv/installed-for-tests: .venv/python pyproject.toml
	$(BIN)/python -m pip install --quiet --editable '.[dev,bench,persian,postgresql,russian]'
	@touch $@ .venv/installed

# PyICU compiles against libicu.
system:
	@if pkg-config --exists icu-i18n 2>/dev/null && command -v g++ >/dev/null; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $(ICU_PACKAGES) >/dev/null; \
	else echo "romanbib needs ICU's headers: install $(ICU_PACKAGES) (or your system's equivalents) and run make again"; exit 1; fi

# The page is tested in a real browser.
browser:
	@if command -v chromium >/dev/null; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null; \
	else echo "the tests drive the page in Chromium: install chromium and run make test again"; exit 1; fi

# Overrides are kept in SQLite and in PostgreSQL; the tests start a server of their own.
postgresql:
	@if command -v initdb >/dev/null || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
	    postgresql >/dev/null; \
	else echo "the tests need a PostgreSQL server: install postgresql and run make test again"; exit 1; fi

# What is written is read by the programs that people have.
reference-tools: tests/tools/node_modules
	@if command -v biber >/dev/null && command -v pandoc >/dev/null && command -v ris2xml >/dev/null \
	  && command -v yaz-marcdump >/dev/null && command -v jabref >/dev/null; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
	    $(REFERENCE_TOOLS) >/dev/null; \
	else echo "the tests read what is written with $(REFERENCE_TOOLS): install them and run make test again"; exit 1; fi

tests/tools/node_modules: tests/tools/package.json tests/tools/package-lock.json
	@if command -v npm >/dev/null; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends nodejs npm >/dev/null; \
	else echo "the tests read what is written with citation.js: install Node.js with npm and run make test again"; exit 1; fi
	@npm ci --silent --prefix tests/tools
	@touch $@

clean:
	rm -rf tests/tools/node_modules .venv build dist *.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis
