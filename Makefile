PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
INSTALLED := .venv/installed
PYODIDE_PINS := matplotlib==3.10.8 numpy==2.4.6 scipy==1.18.0 scikit-image==0.25.2 pillow==12.2.0 msgspec==0.20.0
PYTEST := -n 3 --dist loadfile --no-loadscope-reorder
export OPENBLAS_NUM_THREADS := 1
unexport PYTHONDONTWRITEBYTECODE # where it is set, each of some hundred processes would compile all libraries anew

.PHONY: help lab test soak check site assignments platforms notebooks figures bench lite lock web oldest newest pyodide-pins
help:            ## list the verbs
	@grep -hE '^[a-z-]+: .*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+): *[^#]*## */\1\t/' | expand -t 12

lab: $(INSTALLED) ## open the course in JupyterLab
	$(BIN)/explorables lab crepitus

check: $(INSTALLED) ## look for faults of style and of types
	$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy

test: check site ## build the site and run every test (REQUIRE_BROWSER=1: a missing browser is a failure)
	SITE=_site $(BIN)/pytest -m "not soak" $(PYTEST)

soak: check site ## run the long sweeps that `test` leaves out: every lesson in JupyterLab, every page at each width, random moves
	SITE=_site $(BIN)/pytest -m soak $(PYTEST)

site: $(INSTALLED) ## write every lesson as a page into _site (LIVE=../lite: where live notebooks will lie, as seen from the pages)
	$(BIN)/explorables site crepitus $(if $(LIVE),--live $(LIVE))

assignments: $(INSTALLED) ## write the exercises as assignments for nbgrader into _assignments
	$(BIN)/explorables assignments crepitus

platforms: $(INSTALLED) ## write questions and lessons for learning platforms into _platforms: Moodle XML, QTI 1.2 and 2.1, SCORM 1.2 and 2004
	$(BIN)/explorables platforms crepitus

notebooks: $(INSTALLED) ## execute every notebook and store it in its normal form
	$(BIN)/explorables notebooks crepitus
	cd examples/pendulum && ../../$(BIN)/explorables notebooks pendulum

figures: $(INSTALLED) ## draw every picture into figures
	$(BIN)/explorables figures crepitus
	cd examples/pendulum && ../../$(BIN)/explorables figures pendulum

bench: site ## measure explorers against interact, the search of the ledger, the pages, what plays on them, and how they read
	$(BIN)/python benchmarks/explorers.py && $(BIN)/python benchmarks/ledger.py && $(BIN)/python benchmarks/pages.py
	$(BIN)/python benchmarks/motion.py _site
	$(BIN)/uv pip install --quiet --python $(BIN)/python textstat && $(BIN)/python benchmarks/reading.py _site

lite: $(INSTALLED) ## write live notebooks that need no server into _lite (PYODIDE=FOLDER: an unpacked Pyodide; see docs/deploy.md)
	$(BIN)/uv venv --quiet --clear --seed --python $(PYTHON) .venv-$@
	$(BIN)/uv pip install --quiet --python .venv-$@ --editable ".[lite]"
	.venv-$@/bin/explorables lite crepitus _lite --pyodide $(PYODIDE)

lock: $(INSTALLED) ## resolve the dependencies of pyproject.toml anew
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-annotate --no-header --no-emit-index-url --extra dev -p 3.11 pyproject.toml -o requirements.lock

oldest: $(INSTALLED) ## run every test with the lowest versions that pyproject.toml allows
	$(call with,lowest-direct)

pyodide-pins: $(INSTALLED) ## run every test with the libraries that Pyodide 314 has (PYTHON=python3.13: they need 3.12 or later)
	$(call with,highest,$(PYODIDE_PINS))

newest: $(INSTALLED) ## run every test with the newest versions there are (PYTHON=python3.13: of Python too)
	$(call with,highest)

define with
	$(BIN)/uv venv --quiet --clear --seed --python $(PYTHON) .venv-$@
	$(BIN)/uv pip install --quiet --python .venv-$@ --resolution $(1) --editable ".[dev]" $(2)
	.venv-$@/bin/explorables site crepitus .venv-$@/site
	SITE=.venv-$@/site .venv-$@/bin/pytest -m "not soak" $(PYTEST)
endef

web: package-lock.json ## bundle the 3D viewer, the search and the QR codes (needs npm; the results are committed)
	npm ci --silent --no-audit --no-fund --ignore-scripts
	npm run --silent bundle -- --outdir=src/explorables/web

$(INSTALLED): requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	awk '/^[^ ]/ { wanted = /^uv==/ } wanted' requirements.lock > .venv/uv.lock
	$(PIP) install --require-hashes -r .venv/uv.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements.lock || $(PIP) install --require-hashes -r requirements.lock
	$(PIP) install --no-deps --no-build-isolation -e .
	touch $@
