//! What the fuzz targets found is looked at again, on every machine and in every run.
//!
//! `tests/corpus/NAME.hex` holds one input a line, in hexadecimal and in order; `scripts/fuzz` writes it. A decoder
//! that hangs is ended by the test runner.

use std::path::{Path, PathBuf};

use crate::decoders::{DECODERS, look_at};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus")
}

#[test]
fn every_decoder_holds_on_the_corpus_that_its_fuzz_target_found() {
    for (name, _) in DECODERS {
        let text = std::fs::read_to_string(folder().join(format!("{name}.hex"))).unwrap();
        assert!(text.lines().count() > 5, "the corpus of {name} is empty");
        for line in text.lines() {
            look_at(name, &hex::decode(line).unwrap());
        }
    }
}

#[test]
fn every_decoder_has_a_fuzz_target_and_every_corpus_a_decoder() {
    let names = |folder: &Path, ending: &str| {
        let mut names: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter_map(|name| name.strip_suffix(ending).map(str::to_owned))
            .collect();
        names.sort();
        names
    };
    let decoders = DECODERS.map(|(name, _)| name);
    assert_eq!(names(&folder(), ".hex"), decoders);
    let targets = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/fuzz_targets");
    assert_eq!(names(&targets, ".rs"), decoders);
}
