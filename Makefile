# Two commands do all: `make demo` and `make test`. Both set up what they need, once.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PYTEST := -m pytest -n auto --dist loadfile

.PHONY: demo demo-tampered test test-wheel lint types docs check bench flips faults clean

demo: $(VENV)/installed
	@$(BIN)/python -m judge rank -o demo-result.jsonl
	@echo
	@$(BIN)/python -m judge explain "$$($(BIN)/python -m judge rank --format csv 2>/dev/null | sed -n 2p | cut -d, -f2)" 2>/dev/null
	@echo
	@$(BIN)/python -m judge replay demo-result.jsonl 2>/dev/null
	@echo
	@$(BIN)/python examples/life.py
	@echo
	@rm -rf demo-page && $(BIN)/python -m judge publish --page demo-page
	@echo "open it: file://$(CURDIR)/demo-page/index.html"

# One mark of the bundle that the demo publishes is changed, and the bundle is verified.
demo-tampered: $(VENV)/installed
	@$(BIN)/python examples/life.py --tampered

test: $(VENV)/tested
	@$(BIN)/python $(PYTEST)

# The same tests against the built wheel in an environment that holds nothing else, with no judge/ beside them.
test-wheel: $(VENV)/tested
	@rm -rf build/wheel && mkdir -p build/wheel/beside
	@$(BIN)/python -m build --wheel --outdir build/wheel . > build/wheel/log.txt || (cat build/wheel/log.txt && exit 1)
	@$(PYTHON) -m venv build/wheel/venv
	@build/wheel/venv/bin/python -m pip --disable-pip-version-check install --quiet "$$(ls build/wheel/judge-*.whl)[test]"
	@git ls-files -z | grep -zv '^judge/' | tar --null -c -T - | tar -x -C build/wheel/beside
	@cd build/wheel/beside && ../venv/bin/python $(PYTEST)

lint: $(VENV)/tested
	@$(BIN)/python -m ruff check .
	@$(BIN)/python -m ruff format --check .

types: $(VENV)/tested
	@$(BIN)/python -m mypy

docs: $(VENV)/tested
	@$(BIN)/python docs/generate.py --check

check: lint types docs test test-wheel

bench: $(VENV)/installed
	@$(BIN)/python benchmarks/run.py
	@$(BIN)/python benchmarks/record.py
	@$(BIN)/python benchmarks/publish_files.py

# Every bit of a small bundle flipped, every line moved, every file cut: half an hour on two slow cores.
flips: $(VENV)/tested
	@$(BIN)/python -m tests.record.flips

# A disk that fails, is full or dies at every single call of every command of the record; the tests play a sample.
faults: $(VENV)/tested
	@$(BIN)/python -u -m tests.record.faults

# The project is installed as it lies here, so that a change is seen at once.
$(VENV)/installed: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || (echo "judge needs Python 3.11 or later; say which: make PYTHON=python3.11 …" && exit 1)
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip --disable-pip-version-check install --quiet --editable .
	@touch $@

$(VENV)/tested: $(VENV)/installed
	@$(BIN)/python -m pip --disable-pip-version-check install --quiet --editable '.[dev]'
	@touch $@

clean:
	rm -rf $(VENV) build dist demo-result.jsonl demo-page .pytest_cache .mypy_cache .ruff_cache .hypothesis
