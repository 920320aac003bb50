PYTHON ?= python3
VENV = .venv
BIN = $(VENV)/bin
READY = $(VENV)/.ready
DEMO ?= demo

.PHONY: demo test lint bench torture merges docs clean

demo: $(READY)
	@rm -rf $(DEMO)
	@$(BIN)/learnorg demo $(DEMO) --quiet
	@echo; echo "\$$ learnorg board"; $(BIN)/learnorg -C $(DEMO) board --cards 4
	@echo; echo "\$$ learnorg prioritize"; $(BIN)/learnorg -C $(DEMO) prioritize --limit 10
	@echo; echo "\$$ learnorg report achievements --period last-quarter"; \
	$(BIN)/learnorg -C $(DEMO) report achievements --period last-quarter
	@echo; echo "\$$ learnorg knowledge gaps"; $(BIN)/learnorg -C $(DEMO) knowledge gaps
	@echo; echo "\$$ learnorg loop --limit 3"; $(BIN)/learnorg -C $(DEMO) loop --limit 3
	@echo; echo "Go on in it: cd $(DEMO); ../$(BIN)/learnorg list"

test: $(READY)
	$(BIN)/pytest

lint: $(READY)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(READY)
	$(BIN)/python benchmarks/bench.py
	$(BIN)/python benchmarks/history.py
	$(BIN)/python benchmarks/judging.py
	$(BIN)/python benchmarks/methods.py

torture: $(READY)
	$(BIN)/python tests/torture/campaign.py --points 14

merges: $(READY)
	$(BIN)/python tests/torture/merges.py --merges 10000

docs: $(READY)
	$(BIN)/python docs/generate.py

$(READY): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable . --group dev
	@touch $(READY)

clean:
	rm -rf $(VENV) $(DEMO) dist build
