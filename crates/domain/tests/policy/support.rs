//! The files of the tree, and small ones made on the spot.

use std::path::{Path, PathBuf};

use domain::place::DivisionCode;
use domain::policy::{Fault, Policy, PolicyFile, check};
use domain::time::Date;

/// A policy file of the tree.
pub(crate) struct TreeFile {
    pub(crate) name: String,
    pub(crate) text: String,
    pub(crate) file: PolicyFile,
}

/// The policies that come with the program.
pub(crate) fn tree() -> Vec<TreeFile> {
    read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../policies"))
}

/// The examples beside them.
pub(crate) fn examples() -> Vec<TreeFile> {
    read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../policies/examples"))
}

fn read(folder: &Path) -> Vec<TreeFile> {
    let entries = std::fs::read_dir(folder).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> = paths
        .filter(|p| p.extension().is_some_and(|e| e == "toml"))
        .collect();
    files.sort();
    files.into_iter().map(|path| tree_file(&path)).collect()
}

fn tree_file(path: &Path) -> TreeFile {
    let text = std::fs::read_to_string(path).unwrap();
    let file = PolicyFile::parse(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    TreeFile { name, text, file }
}

/// The policy of a jurisdiction on a date, by files of which each is in force from its own.
pub(crate) fn on(files: &[TreeFile], code: DivisionCode, date: Date) -> Policy {
    let in_force = |code: DivisionCode| {
        let own = files
            .iter()
            .map(|f| &f.file)
            .filter(|f| f.jurisdiction == code);
        own.filter(|f| f.effective <= date)
            .max_by_key(|f| f.effective)
    };
    Policy::of(code, in_force).unwrap()
}

/// A file of Hangzhou with these rules, and its faults by the policies of the tree.
pub(crate) fn faults(rules: &str) -> Vec<Fault> {
    let text = format!(
        "jurisdiction = \"330100\"\ninherits = \"330000\"\nversion = \"1\"\neffective = 2020-07-01\n\n{rules}"
    );
    let file = PolicyFile::parse(&text).unwrap();
    let mut files = tree();
    files.push(TreeFile {
        name: String::new(),
        text: text.clone(),
        file: file.clone(),
    });
    check(&file, &on(&files, file.jurisdiction, file.effective), &text)
}

/// A rule with a reason and a review.
pub(crate) fn rule(id: &str, when: &str, then: &str) -> String {
    format!(
        "[[rule]]\nid = \"{id}\"\nwhen = {{ {when} }}\n{then}\nreview = 2020-12-01\nreason = {{ zh = \"由\", en = \"x\" }}\n"
    )
}

/// The fault of a field, in English, with its place.
pub(crate) fn said<'f>(faults: &'f [Fault], field: &str) -> &'f str {
    let of_field = faults.iter().find(|fault| fault.field == field);
    let fault = of_field.unwrap_or_else(|| panic!("{field} is missing in {faults:#?}"));
    assert!(!fault.text.zh.is_empty() && fault.at.is_some());
    &fault.text.en
}
