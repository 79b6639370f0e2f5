# make run: the site on port 8501.  make test: everything, with pytest's own summary at the end.
PYTHON ?= python3
PORT ?= 8501
VENV := .venv
BIN := $(VENV)/bin
SITE := app.py pages components data tests

.PHONY: run test data lint format messages bench clean

run: $(VENV)/app
	@echo "The observatory is at http://localhost:$(PORT)"
	FORWARDED_ALLOW_IPS= $(BIN)/streamlit run app.py --server.port $(PORT)

test: $(VENV)/dev browser
	$(BIN)/python -m pytest -n 2 --dist worksteal

data: $(VENV)/dev
	$(BIN)/python -m data.build

lint: $(VENV)/dev
	$(BIN)/ruff check $(SITE)
	$(BIN)/ruff format --check $(SITE)
	$(BIN)/mypy data components

format: $(VENV)/dev
	$(BIN)/ruff check --fix $(SITE)
	$(BIN)/ruff format $(SITE)

# Collects the visible strings into the Spanish catalogue; new ones come out untranslated and fail the tests.
messages: $(VENV)/dev
	$(BIN)/pybabel -q extract -F babel.cfg -k t -k t.plural:1,2 -k plural:1,2 --no-location --sort-output --width 110 -o $(VENV)/messages.pot .
	$(BIN)/pybabel -q update -i $(VENV)/messages.pot -o components/locale/es.po -l es --no-fuzzy-matching --ignore-obsolete --width 110

# Every figure with its goal and a reference of the same run; BENCH="--only register --largest" chooses, see bench.py.
bench: $(VENV)/dev
	$(BIN)/python tests/load/bench.py $(BENCH)

# The browser for the tests: one that is there, else Debian's.
.PHONY: browser
browser:
	@command -v chromium >/dev/null || command -v google-chrome >/dev/null || $(MAKE) install-browser

.PHONY: install-browser
install-browser:
	@if [ "$$(id -u)" = 0 ]; then apt-get update -qq && apt-get install -y -qq chromium; \
	else sudo apt-get update -qq && sudo apt-get install -y -qq chromium; fi

$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)

$(VENV)/app: requirements.txt | $(BIN)/python
	$(BIN)/python -m pip install -q -r requirements.txt
	@touch $@

$(VENV)/dev: requirements.txt requirements-dev.txt | $(BIN)/python
	$(BIN)/python -m pip install -q -r requirements-dev.txt
	@touch $@ $(VENV)/app

clean:
	rm -rf $(VENV)
