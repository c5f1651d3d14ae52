# The only commands a newcomer needs. Each is a script that can be read.
# One build profile (--release) everywhere: llama.cpp is built once, and what is tested is what runs.

.DEFAULT_GOAL := help
.PHONY: help run test check bench golden bindings build bundle setup weights

help: ## say what there is
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## install what is missing, build, and open the window on a sample library (or cover the sample script)
	@scripts/run

test: ## install what is missing, build, check and test everything
	@scripts/test

check: ## formatting, lints, types, licences and banned crates
	@scripts/setup test && scripts/check

bench: ## the benchmarks, as ratios to a reference in the same run
	@scripts/setup test && scripts/build && scripts/bench

golden: ## write the golden files anew; read the diff before you keep it
	@scripts/golden

bindings: ## write the TypeScript of what crosses to the window
	@scripts/bindings

build: ## install what is missing and build, nothing else
	@scripts/setup run && scripts/build

bundle: ## the programs and their licences as one archive in target/bundle
	@scripts/setup run && scripts/build && scripts/bundle

setup: ## install what is missing, nothing else
	@scripts/setup test

weights: ## fetch the default model (see models/catalog.toml), nothing else
	@scripts/weights
