# Two commands are all a newcomer needs: `make run` and `make test`. Each sets up what it needs by itself.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: install run test lint format bench docs lock clean
.DEFAULT_GOAL := run

install: $(VENV)/.installed ## create .venv with what the bot needs

$(VENV)/.installed: requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed, this is %d.%d" % sys.version_info[:2] if sys.version_info < (3, 11) else 0)'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing what the bot needs (once)…"
	@$(PIP) --require-hashes --no-deps -r requirements.lock
	@touch $@

$(VENV)/.installed-dev: requirements-dev.lock $(VENV)/.installed
	@echo "Installing what the tests need (once)…"
	@$(PIP) --require-hashes --no-deps -r requirements-dev.lock
	@touch $@

run: install ## start the bot; without a token in the local messenger, whose address is printed
	@$(BIN)/python run_bot.py

test: $(VENV)/.installed-dev lint ## lint, types, imports, content, all tests with coverage gates
	@$(BIN)/python run_bot.py knowledge check
	@$(BIN)/python -m pytest -n 2 --dist loadfile --cov --cov-report=
	@$(BIN)/python -m coverage report --fail-under=95
	@$(BIN)/python -m coverage report --include='knowledge/*,storage/*' --fail-under=100

lint: $(VENV)/.installed-dev ## ruff, mypy, import direction, YAML
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo 2>/dev/null || $(BIN)/lint-imports
	@$(BIN)/yamllint --strict knowledge/content tests

format: $(VENV)/.installed-dev ## put the code into the house's form
	@$(BIN)/ruff check --fix . ; $(BIN)/ruff format .

bench: $(VENV)/.installed-dev ## every benchmark, as ratios against its references
	@for script in benchmarks/*.py; do echo "== $$script"; PYTHONPATH=. $(BIN)/python $$script || exit 1; done

docs: install ## the pages that are generated from the content
	@$(BIN)/python run_bot.py eligibility docs docs/reference/rules

lock: $(VENV)/.installed-dev ## renew the hashed locks from pyproject.toml (no addresses are recorded)
	@$(BIN)/uv pip compile pyproject.toml --extra postgres --generate-hashes --universal --python-version 3.11 \
		--no-header --no-annotate --no-emit-index-url --quiet -o requirements.lock
	@$(BIN)/uv pip compile pyproject.toml --extra postgres --group dev -c requirements.lock --generate-hashes --universal \
		--python-version 3.11 --no-header --no-annotate --no-emit-index-url --quiet -o requirements-dev.lock

clean: ## remove the virtual environment and caches
	@rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .coverage*
