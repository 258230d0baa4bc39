# Everything that is done to HubDesk, each as one word; `make` alone lists them.
PYTHON ?= python3
BIN := .venv/bin
PYTEST := QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest
# Two processes, as many as the smallest machine has cores; the tests of a file stay together
side_by_side := -n 2 --dist loadfile
listed = $(PYTHON) -c "import pathlib; [print(f'{p.stat().st_size:>12,}  {p}') \
  for p in sorted(pathlib.Path('$(1)').rglob('*')) if p.is_file()]"
# What a test costs it must not be asked while every line is counted: -k "not cost"
reaching := tests/model tests/store tests/bundle tests/roster tests/desk

.DEFAULT_GOAL := help
.PHONY: help run test demo bench soak coverage mutants fonts i18n package list-demo ready ready-test ready-package

help: ## this list
	@echo "HubDesk: make WORD, where WORD is one of"
	@sed -n 's/^\([a-z0-9]*\):[^#]*## /\1	/p' $(MAKEFILE_LIST) | expand -t 10 | sed 's/^/  /'

run: ready ## open the window (the first time sets everything up); without a screen: the demo
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ] || [ "$$(uname)" = Darwin ]; then exec $(BIN)/hubdesk; \
	else echo "No screen here: a sample gathering is in demo-out (made again when the program changed)."; \
	$(MAKE) --no-print-directory demo-out/.made list-demo; fi

demo: ready ## write a complete sample gathering to demo-out, and from it the pictures of README.md to docs
	@rm -rf demo-out
	@$(MAKE) --no-print-directory demo-out/.made list-demo
	@$(BIN)/python packaging/pictures.py demo-out

list-demo:
	@echo "In demo-out:"; $(call listed,demo-out)

demo-out/.made: $(shell find hubdesk resources i18n -type f \( -name '*.py' -o -name '*.po' -o -name '*.json' -o -name '*.toml' -o -name '*.wiki' -o -name '*.md' \))
	@rm -rf demo-out; QT_QPA_PLATFORM=offscreen $(BIN)/hubdesk demo --out demo-out && touch $@

test: ready-test ## check style and types, then run all tests
	@failed=""; \
	echo "ruff check"; $(BIN)/ruff check . || failed="$$failed ruff-check"; \
	echo "ruff format --check"; $(BIN)/ruff format --check . || failed="$$failed ruff-format"; \
	echo "mypy"; $(BIN)/mypy || failed="$$failed mypy"; \
	if [ -n "$$failed" ]; then echo "Not clean:$$failed (the tests run all the same)"; fi; \
	echo "pytest"; $(PYTEST) $(side_by_side) || failed="$$failed pytest"; \
	[ -z "$$failed" ]

bench: ready-test ## measure speed against floors in the same run
	@QT_QPA_PLATFORM=offscreen $(BIN)/python -m tests.bench

# Not $(MAKE), which a dry run would run
soak: ready-test ## all tests with examples that were never tried, the long runs, and the next two
	@failed=""; $(PYTEST) -m "soak or not soak" --hypothesis-profile new || failed="$$failed pytest"; \
	for word in coverage mutants; do make --no-print-directory $$word || failed="$$failed $$word"; done; \
	[ -z "$$failed" ] || { echo "Failed:$$failed"; exit 1; }

coverage: ready-test ## which branches of model, store and bundle the tests reach; fails below 95 %
	@QT_QPA_PLATFORM=offscreen $(BIN)/python -m coverage run -m pytest $(reaching) -k "not cost"
	@$(BIN)/python -m tests.tools.reached

mutants: ready-test ## which faults in merging and in the limits of files the tests notice; fails below 85 %
	@QT_QPA_PLATFORM=offscreen $(BIN)/python -m tests.tools.mutants

fonts: ready ## make missing fonts anew from the font packages, and show what is there
	@$(BIN)/python -m pip -q --disable-pip-version-check install --no-deps -e .
	@$(call listed,resources/fonts)

i18n: ready ## collect the sentences of the program and bring every translation up to date
	@$(BIN)/python packaging/sentences.py
	@$(PYTHON) packaging/prepare.py run

package: ready-package ## build the wheel, the program folder and the Debian package into dist/
	@$(BIN)/python packaging/package.py

ready:
	@$(PYTHON) packaging/prepare.py run

ready-test:
	@$(PYTHON) packaging/prepare.py test

ready-package:
	@$(PYTHON) packaging/prepare.py package
