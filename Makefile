# `make demo` and `make test` install what they need; nothing else has to be set up.
PYTHON ?= python3
DATA ?= ../shared/data
BIN := .venv/bin
STAMP := .venv/.installed

.PHONY: install demo test check docs train clean
install: $(STAMP)

$(STAMP): pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --upgrade pip
	$(BIN)/pip install --quiet --editable '.[dev]'
	touch $@

demo: install
	rm -rf build/demo && mkdir -p build/demo
	$(BIN)/dateline read samples/harbour-courier --publisher 'Harbour Courier' --store build/demo/demo.duckdb
	$(BIN)/dateline read samples/northline samples/valley-gazette --store build/demo/demo.duckdb
	$(BIN)/dateline incidents --store build/demo/demo.duckdb
	$(BIN)/dateline report --store build/demo/demo.duckdb --out build/demo/report.html
	@echo 'The report: build/demo/report.html'

test: install
	$(BIN)/python -m pytest -n auto --dist loadscope

check: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

docs: install
	$(BIN)/python docs/make_cli.py

train:
	$(PYTHON) -m venv .venv-train
	.venv-train/bin/pip install --quiet --editable '.[train]'
	mkdir -p build/train
	.venv-train/bin/python -m training.pretrain $(DATA) build/train/pretrained.pt
	.venv-train/bin/python -m training.train $(DATA) build/train/pretrained.pt build/train/claims.pt --epochs 8 --seconds 4800
	.venv-train/bin/python -m training.probe $(DATA) build/train/claims.pt build/train/reader.pt
	.venv-train/bin/python -m training.export build/train/reader.pt src/dateline/data/model
	.venv-train/bin/python -m training.calibrate $(DATA) build/train/reader.pt src/dateline/data/model

clean:
	rm -rf build .venv .venv-train
