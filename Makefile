# Firstline: make demo, then make test. The rest: verify, bench, bits, tsan, fresh, format, docs, python, stubs, clean.
# Each stamp in .stamp/ records an installation; builds are left to CMake and ninja, which know what changed.
PYTHON ?= python3
JOBS ?= $(shell nproc)
WASM ?= 1
MINUTES ?= 60

RELEASE := build/release
FIRSTLINE := $(RELEASE)/firstline
VENV := .venv/bin
BANK := scenarios/presets/bank_1999.json
BANK_PLUS := scenarios/presets/bank_1999_plus2.json
HELP_DESK := scenarios/presets/help_desk.json
CALLS_ONLY := scenarios/presets/call_center_only.json
VOICE_BOT := scenarios/presets/voice_bot.json
CXX_FILES = $(shell git ls-files '*.h' '*.cpp')

.PHONY: demo test verify bench bits tsan fresh format docs python stubs clean build native wasm check-style check-schema \
        check-python check-wasm
.DELETE_ON_ERROR:

demo: $(RELEASE)/build.ninja
	@cmake --build $(RELEASE) --target firstline -j $(JOBS)
	@echo && echo "A real bank's call centre, January-February 1999:"
	$(FIRSTLINE) run $(BANK) --precision wait.mean=1%
	@echo && echo "The same days with two operators more from 15:00 to 18:00:"
	$(FIRSTLINE) compare $(BANK) $(BANK_PLUS) --precision wait.mean=1%
	@echo && echo "A help desk with lines 0-3, ten thousand contacts a day, four weeks:"
	$(FIRSTLINE) run $(HELP_DESK)
	@echo && echo "То же по-русски:"
	$(FIRSTLINE) run $(HELP_DESK) --lang ru
	@echo && echo "The same customers with a voice bot in front:"
	$(FIRSTLINE) compare $(CALLS_ONLY) $(VOICE_BOT)
	@echo && echo "По-русски:"
	$(FIRSTLINE) compare $(CALLS_ONLY) $(VOICE_BOT) --lang ru

# ctest comes last: its closing line is the verdict.
test: native check-style check-schema check-python $(if $(filter 0,$(WASM)),,check-wasm)
	ctest --preset release -j $(JOBS)

verify: $(RELEASE)/build.ninja
	cmake --build $(RELEASE) --target verification -j $(JOBS)
	$(RELEASE)/firstline-verify --full --write docs/verification.md

# Other compilers and flags than those of make test: the same bits.
bits: .stamp/apt-wasm
	$(PYTHON) scripts/same_bits.py builds

# What uses threads, under the thread sanitizer: a report fails it.
tsan: .stamp/apt
	cmake --preset tsan
	cmake --build --preset tsan --target sim_parallel_test models_run_test cli_test -j $(JOBS)
	ctest --preset tsan -R '^(sim/parallel|models/run|cli)$$'

bench: .stamp/venv .stamp/apt-bench $(if $(filter 0,$(WASM)),,wasm)
	cmake --preset bench
	cmake --build --preset bench -j $(JOBS)
	$(VENV)/python bench/run.py
	$(VENV)/python bench/instructions.py

# New seeds for MINUTES minutes: what fixed seeds cannot see.
fresh: $(RELEASE)/build.ninja
	cmake --build $(RELEASE) --target verification -j $(JOBS)
	$(RELEASE)/firstline-verify --fresh --minutes $(MINUTES)

format: .stamp/venv
	$(VENV)/clang-format -i $(CXX_FILES)
	$(VENV)/ruff format .
	$(VENV)/ruff check --fix .

docs: native
	$(PYTHON) tests/architecture/check_docs.py --firstline $(FIRSTLINE) --write

clean:
	rm -rf build out

# The parts of `make test`.
native build: $(RELEASE)/build.ninja
	cmake --build $(RELEASE) --target all headers_alone -j $(JOBS)

check-style: .stamp/venv native
	@$(VENV)/clang-format --dry-run -Werror --ferror-limit=1 $(CXX_FILES) || { echo "make format does it." >&2; exit 1; }
	$(VENV)/ruff format --check .
	$(VENV)/ruff check .
	$(VENV)/python scripts/tidy_changed.py --build $(RELEASE) --tidy $(VENV)/clang-tidy

check-schema: .stamp/venv native
	$(VENV)/python tests/models/scenario/schema_check.py --firstline $(FIRSTLINE)
	$(VENV)/python tests/architecture/check_schema.py --firstline $(FIRSTLINE)

# The package in .venv, as pip install . makes it, in a build folder of its own; its objects are those of the native
# build, out of ccache. The native build goes first, or both would compile everything.
python: .stamp/venv native
	CMAKE_BUILD_PARALLEL_LEVEL=$(JOBS) $(VENV)/pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps .

check-python: python
	$(VENV)/python -m pytest tests/python

# What pybind11-stubgen says of the module today, for the commit that changes it.
stubs: python
	$(VENV)/pybind11-stubgen firstline._core -o build/stubs --exit-code
	cp build/stubs/firstline/_core.pyi python/firstline/_core.pyi

wasm: .stamp/apt-wasm
	cmake --preset wasm
	cmake --build --preset wasm -j $(JOBS)

check-wasm: wasm native
	$(PYTHON) scripts/same_bits.py check --against $(RELEASE)/result_hash node build/wasm/result_hash.js

$(RELEASE)/build.ninja: CMakePresets.json .stamp/apt
	cmake --preset release

# Installations. The folder is an order-only prerequisite: its own date does not count.
.stamp:
	@mkdir -p $@

.stamp/apt: deps/apt.txt scripts/apt_deps.sh | .stamp
	@scripts/apt_deps.sh $<
	@touch $@

.stamp/apt-wasm: deps/apt-wasm.txt .stamp/apt
	@scripts/apt_deps.sh $<
	@touch $@

.stamp/apt-bench: deps/apt-bench.txt .stamp/apt
	@scripts/apt_deps.sh $<
	@touch $@

.stamp/venv: requirements/py311.txt .stamp/apt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Firstline's tools need Python 3.11 or newer: make PYTHON=python3.11 ..." >&2; exit 3; }
	@$(PYTHON) -m venv .venv
	@$(VENV)/pip install --quiet --disable-pip-version-check -r $< || { echo "PyPI could not be reached: the tools of make test, bench and format are missing (make demo works without)." >&2; exit 3; }
	@touch $@
