# Assent's build. `make` alone lists what there is.
#
# Every target installs what it misses (wasm-build/install.sh) and builds only what is out of date.

OUT := wasm-build/out
CJSON := $(OUT)/cjson
NATIVE := $(OUT)/native
FUZZ_SECONDS ?= 60

SRC := $(wildcard src/*.c)
HEADERS := $(wildcard src/*.h src/*.def)
# The boundary speaks WebAssembly; native programs call consent_turn itself.
NATIVE_SRC := $(filter-out src/boundary.c,$(SRC))
WEB := $(shell find web -type f \( -name '*.js' -o -name '*.css' -o -name '*.json' \) -not -path 'web/cli/*')
MODULES := node_modules/.package-lock.json

# What must be installed: less for building than for testing.
NEED := $(if $(filter test lint format fuzz bench native install-tools,$(MAKECMDGOALS)),test,build)

.PHONY: help types build native size law guide demo test lint lint-c lint-tidy lint-web format fuzz bench clean install-tools tools
.DELETE_ON_ERROR:

help:
	@echo 'make demo    build, and serve the two course sites and the guide'
	@echo 'make test    build, lint, size budgets, $(FUZZ_SECONDS) s of fuzzing, all tests'
	@echo 'make build   the core and the bundles, into $(OUT)/'
	@echo 'make size    what every shipped file weighs; fails over budget'
	@echo 'make types   the types and the JSON Schema in web/types, anew from src/contract.def and src/config.def'
	@echo 'make law     the jurisdiction table for lawyers, as the core holds it: $(OUT)/law.html and law.md'
	@echo 'make guide   the guide (web/guide/) as pages, into $(OUT)/guide/'
	@echo 'make lint    gcc, clang, clang-tidy, cppcheck, clang-format, biome, tsc'
	@echo 'make format  writes everything as make lint wants it'
	@echo 'make fuzz    FUZZ_SECONDS=$(FUZZ_SECONDS) of libFuzzer on turns of the core, and on its readers'
	@echo 'make bench   Assent beside its peers, and what it must reach: half an hour (BENCH="--minutes 5" is rougher)'
	@echo 'make clean   removes $(OUT)/'

# ---- what must be there ----

# Runs always and says nothing when nothing is missing; the files below name it order-only, so it makes none of them old.
tools install-tools:
	@sh wasm-build/install.sh $(NEED)

$(MODULES): package-lock.json | tools
	@echo 'npm: installing from the lock file'
	@npm ci --no-audit --no-fund --loglevel=error
	@touch $@

$(CJSON)/cJSON.c $(CJSON)/cJSON.h &: wasm-build/cjson.sh wasm-build/cjson.sha256 | tools
	@sh wasm-build/cjson.sh $(CJSON)
	@touch $(CJSON)/cJSON.c $(CJSON)/cJSON.h

# ---- the core and the bundles ----

BUNDLES := $(addprefix $(OUT)/,$(shell sed -n "s/.*name: '\([^']*\)'.*/\1/p" wasm-build/bundles.mjs))
# Each language but English, which is built in, is a folder of web/words and a bundle of its own.
LANGUAGES := $(filter-out en,$(notdir $(patsubst %/,%,$(wildcard web/words/*/))))
BUNDLES += $(LANGUAGES:%=$(OUT)/assent.words.%.js)

build: $(OUT)/core.wasm $(BUNDLES) $(OUT)/aysar/assent.js

CORES := $(addprefix $(OUT)/,core.wasm core.built.wasm)

# What the core in a built script leaves out: src/base.h.
$(OUT)/core.built.wasm: LEAVE_OUT := -DASSENT_BUILT

$(CORES): $(SRC) $(HEADERS) $(CJSON)/cJSON.c wasm-build/core.sh wasm-build/exports.json wasm-build/libc.c | tools
	@echo 'core: compiling $(@F) to WebAssembly'
	@sh wasm-build/core.sh $(CJSON) $(OUT)/$(@F:.wasm=) $@ "$(LEAVE_OUT)"

$(OUT)/core.twin.js: $(OUT)/core.wasm wasm-build/twin.mjs
	@node wasm-build/twin.mjs $< $@

$(OUT)/%.embedded.js: $(OUT)/%.wasm wasm-build/embed.mjs
	@node wasm-build/embed.mjs $< $@

# What the tables of src/ say, for everything that is not written in C: constants and decoders, types, the schema, the guide.
PRINTER := $(addprefix wasm-build/,print.mjs print-contract.mjs print-config.mjs print-law.mjs)
PRINTED := $(OUT)/contract.js $(OUT)/law.js

$(OUT)/print.wasm: wasm-build/print.c wasm-build/print.sh src/base.h src/contract.h $(wildcard src/*.def) | tools
	@echo 'contract: reading the tables of src/'
	@sh wasm-build/print.sh $@

$(PRINTED) &: $(OUT)/print.wasm $(PRINTER) $(MODULES)
	@node wasm-build/print.mjs $< $(OUT)
	@touch $(PRINTED)

# The types and the schema are in the tree, where an editor finds them without a build.
types: $(PRINTED)
	@cp $(OUT)/printed/*.d.ts $(OUT)/printed/*.json web/types/

$(BUNDLES) &: $(OUT)/core.embedded.js $(OUT)/core.built.embedded.js $(OUT)/core.twin.js $(PRINTED) $(WEB) wasm-build/bundle.mjs wasm-build/bundles.mjs wasm-build/languages.mjs wasm-build/given-texts.mjs $(MODULES)
	@echo 'web: bundling'
	@node wasm-build/bundle.mjs
	@touch -c $(BUNDLES)

# One of the demo's course sites, and the guide, have their config built in.
$(OUT)/aysar/assent.js: demo/aysar/site.json
$(OUT)/guide/assent/assent.js: demo/guide/site.json

$(OUT)/aysar/assent.js $(OUT)/guide/assent/assent.js: $(BUNDLES) $(WEB) $(wildcard web/cli/*.js)
	@mkdir -p $(@D)
	@node web/cli/assent.js build $(filter demo/%,$^) --out $(@D) >$(@D).log || { cat $(@D).log; exit 1; }

size: build
	@node wasm-build/size.mjs

law: build
	@node web/cli/assent.js law > $(OUT)/law.md
	@node web/cli/assent.js law --html > $(OUT)/law.html
	@echo 'law: $(OUT)/law.html, $(OUT)/law.md'

# The chapters as pages. Tables of out/printed/ are printed by the build, so the build comes first.
guide: $(OUT)/guide/index.html $(OUT)/guide/assent/assent.js

$(OUT)/guide/index.html: $(wildcard web/guide/*.md web/guide/pictures/* demo/guide/* $(OUT)/printed/*.md) wasm-build/guide.mjs wasm-build/markdown.mjs $(MODULES) | build
	@echo 'guide: writing the pages'
	@node wasm-build/guide.mjs $(@D)

demo: build guide
	node demo/server.mjs

# ---- native programs: the tests' players and the fuzzer, always under sanitizers ----

# -fno-sanitize-recover: a finding ends the program. -O1 -g: what the sanitizers' authors advise; stacks stay readable.
SANITIZE := -std=c11 -O1 -g -fno-omit-frame-pointer -fno-sanitize-recover=all -DASSENT_TEST
WARN := -Wall -Wextra -Wpedantic -Wshadow -Werror
# libc's names become ours in cJSON, as in the core itself (wasm-build/core.sh says why).
RENAME := -Dmalloc=arena_malloc -Dfree=arena_free -Drealloc=arena_realloc -Dstrtod=json_strtod

native: $(addprefix $(NATIVE)/,player torture readers fuzz fuzz-readers)

GCC := gcc $(SANITIZE) -fsanitize=address,undefined
# fuzzer-no-link: objects are instrumented; only the fuzzer itself takes libFuzzer's main.
CLANG := clang $(SANITIZE) -fsanitize=fuzzer-no-link,address,undefined

$(NATIVE)/gcc/cJSON.o $(NATIVE)/clang/cJSON.o: $(CJSON)/cJSON.c Makefile
	@mkdir -p $(@D)
	@$(if $(findstring gcc,$@),$(GCC),$(CLANG)) $(RENAME) -c $< -o $@

$(NATIVE)/gcc/%.o: src/%.c $(HEADERS) $(CJSON)/cJSON.h Makefile
	@mkdir -p $(@D)
	@$(GCC) $(WARN) -isystem $(CJSON) -c $< -o $@

$(NATIVE)/clang/%.o: src/%.c $(HEADERS) $(CJSON)/cJSON.h Makefile
	@mkdir -p $(@D)
	@$(CLANG) $(WARN) -isystem $(CJSON) -c $< -o $@

CORE_GCC := $(patsubst src/%.c,$(NATIVE)/gcc/%.o,$(NATIVE_SRC)) $(NATIVE)/gcc/cJSON.o
CORE_CLANG := $(patsubst src/%.c,$(NATIVE)/clang/%.o,$(NATIVE_SRC)) $(NATIVE)/clang/cJSON.o

$(NATIVE)/player $(NATIVE)/torture $(NATIVE)/readers: $(NATIVE)/%: tests/native/%.c tests/native/frames.c tests/native/frames.h $(CORE_GCC)
	@$(GCC) $(WARN) -Isrc $(filter %.c %.o,$^) -o $@

$(NATIVE)/fuzz $(NATIVE)/fuzz-readers: $(NATIVE)/%: tests/native/%.c $(CORE_CLANG)
	@$(CLANG) $(WARN) -fsanitize=fuzzer -Isrc $(filter %.c %.o,$^) -o $@

# ---- tests ----

# The longest ones first, so that no processor waits for them in the end.
LONGEST := $(addprefix tests/,browser/audit.test.mjs pages/chromium.test.mjs firefox/stories.test.mjs browser/audit-breaks.test.mjs browser/stubborn.test.mjs browser/situations.test.mjs)
TESTS = $(LONGEST) $(filter-out $(LONGEST),$(wildcard tests/browser/*.test.mjs tests/firefox/*.test.mjs tests/webkit/*.test.mjs tests/pages/*.test.mjs tests/*.test.mjs))
LINT := lint-c lint-tidy lint-web size
# By another name, or `make -n test` would run them.
AGAIN = $(MAKE) --no-print-directory NEED=test

# First everything is built; then the linters run beside the tests, with the fuzzer as one of them, and what failed is
# named once more in the end. Each linter's words come in one piece.
test:
	@$(MAKE) --no-print-directory NEED=test build native guide
	@FUZZ_SECONDS=$(FUZZ_SECONDS) node tests/run.mjs $(TESTS) -- $(LINT:%='$(AGAIN) %')

fuzz: $(NATIVE)/fuzz $(NATIVE)/fuzz-readers $(MODULES)
	@sh tests/native/fuzz.sh $(NATIVE) $(FUZZ_SECONDS)

# The peers have a lock file of their own: nothing but the bench installs them.
PEERS := tests/bench/node_modules/.package-lock.json

$(PEERS): tests/bench/package-lock.json | tools
	@echo 'npm: installing the peers from their lock file'
	@npm ci --prefix tests/bench --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

bench: build $(PEERS)
	@node tests/bench/run.mjs $(BENCH)

C_FILES = $(SRC) $(wildcard src/*.h tests/native/*.[ch] wasm-build/*.[ch])

format: $(MODULES) | tools
	@clang-format -i $(C_FILES)
	@node_modules/.bin/biome check --write --log-level=error .

lint: lint-c lint-tidy lint-web

NATIVE_LINT := -std=c11 -isystem $(CJSON)

# boundary.c: pointers are 32 bits wide where it runs, so only the compiler for WebAssembly may judge it.
lint-c: $(CJSON)/cJSON.h | tools
	@clang-format --dry-run -Werror $(C_FILES)
	@for file in $(NATIVE_SRC); do for build in -UASSENT_BUILT -DASSENT_BUILT; do \
	  gcc $(NATIVE_LINT) $(WARN) $$build -fsyntax-only $$file && clang $(NATIVE_LINT) $(WARN) $$build -fsyntax-only $$file || exit 1; \
	done; done
	@if [ -f src/boundary.c ]; then emcc $(NATIVE_LINT) $(WARN) -fsyntax-only src/boundary.c; fi
	@cppcheck --quiet --std=c11 --enable=warning,style,performance,portability --error-exitcode=1 --inline-suppr \
	  --suppress=missingIncludeSystem -Isrc $(SRC) tests/native
	@echo 'lint: C is clean (clang-format, gcc, clang, cppcheck)'

lint-tidy: $(CJSON)/cJSON.h | tools
	@clang-tidy --quiet --warnings-as-errors='*' $(NATIVE_SRC) -- $(NATIVE_LINT) 2>$(OUT)/clang-tidy.log || \
	  { grep -v 'warnings generated' $(OUT)/clang-tidy.log >&2; exit 1; }
	@echo 'lint: C is tidy (clang-tidy)'

# How it is written first: it takes a second.
lint-web: build
	@node_modules/.bin/biome check --error-on-warnings . >$(OUT)/biome.log 2>&1 || { cat $(OUT)/biome.log >&2; exit 1; }
	@node_modules/.bin/tsc -p web
	@echo 'lint: web is clean (biome, tsc)'


clean:
	rm -rf $(OUT)
