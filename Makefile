# Settings stand on the command line, as in `make run PORT=9000 LOG=other.yaml`. They are not taken
# from the environment, where HOST and LOG often mean something else.
HOST = 127.0.0.1
PORT = 8501
LOG =
# `make bench PART=c`, `make soak PART=c` and `make siege PART=exports` measure that part alone;
# without it all are measured.
PART =
# Of part c of `make soak`.
MINUTES = 5
# `make fuzz FUZZ=1000000 SEED=word` reads more damaged files than the tests do, and others.
FUZZ = 100000
SEED = 1

BIN = .venv/bin
INSTALL = $(BIN)/python -m pip install -qq --disable-pip-version-check

# The first Python that is new enough: the system's own may be older than another beside it.
PYTHON = $(shell for each in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$each -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$each && break; done)

# Two modules at a time, and a third while a browser waits.
PYTEST = $(BIN)/python -m pytest --quiet --numprocesses 3 --dist loadscope --no-loadscope-reorder
# Below 95 % of the lines it fails. Tests take half as long again while lines are counted, so those
# that take longest are not counted.
SLOW = browser or thorough or hypothesis
COVER = --cov --cov-report= --cov-fail-under=95

.PHONY: run wheel test test-all test-engines test-next bench soak siege fuzz audit check requirements clean

run: .venv/run-ready
	$(BIN)/python app.py --server.address "$(HOST)" --server.port "$(PORT)" $(if $(LOG),"$(LOG)")

