# make run   set up and start the service on http://127.0.0.1:8000
# make test  set up and run every check and test

PYTHON ?= python3
BIN := .venv/bin
ICU_PACKAGES := libicu-dev pkg-config g++
REFERENCE_TOOLS := biber pandoc bibutils yaz jabref

.PHONY: run test compiled test-compiled bench load fuzz audit faults evaluate agreement openapi format system browser servers reference-tools container requirements clean

run: .venv/installed
	@echo "romanbib is starting on http://127.0.0.1:8000 (stop it with Ctrl-C)"
	@$(BIN)/romanbib serve

test: .venv/installed-for-tests browser servers reference-tools
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy service
	$(BIN)/pytest --numprocesses auto

# A wheel in dist/ with its inner loops as machine code, two to three times as fast; needs a C compiler and some minutes.
compiled: dist/compiled

# All tests on that wheel.
test-compiled: build/compiled/installed browser servers reference-tools
	build/compiled/bin/pytest --numprocesses auto

# Speed beside other romanizers, as a report: in plain Python, then compiled.
bench: .venv/installed-for-tests build/compiled/installed
	$(BIN)/python benchmarks/romanization.py
	for bin in $(BIN) build/compiled/bin; do \
	  printf '\n== %s\n' $$bin && \
	  $$bin/python -m benchmarks.persian_speed && \
	  $$bin/python -m benchmarks.formats || exit 1; \
	done
	$(BIN)/python -m benchmarks.large_file --megabytes 50

# What the service bears, as a report; needs wrk.
load: .venv/installed-for-tests
	$(call need,wrk,wrk,the load comes from wrk)
	$(BIN)/python -m benchmarks.load

# Foreign input made by the thousand, SECONDS for each reader of it: docs/security.md.
SECONDS ?= 60
fuzz: .venv/installed-for-tests
	$(BIN)/python -m pip install --quiet atheris
	$(BIN)/python -m tests.fuzz --seconds $(SECONDS)

# The releases installed here against the known vulnerabilities, as the package index has them.
audit: .venv/installed-for-tests
	$(BIN)/python -m pip install --quiet pip-audit
	$(BIN)/pip-audit --skip-editable

# 10,000 requests and a body of 200 MB, as a report: docs/reliability.md.
faults: .venv/installed-for-tests
	$(BIN)/python -m tests.faults

# How well Persian is vocalized, beside eSpeak NG (where installed) and ICU, and how well entries are taken apart, on gold
# that nothing was tuned on.
evaluate: .venv/installed-for-tests
	$(BIN)/python benchmarks/persian.py
	$(BIN)/python -m benchmarks.entries --part score
	$(BIN)/python -m benchmarks.respelling --part score

# How far the output agrees with the reference paper's own renderings: docs/paper-agreement.md.
agreement: .venv/installed-for-tests
	$(BIN)/python -m tests.paper.agreement

# The OpenAPI document as it is committed; a test says when it is no longer that of the code.
openapi: .venv/installed-for-tests
	$(BIN)/python -m romanbib.web.api >docs/openapi.json.new && mv docs/openapi.json.new docs/openapi.json

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
	$(BIN)/python -m pip install --quiet --editable '.[dev,bench,persian,postgresql,redis,russian]'
	@touch $@ .venv/installed

dist/compiled: .venv/installed-for-tests setup.py $(shell find service rules -type f -not -name '*.pyc')
	$(BIN)/python -m pip install --quiet 'setuptools>=77'
	rm -rf build/lib* dist/*.whl
	ROMANBIB_COMPILED=1 $(BIN)/python -m pip wheel --quiet --no-build-isolation --no-deps --wheel-dir dist .
	@touch $@

# A virtual environment of its own, so that .venv goes on running the source as it stands.
build/compiled/installed: dist/compiled
	$(PYTHON) -m venv build/compiled
	$(BIN)/pip freeze --exclude-editable | build/compiled/bin/python -m pip install --quiet --requirement /dev/stdin
	build/compiled/bin/python -m pip install --quiet --no-deps --force-reinstall dist/romanbib-*-cp3*.whl
	@touch $@

# Debian packages that are there or, for root, installed: $(call need,PROGRAMS,PACKAGES,WHAT FOR).
define need
	@for program in $(1); do command -v $$program >/dev/null || missing=yes; done; \
	if [ -z "$$missing" ]; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(2) >/dev/null; \
	else echo "$(3): install $(2) (or your system's equivalents) and run make again"; exit 1; fi
endef

system:
	$(if $(shell pkg-config --exists icu-i18n 2>/dev/null && echo yes),,$(call need,icu-is-missing,$(ICU_PACKAGES),PyICU compiles against ICU))

browser:
	$(call need,chromium,chromium,the tests drive the page in Chromium)

servers:
	$(if $(wildcard /usr/lib/postgresql/*/bin/initdb),,$(call need,initdb,postgresql,the tests keep overrides in PostgreSQL))
	$(call need,redis-server,redis-server,the tests count requests in Redis)

# What is written is read by the programs that people have.
reference-tools: tests/tools/node_modules
	$(call need,biber pandoc ris2xml yaz-marcdump jabref,$(REFERENCE_TOOLS),the tests read what is written with the programs that people have)

tests/tools/node_modules: tests/tools/package.json tests/tools/package-lock.json
	$(call need,npm,nodejs npm,the tests read what is written with citation.js)
	@npm ci --silent --prefix tests/tools
	@touch $@

# Build the image without a Docker engine and try it; needs root, buildah and debootstrap.
container:
	deploy/try-container.sh

# The releases that the container installs.
requirements:
	@folder=$$(mktemp -d) && $(PYTHON) -m venv $$folder && \
	$$folder/bin/pip install --quiet '.[persian,postgresql,redis,russian]' && \
	{ echo "# What the container installs, release by release; made anew by 'make requirements'."; \
	  $$folder/bin/pip freeze --exclude romanbib; } > deploy/requirements.txt; rm -rf $$folder

clean:
	rm -rf tests/tools/node_modules .venv build dist *.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis
