# What one does with this repository. Every target works after a clone; `make test` sets up what it needs.
.DEFAULT_GOAL := test
.PHONY: run test setup bench check

# Builds the program and shows the way from facts to a decision, on a database of its own.
run:
	cargo build --quiet --locked --package cli
	@scripts/tour

# What the tests need and the repository lacks; quick when it is there.
setup:
	@scripts/setup

# Everything that must hold. The examples in the documentation first, so that the summary of the tests stands last.
test: setup
	cargo test --locked --doc --quiet
	@if cargo nextest --version >/dev/null 2>&1; then \
	  echo "cargo nextest run --locked"; cargo nextest run --locked; \
	else \
	  echo "cargo test --locked --lib --bins --tests (cargo-nextest is not installed)"; cargo test --locked --lib --bins --tests --no-fail-fast; \
	fi

# Yardsticks and figures, built for speed.
bench:
	cargo bench --locked --package bench $(ARGS_BENCH)

# Form, lints as errors, and the licences of what we borrow.
check:
	cargo fmt --all --check
	cargo clippy --locked --workspace --all-targets -- -D warnings
	@if cargo deny --version >/dev/null 2>&1; then \
	  cargo deny check licenses bans sources; \
	else \
	  echo "check: cargo-deny is not installed; licences, bans and sources were not checked (cargo install cargo-deny --locked)"; \
	fi
