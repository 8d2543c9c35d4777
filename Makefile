# Two commands for people: `make demo` and `make test`. Each sets up what it needs in .venv.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: demo test check eval bench cog lock browser clean

demo: $(READY)
	@$(BIN)/sayso demo

test: $(READY) browser
	@$(BIN)/python -m pytest -q

check: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m cogapp --check -p "import sys; sys.path.insert(0, '.')" README.md docs/*.md

eval: $(READY)
	@$(BIN)/python -m evals.gate

# The fuzzer's wheel is not for every platform: where it does not install, that bench is skipped by name.
bench: $(READY)
	@$(BIN)/pip install -q --disable-pip-version-check --require-hashes --no-deps -r requirements.fuzz.lock || true
	@$(BIN)/python -m evals.bench

cog: $(READY)
	$(BIN)/python -m cogapp -r -p "import sys; sys.path.insert(0, '.')" README.md docs/*.md

lock:
	$(BIN)/pip install -q pip-tools
	$(BIN)/pip-compile -q --generate-hashes --strip-extras --no-emit-index-url --no-emit-trusted-host --allow-unsafe \
	  --extra web --extra tables --extra dev -o requirements.lock pyproject.toml

# The tests of pages drive a real Chromium: Debian's, where we may install it; elsewhere the skip is named.
browser:
	@command -v "$${SAYSO_CHROMIUM:-chromium}" >/dev/null 2>&1 || { \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    echo "installing Chromium for the page tests"; \
	    (apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium) >/dev/null || true; \
	  fi; }
	@command -v "$${SAYSO_CHROMIUM:-chromium}" >/dev/null 2>&1 || \
	  echo "no Chromium: page tests will be skipped, and say so (set SAYSO_CHROMIUM)"

$(READY): requirements.lock pyproject.toml
	@command -v $(PYTHON) >/dev/null || { echo "sayso needs Python 3.11 or later: set PYTHON=..."; exit 3; }
	@test -x $(BIN)/python || { echo "setting up $(VENV) (once)"; $(PYTHON) -m venv $(VENV); }
	@$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(READY)

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
