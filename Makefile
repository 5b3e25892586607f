# What one does with this repository. Every target works after a clone; `make test` sets up what it needs.
.DEFAULT_GOAL := test
.PHONY: run test setup bench check

# Builds program and pages, and serves a demonstration: make run ARGS="--date 2022-07-14"
run:
	cargo build --quiet --locked --package cli
	@scripts/pages
	@exec target/debug/healthcode serve --demo $(ARGS)

# What the tests need and the repository lacks; quick when it is there.
setup:
	@scripts/setup

# Everything that must hold.
test: setup
	@scripts/test

# Yardsticks and figures, built for speed.
bench:
	cargo bench --locked --package bench $(ARGS_BENCH)
	cargo build --quiet --locked --package cli
	@scripts/pages
	cd web && node bench/main.mjs $(ARGS_BENCH)

# Form, lints as errors, and the licences of what we borrow.
check:
	cargo fmt --all --check
	cargo clippy --locked --workspace --all-targets -- -D warnings
	@if cargo deny --version >/dev/null 2>&1; then \
	  cargo deny check licenses bans sources; \
	else \
	  echo "check: cargo-deny is not installed; licences, bans and sources were not checked (cargo install cargo-deny --locked)"; \
	fi
