# make run: the site on port 8501.  make test: everything, with pytest's own summary at the end.
PYTHON ?= python3
PORT ?= 8501
VENV := .venv
BIN := $(VENV)/bin
COPIES ?= 2
SITE := app.py pages components data deploy tests

INSTALL := $(BIN)/python -m pip install -q --require-hashes --only-binary :all: -r
COMPILE := UV_CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/uv pip compile -q --universal --python-version 3.11 \
	--fork-strategy fewest --generate-hashes --no-emit-index-url --no-annotate $(UPGRADE)
AUDIT := $(BIN)/pip-audit --strict --disable-pip --progress-spinner off

.PHONY: run public rolling-restart test data lint format messages bench clean lock audit sbom

run: $(VENV)/app
	@echo "The observatory is at http://localhost:$(PORT)"
	FORWARDED_ALLOW_IPS= $(BIN)/streamlit run app.py --server.port $(PORT)

# In public, behind nginx: make public COPIES=4 PORT=8080. Another make rolling-restart takes up what has changed.
RUN_FOLDER ?= $(shell [ "$$(id -u)" = 0 ] && echo /run/observatorio || echo $(HOME)/.cache/observatorio/run)
public: $(VENV)/app nginx
	@echo "The observatory is at http://localhost:$(PORT), in $(COPIES) copies"
	exec $(BIN)/python deploy/run.py --copies $(COPIES) --port $(PORT) --folder $(RUN_FOLDER)

rolling-restart: $(VENV)/app
	kill -HUP "$$(cat $(RUN_FOLDER)/pid)"

test: $(VENV)/dev browser nginx
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

# The browser for the tests, and nginx for them and in public: what is there, else Debian's.
.PHONY: browser nginx install-chromium install-nginx-light
browser:
	@command -v chromium >/dev/null || command -v google-chrome >/dev/null || $(MAKE) install-chromium

nginx:
	@PATH="$$PATH:/usr/sbin" command -v nginx >/dev/null || $(MAKE) install-nginx-light

install-chromium install-nginx-light:
	@sudo=; [ "$$(id -u)" = 0 ] || sudo=sudo; \
	$$sudo apt-get update -qq && $$sudo apt-get install -y -qq --no-install-recommends $(@:install-%=%)

$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)

# What is installed is what the lock files name, by hash, and only wheels: nothing of a package runs while it installs.
$(VENV)/app: requirements.lock | $(BIN)/python
	$(INSTALL) requirements.lock
	@touch $@

$(VENV)/dev: requirements-dev.lock | $(BIN)/python
	$(INSTALL) requirements-dev.lock
	@touch $@ $(VENV)/app

# After a change of a requirements list; UPGRADE=--upgrade also takes the newest of what the lists leave open.
lock: $(VENV)/dev
	$(COMPILE) requirements-dev.txt -o requirements-dev.lock
	$(COMPILE) requirements.txt -c requirements-dev.lock -o requirements.lock

# Known vulnerabilities of what runs and of what tests it. It asks a vulnerability service, and fails where it cannot.
audit: $(VENV)/dev
	@for lock in requirements.lock requirements-dev.lock; do $(AUDIT) -r $$lock $(SERVICE) || { \
	echo "make audit: FAILED for $$lock. Either a vulnerability is listed above, or the service could not be asked and" \
	"NOTHING WAS AUDITED (SERVICE='-s osv' asks another)." >&2; exit 1; }; done

# The software bill of materials (CycloneDX) of what runs, with the hashes; the same lock gives the same bytes.
sbom: $(VENV)/dev
	$(BIN)/cyclonedx-py requirements requirements.lock --short-PURLs --output-reproducible -o sbom.cdx.json

clean:
	rm -rf $(VENV)
