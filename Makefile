# `make demo` and `make test` set up all they need in .venv; they ask for make and Python 3.11 or newer alone.

PYTHON ?= $(firstword $(foreach p,python3 python3.13 python3.12 python3.11 python,\
	$(shell $(p) -c 'import sys; print("$(p)" if sys.version_info >= (3, 11) else "")' 2>/dev/null)))
BIN := .venv/bin
RUN := $(BIN)/python
SAMPLES := src/onrecord/samples

# The processes of the pipeline share the cores among themselves.
export OMP_NUM_THREADS ?= 1

.PHONY: demo test fast test-full lint quality quality-raise bench docs train train-events lock wheels clean

demo: .venv/.ready
	@mkdir -p build/demo
	$(BIN)/onrecord read $(SAMPLES)/*.txt
	@$(BIN)/onrecord read $(SAMPLES)/*.txt --quiet --format html --output build/demo/
	@echo
	@echo "The same as pages, with each finding marked in the text:"
	@ls -d $(CURDIR)/build/demo/*.html

test: lint fast quality

fast: .venv/.ready
	$(RUN) -m pytest -n 2 --dist loadfile

test-full: .venv/.ready
	ONRECORD_FULL=1 $(RUN) -m pytest

lint: .venv/.ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --cache-dir .import_linter_cache

# Last in `make test`, so that its last line says how many floors were checked and how many skipped.
quality: .venv/.ready
	$(RUN) tools/quality_gate.py

quality-raise: .venv/.ready
	$(RUN) tools/quality_raise.py

# About ten minutes on two cores; `make bench ARGS="--most 1000"` is done in three. `make bench ARGS=--store` makes a
# database of a million statements once (half an hour, 3.3 GB under build/), asks it everything and weighs it.
bench: .venv/.ready
	$(RUN) -m bench $(ARGS)

docs: .venv/.ready
	$(RUN) tools/make_command_reference.py
	$(RUN) tools/make_record_schema.py
	$(RUN) tools/make_schema_page.py
	$(RUN) tools/make_asking_page.py
	$(RUN) tools/make_export_page.py
	$(RUN) tools/refresh_docs.py

# Training needs torch, which what is installed for reading never does: it has an environment of its own.
train: .venv-train/.ready
	.venv-train/bin/python tools/train_tagger.py $(ARGS)

# The event heads, from the shipped weights on: `make train-events EVAL=FOLDER OUT=FOLDER`, then refit and export.
train-events: .venv-train/.ready
	.venv-train/bin/python tools/train_events.py $(EVAL) $(OUT)/events.pt $(ARGS)
	.venv-train/bin/python tools/refit_events.py $(EVAL) $(OUT)/events.pt $(OUT)/fitted.pt $(ARGS)

lock: .venv/.ready
	$(RUN) tools/make_lock.py

# What the lock asks for is to be had as wheels alone, for every Python that is supported.
wheels: .venv/.ready
	for version in 3.11 3.12 3.13; do \
		$(RUN) -m pip install --dry-run --quiet --ignore-installed --require-hashes --only-binary :all: \
			--python-version $$version --target build/wheels -r requirements.lock || exit 1; \
		echo "Python $$version: all wheels found"; \
	done

clean:
	rm -rf .venv .venv-train build

.venv/.ready: requirements-dev.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed; name it by make PYTHON=..."; exit 1; }
	$(PYTHON) -m venv .venv
	$(RUN) -m pip install --quiet --require-hashes --only-binary :all: -r requirements-dev.lock
	$(RUN) -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

.venv-train/.ready: requirements-train.txt requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed; name it by make PYTHON=..."; exit 1; }
	$(PYTHON) -m venv .venv-train
	grep -oE '^[a-z0-9.-]+==[^ ]+' requirements.lock > .venv-train/constraints.txt
	.venv-train/bin/python -m pip install --quiet -c .venv-train/constraints.txt -r requirements-train.txt --editable .
	@touch $@