# The whole program as one file, for `pipx install`.
wheel: .venv/made
	rm -rf build dist
	$(BIN)/python -m pip wheel --quiet --disable-pip-version-check --no-deps --wheel-dir dist .
	rm -rf build
	@ls dist/*.whl

# All that is quick: of the browser's tests the ten that tell most. Three minutes on two cores, at most.
test: .venv/test-ready
	.ci/npm >/dev/null && chromium="$$(.ci/chromium)" && CHROMIUM="$$chromium" $(PYTEST) -m "smoke or not (browser or thorough)"

# The rest needs nginx as well.
test-all: .venv/test-ready
	.ci/npm >/dev/null && .ci/nginx >/dev/null && chromium="$$(.ci/chromium)" && export CHROMIUM="$$chromium" \
		&& $(PYTEST) $(COVER) -m "not ($(SLOW))" && $(PYTEST) -m "$(SLOW)"

# Private parts of Streamlit are in use: this tells early what its next release breaks.
test-next: .venv/made
	$(BIN)/python -m venv --clear .venv-next
	.venv-next/bin/python -m pip install -qq --disable-pip-version-check -r requirements.txt -r requirements-dev.txt
	.venv-next/bin/python -m pip install --quiet --disable-pip-version-check --upgrade streamlit plotly pandas numpy
	.venv-next/bin/python -m pip list --disable-pip-version-check | grep -wE "streamlit|plotly|pandas|numpy"
	.venv-next/bin/python -m pytest --quiet --numprocesses 2 --dist loadscope -m "not (browser or thorough)"

# The engines of large logs are large themselves: 1.5 GB, Spark needs Java 17 as well.
test-engines: .venv/engines-ready
	$(BIN)/python -m pytest tests/engines

# Writes what it measures to docs/performance.md; all of it takes a quarter of an hour.
bench: .venv/bench-ready
	chromium="$$(.ci/chromium)" && CHROMIUM="$$chromium" $(BIN)/python -m tests.bench $(PART)

# Many readers at once, and a server that is killed under them; all of it takes a quarter of an hour.
soak: .venv/test-ready
	chromium="$$(.ci/chromium)" && CHROMIUM="$$chromium" $(BIN)/python -m tests.soak --minutes $(MINUTES) $(PART)

# People who mean harm, on loopback alone: a minute for each of its parts, log and way to the server.
siege: .venv/test-ready
	.ci/nginx >/dev/null && $(BIN)/python -m tests.siege $(PART)

# The tests do this with 1,000; a hundred thousand take some five minutes.
fuzz: .venv/test-ready
	$(BIN)/python -m tests.fuzz --mutants $(FUZZ) --seed $(SEED)

# Ends with 1 for a known hole, and with 2 where the database cannot be asked.
audit: .venv/audit-ready
	$(BIN)/python .ci/audit.py requirements.txt

check: .venv/test-ready node_modules/.ready
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/bandit --quiet --configfile pyproject.toml --recursive app.py __main__.py components
	$(BIN)/mypy
	"$$(.ci/npm)" run --silent check
	cmp node_modules/plotly.js-basic-dist-min/plotly-basic.min.js components/figures/plotly/plotly.min.js

# Pins that still fit pyproject.toml stay; delete a list first to take the newest of everything.
# Where this machine gets its packages from is nobody else's business, and does not belong there.
COMPILE = CUSTOM_COMPILE_COMMAND='make requirements' $(BIN)/pip-compile --quiet --strip-extras \
	--no-emit-index-url --no-emit-trusted-host --no-emit-find-links
GROUP = import sys, tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["dependency-groups"][sys.argv[1]], sep="\n")
# .npmrc keeps npm from noting where packages come from, this takes out who asks for money for them.
UNFUNDED = import json, pathlib; path = pathlib.Path("package-lock.json"); lock = json.loads(path.read_text()); \
	[package.pop("funding", None) for package in lock["packages"].values()]; \
	path.write_text(json.dumps(lock, indent=2, ensure_ascii=False) + "\n")

requirements: .venv/test-ready
	$(COMPILE) --output-file=requirements.txt pyproject.toml
	$(BIN)/python -c '$(GROUP)' dev | $(COMPILE) --constraint=requirements.txt --output-file=requirements-dev.txt -
	$(BIN)/python -c '$(GROUP)' bench | $(COMPILE) --constraint=requirements.txt \
		--constraint=requirements-dev.txt --output-file=requirements-bench.txt -
	$(BIN)/python -c '$(GROUP)' audit | $(COMPILE) --constraint=requirements.txt \
		--constraint=requirements-dev.txt --output-file=requirements-audit.txt -
	$(COMPILE) --extra=warehouse --constraint=requirements.txt --constraint=requirements-dev.txt \
		--output-file=requirements-engines.txt pyproject.toml
	"$$(.ci/npm)" install --package-lock-only --ignore-scripts --silent
	$(BIN)/python -c '$(UNFUNDED)'

clean:
	rm -rf .venv .venv-next node_modules .coverage .coverage.* .hypothesis .mypy_cache .pytest_cache .ruff_cache build dist *.egg-info
	find . -name __pycache__ -prune -exec rm -rf {} +

# These files tell what is installed already, so that a second start takes seconds.
.venv/made:
	@test -n "$(PYTHON)" || { echo "This needs Python 3.11 or newer; python3 here is: $$(python3 --version 2>&1)." >&2; exit 1; }
	$(PYTHON) -m venv --clear .venv
	@touch $@

.venv/run-ready: requirements.txt | .venv/made
	@echo "Installing what the dashboard needs; this takes a minute, once."
	@$(INSTALL) -r requirements.txt
	@touch $@

.venv/test-ready: requirements-dev.txt .venv/run-ready
	@echo "Installing what its tests need; this takes a minute, once."
	@$(INSTALL) -r requirements.txt -r requirements-dev.txt
	@touch $@

# ESLint, Prettier, Stylelint and TypeScript, which check components/web.
node_modules/.ready: package-lock.json
	@npm="$$(.ci/npm)" && "$$npm" ci --silent --ignore-scripts
	@touch $@

.venv/audit-ready: requirements-audit.txt .venv/test-ready
	@$(INSTALL) -r requirements.txt -r requirements-dev.txt -r requirements-audit.txt
	@touch $@

.venv/engines-ready: requirements-engines.txt .venv/test-ready
	@echo "Installing ClickHouse, Spark and what they are asked through; this takes some minutes, once."
	@$(INSTALL) -r requirements.txt -r requirements-dev.txt -r requirements-engines.txt
	@touch $@

.venv/bench-ready: requirements-bench.txt .venv/test-ready
	@echo "Installing what it is measured against; this takes a minute, once."
	@$(INSTALL) -r requirements.txt -r requirements-dev.txt -r requirements-bench.txt
	@touch $@
