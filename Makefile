# Every target sets up what it needs; `make help` lists them.

PACKAGES_SERVER := prosody
PACKAGES_TEST := prosody lua-busted lua-dbi-sqlite3 lua-check lua5.1 lua5.2 lua5.3 lua5.4 luajit mmdebstrap
PACKAGES_ROCK := luarocks
# LuaRocks installs nothing without the headers of Prosody's Lua.
PACKAGES_USERS := $(PACKAGES_ROCK) liblua5.4-dev python3-slixmpp mypy
# Chromium without windows: the tests take a fifth less CPU with it.
PACKAGES_BROWSER := chromium-headless-shell
NODE_MODULES := node_modules/.package-lock.json
TSX := node --import tsx

.DEFAULT_GOAL := help

.PHONY: help
help: ## list the targets
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: node
node:
	@tools/check-node.sh

$(NODE_MODULES): package.json package-lock.json | node
	npm ci --no-audit --no-fund
	@touch $@

.PHONY: server-packages test-packages rock-packages user-packages browser-packages
server-packages:
	@tools/setup.sh $(PACKAGES_SERVER)
test-packages:
	@tools/setup.sh $(PACKAGES_TEST)
rock-packages:
	@tools/setup.sh $(PACKAGES_ROCK)
user-packages:
	@tools/setup.sh $(PACKAGES_USERS)
# Without a browser its tests are skipped; with CI=true they fail.
browser-packages:
	@tools/setup.sh $(PACKAGES_BROWSER) || tools/setup.sh chromium || [ -z "$(CI)" ]

.PHONY: build
build: $(NODE_MODULES) ## transpile src/ to dist/mod_muc_probe/
	@$(TSX) tools/build/build.ts

