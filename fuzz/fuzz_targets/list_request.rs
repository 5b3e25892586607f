//! Bytes for the decoder `list_request`; what must hold stands in `decoders.rs`.
#![no_main]

#[path = "../../crates/credential/tests/credential/decoders.rs"]
mod decoders;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| decoders::look_at("list_request", bytes));
