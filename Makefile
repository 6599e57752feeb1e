# Two commands matter: `make site` shows the example school, `make test` proves that everything works.
# Both set up what is missing; nothing needs to be installed by hand on Debian when you are root.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
OUT := out
# The example school stands still: its plans tell of this Friday.
EXAMPLE_DAY := 2026-11-20
# One more than there are cores: who looks at pages waits for a browser every now and then.
WORKERS := $(shell $(PYTHON) -c 'import os; print((os.cpu_count() or 1) + 1)')
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet install --constraint constraints.txt

.PHONY: help site sealed test serve gallery bench lint lint-types lint-rest format constraints clean

help:
	@echo "make site    set up, and build the example school into $(OUT)/"
	@echo "make sealed  the same, shown as families meet it: sealed, opened with a code"
	@echo "make serve   the pages alone in your browser, rebuilt as you edit"
	@echo "make test    set up, and pass every test"
	@echo "make gallery every page and printed plan of three learners as one sheet of pictures, for reviewers and translators"
	@echo "make lint    ruff, mypy, import-linter; eslint and tsc for the scripts of sealed sites and of the form"
	@echo "make bench   how fast it is, measured against plain MkDocs and WeasyPrint"

site: $(VENV)/.site
	@$(BIN)/pathbook build --out $(OUT) --on $(EXAMPLE_DAY)

sealed: site
	@$(BIN)/pathbook serve --sealed --on $(EXAMPLE_DAY)

serve: $(VENV)/.site
	@$(BIN)/pathbook serve --on $(EXAMPLE_DAY)

test: $(VENV)/.test
	@$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile

# What reads Python and what reads the scripts of pages, side by side.
lint: $(VENV)/.test
	@$(MAKE) --no-print-directory --jobs=2 lint-types lint-rest

lint-types:
	@$(BIN)/mypy

lint-rest:
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/lint-imports
	@node_modules/.bin/eslint generator/publish/web generator/form/web tests/generator/publish tests/vectors
	@for part in page worker standalone; do node_modules/.bin/tsc --project generator/publish/web/$$part.tsconfig.json || exit 1; done
	@node_modules/.bin/tsc --project generator/form/web/form.tsconfig.json

format: $(VENV)/.test
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

# Others than the three: make gallery LEARNERS="s-0005 e-0001"
LEARNERS :=
gallery: $(VENV)/.test
	@$(BIN)/python -m tests.gallery $(LEARNERS)

# Smaller or faster: make bench BENCH="--sizes 10,100 --only site,scale"
BENCH := --into tests/bench
bench: $(VENV)/.test
	@$(BIN)/python -m tests.bench $(BENCH)

# Writes down the versions that were just tested; run it after changing a range in pyproject.toml.
constraints: $(VENV)/.test
	@$(BIN)/python -m pip freeze --exclude-editable | grep -v '^pathbook' > constraints.txt

$(VENV)/.made: .ci/need
	@sh .ci/need python $(PYTHON)
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.site: $(VENV)/.made pyproject.toml constraints.txt
	@sh .ci/need pdf
	@echo "Installing what Pathbook builds with …"
	@$(PIP) --editable .
	@touch $@

$(VENV)/.test: $(VENV)/.site package-lock.json
	@sh .ci/need browser
	@echo "Installing what the tests and checks use …"
	@$(PIP) --editable '.[test,lint]'
	@npm ci --silent --no-audit --no-fund
	@touch $@

clean:
	rm -rf $(OUT) $(VENV) node_modules .pathbook