.PHONY: install
install: ## copy dist/mod_muc_probe to $(DESTDIR)$(PLUGINS) (PLUGINS=/usr/local/lib/prosody/modules)
	install -d "$(DESTDIR)$(PLUGINS)/mod_muc_probe"
	install -m 644 dist/mod_muc_probe/*.lua "$(DESTDIR)$(PLUGINS)/mod_muc_probe"
PLUGINS ?= /usr/local/lib/prosody/modules

.PHONY: dist
dist: build ## pack build/mod_muc_probe-VERSION.tar.gz, the folder for plugin_paths
	@$(TSX) tools/release/release.ts archive

.PHONY: rock
rock: build rock-packages ## build a source rock in build/rocks/, for prosodyctl install --server=
	@$(TSX) tools/release/release.ts rock

.PHONY: release
release: rock-packages $(NODE_MODULES) ## check that all is ready, run every test, and build a release in build/release/
	@$(TSX) tools/release/release.ts check
	@$(MAKE) --no-print-directory test SUITE=
	@$(TSX) tools/release/release.ts all

.PHONY: good-ports
good-ports:
	@tools/check-ports.sh "$(PORT)" "$(WEB_PORT)"

.PHONY: run
run: good-ports server-packages $(NODE_MODULES) build ## keep a server up for XMPP clients (PORT=5222) and browsers (WEB_PORT=5280)
	@$(TSX) tools/demo/serve.ts --port=$(PORT) --web-port=$(WEB_PORT)
PORT ?= 5222
WEB_PORT ?= 5280

.PHONY: watch
watch: good-ports server-packages $(NODE_MODULES) build ## as make run, and when you save a file in src/ the server has it
	@$(TSX) tools/demo/serve.ts --watch --port=$(PORT) --web-port=$(WEB_PORT)

.PHONY: check
check: test-packages $(NODE_MODULES) ## what a change needs before a commit: format, types, lint, build, specs, of what has changed
	@$(TSX) tools/test/check.ts

.PHONY: lint
lint: test-packages $(NODE_MODULES) ## every rule for TypeScript and Lua, all files, without a cache
	@$(TSX) tools/test/run.ts format lint luacheck

# The suites of tools/test/suites.ts, to be told before anything is installed.
SUITES := format lint dist luacheck unit tools declarations runner people rigs create release first-contact launcher scansion matrix live privacy following fuzz foreign e2e
.PHONY: known-suites
known-suites:
	@for name in $(SUITE); do \
		case " $(SUITES) " in *" $$name "*) ;; *) echo "There is no suite $$name, only $(SUITES)" >&2; exit 2 ;; esac; \
	done

.PHONY: test
test: known-suites test-packages user-packages browser-packages foreign-packages $(NODE_MODULES) ## run every test; SUITE=name for one of them
	@$(if $(filter-out dist,$(SUITE)),$(TSX) tools/build/build.ts &&) $(TSX) tools/test/run.ts $(SUITE)

.PHONY: scansion
scansion: server-packages $(NODE_MODULES) build ## play the scansion scripts; SCANSION=/path/to/scansion for another player, RUNS=200 for flakes, REFERENCE=file for a script of your own too
	@REFERENCE="$(REFERENCE)" $(TSX) tools/test/scansion.ts $(if $(SCANSION),--player=$(SCANSION)) $(if $(RUNS),--runs=$(RUNS))

.PHONY: e2e
e2e: test-packages user-packages browser-packages $(NODE_MODULES) build ## test with Converse.js in a browser; PICTURES=folder for screenshots
	@PICTURES="$(or $(PICTURES),build/screenshots)" $(TSX) tools/test/run.ts e2e

.PHONY: matrix
matrix: test-packages $(NODE_MODULES) build ## play the scripts on every release of Prosody; BASELINE=1: without the plugin; REFERENCE=file: a script of your own too
	@REFERENCE="$(REFERENCE)" $(TSX) rigs/matrix/matrix.ts $(if $(BASELINE),--baseline)

.PHONY: bench
bench: bench-packages $(NODE_MODULES) build ## measure what a probe costs, against Prosody's own handler; PART=herd RELEASE=trixie RECORD=1
	@$(TSX) rigs/bench/bench.ts $(if $(PART),--part=$(PART)) $(if $(RELEASE),--release=$(RELEASE)) $(if $(RECORD),--record)
.PHONY: bench-packages
bench-packages:
	@tools/setup.sh $(PACKAGES_SERVER) mmdebstrap valgrind

.PHONY: privacy
privacy: test-packages $(NODE_MODULES) build ## hold every answer in rooms of every kind against the contract; ROOMS=100 SEED=1
	@$(TSX) rigs/trust/trust.ts privacy $(if $(ROOMS),--rooms=$(ROOMS)) $(if $(SEED),--seed=$(SEED)) $(if $(REPLAY),--replay=$(REPLAY)) $(if $(RELEASE),--release=$(RELEASE)) $(if $(RECORD),--record)

.PHONY: following
following: $(NODE_MODULES) test-packages build ## let everything happen that changes a presence, and hold what followers are told against rooms beside; RUNS=50 SEED=1
	@$(TSX) rigs/trust/trust.ts following $(if $(RUNS),--runs=$(RUNS)) $(if $(SEED),--seed=$(SEED)) $(if $(REPLAY),--replay=$(REPLAY)) $(if $(RELEASE),--release=$(RELEASE)) $(if $(RECORD),--record)

.PHONY: fuzz
fuzz: test-packages $(NODE_MODULES) build ## send malformed probes, batches and queries; N=10000 SEED=1
	@$(TSX) rigs/trust/trust.ts fuzz $(if $(N),--stanzas=$(N)) $(if $(SEED),--seed=$(SEED)) $(if $(REPLAY),--replay=$(REPLAY)) $(if $(RELEASE),--release=$(RELEASE)) $(if $(RECORD),--record)

.PHONY: planted
planted: test-packages $(NODE_MODULES) build ## break each rule of the contract in turn: the scripts, the specs and the privacy check must notice; RULE=pages for some, RECORD=1
	@$(TSX) rigs/trust/trust.ts planted $(if $(ROOMS),--rooms=$(ROOMS)) $(if $(RULE),--rule="$(RULE)") $(if $(SEED),--seed=$(SEED)) $(if $(RELEASE),--release=$(RELEASE)) $(if $(RECORD),--record)

.PHONY: mutation
mutation: test-packages $(NODE_MODULES) build ## change one thing in dist/ at a time, and see whether the specs in Lua notice; FILE=gate.lib.lua
	@$(TSX) rigs/mutation/mutation.ts $(if $(FILE),--file=$(FILE))

.PHONY: create
create: test-packages user-packages $(NODE_MODULES) ## make a module of each kind, as npm create does, and test it on two releases; writes spec/results/create.md
	@FULL=1 $(TSX) tools/test/run.ts create

.PHONY: foreign
foreign: foreign-packages $(NODE_MODULES) build ## run other people's servers, libraries, clients and modules against the plugin; PART=modules for some, RECORD=1 keeps the tables
	@$(TSX) rigs/foreign/foreign.ts $(if $(RECORD),--record) $(PART)
.PHONY: foreign-packages
# What they are unpacked with, and given a network with; without it they are skipped.
foreign-packages:
	@tools/setup.sh mmdebstrap iproute2 || [ "$(REQUIRE)" != foreign ]

.PHONY: types-live
types-live: test-packages $(NODE_MODULES) ## hold the declarations in types/ against every release of Prosody, running
	@$(TSX) rigs/types/live/types-live.ts $(if $(RELEASE),--release=$(RELEASE))

.PHONY: types-coverage
types-coverage: test-packages $(NODE_MODULES) ## say what of Prosody its own modules use that types/ does not declare; MODULES=folder for others'
	@$(TSX) rigs/types/coverage/types-coverage.ts $(if $(MODULES),--modules=$(MODULES)) $(if $(RELEASE),--release=$(RELEASE)) $(if $(RECORD),--record)

.PHONY: types-editor
types-editor: $(NODE_MODULES) ## measure how long an editor takes for an edit of a module; EDITS=5
	@$(TSX) rigs/types/editor/types-editor.ts $(if $(EDITS),--edits=$(EDITS))

.PHONY: format
format: $(NODE_MODULES) ## format every file
	node_modules/.bin/prettier --write --log-level=warn .
