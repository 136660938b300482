# What a newcomer needs: `make demo`, `make test`. Both make their own environment in .venv.
.DEFAULT_GOAL := help
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check

help: ## show these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# The stamps say what is installed: a change of pyproject.toml installs anew.
.venv/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "vaultkit needs Python 3.11 or later; say which with: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 2; }
	@$(PYTHON) -m venv .venv || { echo "this Python has no venv: install it (Debian: apt install python3-venv)"; exit 2; }
	@touch $@
.venv/.all: pyproject.toml | .venv/.made
	@echo "Installing vaultkit into .venv (once; a minute or two) ..."
	@$(PIP) install --quiet --editable '.[all]'
	@touch $@
.venv/.test: pyproject.toml | .venv/.made
	@echo "Installing vaultkit and what its tests need into .venv (once; a minute or two) ..."
	@$(PIP) install --quiet --editable '.[all,test]'
	@touch $@ .venv/.all
.venv/.dev: pyproject.toml | .venv/.made
	@echo "Installing vaultkit and the developers' tools into .venv (once; a minute or two) ..."
	@$(PIP) install --quiet --editable '.[dev]'
	@touch $@ .venv/.test .venv/.all

demo: .venv/.all ## build the graph of vault/ into graph/, ask it two questions, say what to open
	@$(BIN)/vaultkit demo --out graph

test: .venv/.test ## run the whole suite
	$(BIN)/python -m pytest -n auto $(ARGS)

dev: .venv/.dev ## install the developers' tools and this project's own hooks
	@git rev-parse --git-dir >/dev/null 2>&1 && $(BIN)/pre-commit install || true

check: .venv/.dev code notes test ## everything that CI asks for

code: .venv/.dev ## format, lint, types and spelling of the code
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/codespell

notes: .venv/.all ## lint the example vault, and see that graph/ is up to date with it
	$(BIN)/vaultkit --vault vault lint --no-cache
	$(BIN)/vaultkit --vault vault build --out graph --check --no-cache

graph: .venv/.all ## make graph/ from vault/
	$(BIN)/vaultkit --vault vault build --out graph

docs: .venv/.all ## make the generated pages of docs/
	$(BIN)/python docs/make.py

eval: .venv/.all ## precision and recall on labelled notes (GOLD=folder of notes and labels)
	$(BIN)/vaultkit eval $(or $(GOLD),../shared/gold)

bench-quick: .venv/.all ## speed against the floors (about two minutes)
	$(BIN)/python bench/run.py quick

bench: .venv/.all bench-peers ## speed against floors and peers (about fifteen minutes)
	$(BIN)/python bench/run.py bars

bench-full: .venv/.all bench-peers ## the same, and how cost grows up to 100,000 notes
	$(BIN)/python bench/run.py full

bench-peers: ## install the peers that the benchmark compares with
	@test -d .venv-bench || $(PYTHON) -m venv .venv-bench
	@.venv-bench/bin/python -m pip install --quiet --disable-pip-version-check rumdl obsidiantools flashtext
	@command -v npm >/dev/null && npm install --silent --no-audit --no-fund --prefix .venv-bench markdownlint-cli2 remark-cli remark-validate-links foam-cli || echo "npm is not here: its peers are left out"

safety: .venv/.test ## faults, editors, undo and byte identity in figures, into docs/safety.md
	PYTHONPATH=tests $(BIN)/python -m faults.figures

cov: .venv/.test ## coverage of branches
	$(BIN)/python -m pytest -n auto --cov --cov-report=term --cov-report=html

clean: ## remove what the other targets made
	rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage* htmlcov


.PHONY: bench bench-quick bench-full bench-peers help demo test dev check code notes graph docs eval safety cov clean
